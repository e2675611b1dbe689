import { parseStrictJson, type Json } from "@openlading/core";
import { isJsonObject } from "./json.ts";
import { isTransportDocument } from "./dcsa/transport-document.ts";

/** What a file is written in. */
export type Format = "edifact" | "dcsa-json" | "json";

const HEAD_BYTES = 64;

/** Says what a file is written in, by its first letters and, for JSON, its members; null when it is neither. */
export function detectFormat(input: Uint8Array): Format | null {
  const head = String.fromCharCode(...input.subarray(0, HEAD_BYTES)).replace(/^\xEF\xBB\xBF/, "");
  if (/^\s*(?:UNA.{6}\s*)?UN[BH]\W/s.test(head)) return "edifact";
  const value = parseOrUndefined(input);
  if (value === undefined) return null;
  return isDcsa(value) ? "dcsa-json" : "json";
}

function isDcsa(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  return isTransportDocument(value["document"] ?? value);
}

function parseOrUndefined(input: Uint8Array): Json | undefined {
  try {
    return parseStrictJson(input);
  } catch {
    return undefined;
  }
}
