import { parseStrictJson, type Json, type JsonObject } from "@openlading/core";
import { parseDocument, type ParsedDocument } from "@openlading/documents";
import { refuse } from "../notice.ts";
import { isJsonObject } from "../json.ts";

/** DCSA's transport document, as one of our two kinds; `data` is as received. */
export type DcsaTransportDocument = ParsedDocument & { readonly kind: "bill-of-lading" | "sea-waybill" };

/**
 * Reads a DCSA transport document 3.0: strict JSON, DCSA's schema and business rules.
 *
 * @throws FormatError ERR_FORMAT_UNKNOWN when it is no transport document.
 * @throws DocumentError ERR_DOCUMENT_INVALID with every fault under `details.faults`.
 * @see docs/spec/dcsa-json.md
 */
export function readDcsaTransportDocument(input: Uint8Array | string | JsonObject): DcsaTransportDocument {
  const value: Json = typeof input === "string" || input instanceof Uint8Array ? parseStrictJson(input) : input;
  const kind = isJsonObject(value) ? transportDocumentKind(value) : null;
  if (kind === null) throw refuse("ERR_FORMAT_UNKNOWN", null);
  return { ...parseDocument(kind, value), kind };
}

/** By transportDocumentTypeCode; null for what is no transport document. */
export function transportDocumentKind(data: JsonObject): DcsaTransportDocument["kind"] | null {
  if (typeof data["transportDocumentReference"] !== "string") return null;
  return data["transportDocumentTypeCode"] === "SWB" ? "sea-waybill" : "bill-of-lading";
}

/** Writes a transport document as JSON, members and arrays in the order they have. */
export function writeDcsaTransportDocument(data: JsonObject): string {
  return JSON.stringify(data, null, 2);
}
