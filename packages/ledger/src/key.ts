import { utf8 } from "@openlading/core";
import { LedgerError } from "./error.ts";

/** A composite state key: one or more parts, never a hand-joined string. */
export type Key = readonly [string, ...string[]];

/** The most bytes of UTF-8 an encoded key may take. */
export const MAX_KEY_BYTES = 1024;

const TERMINATOR = "\u0000";
const HIGHEST = "\u{10FFFF}";
const MAX_BYTES_PER_UNIT = 3;

/**
 * Encodes a key as Fabric does: U+0000, then each part followed by U+0000. The UTF-8 bytes of encoded keys sort as
 * their parts do, and no key is a textual prefix of another unless its parts are.
 * @throws LedgerError ERR_LEDGER_KEY when a part is empty, holds U+0000, U+10FFFF or half a surrogate pair, or the
 * whole is longer than {@link MAX_KEY_BYTES}.
 */
export function encodeKey(key: Key): string {
  if (key.length === 0) throw keyError("the key has no part", 0);
  let encoded = TERMINATOR;
  for (const [index, part] of key.entries()) {
    assertPart(part, index);
    encoded += part + TERMINATOR;
  }
  const isShort = encoded.length * MAX_BYTES_PER_UNIT <= MAX_KEY_BYTES;
  if (!isShort && (encoded.length > MAX_KEY_BYTES || utf8(encoded).length > MAX_KEY_BYTES)) {
    throw keyError("the key is longer than the limit", key.length - 1);
  }
  return encoded;
}

/**
 * Takes an encoded key apart again; the only accepted spelling is the one {@link encodeKey} writes.
 * @throws LedgerError ERR_LEDGER_KEY when the text is not an encoded key.
 */
export function decodeKey(encoded: string): Key {
  if (!encoded.startsWith(TERMINATOR) || !encoded.endsWith(TERMINATOR)) throw keyError("the key is not terminated", 0);
  const [first, ...rest] = encoded.slice(1, -1).split(TERMINATOR);
  if (first === undefined || first === "") throw keyError("the key has no part", 0);
  const key: Key = [first, ...rest];
  encodeKey(key);
  return key;
}

/**
 * The half-open range `[from, to)` of encoded keys that begin with the parts of `prefix`, `prefix` itself included.
 * @throws LedgerError ERR_LEDGER_KEY as {@link encodeKey} does.
 */
export function keyRange(prefix: Key): { readonly from: string; readonly to: string } {
  const from = encodeKey(prefix);
  return { from, to: from + HIGHEST };
}

function assertPart(part: unknown, index: number): asserts part is string {
  if (typeof part !== "string") throw new TypeError("every part of a key is a string");
  if (part === "") throw keyError("a part of the key is empty", index);
  if (part.includes(TERMINATOR) || part.includes(HIGHEST) || !part.isWellFormed()) {
    throw keyError("a part of the key holds a forbidden character", index);
  }
}

function keyError(message: string, part: number): LedgerError {
  return new LedgerError({ code: "ERR_LEDGER_KEY", message, details: { part } });
}
