import { badSignature, selectCandidate, toVerified, type ExpectedJws, type VerifiedJws } from "../candidate.ts";
import { isSignatureOf, type WebVerificationKey } from "./verification-key.ts";

/**
 * Establishes that a compact JWS is of the profile and signed by one of `keys`: the same checks, in the same order, as the
 * entry for Node.js. Does not say whether the key was valid at any time, what its owner may do, or what the payload means.
 * @throws JwsError ERR_JWS_SIZE, ERR_JWS_SYNTAX, ERR_JWS_HEADER, ERR_JWS_TYP, ERR_JWS_ALG, ERR_JWS_KEY_UNKNOWN,
 * ERR_JWS_KEY_AMBIGUOUS, ERR_JWS_SIGNATURE (as a rejection)
 * @see RFC 7515 section 5.2, docs/spec/jws-profile.md
 */
export async function verifyCompactJws(
  token: string,
  o: ExpectedJws<WebVerificationKey>,
): Promise<VerifiedJws<WebVerificationKey>> {
  const candidate = selectCandidate(token, o);
  const { key, decoded } = candidate;
  if (!(await isSignatureOf(key, decoded.signingInput, decoded.signature))) throw badSignature();
  return toVerified(candidate);
}
