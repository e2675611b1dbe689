import { verify, type KeyObject, type VerifyKeyObjectInput } from "node:crypto";
import { ALGORITHMS, isAlg, keyInput, type Alg, type Algorithm } from "./algorithm.ts";
import { checkedKeyObject, jwkThumbprint, readPublicJwk, type PublicJwk } from "./jwk.ts";

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
  readonly keyObject: KeyObject;
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
  materials.set(key, { algorithm, keyObject, input: keyInput(algorithm, keyObject) });
  return key;
}

/** Whether `signature` over `bytes` is the key's, on this thread. */
export function isSignatureOf(key: VerificationKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  const { algorithm, keyObject, input } = materialOf(key);
  return (
    algorithm.isWellFormed(signature, keyObject) &&
    verify(algorithm.digest, bytes, input, algorithm.toNative(signature))
  );
}

/** The same answer, computed off the main thread. */
export function isSignatureOfAsync(key: VerificationKey, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const { algorithm, keyObject, input } = materialOf(key);
  if (!algorithm.isWellFormed(signature, keyObject)) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    verify(algorithm.digest, bytes, input, algorithm.toNative(signature), (error, result) => {
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
