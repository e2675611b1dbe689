import type { Direction } from "./report.ts";

/** The codes that change their meaning between directories: mapped by (version, code), never by code alone. */
interface Directory {
  readonly isFor: (version: string) => boolean;
  readonly directions: Readonly<Record<string, Direction>>;
  readonly placeQualifier: string;
}

const DIRECTORIES: readonly Directory[] = [
  { isFor: (version) => version === "D.95B", directions: { "34": "IN", "36": "OUT" }, placeQualifier: "165" },
  {
    isFor: (version) => ordinal(version) >= ordinal("D.97A"),
    directions: { "109": "IN", "111": "OUT" },
    placeQualifier: "175",
  },
];

/** `D.95B` is 1995.66: two digits from 90 on are of the last century. */
function ordinal(version: string): number {
  const parts = /^D\.(\d{2})([AB])$/.exec(version);
  if (parts === null) return Number.NaN;
  const year = Number(parts[1]);
  return (year >= 90 ? 1900 : 2000) + year + (parts[2] === "B" ? 0.5 : 0);
}

export const directoryOf = (version: string): Directory | undefined => DIRECTORIES.find((row) => row.isFor(version));

/** UNTDID 8249. */
export const EQUIPMENT_STATUS: Readonly<Record<string, string>> = {
  "1": "CONTINENTAL",
  "2": "EXPORT",
  "3": "IMPORT",
  "4": "REMAIN_ON_BOARD",
  "5": "SHIFTER",
  "6": "TRANSHIPMENT",
};

/** UNTDID 8169: empty, full, full with several consignments, full with one. */
export const EMPTY_INDICATOR: Readonly<Record<string, "EMPTY" | "LADEN">> = {
  "4": "EMPTY",
  "5": "LADEN",
  "7": "LADEN",
  "8": "LADEN",
};

/** UNTDID 9303 to seal sources; DCSA's words where DCSA has one. */
export const SEAL_SOURCE: Readonly<Record<string, string>> = {
  CA: "CAR",
  SH: "SHI",
  CU: "CUS",
  AC: "VET",
  TO: "TER",
  AA: "CON",
};

/** UNTDID 4517. */
export const SEAL_CONDITION: Readonly<Record<string, string>> = {
  "1": "OK",
  "2": "DAMAGED",
  "3": "MISSING",
  "4": "BROKEN",
};

/** What usually passes the gate which way: status and fullness to direction. */
export const USUAL_DIRECTION: Readonly<Record<string, Direction>> = {
  "EXPORT LADEN": "IN",
  "EXPORT EMPTY": "OUT",
  "IMPORT LADEN": "OUT",
  "IMPORT EMPTY": "IN",
};

/** Words of FTX that name the event. */
export const EVENT_WORDS: readonly { readonly pattern: RegExp; readonly direction: Direction }[] = [
  { pattern: /\bGATE[ -]?IN\b|进场|進場/i, direction: "IN" },
  { pattern: /\bGATE[ -]?OUT\b|出场|出場/i, direction: "OUT" },
];

/** The key of a table whose value this is. */
export const codeOf = (table: Readonly<Record<string, string>>, value: string): string | null =>
  Object.keys(table).find((code) => table[code] === value) ?? null;
