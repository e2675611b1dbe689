import { canonicalize, documentChecksum, encodeHex, sha256, utf8, type Json, type JsonObject } from "@openlading/core";
import { isPrintable, unfit } from "./core.ts";
import {
  MAX_ROWS,
  TABLE_DIGEST_BYTES,
  TEXT_DIGEST_BYTES,
  type QrFacts,
  type QrItem,
  type QrTable,
  type QrText,
} from "./facts.ts";

/** Which document a code is made for. */
export interface QrSource {
  readonly documentKind: string;
  /** The document's data, as it is attached to the print. */
  readonly data: JsonObject;
}

/**
 * Everything a code can say of a document, nothing shortened but tables of more than four rows.
 * @throws PdfError `ERR_PDF_QR_FACTS` naming the member that is missing or cannot be written
 */
export function qrFactsOf({ documentKind, data }: QrSource): QrFacts {
  const facts = {
    documentKind,
    number: textAt(data, "documentNumber" in data ? "documentNumber" : "transportDocumentReference"),
    date: dateOf(data),
    documentChecksum: documentChecksum(data),
  };
  return documentKind === "certificate-of-origin" ? { ...facts, ...certificateFacts(data) } : facts;
}

function certificateFacts(data: JsonObject): Partial<QrFacts> {
  const exporter = objectAt(data, "exporter");
  const zh = exporter["nameInChinese"];
  return {
    form: textAt(data, "form"),
    exporter: { text: textAt(exporter, "name", "exporter.name") },
    ...(zh === undefined ? {} : { exporterInChinese: textAt(exporter, "nameInChinese", "exporter.nameInChinese") }),
    consignee: { text: textAt(objectAt(data, "consignee"), "name", "consignee.name") },
    originCountryCode: textAt(data, "originCountryCode"),
    destinationCountryCode: textAt(data, "destinationCountryCode"),
    ...rowsAt(data, "invoices", "invoiceTable", (row) => ({
      number: textAt(row, "number", "invoices.number"),
      date: textAt(row, "date", "invoices.date"),
    })),
    ...rowsAt(data, "items", "itemTable", itemOf),
  };
}

/** All rows, or the first and a digest of the table. */
function rowsAt(
  data: JsonObject,
  name: string,
  table: string,
  read: (row: JsonObject) => object,
): Readonly<Record<string, unknown>> {
  const rows = data[name];
  if (!Array.isArray(rows) || rows.length === 0) throw unfit("a document has no rows where its code needs some", name);
  const shown = rows.length <= MAX_ROWS ? rows : rows.slice(0, 1);
  const said = { [name]: shown.map((row: Json) => read(asObject(row, name))) };
  return rows.length <= MAX_ROWS ? said : { ...said, [table]: tableDigest(rows) };
}

function itemOf(row: JsonObject): QrItem {
  const quantity = objectAt(row, "quantity");
  const value = quantity["value"];
  if (typeof value !== "number" || !(value >= 0) || String(value).includes("e")) {
    throw unfit("a quantity is no plain number", "items.quantity");
  }
  return {
    HSCode: textAt(row, "HSCode", "items.HSCode"),
    originCriterion: textAt(row, "originCriterion", "items.originCriterion"),
    quantity: { value: String(value), unit: textAt(quantity, "unit", "items.quantity") },
    description: { text: textAt(row, "description", "items.description") },
  };
}

/** How a table too long for a code stands in it. */
export function tableDigest(rows: readonly Json[]): QrTable {
  return { count: rows.length, digest: encodeHex(sha256(canonicalize(rows)).subarray(0, TABLE_DIGEST_BYTES)) };
}

/** How a text too long for a code stands in it. */
export function textDigest(text: string): QrText {
  return { digest: encodeHex(sha256(utf8(text)).subarray(0, TEXT_DIGEST_BYTES)) };
}

function dateOf(data: JsonObject): string {
  const certification = data["certification"];
  if (certification !== undefined)
    return textAt(asObject(certification, "certification"), "date", "certification.date");
  return textAt(data, "issueDateTime" in data ? "issueDateTime" : "issueDate").slice(0, 10);
}

function objectAt(data: JsonObject, name: string): JsonObject {
  return asObject(data[name], name);
}

function asObject(value: Json | undefined, member: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw unfit("a document lacks a member that its code needs", member);
  }
  return value as JsonObject;
}

function textAt(data: JsonObject, name: string, member = name): string {
  const value = data[name];
  if (typeof value !== "string") throw unfit("a document lacks a member that its code needs", member);
  if (!isPrintable(value)) throw unfit("a text holds characters that no code carries", member);
  return value;
}
