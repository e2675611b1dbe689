import { parseStrictJson, type Json, type JsonObject } from "@openlading/core";
import { detectDocumentKind, parseDocument, type ParsedDocument } from "@openlading/documents";

export type TransportDocumentKind = "bill-of-lading" | "sea-waybill";

/** DCSA's transport document, as one of our two kinds; `data` is as received. */
export type DcsaTransportDocument = ParsedDocument & { readonly kind: TransportDocumentKind };

/**
 * Reads a DCSA transport document 3.0: strict JSON, DCSA's schema and business rules.
 *
 * @throws DocumentError ERR_DOCUMENT_INVALID with every fault under `details.faults`.
 * @see docs/spec/dcsa-json.md
 */
export function readDcsaTransportDocument(input: Uint8Array | string | JsonObject): DcsaTransportDocument {
  const value: Json = typeof input === "string" || input instanceof Uint8Array ? parseStrictJson(input) : input;
  const kind = transportDocumentKind(value);
  return { ...parseDocument(kind, value), kind };
}

/** The kind to read data as: what does not say that it is a waybill is held to the rules of a bill. */
export const transportDocumentKind = (data: Json): TransportDocumentKind =>
  detectDocumentKind(data) === "sea-waybill" ? "sea-waybill" : "bill-of-lading";

/** Whether data says of itself that it is a DCSA transport document. */
export function isTransportDocument(data: Json): boolean {
  const kind = detectDocumentKind(data);
  return kind === "bill-of-lading" || kind === "sea-waybill";
}

/** Writes a transport document as JSON, members and arrays in the order they have. */
export function writeDcsaTransportDocument(data: JsonObject): string {
  return JSON.stringify(data, null, 2);
}
