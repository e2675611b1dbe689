import { decodeBase64url, parseStrictJson, utf8, type Json, type JsonObject } from "@openlading/core";
import { JwsError } from "./error.ts";

/** A token taken apart: nothing in it is established. */
export interface DecodedJws {
  readonly header: JsonObject;
  readonly payload: Uint8Array;
  /** The bytes a signature covers: header and payload as they stand in the token, joined by a dot. */
  readonly signingInput: Uint8Array;
  readonly signature: Uint8Array;
}

/** The longest token read unless the caller says otherwise: 1 MiB. */
const DEFAULT_MAX_BYTES = 1_048_576;
const MAX_HEADER_BYTES = 16_384;
const MAX_HEADER_DEPTH = 4;

/**
 * Takes a compact JWS apart **without** trust: three parts of canonical base64url, a protected header that is one strict
 * JSON object. Checks neither the header's members nor the signature.
 * @throws JwsError ERR_JWS_SIZE, ERR_JWS_SYNTAX, ERR_JWS_HEADER
 * @see RFC 7515 section 7.1
 */
export function decodeCompactJws(token: string, maxBytes = DEFAULT_MAX_BYTES): DecodedJws {
  if (typeof token !== "string") throw new TypeError("a token is not a text");
  if (token.length > maxBytes) {
    throw new JwsError({
      code: "ERR_JWS_SIZE",
      message: "a token is too long",
      details: { length: token.length, maxBytes },
    });
  }
  const first = token.indexOf(".");
  const last = token.lastIndexOf(".");
  if (first < 1 || last === first || token.indexOf(".", first + 1) !== last) {
    throw new JwsError({ code: "ERR_JWS_SYNTAX", message: "a token is not three parts" });
  }
  const header = readHeader(part(token.slice(0, first), "header"));
  const payload = part(token.slice(first + 1, last), "payload");
  const signature = part(token.slice(last + 1), "signature");
  return { header, payload, signingInput: utf8(token.slice(0, last)), signature };
}

function part(text: string, name: string): Uint8Array {
  try {
    return decodeBase64url(text);
  } catch (cause) {
    throw new JwsError({
      code: "ERR_JWS_SYNTAX",
      message: `the ${name} of a token is not canonical base64url`,
      details: { part: name },
      cause,
    });
  }
}

function readHeader(bytes: Uint8Array): JsonObject {
  const header = parseHeader(bytes);
  if (!isJsonObject(header))
    throw new JwsError({ code: "ERR_JWS_HEADER", message: "a protected header is not an object" });
  return header;
}

function parseHeader(bytes: Uint8Array): Json {
  try {
    return parseStrictJson(bytes, { maxBytes: MAX_HEADER_BYTES, maxDepth: MAX_HEADER_DEPTH });
  } catch (cause) {
    throw new JwsError({ code: "ERR_JWS_HEADER", message: "a protected header is not strict JSON", cause });
  }
}

function isJsonObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
