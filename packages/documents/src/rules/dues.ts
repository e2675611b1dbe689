import type { JsonObject } from "@openlading/core";
import { numberAt, recordAt, textAt } from "../access.ts";
import { dayOf, localDate } from "../calendar.ts";
import { productToCents } from "../decimal.ts";
import type { RuleReport } from "./rule.ts";

// What customs duties and tonnage dues share: fifteen days to pay, and a late fee for each day after.

const DAYS_TO_PAY = 15;
/** Rest days move the last day; more than this is not explained by them. */
const MOST_REST_DAYS = 10;
/** 0.05 % a day. */
const LATE_RATE = 0.0005;
/** A late fee below this is not collected. */
const LEAST_LATE_FEE = 50;

/** Reports a last day to pay that is not the fifteenth day after issue, moved on by rest days at most. */
export function checkDueDate(data: JsonObject, report: RuleReport): void {
  const [issued, due] = [dayOf(localDate(textAt(data, "issueDateTime"))), dayOf(textAt(data, "dueDate"))];
  if (issued === undefined || due === undefined) return;
  if (due < issued + DAYS_TO_PAY) report("$.dueDate");
  else if (due > issued + DAYS_TO_PAY + MOST_REST_DAYS) report("$.dueDate", undefined, "warning");
}

/** Reports a late fee that is not 0.05 % of the amount for each day between the last day and payment. */
export function checkLateFee(data: JsonObject, amount: number | undefined, report: RuleReport): void {
  const [due, paid] = [dayOf(textAt(data, "dueDate")), dayOf(textAt(recordAt(data, "payment"), "date"))];
  if (due === undefined || paid === undefined || amount === undefined) return;
  const expected = productToCents([amount, 2], [LATE_RATE, 4], [Math.max(0, paid - due), 0]);
  const stated = numberAt(data, "lateFee") ?? 0;
  const isForgone = expected !== null && expected < LEAST_LATE_FEE && stated === 0;
  if (expected !== null && stated !== expected && !isForgone) report("$.lateFee");
}
