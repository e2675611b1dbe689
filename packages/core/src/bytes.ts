import { CoreError } from "./error.ts";

const encoder = new TextEncoder();
// ignoreBOM keeps a byte order mark as a character, so that decoding never drops bytes.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The UTF-8 bytes of `text`. A lone surrogate becomes U+FFFD: refuse such text before signing it. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/**
 * The text of UTF-8 `bytes`, a byte order mark kept as U+FEFF.
 * @throws CoreError `ERR_CORE_ENCODING` when the bytes are not well-formed UTF-8
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new CoreError({ code: "ERR_CORE_ENCODING", message: "the bytes are not well-formed UTF-8", cause });
  }
}

/** How many bytes {@link utf8} would make of `text`. */
export function utf8Length(text: string): number {
  return typeof Buffer === "undefined" ? utf8(text).length : Buffer.byteLength(text, "utf8");
}

/** All `parts` in order, as new bytes. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Order of two byte strings, as unsigned bytes, a prefix first: negative, zero or positive. Not constant time. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b);
}
