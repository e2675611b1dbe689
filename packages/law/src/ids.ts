import { decodeHex, domainDigest, encodeHex, utf8 } from "@openlading/core";
import { LawError } from "./error.ts";

const id = (domain: string, ...parts: readonly (string | Uint8Array)[]): string =>
  encodeHex(domainDigest(`openlading/${domain}/1`, ...parts.map((p) => (typeof p === "string" ? utf8(p) : p))));

/** The one network record of a ledger: a ledger carries one network. */
export const NETWORK_RECORD_ID: string = id("network-record");

export const clockId = (networkId: string): string => id("clock", networkId);
export const partyRecordId = (networkId: string, partyId: string): string => id("party", networkId, partyId);
export const codeId = (networkId: string, scheme: string, value: string): string =>
  id("code", networkId, scheme, value);
export const cardId = (networkId: string, thumbprint: string): string => id("card", networkId, thumbprint);
/** One mandate record per principal and agent; granting again replaces its scope. */
export const mandateId = (networkId: string, principal: string, agent: string): string =>
  id("mandate", networkId, principal, agent);
export const facilityId = (networkId: string, operator: string, facilityCode: string): string =>
  id("facility", networkId, operator, facilityCode);

/**
 * Record id of a document: the issuer's party id and `beta`, the VRF output for its number. Whoever lacks the
 * issuer's VRF key can neither guess it nor make two ids for one number.
 * @param beta hex, 32 bytes
 */
export const documentRecordId = (networkId: string, issuer: string, beta: string): string =>
  id("record-id", networkId, issuer, decodeHex(beta));

export const countersignatureId = (evidence: string, partyId: string): string =>
  id("countersignature", evidence, partyId);
export const batchId = (networkId: string, issuer: string, root: string): string =>
  id("batch", networkId, issuer, root);
/** At most one basis of release can exist for a bill, since its id is the bill's. */
export const basisId = (bill: string): string => id("basis", bill);
/** The carrier's promise beside a right. */
export const undertakingId = (right: string): string => id("undertaking", right);
/** A light belongs to one authority: nobody else's green can stand in its place. */
export const lightId = (right: string, lightKind: string, authority: string): string =>
  id("light", right, lightKind, authority);

/**
 * Hides a container. `salt` is 128 random bits of this container alone: who opens one right learns nothing of its
 * siblings.
 * @param salt hex, 16 bytes
 */
export const rightSeal = (equipmentReference: string, salt: string): string =>
  id("right-seal", equipmentReference, decodeHex(salt));

/**
 * Id of the release right of a sealed container. It holds the bill, so the law can tell that a right is of the bill that
 * vests it, and nobody takes the place of another's right, or of any other record.
 */
export const sealedRightId = (bill: string, seal: string): string => id("right", bill, decodeHex(seal));

/** Id of a container's release right. @param salt hex, 16 bytes: see {@link rightSeal} */
export const rightId = (bill: string, equipmentReference: string, salt: string): string =>
  sealedRightId(bill, rightSeal(equipmentReference, salt));

/**
 * What the bill's terms hold instead of its rights: one digest over all their ids, in order.
 * @throws LawError `ERR_LAW_RIGHTS` when a right repeats: such a bill could never be surrendered
 */
export function rightsRoot(rights: readonly string[]): string {
  if (new Set(rights).size !== rights.length)
    throw new LawError({ code: "ERR_LAW_RIGHTS", message: "a release right repeats" });
  return id("rights-root", ...rights.map(decodeHex));
}

/** What a surrender states and its acceptance must reveal: each right with the card it vests in. */
export const vestingDigest = (vesting: readonly { readonly right: string; readonly card: string }[]): string =>
  id("vesting", ...vesting.flatMap((v) => [decodeHex(v.right), utf8(v.card)]));

/**
 * The ledger-visible commitment to a document.
 * @param salt hex, 16 bytes, random per document version
 */
export const documentCommitment = (salt: string, documentChecksum: string): string =>
  id("commitment", decodeHex(salt), decodeHex(documentChecksum));

/** Leaf of an anchored batch: RFC 9162 leaf input for (record id, commitment). */
export const batchLeaf = (recordId: string, commitment: string): Uint8Array =>
  domainDigest("openlading/batch-leaf/1", decodeHex(recordId), decodeHex(commitment));

/** A party's own seal and signature image: one record a party. */
export const appearanceId = (networkId: string, partyId: string): string => id("appearance", networkId, partyId);
/** The copies that were printed of a certificate, counted. */
export const printingId = (certificate: string): string => id("printing", certificate);
/** A copy of a certificate that was shown: one record a copy, so that it is taken once. */
export const presentationId = (certificate: string, copy: number): string =>
  id("presentation", certificate, String(copy));
/**
 * Hides which images are a party's seal and signature.
 * @param salt hex, 16 bytes @param digests SHA-256 of each image, hex, in their order
 */
export const appearanceCommitment = (salt: string, digests: readonly string[]): string =>
  id("appearance-commitment", decodeHex(salt), ...digests.map(decodeHex));
