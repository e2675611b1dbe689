import { areKnown, numberAt, placedAt, recordAt, textAt } from "../access.ts";
import { productToCents, sumOfAmounts } from "../decimal.ts";
import { checkIdentifier } from "../identifiers.ts";
import { numbersRows, rulesFor, type Rule } from "./rule.ts";

/** Rules of the commercial invoice. */
export const COMMERCIAL_INVOICE_RULES: readonly Rule[] = rulesFor(
  ["commercial-invoice"],
  [
    [
      "INVOICE_LINE_NUMBERS",
      "error",
      "the lines are numbered 1, 2, 3 and so on",
      "行号必须从 1 起连续编号",
      numbersRows("lines", "lineNumber"),
    ],
    [
      "INVOICE_LINE_AMOUNT",
      "error",
      "the amount of a line is its quantity times its unit price",
      "行金额不等于数量乘以单价",
      (data, report) => {
        for (const { data: line, path } of placedAt(data, "lines")) {
          const figures = [numberAt(recordAt(line, "quantity"), "value"), numberAt(line, "unitPrice")];
          const amount = numberAt(line, "amount");
          if (!areKnown(figures) || amount === undefined) continue;
          const product = productToCents([figures[0] ?? 0, 6], [figures[1] ?? 0, 6]);
          if (product !== null && product !== amount) report(`${path}.amount`);
        }
      },
    ],
    [
      "INVOICE_LINES_TOTAL",
      "error",
      "the amount of the lines is not their sum",
      "行金额合计与各行之和不一致",
      (data, report) => {
        const amounts = placedAt(data, "lines").map(({ data: line }) => numberAt(line, "amount"));
        const stated = numberAt(recordAt(data, "totals"), "lineAmount");
        if (areKnown(amounts) && stated !== undefined && sumOfAmounts(amounts) !== stated)
          report("$.totals.lineAmount");
      },
    ],
    [
      "INVOICE_TOTAL",
      "error",
      "the total is the lines with freight, insurance and charges, less the discount",
      "总金额应为行金额加运费、保险费、其他费用并扣除折扣",
      (data, report) => {
        const totals = recordAt(data, "totals");
        const [lines, total] = [numberAt(totals, "lineAmount"), numberAt(totals, "total")];
        if (lines === undefined || total === undefined) return;
        const added = ["freight", "insurance", "charges"].map((name) => numberAt(totals, name) ?? 0);
        if (sumOfAmounts([lines, ...added, -(numberAt(totals, "discount") ?? 0)]) !== total) report("$.totals.total");
      },
    ],
    [
      "INVOICE_CURRENCY",
      "error",
      "the currency is not one of ISO 4217",
      "币种不在 ISO 4217 中",
      (data, report) => {
        const found = checkIdentifier("currency", textAt(data, "currencyCode") ?? "CNY");
        if (found !== null && found.reason !== "form") report("$.currencyCode");
      },
    ],
  ],
);
