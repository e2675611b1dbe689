import { isSoundEd25519Signature } from "./ed25519.ts";

/** The algorithms of the profile. RS256 is read (DCSA allows it) but never written. */
export type Alg = "ES256" | "PS256" | "EdDSA" | "RS256";

/** One row: what an algorithm is, whichever engine computes it (`native.ts`, `web/engine.ts`). */
export interface Algorithm {
  readonly kty: "EC" | "OKP" | "RSA";
  readonly signs: boolean;
  /**
   * Checks of the signature's form that must not be left to a library. `modulusBits` is the length of an RSA key's modulus,
   * 0 for other keys.
   */
  readonly isWellFormed: (signature: Uint8Array, modulusBits: number) => boolean;
}

const SIGNATURE_BYTES = 64;

/** The one table of algorithms. A symmetric algorithm or "none" has no row, so it cannot be reached. */
export const ALGORITHMS: Readonly<Record<Alg, Algorithm>> = {
  ES256: { kty: "EC", signs: true, isWellFormed: (signature) => signature.length === SIGNATURE_BYTES },
  PS256: { kty: "RSA", signs: true, isWellFormed: hasModulusLength },
  EdDSA: {
    kty: "OKP",
    signs: true,
    isWellFormed: (signature) => signature.length === SIGNATURE_BYTES && isSoundEd25519Signature(signature),
  },
  RS256: { kty: "RSA", signs: false, isWellFormed: hasModulusLength },
};

/** Whether the value names a row of the table. */
export function isAlg(value: unknown): value is Alg {
  return typeof value === "string" && Object.hasOwn(ALGORITHMS, value);
}

/** OpenSSL lets a PSS signature drop its leading zero bytes; RFC 8017 does not. */
function hasModulusLength(signature: Uint8Array, modulusBits: number): boolean {
  return modulusBits > 0 && signature.length === Math.ceil(modulusBits / 8);
}
