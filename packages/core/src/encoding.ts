import { CoreError } from "./error.ts";
import { plainDecode, plainEncode, type Encoding } from "./plain-encoding.ts";

/** Node's Buffer is the fastest there is; a browser has none. */
const hasBuffer = typeof Buffer !== "undefined";

/** Lower-case hex of `bytes`. */
export function encodeHex(bytes: Uint8Array): string {
  return encode(bytes, "hex");
}

/**
 * The bytes of lower-case hex.
 * @throws CoreError `ERR_CORE_ENCODING` on upper case, an odd length or any other character
 */
export function decodeHex(text: string): Uint8Array {
  return decode(text, "hex");
}

/** Base64url of `bytes`, without padding. @see RFC 4648 section 5 */
export function encodeBase64url(bytes: Uint8Array): string {
  return encode(bytes, "base64url");
}

/**
 * The bytes of unpadded base64url in its one canonical spelling.
 * @throws CoreError `ERR_CORE_ENCODING` on padding, white space, other alphabets or non-zero trailing bits
 * @see RFC 4648 sections 3.5 and 5
 */
export function decodeBase64url(text: string): Uint8Array {
  return decode(text, "base64url");
}

/** Whether `text` is base64url that {@link decodeBase64url} takes. */
export function isBase64url(text: string): boolean {
  return hasBuffer
    ? Buffer.from(text, "base64url").toString("base64url") === text
    : plainDecode(text, "base64url") !== null;
}

/** Padded base64 of `bytes`. @see RFC 4648 section 4 */
export function encodeBase64(bytes: Uint8Array): string {
  return encode(bytes, "base64");
}

/**
 * The bytes of padded base64 in its one canonical spelling.
 * @throws CoreError `ERR_CORE_ENCODING` on missing padding, white space, other alphabets or non-zero trailing bits
 * @see RFC 4648 sections 3.5 and 4
 */
export function decodeBase64(text: string): Uint8Array {
  return decode(text, "base64");
}

function decode(text: string, encoding: Encoding): Uint8Array {
  if (typeof text !== "string") throw new TypeError(`${encoding} must be a string`);
  const bytes = hasBuffer ? bufferDecode(text, encoding) : plainDecode(text, encoding);
  if (bytes === null) {
    throw new CoreError({ code: "ERR_CORE_ENCODING", message: `the text is not canonical ${encoding}` });
  }
  return bytes;
}

// Node's decoders skip what they do not know; only text that encodes back to itself is canonical.
function bufferDecode(text: string, encoding: Encoding): Uint8Array | null {
  const bytes = Buffer.from(text, encoding);
  return bytes.toString(encoding) === text ? new Uint8Array(bytes) : null;
}

function encode(bytes: Uint8Array, encoding: Encoding): string {
  if (!hasBuffer) return plainEncode(bytes, encoding);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(encoding);
}
