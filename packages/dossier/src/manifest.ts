import {
  canonicalize, decodeBase64url, documentChecksum, encodeBase64url, encodeHex, parseShape, parseStrictJson, sha256Hex, shape, utf8,
  type Infer, type Json,
} from "@openlading/core"; // prettier-ignore
import { DOCUMENT_KINDS, attachmentShape, isDocumentKind } from "@openlading/documents";
import { decodeCompactJws, signCompactJws, type Signer } from "@openlading/jws";
import { documentCommitment, documentRecordId, partyIdShape, partyTerms, type RecordState } from "@openlading/law";
import { documentAlpha, verifyVrf, type Prover } from "@openlading/vrf";
import { DossierError, refusing } from "./error.ts";
import { verifyByParty } from "./party-key.ts";

export const MANIFEST_TYP = "openlading-manifest+jws";
const MAX_CHARS = 256 * 1024;

const manifestShape = shape.object({
  networkId: shape.hex(32),
  documentKind: shape.text({ min: 1, max: 40 }),
  issuer: partyIdShape,
  signer: partyIdShape,
  recordId: shape.hex(32),
  beta: shape.hex(32),
  vrfProof: shape.base64url({ bytes: 81 }),
  number: shape.text({ min: 1, max: 64 }),
  version: shape.integer({ min: 1, max: 9999 }),
  salt: shape.hex(16),
  documentChecksum: shape.hex(32),
  commitment: shape.hex(32),
  attachments: shape.list(attachmentShape, { max: 256 }),
  rights: shape.optional(shape.object({ root: shape.hex(32), count: shape.integer({ min: 1, max: 200 }) })),
  issuanceManifestDigest: shape.optional(shape.hex(32)),
  issuedAt: shape.instant(),
});
/**
 * What an issuer says of a document: which record it is, why (`beta`, `vrfProof`), what it holds (`documentChecksum`,
 * `attachments`) and the salt that opens the ledger's commitment. `issuedAt` is the signer's claim.
 */
export type Manifest = Infer<typeof manifestShape>;

/** What {@link createManifest} needs; the rest follows. `salt` is hex, 16 random bytes for this version alone. */
export interface ManifestInput extends Pick<
  Manifest,
  "networkId" | "documentKind" | "issuer" | "signer" | "number" | "version" | "salt" | "attachments" | "issuedAt"
> {
  readonly document: Json;
  readonly rights?: Manifest["rights"];
  /** DCSA's signed issuance manifest, when there is one. */
  readonly issuanceManifest?: string;
}

/** Keys a manifest is made with: the signer's registered ES256 key and the issuer's VRF key. */
export interface ManifestKeys {
  readonly signer: Signer;
  readonly prover: Prover;
}

/**
 * Makes and signs the manifest of a document.
 * @throws VrfError `ERR_VRF_NUMBER` for a number without normal form
 * @throws TypeError for a kind of document that is not in the table
 */
export async function createManifest(
  keys: ManifestKeys,
  input: ManifestInput,
): Promise<{ readonly token: string; readonly manifest: Manifest }> {
  const { document, rights, issuanceManifest, ...said } = input;
  const { beta, proof } = await keys.prover.prove(alphaOf(input));
  const checksum = documentChecksum(document);
  const manifest: Manifest = {
    ...said,
    recordId: documentRecordId(input.networkId, input.issuer, encodeHex(beta)),
    beta: encodeHex(beta),
    vrfProof: encodeBase64url(proof),
    documentChecksum: checksum,
    commitment: documentCommitment(input.salt, checksum),
    ...(rights === undefined ? {} : { rights }),
    ...(issuanceManifest === undefined ? {} : { issuanceManifestDigest: issuanceManifestDigest(issuanceManifest) }),
  };
  parseShape(manifestShape, manifest, "manifest");
  const token = await signCompactJws(keys.signer, { typ: MANIFEST_TYP, payload: canonicalize(manifest) });
  return { token, manifest };
}

