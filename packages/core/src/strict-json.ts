import { CoreError } from "./error.ts";
import { decodeUtf8, utf8Length } from "./bytes.ts";
import type { Json } from "./json.ts";
import { JsonScanner } from "./json-scanner.ts";

/** What {@link parseStrictJson} accepts at most. */
export interface JsonLimits {
  /** Size in bytes of UTF-8; 10 MiB unless given. */
  readonly maxBytes?: number;
  /** Levels of objects and lists; 64 unless given, and never more than 512. */
  readonly maxDepth?: number;
  /** Object members and list elements, counted together over the whole text; 10,000 unless given. */
  readonly maxMembers?: number;
}

const MAX_BYTES = 10 * 1024 * 1024;
const MAX_DEPTH = 64;
const MAX_MEMBERS = 10_000;
const HARD_MAX_DEPTH = 512;

/**
 * The value of strict JSON text, its objects without prototype: UTF-8 without byte order mark, no duplicate member
 * names, no `__proto__` or `constructor`, no lone surrogates, only numbers RFC 8785 can hold, within `limits`.
 * Establishes nothing about what the value means.
 * @throws CoreError `ERR_CORE_JSON_*`: the code of the first fault (a syntax fault or a limit goes first), every
 * fault with its JSON path in `details.faults`
 * @see RFC 8259, RFC 7493 (I-JSON), docs/spec/strict-json.md
 */
export function parseStrictJson(input: Uint8Array | string, limits: JsonLimits = {}): Json {
  const maxBytes = limits.maxBytes ?? MAX_BYTES;
  if (isLonger(input, maxBytes)) {
    const message = `the JSON is longer than ${maxBytes} bytes`;
    throw new CoreError({ code: "ERR_CORE_JSON_LIMIT", message, details: { limit: "maxBytes", maxBytes } });
  }
  const text = toText(input);
  const maxDepth = Math.min(limits.maxDepth ?? MAX_DEPTH, HARD_MAX_DEPTH);
  return new JsonScanner(text, maxDepth, limits.maxMembers ?? MAX_MEMBERS).scan();
}

function isLonger(input: Uint8Array | string, maxBytes: number): boolean {
  if (input.length > maxBytes) return true;
  // One UTF-16 unit is at most three bytes of UTF-8.
  return typeof input === "string" && input.length * 3 > maxBytes && utf8Length(input) > maxBytes;
}

function toText(input: Uint8Array | string): string {
  let text: string;
  if (typeof input === "string") {
    if (!input.isWellFormed()) throw notUtf8("the text holds half of a surrogate pair");
    text = input;
  } else {
    try {
      text = decodeUtf8(input);
    } catch (cause) {
      throw notUtf8("the JSON is not well-formed UTF-8", cause);
    }
  }
  if (text.charCodeAt(0) === 0xfeff) throw notUtf8("the JSON begins with a byte order mark");
  return text;
}

function notUtf8(message: string, cause?: unknown): CoreError {
  return new CoreError({ code: "ERR_CORE_JSON_ENCODING", message, cause });
}
