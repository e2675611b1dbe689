import type { JsonObject } from "@openlading/core";
import { component, element, find } from "./segment.ts";
import type { Segment } from "./tokenize.ts";

/** UNTDID 3055, as far as carriers and facilities are named by it. */
const AGENCIES: Readonly<Record<string, string>> = {
  "5": "ISO",
  "9": "GS1",
  "20": "BIC",
  "166": "NMFTA",
  "306": "SMDG",
};

/** The list a party code is from. */
export const agencyOf = (segment: Segment): string => {
  const agency = component(segment, 1, 2) || "ZZZ";
  return AGENCIES[agency] ?? agency;
};

/** A NAD as a party of our documents: its code is its id, and its name where it gives none. */
export function readParty(segments: readonly Segment[], ...qualifiers: readonly string[]): JsonObject | undefined {
  const nad = qualifiers
    .flatMap((qualifier) => find(segments, "NAD", qualifier) ?? [])
    .find((segment) => nameOf(segment) !== "");
  if (nad === undefined) return undefined;
  const value = component(nad, 1, 0);
  return { name: nameOf(nad), ids: value === "" ? [] : [{ scheme: agencyOf(nad), value }] };
}

/** C080 (name), else C058 (name and address), else the code. */
function nameOf(nad: Segment): string {
  const name = element(nad, 3).filter(Boolean).join(" ") || component(nad, 2, 0) || component(nad, 1, 0);
  return name.trim();
}
