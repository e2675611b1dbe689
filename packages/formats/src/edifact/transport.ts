import { find, textAt, component } from "./segment.ts";
import { doubt, type Reader } from "./reader.ts";
import { isImoNumber } from "../identifier.ts";
import type { Segment } from "./tokenize.ts";

/** The ship and voyage of TDT+20. */
export interface VesselVoyage {
  readonly name: string | null;
  readonly imo: string | null;
  readonly voyage: string | null;
  readonly carrierCode: string | null;
}

const MAIN_CARRIAGE = "20";
const IMO_LISTS: ReadonlySet<string> = new Set(["146", ""]);

/** Reads the main carriage. Call signs and dummies in place of the IMO number are noted and left out. */
export function readVessel(reader: Reader, segments: readonly Segment[]): VesselVoyage | null {
  const tdt = find(segments, "TDT", MAIN_CARRIAGE);
  if (tdt === undefined) return null;
  const code = textAt(tdt, 7, 0);
  const isImo = code !== null && IMO_LISTS.has(component(tdt, 7, 1)) && isImoNumber(code);
  if (!isImo) doubt(reader, "ERR_FORMAT_VESSEL", tdt);
  return {
    name: textAt(tdt, 7, 3),
    imo: isImo ? code : null,
    voyage: textAt(tdt, 1, 0),
    carrierCode: textAt(tdt, 4, 0),
  };
}
