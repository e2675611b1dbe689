import { constants, type KeyObject, type SignKeyObjectInput, type VerifyKeyObjectInput } from "node:crypto";
import type { Alg } from "./algorithm.ts";
import { fromDer, toDer } from "./ecdsa.ts";

/** What node:crypto has to be told of an algorithm. */
export interface NativeAlgorithm {
  /** The digest, or null where the algorithm brings its own. */
  readonly digest: "sha256" | null;
  /** What it needs beside the key; null where the bare key is enough. */
  readonly parameters: Pick<VerifyKeyObjectInput & SignKeyObjectInput, "padding" | "saltLength"> | null;
  /** The JWS form of a signature as node:crypto takes it. */
  readonly toNative: (signature: Uint8Array) => Uint8Array;
  /** What node:crypto made, in the JWS form. */
  readonly fromNative: (signature: Uint8Array) => Uint8Array;
}

const asItIs = (signature: Uint8Array): Uint8Array => signature;

/** One row for each of the table of algorithms. */
export const NATIVE: Readonly<Record<Alg, NativeAlgorithm>> = {
  ES256: { digest: "sha256", parameters: null, toNative: toDer, fromNative: fromDer },
  PS256: {
    digest: "sha256",
    parameters: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
    toNative: asItIs,
    fromNative: asItIs,
  },
  EdDSA: { digest: null, parameters: null, toNative: asItIs, fromNative: asItIs },
  RS256: {
    digest: "sha256",
    parameters: { padding: constants.RSA_PKCS1_PADDING },
    toNative: asItIs,
    fromNative: asItIs,
  },
};

/** What node:crypto is given for a key. */
export function keyInput(
  { parameters }: NativeAlgorithm,
  key: KeyObject,
): KeyObject | (VerifyKeyObjectInput & SignKeyObjectInput) {
  return parameters === null ? key : { ...parameters, key };
}
