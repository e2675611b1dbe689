import { constants, type KeyObject, type SignKeyObjectInput, type VerifyKeyObjectInput } from "node:crypto";
import { fromDer, toDer } from "./ecdsa.ts";
import { isSoundEd25519Signature } from "./ed25519.ts";

/** The algorithms of the profile. RS256 is read (DCSA allows it) but never written. */
export type Alg = "ES256" | "PS256" | "EdDSA" | "RS256";

/** One row: everything the rest of the package knows about an algorithm. */
export interface Algorithm {
  readonly kty: "EC" | "OKP" | "RSA";
  /** The digest node:crypto is told, or null where the algorithm brings its own. */
  readonly digest: "sha256" | null;
  readonly signs: boolean;
  /** What node:crypto needs beside the key; null where the bare key is enough. */
  readonly parameters: Pick<VerifyKeyObjectInput & SignKeyObjectInput, "padding" | "saltLength"> | null;
  /** The JWS form of a signature as node:crypto takes it. */
  readonly toNative: (signature: Uint8Array) => Uint8Array;
  /** What node:crypto made, in the JWS form. */
  readonly fromNative: (signature: Uint8Array) => Uint8Array;
  /** Checks of the signature's form that must not be left to a library. */
  readonly isWellFormed: (signature: Uint8Array, key: KeyObject) => boolean;
}

const SIGNATURE_BYTES = 64;
const asItIs = (signature: Uint8Array): Uint8Array => signature;

/** The one table of algorithms. A symmetric algorithm or "none" has no row, so it cannot be reached. */
export const ALGORITHMS: Readonly<Record<Alg, Algorithm>> = {
  ES256: {
    kty: "EC",
    digest: "sha256",
    signs: true,
    parameters: null,
    toNative: toDer,
    fromNative: fromDer,
    isWellFormed: (signature) => signature.length === SIGNATURE_BYTES,
  },
  PS256: {
    kty: "RSA",
    digest: "sha256",
    signs: true,
    parameters: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
    toNative: asItIs,
    fromNative: asItIs,
    isWellFormed: hasModulusLength,
  },
  EdDSA: {
    kty: "OKP",
    digest: null,
    signs: true,
    parameters: null,
    toNative: asItIs,
    fromNative: asItIs,
    isWellFormed: (signature) => signature.length === SIGNATURE_BYTES && isSoundEd25519Signature(signature),
  },
  RS256: {
    kty: "RSA",
    digest: "sha256",
    signs: false,
    parameters: { padding: constants.RSA_PKCS1_PADDING },
    toNative: asItIs,
    fromNative: asItIs,
    isWellFormed: hasModulusLength,
  },
};

/** Whether the value names a row of the table. */
export function isAlg(value: unknown): value is Alg {
  return typeof value === "string" && Object.hasOwn(ALGORITHMS, value);
}

/** OpenSSL lets a PSS signature drop its leading zero bytes; RFC 8017 does not. */
function hasModulusLength(signature: Uint8Array, key: KeyObject): boolean {
  return signature.length * 8 === Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8) * 8;
}

/** What node:crypto is given for a key. */
export function keyInput(
  { parameters }: Algorithm,
  key: KeyObject,
): KeyObject | (VerifyKeyObjectInput & SignKeyObjectInput) {
  return parameters === null ? key : { ...parameters, key };
}
