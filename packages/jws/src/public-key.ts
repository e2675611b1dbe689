import { encodeBase64url, sha256 } from "@openlading/core";
import { createPublicKey, type KeyObject } from "node:crypto";
import type { Alg } from "./algorithm.ts";
import { createBoundedMap } from "./bounded-map.ts";
import { assertSound, readPublicJwk, refuseJwk, requiredMembers, thumbprintInput, type PublicJwk } from "./jwk.ts";

const MEMO_SIZE = 4096;

/** Checked keys by thumbprint: the point and modulus checks are paid once for each key. */
const checkedKeys = createBoundedMap<KeyObject>(MEMO_SIZE);

/**
 * Reads one public JWK and establishes that it is a sound key of the profile (and fit for `alg`, when given).
 *
 * Keeps the required members and `kid`; `use`, `key_ops` and `alg` must allow verification when they are there; other
 * members are ignored as RFC 7517 section 4 says. Does not say whose key it is.
 * @throws JwsError ERR_JWS_JWK_PRIVATE when a private or symmetric member is there
 * @throws JwsError ERR_JWS_JWK when the key is malformed, weak, not on its curve, of low order or of another kind
 * @see RFC 7517, RFC 7518 section 6, RFC 8037
 */
export function parsePublicJwk(value: unknown, alg?: Alg): PublicJwk {
  const jwk = readPublicJwk(value, alg);
  checkedKeyObject(jwk);
  return jwk;
}

/**
 * The RFC 7638 SHA-256 thumbprint of a key, base64url: 43 characters. `kid` plays no part.
 * @see RFC 7638
 */
export function jwkThumbprint(jwk: PublicJwk): string {
  return encodeBase64url(sha256(thumbprintInput(jwk)));
}

/** The KeyObject of a key that was read, after the checks a thumbprint makes once and for all. */
export function checkedKeyObject(jwk: PublicJwk, thumbprint = jwkThumbprint(jwk)): KeyObject {
  const known = checkedKeys.get(thumbprint);
  if (known !== undefined) return known;
  assertSound(jwk);
  const key = importKeyObject(jwk);
  checkedKeys.set(thumbprint, key);
  return key;
}

/** OpenSSL refuses a P-256 point that is not on the curve. */
function importKeyObject(jwk: PublicJwk): KeyObject {
  try {
    return createPublicKey({ key: requiredMembers(jwk), format: "jwk" });
  } catch (cause) {
    throw refuseJwk("a key is not a point of its curve", "x", cause);
  }
}
