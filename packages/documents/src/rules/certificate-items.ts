import type { JsonObject } from "@openlading/core";
import { areKnown, has, numberAt, textAt, type Placed } from "../access.ts";
import { readOriginCriterion, type OriginCriterion } from "../forms/criterion.ts";
import type { CertificateFormRow, PercentageLimit, Source } from "../forms/form.ts";
import { CERTIFICATE_KINDS, formOf, itemsOf, lenient } from "./certificate-form.ts";
import { numbersRows, rulesFor, type Rule } from "./rule.ts";

interface Reading extends Placed {
  readonly form: CertificateFormRow;
  /** What the criterion says; null where it is missing or not the form's. */
  readonly found: OriginCriterion | null;
}

/** The items of a certificate with their criteria, read against its form. */
function readings(data: JsonObject): readonly Reading[] {
  const form = formOf(data);
  if (form === undefined) return [];
  return itemsOf(data).map((item) => {
    const text = textAt(item.data, "originCriterion");
    return { ...item, form, found: text === undefined ? null : readOriginCriterion(form.form, text) };
  });
}

/** Whether the form asks for an FOB value beside the criterion; null where it leaves it open or is not known. */
function wantsFob({ form, found }: Reading): boolean | null {
  if (form.criteria.length > 0 && found === null) return null;
  const codes = found?.rows.map(({ code }) => code) ?? [];
  if (codes.some((code) => form.fob.mustWith.includes(code))) return true;
  return codes.some((code) => form.fob.mayWith.includes(code)) ? null : false;
}

/** The limits of the criteria that a percentage does not keep. */
function brokenLimits({ data, found }: Reading, origin: string): readonly Source[] {
  const share = found?.percentage ?? null;
  if (share === null) return [];
  return (found?.rows ?? []).flatMap(({ limit }) =>
    limit === undefined || isWithin(limit, share, textAt(data, "originCountryCode") ?? origin) ? [] : [limit],
  );
}

function isWithin(limit: PercentageLimit, percentage: number, origin: string): boolean {
  if (limit.exempt?.includes(origin) === true) return true;
  return percentage >= (limit.atLeast ?? 0) && percentage <= (limit.atMost ?? 100);
}

/** Rules on the items of a certificate of origin. */
export const CERTIFICATE_ITEM_RULES: readonly Rule[] = rulesFor(CERTIFICATE_KINDS, [
  [
    "CERTIFICATE_ITEM_NUMBERS",
    "error",
    "the items are numbered 1, 2, 3 and so on",
    "项目号必须从 1 起连续编号",
    numbersRows("items", "itemNumber"),
  ],
  [
    "CERTIFICATE_ITEM_LIMIT",
    "error",
    "the form holds fewer items",
    "项目数超过该格式证书的上限",
    (data, report) => {
      const limit = formOf(data)?.itemLimit;
      if (limit && itemsOf(data).length > limit.items) report("$.items", undefined, lenient(limit));
    },
  ],
  [
    "CERTIFICATE_CRITERION",
    "error",
    "the origin criterion is missing or not one of the form's",
    "原产地标准缺失或不属于该格式证书",
    (data, report) => {
      for (const { data: item, path, form, found } of readings(data)) {
        const isRight = form.criteria.length === 0 ? !has(item, "originCriterion") : found !== null;
        if (!isRight) report(`${path}.originCriterion`);
      }
    },
  ],
  [
    "CERTIFICATE_CRITERION_ALONE",
    "error",
    "cumulation or de minimis stands beside another criterion, never alone",
    "累积或微小含量不得单独填写，须与其他原产地标准并列",
    (data, report) => {
      for (const { path, found } of readings(data)) {
        if (found?.rows.every(({ stands }) => stands === "beside") === true) report(`${path}.originCriterion`);
      }
    },
  ],
  [
    "CERTIFICATE_PERCENTAGE",
    "error",
    "the percentage does not reach what the rules of origin ask for",
    "百分比不符合原产地规则的要求",
    (data, report) => {
      const origin = textAt(data, "originCountryCode") ?? "";
      for (const item of readings(data)) {
        for (const limit of brokenLimits(item, origin)) {
          report(`${item.path}.originCriterion`, undefined, lenient(limit));
        }
      }
    },
  ],
  [
    "CERTIFICATE_FOB",
    "error",
    "the FOB value is stated with the criteria that ask for it, and with no other",
    "FOB 价格仅在原产地标准要求时填写，且必须填写",
    (data, report) => {
      for (const item of readings(data)) {
        const wants = wantsFob(item);
        if (wants === null || wants === has(item.data, "fob")) continue;
        report(`${item.path}.fob`, undefined, lenient(item.form.fob));
      }
    },
  ],
  [
    "CERTIFICATE_HS_DIGITS",
    "error",
    "the HS code has as many digits as the form asks for",
    "商品编码位数不符合该格式证书的要求",
    (data, report) => {
      for (const { data: item, path, form } of readings(data)) {
        const code = textAt(item, "HSCode");
        if (code === undefined || form.HSDigits === null || form.HSDigits.digits.includes(code.length)) continue;
        report(`${path}.HSCode`, undefined, lenient(form.HSDigits));
      }
    },
  ],
  [
    "CERTIFICATE_MARKS",
    "error",
    "an item states its shipping marks, or N/M where there are none",
    "必须填写唛头；没有唛头的填写 N/M",
    (data, report) => {
      if (formOf(data)?.areMarksOptional !== false) return;
      for (const { data: item, path } of itemsOf(data)) {
        const marks = item["shippingMarks"];
        if (Array.isArray(marks) && marks.length === 0) report(`${path}.shippingMarks`);
      }
    },
  ],
  [
    "CERTIFICATE_MASS",
    "error",
    "the net mass of an item exceeds its gross mass",
    "项目的净重大于毛重",
    (data, report) => {
      for (const { data: item, path } of itemsOf(data)) {
        const pair = [numberAt(item, "netKg"), numberAt(item, "grossKg")];
        if (areKnown(pair) && (pair[0] ?? 0) > (pair[1] ?? 0)) report(`${path}.netKg`);
      }
    },
  ],
]);
