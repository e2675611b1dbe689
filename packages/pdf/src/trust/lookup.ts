import { concatBytes, encodeHex, parseUtcInstant, utf8 } from "@openlading/core";
import type { TrustListSigner, VerifiedTrustList, WithdrawnDocument } from "./trust-list.ts";

/** Which document is meant. `documentChecksum` is the version at hand. */
export interface NamedDocument {
  readonly issuer: string;
  readonly number: string;
  readonly documentChecksum?: string;
}

/** Why a signer of the list does not count for a document, or "TRUSTED". */
export type SignerStanding =
  "TRUSTED" | "UNKNOWN" | "KIND" | "FORM" | "NOT_YET" | "EXPIRED" | "REVOKED" | "COMPROMISED";

const DOMAIN = "openlading-document-number/1";

/**
 * The digest under which a withdrawn document stands in a trust list: hex SHA-256 over the domain
 * `openlading-document-number/1`, a zero byte, then issuer and number, each behind its length as 32 bits big-endian.
 * It keeps numbers from being read off the list; it does not hide them from one who guesses.
 */
export async function documentNumberDigest({ issuer, number }: NamedDocument): Promise<string> {
  const bytes = concatBytes(utf8(`${DOMAIN}\0`), framed(issuer), framed(number));
  return encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes))));
}

function framed(text: string): Uint8Array {
  const bytes = utf8(text);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return concatBytes(length, bytes);
}

/** Whether the list has expired by a moment: nothing that rests on it may be called valid then. */
export function isExpiredAt(list: VerifiedTrustList, nowMs: number): boolean {
  return list.isExpired || nowMs >= parseUtcInstant(list.expiresAt);
}

/** The signer of a kid, or undefined. */
export function findSigner(list: VerifiedTrustList, kid: string): TrustListSigner | undefined {
  return list.signers.find((signer) => signer.kid === kid);
}

/**
 * Whether `signer` counts for a document of this kind and form that was signed at `at` (canonical UTC text).
 * `isProven`: a time-stamp proves that moment. Where it is only claimed, a key known to be compromised counts for nothing,
 * since whoever holds it can claim any date.
 */
export function signerStanding(
  signer: TrustListSigner,
  o: { readonly documentKind: string; readonly form?: string; readonly at: string; readonly isProven: boolean },
): SignerStanding {
  if (!signer.documentKinds.includes(o.documentKind)) return "KIND";
  if (signer.forms !== undefined && o.form !== undefined && !signer.forms.includes(o.form)) return "FORM";
  if (o.at < signer.notBefore) return "NOT_YET";
  if (signer.notAfter !== undefined && o.at > signer.notAfter) return "EXPIRED";
  return revocationStanding(signer, o);
}

function revocationStanding(
  { revoked }: TrustListSigner,
  o: { readonly at: string; readonly isProven: boolean },
): SignerStanding {
  if (revoked === undefined) return "TRUSTED";
  if (revoked.reason !== "COMPROMISED" && revoked.compromisedSince === undefined) {
    return o.at < revoked.at ? "TRUSTED" : "REVOKED";
  }
  const since = revoked.compromisedSince ?? "";
  return o.isProven && o.at < since ? "TRUSTED" : "COMPROMISED";
}

/** The row that withdraws this version of the document, or undefined. The list knows only what was reported to it. */
export async function findWithdrawal(
  list: VerifiedTrustList,
  document: NamedDocument,
): Promise<WithdrawnDocument | undefined> {
  const digest = await documentNumberDigest(document);
  return list.withdrawn.find(
    (row) =>
      row.numberDigest === digest &&
      (row.documentChecksum === undefined || row.documentChecksum === document.documentChecksum),
  );
}
