import type { ParsedDocument } from "../document.ts";
import type { DocumentFault } from "../fault.ts";
import { CERTIFICATE_CHAIN_RULES } from "./certificate-chain-rules.ts";
import { CERTIFICATE_RULES } from "./certificate-rules.ts";
import { EXPORT_RULES } from "./export-rules.ts";
import { GATE_RULES } from "./gate-rules.ts";
import { IMPORT_RULES } from "./import-rules.ts";
import { toShipment, type CrossRule } from "./shipment.ts";

/** Every rule across documents. */
export const CROSS_RULES: readonly CrossRule[] = [
  ...EXPORT_RULES,
  ...IMPORT_RULES,
  ...GATE_RULES,
  ...CERTIFICATE_RULES,
  ...CERTIFICATE_CHAIN_RULES,
];

/**
 * What documents of one shipment say against each other. A document that is not at hand is never held against the
 * others: no fault does not mean that the set is complete. Weights and counts are compared without tolerance, seals and
 * references without case, space and punctuation. Paths begin with `documents[i]`.
 */
export function crossCheckDocuments(documents: readonly ParsedDocument[]): DocumentFault[] {
  const shipment = toShipment(documents);
  const faults: DocumentFault[] = [];
  for (const { code, severity, text, check } of CROSS_RULES) {
    check(shipment, (path) => {
      faults.push({ path, code, layer: "cross", severity, text });
    });
  }
  return faults;
}
