import { concatBytes, equalBytes, sha256 } from "@openlading/core";
import { p256 } from "@noble/curves/nist.js";
import { VrfError } from "./error.ts";
import { ORDER, scalarBytes, toScalar } from "./scalar.ts";

/*
 * ECVRF-P256-SHA256-TAI, RFC 9381 section 5. The names in comments are the RFC's: x and Y the key, H the input as a
 * point, Gamma = x*H, c and s the proof of equal logarithms, beta the output.
 */

type Point = InstanceType<typeof p256.Point>;

/** Bytes of a compressed point, of the challenge and of s. */
const POINT_BYTES = 33;
const CHALLENGE_BYTES = 16;
const SCALAR_BYTES = 32;
const PROOF_BYTES = POINT_BYTES + CHALLENGE_BYTES + SCALAR_BYTES;

/** suite_string and the domain separators of sections 5.2 and 5.4. */
const SUITE = 0x01;
const ENCODE_TO_CURVE = 0x01;
const CHALLENGE = 0x02;
const PROOF_TO_HASH = 0x03;
const BACK = 0x00;

const BASE = p256.Point.BASE;

interface DecodedProof {
  readonly gamma: Point;
  readonly challenge: bigint;
  readonly s: bigint;
}

/** Section 5.1, with the nonce given. Any nonce in 1..q-1 makes a valid proof of the same output; a repeated one leaks x. */
export function proveWithNonce(
  secret: bigint,
  alpha: Uint8Array,
  nonceOf: (input: Uint8Array) => bigint,
): { readonly beta: Uint8Array; readonly proof: Uint8Array } {
  const publicPoint = BASE.multiply(secret);
  const input = encodeToCurve(publicPoint.toBytes(true), alpha);
  const gamma = input.multiply(secret);
  const nonce = nonceOf(input.toBytes(true));
  const challenge = challengeOf([publicPoint, input, gamma, BASE.multiply(nonce), input.multiply(nonce)]);
  const s = (nonce + toScalar(challenge) * secret) % ORDER;
  return { beta: outputOf(gamma), proof: concatBytes(gamma.toBytes(true), challenge, scalarBytes(s)) };
}

/** Section 5.3 with key validation (section 5.4.5: P-256 has cofactor 1, so a point on the curve will do). */
export function verifyProof(publicKey: Uint8Array, alpha: Uint8Array, proof: Uint8Array): Uint8Array {
  const publicPoint = parsePublicPoint(publicKey);
  const { gamma, challenge, s } = decodeProof(proof);
  const input = encodeToCurve(publicKey, alpha);
  const u = BASE.multiplyUnsafe(s).subtract(publicPoint.multiplyUnsafe(challenge));
  const v = input.multiplyUnsafe(s).subtract(gamma.multiplyUnsafe(challenge));
  // Only who chose the nonce 0, and so gave the key away, gets here: a point at infinity has no compressed form.
  if (u.is0() || v.is0()) throw refuseProof();
  const expected = challengeOf([publicPoint, input, gamma, u, v]);
  if (!equalBytes(expected, scalarBytes(challenge, CHALLENGE_BYTES))) throw refuseProof();
  return outputOf(gamma);
}

/** Section 5.4.1.1, try and increment: half of all strings are points, so 256 tries in vain do not happen. */
export function encodeToCurve(salt: Uint8Array, alpha: Uint8Array): Point {
  for (let counter = 0; counter <= 0xff; counter += 1) {
    const x = sha256(Uint8Array.of(SUITE, ENCODE_TO_CURVE), salt, alpha, Uint8Array.of(counter, BACK));
    const point = toPoint(concatBytes(Uint8Array.of(0x02), x));
    if (point !== null) return point;
  }
  throw new Error("unreachable: no counter leads to a point");
}

/** Checks a public key: 33 bytes, compressed, on the curve, not the identity (which has no such form). */
export function parsePublicPoint(publicKey: Uint8Array): Point {
  const point = publicKey.length === POINT_BYTES ? toPoint(publicKey) : null;
  if (point === null)
    throw new VrfError({ code: "ERR_VRF_PUBLIC_KEY", message: "a VRF public key is not a compressed point" });
  return point;
}

function decodeProof(proof: Uint8Array): DecodedProof {
  if (proof.length !== PROOF_BYTES) throw malformed("length");
  const gamma = toPoint(proof.subarray(0, POINT_BYTES));
  if (gamma === null) throw malformed("gamma");
  const s = toScalar(proof.subarray(POINT_BYTES + CHALLENGE_BYTES));
  if (s >= ORDER) throw malformed("s");
  return { gamma, challenge: toScalar(proof.subarray(POINT_BYTES, POINT_BYTES + CHALLENGE_BYTES)), s };
}

function challengeOf(points: readonly Point[]): Uint8Array {
  const strings = points.map((point) => point.toBytes(true));
  return sha256(Uint8Array.of(SUITE, CHALLENGE), ...strings, Uint8Array.of(BACK)).subarray(0, CHALLENGE_BYTES);
}

function outputOf(gamma: Point): Uint8Array {
  return sha256(Uint8Array.of(SUITE, PROOF_TO_HASH), gamma.toBytes(true), Uint8Array.of(BACK));
}

function toPoint(encoded: Uint8Array): Point | null {
  try {
    return p256.Point.fromBytes(encoded);
  } catch {
    return null;
  }
}

function malformed(place: string): VrfError {
  return new VrfError({ code: "ERR_VRF_PROOF_FORM", message: "a VRF proof is malformed", details: { place } });
}

function refuseProof(): VrfError {
  return new VrfError({ code: "ERR_VRF_PROOF", message: "a VRF proof does not hold" });
}
