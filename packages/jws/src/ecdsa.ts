/*
 * JWS writes an ECDSA signature over P-256 as r and s, 32 bytes each; OpenSSL as a DER sequence of two integers.
 * node:crypto would convert, but only when it is given options beside the key, and then it takes twice the time over a
 * signature. Both forms hold the same two numbers; whether they are in range is OpenSSL's to say.
 */

const NUMBER_BYTES = 32;
const SEQUENCE = 0x30;
const INTEGER = 0x02;
/** Sequence and two integers, each of a tag and a one-byte length; an integer may need a zero in front. */
const HEAD_BYTES = 2;
const MOST_DER_BYTES = HEAD_BYTES + 2 * (HEAD_BYTES + 1 + NUMBER_BYTES);

/** The DER form of `signature`, 64 bytes. */
export function toDer(signature: Uint8Array): Uint8Array {
  const der = new Uint8Array(MOST_DER_BYTES);
  const end = writeInteger(der, writeInteger(der, HEAD_BYTES, signature, 0), signature, NUMBER_BYTES);
  der[0] = SEQUENCE;
  der[1] = end - HEAD_BYTES;
  return der.subarray(0, end);
}

/** The JWS form of what OpenSSL made, 64 bytes. */
export function fromDer(der: Uint8Array): Uint8Array {
  const signature = new Uint8Array(2 * NUMBER_BYTES);
  const middle = readInteger(der, HEAD_BYTES, signature, NUMBER_BYTES);
  readInteger(der, middle, signature, 2 * NUMBER_BYTES);
  return signature;
}

/** Writes the number at `from` without leading zeros, but for one where it would look negative; returns where it ends. */
function writeInteger(der: Uint8Array, at: number, signature: Uint8Array, from: number): number {
  const last = from + NUMBER_BYTES - 1;
  let first = from;
  while (first < last && signature[first] === 0) first += 1;
  const padding = (signature[first] ?? 0) >> 7;
  const length = padding + last + 1 - first;
  der[at] = INTEGER;
  der[at + 1] = length;
  der.set(signature.subarray(first, last + 1), at + HEAD_BYTES + padding);
  return at + HEAD_BYTES + length;
}

/** Puts the integer at `at` so that it ends at `end`; returns where the next one begins. */
function readInteger(der: Uint8Array, at: number, signature: Uint8Array, end: number): number {
  const next = at + HEAD_BYTES + (der[at + 1] ?? 0);
  const first = Math.max(at + HEAD_BYTES, next - NUMBER_BYTES);
  signature.set(der.subarray(first, next), end - (next - first));
  return next;
}
