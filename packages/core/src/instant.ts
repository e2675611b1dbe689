import { CoreError } from "./error.ts";

/** A moment as it was written, and the same moment in milliseconds since 1970-01-01T00:00:00Z. */
export interface Instant {
  readonly text: string;
  readonly epochMs: number;
}

const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;
const CANONICAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const EARLIEST_MS = -62_135_596_800_000; // 0001-01-01T00:00:00.000Z
const LATEST_MS = 253_402_300_799_999; // 9999-12-31T23:59:59.999Z
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
// Date.UTC reads years below 100 as 19xx; one Gregorian cycle later it does not, and the calendar is the same.
const CYCLE_YEARS = 400;
const CYCLE_MS = 146_097 * 86_400_000;

/**
 * The instant an RFC 3339 date-time denotes: a real date of the years 1 to 9999 with an offset and up to nine digits
 * of a second; `epochMs` is rounded down to the millisecond.
 * @throws CoreError `ERR_CORE_INSTANT` on any other text, second 60 included
 * @see RFC 3339 section 5.6
 */
export function parseInstant(text: string): Instant {
  const epochMs = readInstant(text);
  if (epochMs === null) throw refusal("the text is not an RFC 3339 date-time of a real date with an offset");
  return { text, epochMs };
}

/**
 * The canonical text of a moment: UTC, three digits of a second, `Z`.
 * @throws TypeError when `epochMs` is not a whole number of milliseconds in the years 1 to 9999
 */
export function formatInstant(epochMs: number): string {
  if (!Number.isInteger(epochMs) || epochMs < EARLIEST_MS || epochMs > LATEST_MS) {
    throw new TypeError("epochMs must be whole milliseconds in the years 1 to 9999");
  }
  return new Date(epochMs).toISOString();
}

/**
 * The milliseconds of an instant written in the one canonical form, `2026-05-01T08:00:00.000Z`.
 * @throws CoreError `ERR_CORE_INSTANT` on any other spelling, even of a valid instant
 */
export function parseUtcInstant(text: string): number {
  const epochMs = readUtcInstant(text);
  if (epochMs === null) throw refusal("the text is not an instant in canonical UTC form");
  return epochMs;
}

/** As {@link parseUtcInstant}, with `null` for any other text. */
export function readUtcInstant(text: string): number | null {
  return CANONICAL.test(text) ? readInstant(text) : null;
}

function readInstant(text: string): number | null {
  const match = RFC_3339.exec(text);
  if (match === null) return null;
  const field = (index: number): number => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [field(1), field(2), field(3), field(4), field(5), field(6)];
  if (!isRealDate(year, month, day) || !isTimeOfDay(hour, minute, second) || !isTimeOfDay(field(9), field(10), 0)) {
    return null;
  }
  const millisecond = Number((match[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const offsetMs = (field(9) * 60 + field(10)) * (match[8] === "-" ? -60_000 : 60_000);
  const localMs = Date.UTC(year + CYCLE_YEARS, month - 1, day, hour, minute, second, millisecond) - CYCLE_MS;
  const epochMs = localMs - offsetMs;
  return epochMs < EARLIEST_MS || epochMs > LATEST_MS ? null : epochMs;
}

function isRealDate(year: number, month: number, day: number): boolean {
  if (year < 1 || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (DAYS_IN_MONTH[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
}

function isTimeOfDay(hour: number, minute: number, second: number): boolean {
  return hour <= 23 && minute <= 59 && second <= 59;
}

function refusal(message: string): CoreError {
  return new CoreError({ code: "ERR_CORE_INSTANT", message });
}
