import * as crypto from "node:crypto";
import { concatBytes, utf8 } from "./bytes.ts";
import { canonicalText } from "./canonical.ts";
import type { Json } from "./json.ts";

// Joining short parts and hashing once is faster than a streaming hash; long ones are not copied.
const JOIN_AT_MOST = 4096;

/** SHA-256 over `parts` joined: 32 bytes. Parts are not delimited; see {@link domainDigest}. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const digest =
    oneShot() && isShort(parts) ? crypto.hash("sha256", joined(parts), "buffer") : streamed(parts).digest();
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength);
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
  const framed: Uint8Array[] = [utf8(`${domain}\0`)];
  for (const part of parts) framed.push(lengthPrefix(part.length), part);
  return sha256(...framed);
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

function lengthPrefix(length: number): Uint8Array {
  return Uint8Array.of(length >>> 24, length >>> 16, length >>> 8, length);
}
