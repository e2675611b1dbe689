import { documentChecksum, parseStrictJson, type Json, type JsonObject } from "@openlading/core";
import { has, textAt } from "./access.ts";
import { DocumentError } from "./error.ts";
import type { DocumentFault } from "./fault.ts";
import { DOCUMENT_KINDS, isDocumentKind, type DocumentKind } from "./kinds.ts";
import { RULES_BY_KIND } from "./rules/table.ts";
import { checkSchema, isList, isRecord } from "./schema/check.ts";
import { DOCUMENT_SCHEMAS } from "./schema/table.ts";

/** A document found to be well-formed and to keep the rules of its kind. Who issued it is not established. */
export interface ParsedDocument {
  readonly kind: DocumentKind;
  /** The data exactly as received, unknown members included; frozen at every depth. */
  readonly data: JsonObject;
  /** SHA-256 in lower-case hex over the RFC 8785 form of `data`. */
  readonly documentChecksum: string;
  /** The number its issuer gave it, as spelt. */
  readonly number: string;
  readonly warnings: readonly DocumentFault[];
}

/**
 * Every fault of `data` as a document of the kind: first those of form, then those of the rules. Members that the
 * schema does not know are never faults.
 * @throws TypeError when `kind` is not a kind of document
 */
export function checkDocument(kind: DocumentKind, data: Json): DocumentFault[] {
  assertKind(kind);
  const faults: DocumentFault[] = [];
  checkSchema(DOCUMENT_SCHEMAS[kind], data, "$", (path, code, text) => {
    faults.push({ path, code, layer: "schema", severity: "error", text });
  });
  if (!isRecord(data)) return faults;
  for (const rule of RULES_BY_KIND.get(kind) ?? []) {
    const report = (path: string, text = rule.text, severity = rule.severity): void => {
      faults.push({ path, code: rule.code, layer: "rule", severity, text });
    };
    rule.check(data, report, kind);
  }
  return faults;
}

/**
 * The document in `input`: bytes or text are parsed as strict JSON, a JSON value is copied.
 * @throws DocumentError `ERR_DOCUMENT_INVALID` with every fault in `details.faults`, warnings included
 * @throws DocumentError `ERR_DOCUMENT_NOT_OBJECT` when the JSON is no object
 * @throws CoreError `ERR_CORE_JSON_*` when the text is not strict JSON
 * @throws TypeError when `kind` is not a kind of document
 */
export function parseDocument(kind: DocumentKind, input: Uint8Array | string | Json): ParsedDocument {
  assertKind(kind);
  const isText = typeof input === "string" || input instanceof Uint8Array;
  const data = frozen(isText ? parseStrictJson(input) : input);
  if (!isRecord(data)) {
    throw new DocumentError({ code: "ERR_DOCUMENT_NOT_OBJECT", message: `the ${kind} is not a JSON object` });
  }
  const faults = checkDocument(kind, data);
  const first = faults.find(({ severity }) => severity === "error");
  if (first !== undefined) throw invalid(kind, faults, first);
  return {
    kind,
    data,
    documentChecksum: documentChecksum(data),
    number: documentNumber(kind, data),
    warnings: faults,
  };
}

function invalid(kind: DocumentKind, faults: readonly DocumentFault[], first: DocumentFault): DocumentError {
  const count = faults.filter(({ severity }) => severity === "error").length;
  return new DocumentError({
    code: "ERR_DOCUMENT_INVALID",
    message: `the ${kind} has ${count} faults, the first at ${first.path}`,
    details: { kind, faults: faults.map((fault) => ({ ...fault, text: { en: fault.text.en, zh: fault.text.zh } })) },
  });
}

/** The kind that `data` says it is, or null. Nothing else about it is checked. */
export function detectDocumentKind(data: Json): DocumentKind | null {
  if (!isRecord(data)) return null;
  const transportType = textAt(data, "transportDocumentTypeCode");
  if (transportType === "BOL") return "bill-of-lading";
  if (transportType === "SWB") return "sea-waybill";
  const code = textAt(data, "documentTypeCode");
  if (code === undefined) return null;
  // Voucher and licence share a code; only the licence has a first day.
  if (code === "917") return has(data, "licenceFrom") ? "tonnage-licence" : "tonnage-voucher";
  const row = Object.values(DOCUMENT_KINDS).find(
    ({ family, untdid }) => family !== "transport-document" && untdid.includes(code),
  );
  return row?.kind ?? null;
}

/**
 * The number of a document as its issuer spelt it.
 * @throws TypeError when the data holds none: parse the document first
 */
export function documentNumber(kind: DocumentKind, data: JsonObject): string {
  assertKind(kind);
  const isTransport = DOCUMENT_KINDS[kind].family === "transport-document";
  const number = textAt(data, isTransport ? "transportDocumentReference" : "documentNumber");
  if (number === undefined) throw new TypeError("data must be that of a parsed document");
  return number;
}

function assertKind(kind: DocumentKind): void {
  if (!isDocumentKind(kind)) throw new TypeError("kind must be a key of DOCUMENT_KINDS");
}

/** A frozen copy, so that nobody changes what the checksum was taken over. */
function frozen(value: Json): Json {
  if (isList(value)) return Object.freeze(value.map(frozen));
  if (!isRecord(value)) return value;
  const copy: Record<string, Json> = Object.create(null) as Record<string, Json>;
  for (const [name, member] of Object.entries(value)) copy[name] = frozen(member);
  return Object.freeze(copy);
}
