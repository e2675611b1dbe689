import { badSignature, selectCandidate, toVerified, type ExpectedJws, type VerifiedJws } from "./candidate.ts";
import type { SignatureMemo } from "./memo.ts";
import { isSignatureOf, isSignatureOfAsync, type VerificationKey } from "./verification-key.ts";

export interface VerifyOptions extends ExpectedJws<VerificationKey> {
  /** Signatures seen before: a second verification of the same token pays a hash. */
  readonly memo?: SignatureMemo;
}

/**
 * Establishes that a compact JWS is of the profile and signed by one of `keys`. Synchronous; reads no clock, file or network.
 * Checks in the order size, syntax, header, typ, alg, key, signature. Does not say whether the key was valid at any
 * time, what its owner may do, or what the payload means.
 * @throws JwsError ERR_JWS_SIZE, ERR_JWS_SYNTAX, ERR_JWS_HEADER, ERR_JWS_TYP, ERR_JWS_ALG, ERR_JWS_KEY_UNKNOWN,
 * ERR_JWS_KEY_AMBIGUOUS, ERR_JWS_SIGNATURE
 * @see RFC 7515 section 5.2, docs/spec/jws-profile.md
 */
export function verifyCompactJws(token: string, o: VerifyOptions): VerifiedJws {
  const candidate = selectCandidate(token, o);
  const { key, decoded } = candidate;
  if (o.memo?.has(key, decoded.signingInput, decoded.signature) === true) return toVerified(candidate);
  if (!isSignatureOf(key, decoded.signingInput, decoded.signature)) throw badSignature();
  o.memo?.add(key, decoded.signingInput, decoded.signature);
  return toVerified(candidate);
}

/**
 * The same checks and answers as {@link verifyCompactJws}, with the signature computed off the main thread: many tokens
 * are verified in parallel, and with one memo the synchronous call that follows pays a hash.
 * @throws JwsError as verifyCompactJws (as a rejection)
 */
export async function verifyCompactJwsAsync(token: string, o: VerifyOptions): Promise<VerifiedJws> {
  const candidate = selectCandidate(token, o);
  const { key, decoded } = candidate;
  if (o.memo?.has(key, decoded.signingInput, decoded.signature) === true) return toVerified(candidate);
  if (!(await isSignatureOfAsync(key, decoded.signingInput, decoded.signature))) throw badSignature();
  o.memo?.add(key, decoded.signingInput, decoded.signature);
  return toVerified(candidate);
}
