import { verify, type KeyObject, type VerifyKeyObjectInput } from "node:crypto";
import { ALGORITHMS, isAlg, type Alg, type Algorithm } from "./algorithm.ts";
import { modulusBitsOf, readPublicJwk, type PublicJwk } from "./jwk.ts";
import { keyInput, NATIVE, type NativeAlgorithm } from "./native.ts";
import { checkedKeyObject, jwkThumbprint } from "./public-key.ts";

/**
 * A public key bound to the one algorithm it may verify. Only {@link importVerificationKey} makes one; the imported key
 * itself stays inside this package.
 */
export interface VerificationKey {
  /** What a header's kid must equal: the JWK's own `kid`, else the thumbprint. */
  readonly kid: string;
  readonly alg: Alg;
  readonly jwk: PublicJwk;
  /** RFC 7638 SHA-256, base64url: the key's identity. */
  readonly thumbprint: string;
}

interface Material {
  readonly algorithm: Algorithm;
  readonly native: NativeAlgorithm;
  readonly modulusBits: number;
  readonly input: KeyObject | VerifyKeyObjectInput;
}

const materials = new WeakMap<VerificationKey, Material>();

/**
 * Establishes that a JWK is sound and binds it to `alg`. Imported once for each thumbprint and remembered (bounded).
 * Does not say whose key it is.
 * @throws JwsError ERR_JWS_JWK, ERR_JWS_JWK_PRIVATE as parsePublicJwk
 */
export function importVerificationKey(jwk: PublicJwk, alg: Alg): VerificationKey {
  if (!isAlg(alg)) throw new TypeError("importVerificationKey: alg is not of the table");
  const own = readPublicJwk(jwk, alg);
  const thumbprint = jwkThumbprint(own);
  const keyObject = checkedKeyObject(own, thumbprint);
  const algorithm = ALGORITHMS[alg];
  const key = Object.freeze({ kid: own.kid ?? thumbprint, alg, jwk: Object.freeze(own), thumbprint });
  const native = NATIVE[alg];
  const input = keyInput(native, keyObject);
  materials.set(key, { algorithm, native, modulusBits: modulusBitsOf(own), input });
  return key;
}

/** Whether `signature` over `bytes` is the key's, on this thread. */
export function isSignatureOf(key: VerificationKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  const { algorithm, native, modulusBits, input } = materialOf(key);
  return (
    algorithm.isWellFormed(signature, modulusBits) && verify(native.digest, bytes, input, native.toNative(signature))
  );
}

/** The same answer, computed off the main thread. */
export function isSignatureOfAsync(key: VerificationKey, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const { algorithm, native, modulusBits, input } = materialOf(key);
  if (!algorithm.isWellFormed(signature, modulusBits)) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    verify(native.digest, bytes, input, native.toNative(signature), (error, result) => {
      if (error === null) resolve(result);
      else reject(error);
    });
  });
}

/** Only a key this module made has material: an object of the same looks is a bad call. */
export function materialOf(key: VerificationKey): Material {
  const material = materials.get(key);
  if (material === undefined) throw new TypeError("a verification key was not made by importVerificationKey");
  return material;
}
