import {
  OpenLadingError,
  parseShape,
  parseStrictJson,
  shape,
  type JsonObject,
  type OpenLadingErrorOptions,
} from "@openlading/core";
import { ConflictError, RefusedError, type ConflictReason } from "./error.ts";

const MAX_REFUSAL_BYTES = 65_536;
const MAX_MESSAGE_LENGTH = 1024;

const Refusal = shape.object({
  code: shape.text({ min: 5, max: 128, pattern: /^ERR_[A-Z0-9_]+$/ }),
  message: shape.text({ max: MAX_MESSAGE_LENGTH }),
  details: shape.map(shape.json({ maxBytes: MAX_REFUSAL_BYTES }), { max: 256 }),
});

/** Writes a coded error as the compact JSON that travels in a ledger's error message. */
export function encodeRefusal(error: Pick<OpenLadingErrorOptions<string>, "code" | "message" | "details">): string {
  const message = error.message.slice(0, MAX_MESSAGE_LENGTH).toWellFormed();
  return JSON.stringify({ code: error.code, message, details: error.details ?? {} });
}

/**
 * Finds the refusal a contract wrote into an error message, whatever the ledger has put around it.
 * A contract that threw `ConflictError` is revived as one; any other code is revived as `RefusedError` at `height`.
 * Returns null when the text carries none: then nobody refused, and the caller MUST report another fault.
 */
export function reviveRefusal(text: string, height: number): RefusedError | ConflictError | null {
  const refusal = decodeRefusal(text);
  if (refusal === null) return null;
  const reason = refusal.code === "ERR_LEDGER_CONFLICT" ? conflictReason(refusal.details["reason"]) : null;
  if (reason !== null) return new ConflictError({ ...refusal, reason });
  return new RefusedError({ ...refusal, height });
}

function decodeRefusal(text: string): { code: string; message: string; details: JsonObject } | null {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}");
  if (start < 0 || end < start) return null;
  try {
    const json = parseStrictJson(text.slice(start, end + 1), { maxBytes: MAX_REFUSAL_BYTES });
    return parseShape(Refusal, json, "refusal");
  } catch (error) {
    if (error instanceof OpenLadingError) return null;
    throw error;
  }
}

function conflictReason(value: unknown): ConflictReason | null {
  return value === "mvcc" || value === "phantom" || value === "predecessor" ? value : null;
}
