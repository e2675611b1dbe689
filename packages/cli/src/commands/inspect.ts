import { parseStrictJson, type Json, type JsonObject } from "@openlading/core";
import {
  checkDocument,
  detectDocumentKind,
  isDocumentKind,
  parseDocument,
  type DocumentFault,
  type DocumentKind,
  type ParsedDocument,
} from "@openlading/documents";
import { convert, detectFormat, type ConvertedKind, type Notice } from "@openlading/formats";
import { CliError, usage } from "../error.ts";
import { stripControls } from "../text.ts";

/** What a file turned out to hold. */
export interface Inspected {
  readonly kind: ConvertedKind;
  /** A message is sound when it could be read; what it lacks to be issued as a document is said beside it. */
  readonly isMessage: boolean;
  readonly faults: readonly DocumentFault[];
  readonly notices: readonly Notice[];
  readonly document: ParsedDocument | null;
}

export interface InspectOptions {
  readonly kind?: string;
  readonly zone: string;
  readonly mode: "strict" | "lenient";
}

/**
 * Reads a file as a document or a message and says everything that is wrong with it.
 * @throws FormatError for a message that cannot be read, CoreError for what is no strict JSON, CliError `ERR_CLI_KIND`
 */
export function inspectFile(bytes: Uint8Array, name: string, options: InspectOptions): readonly Inspected[] {
  if (detectFormat(bytes) === "edifact") return inspectMessages(bytes, options);
  const value = parseStrictJson(bytes);
  const data = isObject(value) && isObject(value["document"]) ? value["document"] : value;
  const kind = kindOf(data, options.kind);
  if (kind === null) {
    throw new CliError({ code: "ERR_CLI_KIND", message: `${stripControls(name)}: no document this command knows` });
  }
  const faults = checkDocument(kind, data);
  const isSound = faults.every((fault) => fault.severity !== "error");
  return [{ kind, isMessage: false, faults, notices: [], document: isSound ? parseDocument(kind, data) : null }];
}

function inspectMessages(bytes: Uint8Array, { zone, mode, kind }: InspectOptions): readonly Inspected[] {
  const found = convert(bytes, { zone, mode, ...(kind === undefined ? {} : { to: asKind(kind) }) });
  return found.map((one) => ({
    kind: one.kind,
    isMessage: true,
    faults: one.faults,
    notices: one.notices,
    document: one.kind === "gate-fact" || hasErrors(one.faults) ? null : parseDocument(one.kind, one.data),
  }));
}

const hasErrors = (faults: readonly DocumentFault[]): boolean => faults.some((fault) => fault.severity === "error");

function kindOf(data: Json, asked: string | undefined): DocumentKind | null {
  if (asked === undefined) return detectDocumentKind(data);
  const kind = asKind(asked);
  if (kind === "gate-fact") throw usage("--kind: a gate fact is no document");
  return kind;
}

export function asKind(text: string): ConvertedKind {
  if (text === "gate-fact" || isDocumentKind(text)) return text;
  throw usage(`--kind: ${stripControls(text)} is no kind of document`);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
