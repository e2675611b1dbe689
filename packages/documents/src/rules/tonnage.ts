import type { JsonObject } from "@openlading/core";
import { has, numberAt, placedAt, recordAt, textAt } from "../access.ts";
import { addMonths, dayOf, localDate } from "../calendar.ts";
import { productToCents } from "../decimal.ts";
import { TONNAGE_EXEMPT_CNY, TONNAGE_HALF, tonnageRate, type TonnagePeriod } from "../forms/tonnage-rates.ts";
import type { DocumentKind } from "../kinds.ts";
import { checkDueDate, checkLateFee } from "./dues.ts";
import { rulesFor, type Rule, type RuleReport } from "./rule.ts";

const KINDS: readonly DocumentKind[] = ["tonnage-voucher", "tonnage-licence"];
const DAYS: Readonly<Partial<Record<string, number>>> = { D30: 30, D90: 90 };

const factorOf = (data: JsonObject): number =>
  TONNAGE_HALF.includes(textAt(recordAt(data, "ship"), "shipTypeCode") ?? "") ? 0.5 : 1;

const isPeriod = (code: string | undefined): code is TonnagePeriod => code === "D30" || code === "D90" || code === "Y1";
const isRateClass = (code: string | undefined): code is "ORDINARY" | "PREFERENTIAL" =>
  code === "ORDINARY" || code === "PREFERENTIAL";

/** The day from which the rate is taken: that of entry where it is stated, else that of issue. */
const rateDate = (data: JsonObject): string | undefined =>
  textAt(data, "entryDate") ?? textAt(data, "licenceFrom") ?? localDate(textAt(data, "issueDateTime"));

/** The rate that what the document says leads to. */
function rateOf(data: JsonObject, tons: number) {
  const [on, rateClass, period] = [rateDate(data), textAt(data, "rateClass"), textAt(data, "periodCode")];
  if (on === undefined || !isRateClass(rateClass) || !isPeriod(period)) return null;
  return tonnageRate(on, tons, rateClass, period);
}

function checkAmount(data: JsonObject, report: RuleReport): void {
  const [tons, amount] = [numberAt(data, "netTonnage"), numberAt(data, "amount")];
  const found = tons === undefined ? null : rateOf(data, tons);
  if (tons === undefined || amount === undefined || found === null) return;
  const due = productToCents([tons, 0], [found.perTon, 1], [numberAt(data, "factor") ?? factorOf(data), 4]);
  if (due !== null && due !== amount) report("$.amount", undefined, found.rates.isVerified ? undefined : "warning");
}

/** The last day of a licence before extension: the period is counted with its first day or from it. */
function lastDays(from: number, period: TonnagePeriod): readonly number[] {
  const days = DAYS[period];
  const end = days === undefined ? addMonths(from, 12) : from + days;
  return [end - 1, end];
}

/** Rules of the tonnage dues voucher and licence. */
export const TONNAGE_RULES: readonly Rule[] = [
  ...rulesFor(KINDS, [
    [
      "TONNAGE_AMOUNT",
      "error",
      "the dues are the net tonnage times the rate of ship, tier and period",
      "吨税应为净吨位乘以相应税率",
      checkAmount,
    ],
    [
      "TONNAGE_SETTLED",
      "error",
      "a licence is given after payment or against a guarantee",
      "吨税执照须在缴纳税款或提供担保后填发",
      (data, report, kind) => {
        if (kind === "tonnage-licence" && !has(data, "payment") && !has(data, "guaranteeReference")) {
          report("$.payment");
        }
      },
    ],
  ]),
  ...rulesFor(
    ["tonnage-voucher"],
    [
      [
        "TONNAGE_FACTOR",
        "error",
        "tugs and unpowered barges pay half, other ships the whole",
        "拖船和非机动驳船按百分之五十计征，其他船舶全额计征",
        (data, report) => {
          const factor = numberAt(data, "factor");
          const isKnown = has(recordAt(data, "ship"), "shipTypeCode");
          if (isKnown && factor !== undefined && factor !== factorOf(data)) report("$.factor");
        },
      ],
      [
        "TONNAGE_EXEMPT",
        "error",
        "dues of 50 yuan or less are exempt, and the voucher says so",
        "应纳税额在 50 元以下的免征吨税，须注明",
        (data, report) => {
          const amount = numberAt(data, "amount");
          const isSmall = amount !== undefined && amount <= TONNAGE_EXEMPT_CNY;
          if (isSmall && !has(data, "exemptionCode")) report("$.exemptionCode");
        },
      ],
      [
        "TONNAGE_DUE",
        "error",
        "the last day to pay is the fifteenth after the voucher, or later where rest days move it",
        "吨税缴纳期限为填发缴款凭证之日起 15 日，遇休息日顺延",
        (data, report) => {
          checkDueDate(data, report);
        },
      ],
      [
        "TONNAGE_LATE_FEE",
        "error",
        "the late fee is 0.05 % of the dues for each day of delay",
        "吨税滞纳金为滞纳税款按日加收万分之五",
        (data, report) => {
          checkLateFee(data, numberAt(data, "amount"), report);
        },
      ],
    ],
  ),
  ...rulesFor(
    ["tonnage-licence"],
    [
      [
        "TONNAGE_PERIOD",
        "error",
        "the licence runs for its period and the days by which it was extended",
        "执照有效期应等于所选期限加延长天数",
        (data, report) => {
          const [from, to] = [dayOf(textAt(data, "licenceFrom")), dayOf(textAt(data, "licenceTo"))];
          const period = textAt(data, "periodCode");
          if (from === undefined || to === undefined || !isPeriod(period)) return;
          const added = placedAt(data, "extensions").reduce(
            (days, { data: one }) => days + (numberAt(one, "days") ?? 0),
            0,
          );
          if (!lastDays(from, period).includes(to - added)) report("$.licenceTo");
        },
      ],
    ],
  ),
];
