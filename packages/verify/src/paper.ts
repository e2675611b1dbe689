import type { JsonObject } from "@openlading/core";
import { checkDocument, documentNumber, isDocumentKind } from "@openlading/documents";
import {
  DossierError,
  decodeManifest,
  issuanceManifestDigest,
  keyStanding,
  verifyManifest,
  type CarriedDocument,
  type Manifest,
  type ManifestClaim,
} from "@openlading/dossier";
import {
  certificateTerms,
  countersignatureTerms,
  mandateId,
  mandateTerms,
  partyRecordId,
  partyTerms,
  titleTerms,
  type Lookup,
  type RecordState,
} from "@openlading/law";
import { normalizeDocumentNumber } from "@openlading/vrf";
import { causeOf, type Outcome, type Report } from "./check.ts";
import { verifyTerms } from "./terms.ts";

export interface PaperContext {
  readonly networkId: string;
  readonly lookup: Lookup;
  /** Commitments of documents proven to be in an anchored batch, by record id. */
  readonly anchored: ReadonlyMap<string, string>;
  /** Form of the bill as its ISSUE act gave it, when that act is carried. */
  readonly issuedForm: (recordId: string) => string | null;
  readonly report: Report;
}

/** A document of the dossier as far as it is established. `hasData`: its content is carried and has the signed checksum. */
export interface VerdictDocument {
  readonly recordId: string;
  readonly documentKind: string;
  readonly number: string;
  readonly issuer: string;
  readonly version: number;
  readonly documentChecksum: string;
  readonly hasData: boolean;
}

/** Holds one carried document against its manifest, its record and the rules of its kind. Null when its manifest is no good. */
export function verifyPaper(carried: CarriedDocument, context: PaperContext): VerdictDocument | null {
  if (carried.manifest === undefined) return null;
  const manifest = verifyOwn(carried, carried.manifest, context);
  if (manifest === null) return null;
  verifySigner(manifest.manifest, manifest.kid, context);
  verifyIssuance(carried, manifest.manifest, context.report);
  const { recordId, documentKind, number, issuer, version, documentChecksum } = manifest.manifest;
  const hasData = carried.document !== undefined;
  if (hasData) verifyContent(carried, manifest.manifest, context);
  return { recordId, documentKind, number, issuer, version, documentChecksum, hasData };
}

interface Own {
  readonly manifest: Manifest;
  readonly kid: string;
}

function verifyOwn(carried: CarriedDocument, token: string, context: PaperContext): Own | null {
  const { recordId } = carried;
  try {
    const claim = claimOf(carried, decodeManifest(token), context);
    const own = claim === null ? null : verifyManifest(token, claim);
    context.report.add("MANIFEST", own === null ? "unknown" : "valid", recordId);
    return own;
  } catch (error) {
    context.report.add("MANIFEST", "invalid", recordId, causeOf(error));
    return null;
  }
}

/** What a manifest is held against; null when that is not carried. @throws DossierError when it cannot be this record's */
function claimOf(
  carried: CarriedDocument,
  said: Manifest,
  { networkId, lookup, anchored }: PaperContext,
): ManifestClaim | null {
  const { recordId, document } = carried;
  if (said.networkId !== networkId || !isManifestOf(said, recordId, lookup(recordId))) {
    throw new DossierError({ code: "ERR_DOSSIER_RECORD_ID", message: "the manifest is of another record" });
  }
  const issuer = enrolled(lookup(partyRecordId(networkId, said.issuer)));
  const signer = enrolled(lookup(partyRecordId(networkId, said.signer)));
  const commitment = lookup(recordId)?.commitment ?? anchored.get(recordId);
  if (issuer === undefined || signer === undefined || commitment === undefined) return null;
  return { issuer, signer, commitment, ...(document === undefined ? {} : { document }) };
}

/**
 * A document's manifest names its record. What a countersignature signs has the countersigner's own manifest; the salted
 * commitment ties it to the countersignature.
 */
function isManifestOf(said: Manifest, recordId: string, record: RecordState | null | undefined): boolean {
  return record?.kind === "countersignature"
    ? countersignatureTerms(record).signer === said.issuer
    : said.recordId === recordId;
}

