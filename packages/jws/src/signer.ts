import { canonicalText, encodeBase64url, utf8 } from "@openlading/core";
import type { Alg } from "./algorithm.ts";
import type { PublicJwk } from "./jwk.ts";

/** The port through which everything is signed: a file, a hardware module or a key service may stand behind it. */
export interface Signer {
  readonly alg: Alg;
  /** The required members only. */
  readonly publicJwk: PublicJwk;
  /** What goes into the header's kid: the thumbprint, unless the key's owner publishes it under another name. */
  readonly kid: string;
  /**
   * Signs the bytes as they are; the digest is the signer's part.
   * MUST return the JWS form of the signature (ES256: r and s, 32 bytes each). MUST NOT sign anything it was not given.
   */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/**
 * Signs a payload as a compact JWS with the header `{alg, kid, typ}` in canonical form; `typ: null` leaves typ out (DCSA).
 * @throws TypeError when the signer's alg is RS256, which is only read
 * @see RFC 7515 section 5.1, docs/spec/jws-profile.md
 */
export async function signCompactJws(
  signer: Signer,
  o: { readonly typ: string | null; readonly payload: Uint8Array },
): Promise<string> {
  if (signer.alg === "RS256") throw new TypeError("signCompactJws: RS256 is read, never written");
  const header = { alg: signer.alg, kid: signer.kid, ...(o.typ === null ? {} : { typ: o.typ }) };
  const signingInput = `${encodeBase64url(utf8(canonicalText(header)))}.${encodeBase64url(o.payload)}`;
  const signature = await signer.sign(utf8(signingInput));
  return `${signingInput}.${encodeBase64url(signature)}`;
}
