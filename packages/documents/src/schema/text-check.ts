import { parseInstant, type Text } from "@openlading/core";
import type { SchemaReport } from "../fault.ts";
import type { TextType } from "./notation.ts";

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether `value` is a real day of the calendar written `YYYY-MM-DD`. */
export function isCalendarDate(value: string): boolean {
  const match = DATE.exec(value);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = (DAYS_IN_MONTH[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
  return day >= 1 && day <= days;
}

/** The moment of an RFC 3339 date-time with offset, or null. */
export function epochMsOf(value: string): number | null {
  try {
    return parseInstant(value).epochMs;
  } catch {
    return null;
  }
}

const FORMATS = {
  date: {
    holds: isCalendarDate,
    text: { en: "must be a real date, YYYY-MM-DD", zh: "必须是真实日期，格式 YYYY-MM-DD" },
  },
  "date-time": {
    holds: (value: string) => epochMsOf(value) !== null,
    text: { en: "must be an RFC 3339 date-time with its offset", zh: "必须是带时区偏移的 RFC 3339 日期时间" },
  },
} as const;

/** Checks one text; every fault is reported, the length first. */
export function checkText(type: TextType, value: string, path: string, report: SchemaReport): void {
  checkLength(type, value, path, report);
  if (type.codes?.includes(value) === false) report(path, "ERR_DOC_CODE", codesText(type.codes));
  if (type.pattern?.test(value) === false) report(path, "ERR_DOC_PATTERN", patternText(type.pattern));
  if (type.format === undefined) return;
  const format = FORMATS[type.format];
  if (!format.holds(value)) report(path, "ERR_DOC_DATE", format.text);
}

function checkLength({ min = 0, max = Infinity }: TextType, value: string, path: string, report: SchemaReport): void {
  // A character takes at least one UTF-16 unit and at most two, so counting is rarely needed.
  if (value.length <= max && value.length >= min * 2) return;
  const length = characters(value, max);
  if (length > max) {
    report(path, "ERR_DOC_LENGTH", { en: `must be at most ${max} characters long`, zh: `不得超过 ${max} 个字符` });
  }
  if (length < min) {
    report(path, "ERR_DOC_LENGTH", { en: `must be at least ${min} characters long`, zh: `不得少于 ${min} 个字符` });
  }
}

function characters(value: string, max: number): number {
  let count = 0;
  for (let index = 0; index < value.length && count <= max; count += 1) {
    index += (value.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  }
  return count;
}

function codesText(codes: readonly string[]): Text {
  return { en: `must be one of ${codes.join(", ")}`, zh: `必须是 ${codes.join("、")} 之一` };
}

function patternText(pattern: RegExp): Text {
  return { en: `must match ${pattern.source}`, zh: `必须符合格式 ${pattern.source}` };
}
