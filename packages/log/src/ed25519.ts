import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { encodeBase64url, encodeHex } from "@openlading/core";

/** Bytes of an Ed25519 public key and of a signature. */
export const ED25519_KEY_BYTES = 32;
export const ED25519_SIGNATURE_BYTES = 64;

/**
 * The encodings of the eight points of small order with a canonical coordinate, sign bit cleared. Under such a key
 * one signature fits many messages.
 */
const SMALL_ORDER = new Set([
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
]);

/**
 * Why a public key must not be used, or null: not 32 bytes, of small order, or a coordinate of 2^255 - 19 or more,
 * which verifiers disagree about. Keys with a small-order component beside a large one are not found out.
 */
export function unsafeKeyReason(publicKey: Uint8Array): string | null {
  if (publicKey.length !== ED25519_KEY_BYTES) return "is not 32 bytes";
  const coordinate = publicKey.slice();
  coordinate[31] = (coordinate[31] ?? 0) & 0x7f;
  if (SMALL_ORDER.has(encodeHex(coordinate))) return "is of small order";
  const isAboveField =
    (coordinate[0] ?? 0) >= 0xed &&
    coordinate[31] === 0x7f &&
    coordinate.subarray(1, 31).every((byte) => byte === 0xff);
  return isAboveField ? "is not in canonical form" : null;
}

/** Imports a raw public key once; throws what node:crypto throws when it is not a key. */
export function importEd25519(publicKey: Uint8Array): KeyObject {
  const jwk = { kty: "OKP", crv: "Ed25519", x: encodeBase64url(publicKey) };
  return createPublicKey({ key: jwk, format: "jwk" });
}

/** Whether `signature` is this key's over `message`. */
export function isEd25519Signature(key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === ED25519_SIGNATURE_BYTES && verify(null, message, key, signature);
}