function enrolled(party: RecordState | null | undefined): RecordState | undefined {
  if (party !== null) return party;
  throw new DossierError({
    code: "ERR_DOSSIER_MANIFEST_SIGNATURE",
    message: "the manifest's issuer or signer is not enrolled",
  });
}

const KEY_OUTCOMES = { live: "valid", dead: "invalid", disputed: "unknown" } as const;

function verifySigner(manifest: Manifest, kid: string, { networkId, lookup, report }: PaperContext): void {
  const { signer, issuer, issuedAt, recordId } = manifest;
  const party = lookup(partyRecordId(networkId, signer));
  const key = party ? partyTerms(party).keys.find((k) => k.kid === kid) : undefined;
  report.add("MANIFEST_KEY", key === undefined ? "unknown" : KEY_OUTCOMES[keyStanding(key, issuedAt)], recordId);
  if (signer !== issuer)
    report.add("MANIFEST_MANDATE", mandateOutcome(lookup(mandateId(networkId, issuer, signer)), issuedAt), recordId);
}

/** A mandate is judged for the manifest's own time: one revoked later still covered it. */
function mandateOutcome(mandate: RecordState | null | undefined, at: string): Outcome {
  if (mandate === undefined) return "unknown";
  if (mandate === null) return "invalid";
  const { validFrom, validTo } = mandateTerms(mandate);
  const isLive = mandate.status === "LIVE" || at < mandate.updatedAt;
  return isLive && validFrom <= at && at <= validTo ? "valid" : "invalid";
}

function verifyIssuance(carried: CarriedDocument, manifest: Manifest, report: Report): void {
  if (carried.issuanceManifest === undefined) return;
  const isNamed = issuanceManifestDigest(carried.issuanceManifest) === manifest.issuanceManifestDigest;
  report.add("ISSUANCE_MANIFEST", isNamed ? "valid" : "invalid", carried.recordId);
}

function verifyContent(carried: CarriedDocument, manifest: Manifest, context: PaperContext): void {
  const { report, lookup } = context;
  const { recordId } = carried;
  const data = asObject(carried.document);
  const kind = manifest.documentKind;
  if (data === null || !isDocumentKind(kind)) {
    report.add("DOCUMENT_RULES", "invalid", recordId, "ERR_DOC_TYPE");
    return;
  }
  const fault = checkDocument(kind, data).find((f) => f.severity === "error");
  report.add(
    "DOCUMENT_RULES",
    fault === undefined ? "valid" : "invalid",
    recordId,
    fault === undefined ? null : fault.code,
  );
  if (fault !== undefined) return;
  const record = lookup(recordId) ?? null;
  report.attempt("TERMS", recordId, () => {
    const isNumber = normalizeDocumentNumber(documentNumber(kind, data)) === normalizeDocumentNumber(manifest.number);
    if (!isNumber) throw new RangeError("the document has another number than its manifest");
    if (record !== null) assertManifestTerms(manifest, record);
    verifyTerms({ kind, data, record, openings: carried.openings, issuedForm: context.issuedForm(recordId) });
    return true;
  });
}

function assertManifestTerms(manifest: Manifest, record: RecordState): void {
  if (record.kind === "certificate") assertCertificateTerms(manifest, record);
  if (record.kind !== "title") return;
  const { issuer, version, rightsRoot, rightsCount } = titleTerms(record);
  const rights = manifest.rights ?? { root: rightsRoot, count: rightsCount };
  const isSame =
    issuer === manifest.issuer &&
    version === manifest.version &&
    rights.root === rightsRoot &&
    rights.count === rightsCount;
  if (!isSame) throw new RangeError("the manifest says other than the record's terms");
}

/** Of a file issued elsewhere the manifest is its holder's word, which is all there is of it here. */
function assertCertificateTerms(manifest: Manifest, record: RecordState): void {
  const { issuer, holder, version } = certificateTerms(record);
  if (manifest.version !== version || manifest.issuer !== (issuer ?? holder))
    throw new RangeError("the manifest says other than the record's terms");
}

export function asObject(value: unknown): JsonObject | null {
  // Parsed JSON that is neither a list nor null is an object of JSON.
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}
