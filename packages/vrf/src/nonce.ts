import { concatBytes, sha256 } from "@openlading/core";
import { createHmac } from "node:crypto";
import { ORDER, scalarBytes, toScalar } from "./scalar.ts";

/**
 * The deterministic nonce of RFC 9381 section 5.4.2.1: RFC 6979 section 3.2 with SHA-256 over the point's string.
 * P-256's order has 256 bits, so bits2int is the plain big-endian number.
 */
export function rfc6979Nonce(secret: bigint, message: Uint8Array): bigint {
  const seed = concatBytes(scalarBytes(secret), scalarBytes(toScalar(sha256(message)) % ORDER));
  let key: Uint8Array = new Uint8Array(32);
  let value: Uint8Array = new Uint8Array(32).fill(1);
  for (const step of [0, 1]) {
    key = hmac(key, concatBytes(value, Uint8Array.of(step), seed));
    value = hmac(key, value);
  }
  for (;;) {
    value = hmac(key, value);
    const nonce = toScalar(value);
    if (nonce > 0n && nonce < ORDER) return nonce;
    key = hmac(key, concatBytes(value, Uint8Array.of(0)));
    value = hmac(key, value);
  }
}

function hmac(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  return createHmac("sha256", key).update(bytes).digest();
}
