import { ed25519 } from "@noble/curves/ed25519.js";

/*
 * Verifiers disagree about Ed25519's edge cases, so the profile decides them before the library is asked:
 * a public key is a canonical point of the prime-order subgroup, R is canonical and of no low order, S < L.
 */

const POINT_BYTES = 32;
const SIGN_BIT = 0x80;

/** L, the order of the base point, little-endian. */
const ORDER = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

/** The y of every point of order 1, 2, 4 and 8, little-endian; the sign of x does not matter. */
const LOW_ORDER_Y = [
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "0000000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
].map(hex);

/** p = 2^255 - 19, little-endian. */
const FIELD = hex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

/** Whether the 32 bytes are a key of the profile: canonical, on the curve, in the prime-order subgroup. */
export function isSoundEd25519Key(encoded: Uint8Array): boolean {
  if (!isSoundPointEncoding(encoded)) return false;
  try {
    return ed25519.Point.fromBytes(encoded, false).isTorsionFree();
  } catch {
    return false;
  }
}

/** Whether R and S of a 64-byte signature are canonical and R is of no low order. */
export function isSoundEd25519Signature(signature: Uint8Array): boolean {
  return isSoundPointEncoding(signature.subarray(0, POINT_BYTES)) && isBelow(signature.subarray(POINT_BYTES), ORDER);
}

function isSoundPointEncoding(encoded: Uint8Array): boolean {
  if (encoded.length !== POINT_BYTES) return false;
  const y = Uint8Array.from(encoded);
  y[POINT_BYTES - 1] = (y[POINT_BYTES - 1] ?? 0) & ~SIGN_BIT;
  return isBelow(y, FIELD) && !LOW_ORDER_Y.some((low) => low.every((byte, index) => byte === y[index]));
}

/** Compares two little-endian numbers of one length. */
function isBelow(value: Uint8Array, bound: Uint8Array): boolean {
  for (let index = bound.length - 1; index >= 0; index -= 1) {
    const difference = (value[index] ?? 0) - (bound[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function hex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
