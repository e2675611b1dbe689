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

interface DateFormat {
  readonly pattern: RegExp;
  readonly isDate: boolean;
}

/** UNTDID 2379; a year of two digits is of this century. */
const FORMATS: Readonly<Record<string, DateFormat>> = {
  "101": { pattern: /^(\d{2})(\d{2})(\d{2})$/, isDate: true },
  "102": { pattern: /^(\d{4})(\d{2})(\d{2})$/, isDate: true },
  "201": { pattern: /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/, isDate: false },
  "203": { pattern: /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})$/, isDate: false },
  "204": { pattern: /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/, isDate: false },
  "303": { pattern: /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(?:UTC|GMT)$/, isDate: false },
};

/**
 * Reads DTM's C507. Formats without a zone get `zone`, the offset of the place the message speaks of.
 * `null` when the format is unknown or the date does not exist.
 */
export function readDateTime(segment: Segment, zone: string, day: "start" | "end" = "start"): EdifactDateTime | null {
  const raw = component(segment, 0, 1);
  const format = component(segment, 0, 2);
  const known = FORMATS[format];
  const parts = known?.pattern.exec(raw);
  if (known === undefined || parts === null || parts === undefined) return null;
  const [, year = "", month = "", date = "", hour = "00", minute = "00", second = "00"] = parts;
  const century = year.length === 2 ? "20" : "";
  const time = known.isDate && day === "end" ? "23:59:59" : `${hour}:${minute}:${second}`;
  const text = `${century}${year}-${month}-${date}T${time}${format === "303" ? "Z" : zone}`;
  return isInstant(text) ? { text, raw, format } : null;
}

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
