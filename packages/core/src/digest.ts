import * as crypto from "node:crypto";
import { concatBytes } from "./bytes.ts";
import { canonicalText } from "./canonical.ts";
import type { Json } from "./json.ts";

// Joining short parts and hashing once is faster than a streaming hash; long ones are not copied.
const JOIN_AT_MOST = 4096;
const DIGEST_BYTES = 32;
const LENGTH_BYTES = 4;
const MAX_BYTES_PER_UNIT = 3;

// Hashing is synchronous, so one buffer serves every call.
const digestScratch = Buffer.from(new ArrayBuffer(DIGEST_BYTES));
const frame = new Uint8Array(8192);
const encoder = new TextEncoder();

/** SHA-256 over `parts` joined: 32 bytes. Parts are not delimited; see {@link domainDigest}. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return oneShot() && isShort(parts) ? digestOf(joined(parts)) : plain(streamed(parts).digest());
}

/** SHA-256 over `parts` joined, as 64 lower-case hex characters. */
export function sha256Hex(...parts: readonly Uint8Array[]): string {
  return oneShot() && isShort(parts) ? crypto.hash("sha256", joined(parts), "hex") : streamed(parts).digest("hex");
}

/**
 * SHA-256 over `domain` in UTF-8, a zero byte, then each part behind its length as 32 bits big-endian: 32 bytes.
 * Two calls give one digest only when domain and every part are equal.
 * @throws TypeError when the domain is empty or holds a zero character
 */
export function domainDigest(domain: string, ...parts: readonly Uint8Array[]): Uint8Array {
  if (domain === "" || domain.includes("\0")) throw new TypeError("domain must be text without a zero character");
  let length = domain.length * MAX_BYTES_PER_UNIT + 1;
  for (const part of parts) length += LENGTH_BYTES + part.length;
  const framed = length <= frame.length ? frame : new Uint8Array(length);
  return digestOf(framed.subarray(0, writeFrame(framed, domain, parts)));
}

function writeFrame(framed: Uint8Array, domain: string, parts: readonly Uint8Array[]): number {
  let at = encoder.encodeInto(domain, framed).written;
  framed[at++] = 0;
  for (const part of parts) {
    const { length } = part;
    framed[at++] = length >>> 24;
    framed[at++] = length >>> 16;
    framed[at++] = length >>> 8;
    framed[at++] = length;
    framed.set(part, at);
    at += length;
  }
  return at;
}

/**
 * The documentChecksum of `value`: SHA-256 over its RFC 8785 form, as 64 lower-case hex characters.
 * @throws CoreError `ERR_CORE_CANONICAL` when the value is not JSON
 */
export function documentChecksum(value: Json): string {
  const text = canonicalText(value);
  return oneShot()
    ? crypto.hash("sha256", text, "hex")
    : crypto.createHash("sha256").update(text, "utf8").digest("hex");
}

function oneShot(): boolean {
  return typeof crypto.hash === "function";
}

function isShort(parts: readonly Uint8Array[]): boolean {
  if (parts.length === 1) return true;
  let length = 0;
  for (const part of parts) length += part.length;
  return length <= JOIN_AT_MOST;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : concatBytes(...parts);
}

function streamed(parts: readonly Uint8Array[]): crypto.Hash {
  const hash = crypto.createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash;
}

// Writing the digest out of a text is half the cost of asking for a Buffer, whose memory comes from outside the heap.
function digestOf(bytes: Uint8Array): Uint8Array {
  if (!oneShot()) return plain(crypto.createHash("sha256").update(bytes).digest());
  digestScratch.write(crypto.hash("sha256", bytes, "binary"), 0, DIGEST_BYTES, "latin1");
  return new Uint8Array(digestScratch);
}

function plain(digest: Buffer): Uint8Array {
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength);
}
