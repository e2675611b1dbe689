import { parseInstant } from "@openlading/core";
import { component } from "./segment.ts";
import type { Segment } from "./tokenize.ts";

/** A date-time of an EDIFACT message: the instant with the offset of its place, and the text as it came. */
export interface EdifactDateTime {
  /** RFC 3339; a date alone is the start of that day, or its end where it limits something. */
  readonly text: string;
  readonly raw: string;
  readonly format: string;
}

/** UNTDID 2379, and what stands before the digits: a year of two digits is of this century. */
const FORMATS: Readonly<Record<string, { readonly pattern: RegExp; readonly century: string }>> = {
  "101": { pattern: /^(\d{6})$/, century: "20" },
  "102": { pattern: /^(\d{8})$/, century: "" },
  "201": { pattern: /^(\d{10})$/, century: "20" },
  "203": { pattern: /^(\d{12})$/, century: "" },
  "204": { pattern: /^(\d{14})$/, century: "" },
  "303": { pattern: /^(\d{12})(?:UTC|GMT)$/, century: "" },
};

const DATE_DIGITS = 8;
const START_OF_DAY = "000000";
const END_OF_DAY = "235959";

/**
 * Reads DTM's C507. Formats without a zone get `zone`, the offset of the place the message speaks of.
 * `null` when the format is unknown or the date does not exist.
 */
export function readDateTime(segment: Segment, zone: string, day: "start" | "end" = "start"): EdifactDateTime | null {
  const raw = component(segment, 0, 1);
  const format = component(segment, 0, 2);
  const known = FORMATS[format];
  const written = known?.pattern.exec(raw)?.[1];
  if (known === undefined || written === undefined) return null;
  const digits = known.century + written;
  const rest = digits.length === DATE_DIGITS && day === "end" ? END_OF_DAY : START_OF_DAY;
  const text = withMarks(digits + rest.slice(digits.length - DATE_DIGITS)) + (format === "303" ? "Z" : zone);
  return isInstant(text) ? { text, raw, format } : null;
}

/** `20260524110500` to `2026-05-24T11:05:00`. */
const withMarks = (digits: string): string =>
  digits.replace(/^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/, "$1-$2-$3T$4:$5:$6");

function isInstant(text: string): boolean {
  try {
    parseInstant(text);
    return true;
  } catch {
    return false;
  }
}

/** @throws TypeError when the zone is not an offset such as `+08:00` or `Z`. */
export function assertZone(zone: string): void {
  if (!/^(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/.test(zone)) throw new TypeError("zone must be an offset such as +08:00");
}

/** Local wall time of an RFC 3339 text, without its offset, in format 203 or (when it has seconds) 204. */
export function writeDateTime(text: string): readonly [value: string, format: string] {
  const digits = text.slice(0, 19).replaceAll(/\D/g, "");
  return digits.endsWith("00") ? [digits.slice(0, 12), "203"] : [digits, "204"];
}
