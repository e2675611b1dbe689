import type { JsonObject, Text } from "@openlading/core";
import { FORMAT_ERRORS, FormatError, type FormatErrorCode } from "./error.ts";

/** How much dirt a reader puts up with: none, or what is known from real traffic (each tolerance leaves a notice). */
export type Mode = "strict" | "lenient";

/** Where a segment stands: its number in the file (the first after UNA is 1) and its tag. */
export interface SegmentPlace {
  readonly position: number;
  readonly tag: string;
}

/** Something a reader put up with, or (in an error's details) did not. */
export interface Notice {
  readonly code: FormatErrorCode;
  readonly segment: SegmentPlace | null;
  readonly text: Text;
}

/** Collects what a reader finds, so that an error reports every fault and not the first only. */
export interface Findings {
  readonly note: (code: FormatErrorCode, segment: SegmentPlace | null) => void;
  /** @throws FormatError with the first intolerable code, all of them under `details.faults`. */
  readonly settle: () => readonly Notice[];
}

const MAX_FINDINGS = 100;

/** A lenient reader goes on after these. */
const TOLERABLE: ReadonlySet<FormatErrorCode> = new Set<FormatErrorCode>([
  "ERR_FORMAT_CHARSET",
  "ERR_FORMAT_CHARACTER",
  "ERR_FORMAT_UNTERMINATED",
  "ERR_FORMAT_LAYOUT",
  "ERR_FORMAT_EMPTY_SEGMENT",
  "ERR_FORMAT_NO_INTERCHANGE",
  "ERR_FORMAT_GROUP",
  "ERR_FORMAT_HEADER",
  "ERR_FORMAT_COUNT",
  "ERR_FORMAT_REFERENCE",
  "ERR_FORMAT_NUMBER",
  "ERR_FORMAT_QUALIFIER",
  "ERR_FORMAT_NO_NUMBER",
  "ERR_FORMAT_CONTAINER",
  "ERR_FORMAT_DUPLICATE",
  "ERR_FORMAT_CONTROL_TOTAL",
  "ERR_FORMAT_LOCATION",
  "ERR_FORMAT_VESSEL",
  "ERR_FORMAT_DAMAGE_CODE",
  "ERR_FORMAT_SEAL",
]);

/** Lawful, yet the reader must be told, in either mode. */
const ADVISORY: ReadonlySet<FormatErrorCode> = new Set<FormatErrorCode>(["ERR_FORMAT_DIRECTION", "ERR_FORMAT_TEST"]);

export function createFindings(mode: Mode): Findings {
  const notices: Notice[] = [];
  const faults: Notice[] = [];
  return {
    note(code, segment) {
      const isNotice = ADVISORY.has(code) || (mode === "lenient" && TOLERABLE.has(code));
      const list = isNotice ? notices : faults;
      if (list.length >= MAX_FINDINGS) return;
      const place = segment === null ? null : { position: segment.position, tag: segment.tag };
      list.push({ code, segment: place, text: FORMAT_ERRORS[code].when });
    },
    settle() {
      const first = faults[0];
      if (first !== undefined) throw refusal(first, faults);
      return notices;
    },
  };
}

/** The error for one fault met where reading cannot go on. */
export function refuse(code: FormatErrorCode, segment: SegmentPlace | null): FormatError {
  const fault = { code, segment, text: FORMAT_ERRORS[code].when };
  return refusal(fault, [fault]);
}

function refusal(first: Notice, faults: readonly Notice[]): FormatError {
  const place =
    first.segment === null ? "the file" : `segment ${String(first.segment.position)} (${first.segment.tag})`;
  return new FormatError({
    code: first.code,
    message: `${place}: ${first.text.en}`,
    details: { ...placeDetails(first), faults: faults.map(faultDetails) },
  });
}

const placeDetails = (fault: Notice): JsonObject =>
  fault.segment === null ? {} : { position: fault.segment.position, tag: fault.segment.tag };

const faultDetails = (fault: Notice): JsonObject => ({
  code: fault.code,
  ...placeDetails(fault),
  text: { en: fault.text.en, zh: fault.text.zh },
});