/** Hex SHA-256 over DCSA's whole JWS text. */
export function issuanceManifestDigest(token: string): string {
  return sha256Hex(utf8(token));
}

/** Reads a manifest **without** trust. @throws DossierError `ERR_DOSSIER_MANIFEST` */
export function decodeManifest(token: string): Manifest {
  return refusing("ERR_DOSSIER_MANIFEST", "the manifest is malformed", () =>
    parseShape(manifestShape, parseStrictJson(decodeCompactJws(token, MAX_CHARS).payload), "manifest"),
  );
}

/** What a manifest is held against. `document` is compared when it is there. */
export interface ManifestClaim {
  /** Proven party record of the manifest's issuer: its VRF key. */
  readonly issuer: RecordState;
  /** Proven party record of its signer: its keys. The same as `issuer` without a mandate. */
  readonly signer: RecordState;
  readonly document?: Json;
  /** The record's commitment on the ledger. */
  readonly commitment?: string | null;
}

/**
 * Establishes that the manifest is signed by a registered key of its signer, that its record id is the one that issuer
 * has for that number, and that commitment and checksum fit. Does not say when the key was live (see the returned
 * `kid`), nor whether the signer may sign for the issuer.
 * @throws DossierError `ERR_DOSSIER_MANIFEST`, `ERR_DOSSIER_MANIFEST_SIGNATURE`, `ERR_DOSSIER_RECORD_ID`,
 *   `ERR_DOSSIER_COMMITMENT`, `ERR_DOSSIER_CHECKSUM`
 */
export function verifyManifest(
  token: string,
  claim: ManifestClaim,
): { readonly manifest: Manifest; readonly kid: string } {
  const manifest = decodeManifest(token);
  assertDigests(manifest, claim);
  const kid = refusing("ERR_DOSSIER_MANIFEST_SIGNATURE", "the manifest's signature does not verify", () => {
    assertParty(claim.signer, manifest.signer);
    return verifyByParty(token, { party: claim.signer, typ: MANIFEST_TYP, maxBytes: MAX_CHARS }).kid;
  });
  refusing("ERR_DOSSIER_RECORD_ID", "the manifest's record id is not that of its number", () => {
    assertRecordId(manifest, claim.issuer);
  });
  return { manifest, kid };
}

function assertDigests(manifest: Manifest, { document, commitment }: ManifestClaim): void {
  if (document !== undefined && documentChecksum(document) !== manifest.documentChecksum) {
    throw new DossierError({
      code: "ERR_DOSSIER_CHECKSUM",
      message: "the document does not have the manifest's checksum",
    });
  }
  const opened = documentCommitment(manifest.salt, manifest.documentChecksum);
  if (opened !== manifest.commitment || (commitment !== undefined && commitment !== manifest.commitment)) {
    throw new DossierError({ code: "ERR_DOSSIER_COMMITMENT", message: "the manifest does not open the commitment" });
  }
}

function assertRecordId(manifest: Manifest, issuer: RecordState): void {
  assertParty(issuer, manifest.issuer);
  const { vrfKey } = partyTerms(issuer);
  if (vrfKey === null) throw new RangeError("the issuer has no VRF key");
  const beta = encodeHex(verifyVrf(decodeBase64url(vrfKey), alphaOf(manifest), decodeBase64url(manifest.vrfProof)));
  const recordId = documentRecordId(manifest.networkId, manifest.issuer, beta);
  if (beta !== manifest.beta || recordId !== manifest.recordId) throw new RangeError("another record id");
}

function assertParty(record: RecordState, partyId: string): void {
  if (partyTerms(record).partyId !== partyId) throw new RangeError("the party record is another party's");
}

function alphaOf(m: Pick<Manifest, "networkId" | "issuer" | "documentKind" | "number">): Uint8Array {
  if (!isDocumentKind(m.documentKind)) throw new TypeError("documentKind is not in the table of kinds");
  const { family } = DOCUMENT_KINDS[m.documentKind];
  return documentAlpha({ networkId: m.networkId, partyId: m.issuer, family, number: m.number });
}
