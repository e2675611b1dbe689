import type { JsonObject } from "@openlading/core";
import { areKnown, has, numberAt, placedAt, textAt } from "../access.ts";
import { productToCents, sumOfAmounts } from "../decimal.ts";
import { checkDueDate, checkLateFee } from "./dues.ts";
import { numbersRows, rulesFor, type Rule } from "./rule.ts";

const DECLARATION_LENGTH = 18;
const LETTER_PLACE = 19;
const isVat = (data: JsonObject): boolean => textAt(data, "taxTypeCode") === "VAT";

/** What the tax of a line is taken on: of VAT the value with the duties on it, else the value. */
function taxBase(data: JsonObject, line: JsonObject): number | undefined {
  const value = numberAt(line, "dutiableValue");
  if (value === undefined || !isVat(data)) return value;
  return sumOfAmounts([value, numberAt(line, "dutyAmount") ?? 0, numberAt(line, "consumptionTaxAmount") ?? 0]);
}

/** Rules of the customs duty tax bill. */
export const DUTY_TAX_BILL_RULES: readonly Rule[] = rulesFor(
  ["duty-tax-bill"],
  [
    [
      "TAX_BILL_NUMBER",
      "error",
      "the bill number begins with the number of its declaration",
      "缴款书号码的前 18 位应为报关单号",
      (data, report) => {
        const [number, declaration] = [textAt(data, "documentNumber"), textAt(data, "customsDeclarationNumber")];
        if (number === undefined || declaration === undefined) return;
        if (number.slice(0, DECLARATION_LENGTH) !== declaration) report("$.documentNumber");
      },
    ],
    [
      "TAX_BILL_LETTER",
      "error",
      "the letter L in the bill number stands for value added tax, and for no other",
      "缴款书号码中的字母 L 表示增值税，其他税种不得使用",
      (data, report) => {
        const letter = textAt(data, "documentNumber")?.charAt(LETTER_PLACE);
        if (letter && has(data, "taxTypeCode") && (letter === "L") !== isVat(data)) report("$.documentNumber");
      },
    ],
    [
      "TAX_BILL_LINES",
      "error",
      "the lines are numbered 1, 2, 3 and so on",
      "行号必须从 1 起连续编号",
      numbersRows("lines", "lineNumber"),
    ],
    [
      "TAX_BILL_BASE",
      "error",
      "only value added tax is taken on other duties",
      "只有增值税的计税基础包含其他税款",
      (data, report) => {
        if (isVat(data) || !has(data, "taxTypeCode")) return;
        for (const { data: line, path } of placedAt(data, "lines")) {
          for (const name of ["dutyAmount", "consumptionTaxAmount"]) if (has(line, name)) report(`${path}.${name}`);
        }
      },
    ],
    [
      "TAX_BILL_AMOUNT",
      "error",
      "the tax of a line is its base times its rate",
      "税额不等于计税基础乘以税率",
      (data, report) => {
        for (const { data: line, path } of placedAt(data, "lines")) {
          const figures = [taxBase(data, line), numberAt(line, "ratePercent"), numberAt(line, "amount")];
          if (!areKnown(figures)) continue;
          const [base = 0, rate = 0, amount = 0] = figures;
          const tax = productToCents([base, 2], [rate, 4], [0.01, 2]);
          if (tax !== null && tax !== amount) report(`${path}.amount`);
        }
      },
    ],
    [
      "TAX_BILL_TOTAL",
      "error",
      "the total is not the sum of the lines",
      "税款总额与各行之和不一致",
      (data, report) => {
        const amounts = placedAt(data, "lines").map(({ data: line }) => numberAt(line, "amount"));
        const total = numberAt(data, "totalAmount");
        if (areKnown(amounts) && total !== undefined && sumOfAmounts(amounts) !== total) report("$.totalAmount");
      },
    ],
    [
      "TAX_BILL_DUE",
      "error",
      "the last day to pay is the fifteenth after issue, or later where rest days move it",
      "缴款期限为填发之日起 15 日，遇休息日顺延",
      (data, report) => {
        checkDueDate(data, report);
      },
    ],
    [
      "TAX_BILL_LATE_FEE",
      "error",
      "the late fee is 0.05 % of the total for each day of delay",
      "滞纳金为税款总额按日加收万分之五",
      (data, report) => {
        checkLateFee(data, numberAt(data, "totalAmount"), report);
      },
    ],
  ],
);
