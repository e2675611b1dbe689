import { component, textAt } from "../edifact/segment.ts";
import { doubt, type Reader } from "../edifact/reader.ts";
import type { Segment } from "../edifact/tokenize.ts";
import type { ReportedDamage } from "./report.ts";

const AGENCY_ISO = "5";

/** Reads each DAM with the COD that follows it. */
export function readDamages(reader: Reader, group: readonly Segment[]): ReportedDamage[] {
  return group.flatMap((segment, index) => {
    if (segment.tag !== "DAM") return [];
    const next = group[index + 1];
    return [readDamage(reader, segment, next?.tag === "COD" ? next : undefined)];
  });
}

/** CEDEX is a code of two letters under agency 5 (ISO); a terminal's own list is noted and kept. */
function readDamage(reader: Reader, dam: Segment, cod: Segment | undefined): ReportedDamage {
  const damageCode = textAt(dam, 1, 0);
  const isCedex = component(dam, 1, 2) === AGENCY_ISO && (damageCode === null || /^[A-Z]{2}$/.test(damageCode));
  if (!isCedex) doubt(reader, "ERR_FORMAT_DAMAGE_CODE", dam);
  return {
    codeList: isCedex ? "CEDEX" : "LOCAL",
    damageCode,
    damageText: textAt(dam, 1, 3),
    locationCode: textAt(dam, 2, 0),
    locationText: textAt(dam, 2, 3),
    severityCode: textAt(dam, 3, 0),
    componentCode: textAt(cod, 0, 0),
  };
}
