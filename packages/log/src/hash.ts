import { hash } from "node:crypto";

/** Bytes in a SHA-256 digest. */
export const HASH_BYTES = 32;

const digestScratch = Buffer.from(new ArrayBuffer(HASH_BYTES));

/** SHA-256 of one contiguous buffer, as a plain Uint8Array that shares nothing with the input. */
export function sha256Of(bytes: Uint8Array): Uint8Array {
  // Writing the digest out of a text is half the cost of asking for a Buffer, whose memory comes from outside the heap.
  digestScratch.write(hash("sha256", bytes, "binary"), 0, HASH_BYTES, "latin1");
  return new Uint8Array(digestScratch);
}

/** SHA-256 of one contiguous buffer, written into `target` at `offset`. */
export function sha256Into(bytes: Uint8Array, target: Buffer, offset: number): void {
  target.write(hash("sha256", bytes, "binary"), offset, HASH_BYTES, "latin1");
}

/**
 * A two-input hash under a fixed prefix. The scratch buffer is reused: hashing is synchronous, and the
 * cost of a tree is the cost of its calls, not of the bytes.
 */
export function pairHasher(prefix: Uint8Array): (left: Uint8Array, right: Uint8Array) => Uint8Array {
  const scratch = new Uint8Array(prefix.length + 2 * HASH_BYTES);
  scratch.set(prefix);
  return (left, right) => {
    if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) throw new TypeError("a tree hash is 32 bytes");
    scratch.set(left, prefix.length);
    scratch.set(right, prefix.length + HASH_BYTES);
    return sha256Of(scratch);
  };
}

/**
 * The hash of an interior node of the history tree: SHA-256(0x01 || left || right).
 * @see RFC 9162 section 2.1.1
 */
export const nodeHash = pairHasher(Uint8Array.of(1));

const leafScratch = new Uint8Array(4096);

/**
 * The hash of a leaf of the history tree: SHA-256(0x00 || data).
 * @see RFC 9162 section 2.1.1
 */
export function leafHash(data: Uint8Array): Uint8Array {
  const whole = 1 + data.length;
  // The first byte of the scratch buffer stays zero: it is the prefix.
  const prefixed = whole <= leafScratch.length ? leafScratch.subarray(0, whole) : new Uint8Array(whole);
  prefixed.set(data, 1);
  return sha256Of(prefixed);
}

/** The root of a history without leaves: SHA-256 of nothing. */
export function emptyHistoryRoot(): Uint8Array {
  return sha256Of(new Uint8Array(0));
}
