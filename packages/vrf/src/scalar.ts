import { decodeHex, encodeHex } from "@openlading/core";

/** The order of P-256's base point (FIPS 186-5, SEC 2). */
export const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const SCALAR_BYTES = 32;

/** Reads big-endian bytes as a number. */
export function toScalar(bytes: Uint8Array): bigint {
  return BigInt(`0x${encodeHex(bytes)}`);
}

/** Writes a number as big-endian bytes of a fixed length. */
export function scalarBytes(value: bigint, length = SCALAR_BYTES): Uint8Array {
  return decodeHex(value.toString(16).padStart(length * 2, "0"));
}
