import { isCalendarDate } from "./schema/text-check.ts";

// Days of the calendar, as dates without a zone (`2026-05-12`).

const DAY_MS = 86_400_000;

/** The day as a number that counts days; undefined when it is no real date. */
export function dayOf(date: string | undefined): number | undefined {
  return date !== undefined && isCalendarDate(date) ? Date.parse(`${date}T00:00:00Z`) / DAY_MS : undefined;
}

/** The date of an RFC 3339 date-time at its own offset. */
export const localDate = (dateTime: string | undefined): string | undefined => dateTime?.slice(0, 10);

/** The day `count` working days after `day`: Monday to Friday, since rest days of the law are not held. */
export function addWorkingDays(day: number, count: number): number {
  let [current, left] = [day, count];
  while (left > 0) {
    current += 1;
    if (isWeekday(current)) left -= 1;
  }
  return current;
}

// Day 0 was a Thursday.
const isWeekday = (day: number): boolean => (day + 3) % 7 < 5;

/** The day as a date. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The same day of the month some months later, or the last of that month. */
export function addMonths(day: number, months: number): number {
  const from = new Date(day * DAY_MS);
  const lastOfMonth = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate();
  const date = Math.min(from.getUTCDate(), lastOfMonth);
  return Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, date) / DAY_MS;
}
