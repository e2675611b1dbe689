import { encodeBase64url } from "@openlading/core";
import { ALGORITHMS, isAlg, type Alg } from "../algorithm.ts";
import { assertSound, modulusBitsOf, readPublicJwk, refuseJwk, thumbprintInput, type PublicJwk } from "../jwk.ts";
import { importWebKey, sha256Web, verifyWeb, type WebKey } from "./engine.ts";

/** A public key bound to the one algorithm it may verify, held by WebCrypto. Only {@link importVerificationKey} makes one. */
export interface WebVerificationKey {
  /** What a header's kid must equal: the JWK's own `kid`, else the thumbprint. */
  readonly kid: string;
  readonly alg: Alg;
  readonly jwk: PublicJwk;
  /** RFC 7638 SHA-256, base64url: the key's identity. */
  readonly thumbprint: string;
}

interface Material {
  readonly key: WebKey;
  readonly modulusBits: number;
}

const materials = new WeakMap<WebVerificationKey, Material>();

/** The RFC 7638 SHA-256 thumbprint of a key, base64url: 43 characters. `kid` plays no part. */
export async function jwkThumbprint(jwk: PublicJwk): Promise<string> {
  return encodeBase64url(await sha256Web(thumbprintInput(jwk)));
}

/**
 * Establishes that a JWK is sound and binds it to `alg`. Does not say whose key it is.
 * @throws JwsError ERR_JWS_JWK, ERR_JWS_JWK_PRIVATE (as a rejection), for the same keys as the entry for Node.js
 */
export async function importVerificationKey(value: unknown, alg: Alg): Promise<WebVerificationKey> {
  if (!isAlg(alg)) throw new TypeError("importVerificationKey: alg is not of the table");
  const jwk = readPublicJwk(value, alg);
  assertSound(jwk);
  const material = await importWebKey(jwk, alg).catch((cause: unknown) => {
    throw refuseJwk("a key is not a point of its curve, or this engine does not know its algorithm", "x", cause);
  });
  const thumbprint = await jwkThumbprint(jwk);
  const key = Object.freeze({ kid: jwk.kid ?? thumbprint, alg, jwk: Object.freeze(jwk), thumbprint });
  materials.set(key, { key: material, modulusBits: modulusBitsOf(jwk) });
  return key;
}

/** Whether `signature` (JWS form; ES256: r and s, 32 bytes each) over `bytes` is the key's. */
export async function isSignatureOf(
  key: WebVerificationKey,
  bytes: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const material = materials.get(key);
  if (material === undefined) throw new TypeError("a verification key was not made by importVerificationKey");
  if (!ALGORITHMS[key.alg].isWellFormed(signature, material.modulusBits)) return false;
  return verifyWeb(key.alg, material.key, signature, bytes);
}
