import { component, textAt } from "./segment.ts";
import { doubt, type Reader } from "./reader.ts";
import type { Segment } from "./tokenize.ts";

/** A place by UN/LOCODE and, inside it, a facility. */
export interface Place {
  readonly unLocationCode: string;
  readonly facilityCode: string | null;
  readonly facilityName: string | null;
}

const LOCODE_LIST = "139";

/** Reads LOC; `null` (with a notice) when it names no UN/LOCODE. */
export function readPlace(reader: Reader, loc: Segment | undefined): Place | null {
  if (loc === undefined) return null;
  const code = component(loc, 1, 0);
  const list = component(loc, 1, 1);
  if (!/^[A-Z]{2}[A-Z2-9]{3}$/.test(code) || (list !== "" && list !== LOCODE_LIST)) {
    doubt(reader, "ERR_FORMAT_LOCATION", loc);
    return null;
  }
  const facilityCode = textAt(loc, 2, 0);
  const isCoded = facilityCode === null || component(loc, 2, 1) !== "" || component(loc, 2, 2) !== "";
  if (!isCoded) doubt(reader, "ERR_FORMAT_LOCATION", loc);
  return {
    unLocationCode: code,
    facilityCode,
    facilityName: textAt(loc, 2, 3) ?? (isCoded ? null : textAt(loc, 1, 3)),
  };
}
