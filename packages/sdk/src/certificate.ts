import {
  CERTIFICATE_FORMS,
  DOCUMENT_KINDS,
  isDocumentKind,
  readCertificate,
  type DocumentKind,
} from "@openlading/documents";
import { certificateTerms } from "@openlading/law";
import type { CallOptions } from "@openlading/ledger";
import { unfit } from "./bill.ts";
import { mustRead } from "./cards.ts";
import type {
  ApplicationExamination, CertificateApplication, CertificateCancellation, CertificateIssue, CertificateRegistration, CertificateSuccession,
} from "./certificate-request.ts"; // prettier-ignore
import type { PartyContext } from "./core.ts";
import { bounded } from "./deadline.ts";
import type { Outcome } from "./outcome.ts";
import { preparePaper, type Paper } from "./paper.ts";
import { perform } from "./perform.ts";
import type { ActRequest, EvidenceIssue, IssuedDocument } from "./request.ts";
import { documentEntry } from "./stored-document.ts";
import { representing } from "./title.ts";

const APPLICATION = "certificate-application";
const CERTIFICATE = "certificate-of-origin";

/** Asks an authority for a certificate. What it examines travels to it as a dossier of the answer's record. */
export async function applyForCertificate(
  ctx: PartyContext,
  o: CertificateApplication,
  options?: CallOptions,
): Promise<IssuedDocument> {
  const paper = await paperOf(ctx, o, APPLICATION, 1);
  const { beta, commitment } = paper.manifest;
  const facts = { beta, commitment, authority: o.authority };
  return submit(ctx, paper, { actionCode: "APPLY_CERTIFICATE", facts, ...representing(o) }, options);
}

export function examineApplication(
  ctx: PartyContext,
  o: ApplicationExamination,
  options?: CallOptions,
): Promise<Outcome> {
  const { application: main, result, reason } = o;
  const facts = { result, reason };
  return perform(ctx, { actionCode: "EXAMINE_APPLICATION", main, facts, ...representing(o) }, options);
}

export function withdrawApplication(
  ctx: PartyContext,
  o: { readonly application: string; readonly representedParty?: string },
  options?: CallOptions,
): Promise<Outcome> {
  return perform(ctx, { actionCode: "WITHDRAW_APPLICATION", main: o.application, ...representing(o) }, options);
}

/** Issues a certificate on an accepted application. The answer's record is the certificate's. */
export async function issueCertificate(
  ctx: PartyContext,
  o: CertificateIssue,
  options?: CallOptions,
): Promise<IssuedDocument> {
  const kind = o.kind ?? CERTIFICATE;
  if (kind === APPLICATION || DOCUMENT_KINDS[kind].offices.length === 0)
    throw unfit(`kind: a ${kind} is not issued as a certificate`);
  const paper = await paperOf(ctx, o, kind, 1);
  assertIssuable(paper);
  const request = { actionCode: "ISSUE_CERTIFICATE", main: o.application, facts: factsOf(paper, kind) };
  return submit(ctx, paper, { ...request, ...representing(o) }, options);
}

/** Registers a file that was issued elsewhere, unchanged, under this party's own manifest. */
export async function registerCertificate(
  ctx: PartyContext,
  o: CertificateRegistration,
  options?: CallOptions,
): Promise<IssuedDocument> {
  const kind = o.kind ?? CERTIFICATE;
  if (kind === APPLICATION) throw unfit(`kind: a ${kind} is not registered`);
  if (o.attachments.length === 0) throw unfit("attachments: the file that was issued is missing");
  const paper = await paperOf(ctx, o, kind, 1);
  const request = { actionCode: "REGISTER_CERTIFICATE", facts: factsOf(paper, kind), ...representing(o) };
  return submit(ctx, paper, request, options);
}

/** Puts a new certificate in the place of one, which is void from then on. The answer's record is the new one's. */
export async function replaceCertificate(
  ctx: PartyContext,
  o: CertificateSuccession,
  options?: CallOptions,
): Promise<IssuedDocument> {
  const { documentKind, origin } = await termsOf(ctx, o.certificate, options);
  const paper = await paperOf(ctx, o, kindOf(documentKind), 1);
  if (origin === "NATIVE") assertIssuable(paper);
  const facts = factsOf(paper, documentKind);
  const request = { actionCode: "REPLACE_CERTIFICATE", main: o.certificate, facts, ...representing(o) };
  return submit(ctx, paper, request, options);
}

/** Issues a duplicate: the same number and record, the next version. */
export async function duplicateCertificate(
  ctx: PartyContext,
  o: CertificateSuccession,
  options?: CallOptions,
): Promise<IssuedDocument> {
  const { documentKind, version } = await termsOf(ctx, o.certificate, options);
  const paper = await paperOf(ctx, o, kindOf(documentKind), version + 1);
  if (paper.manifest.recordId !== o.certificate) throw unfit("number: a duplicate has the certificate's own number");
  const facts = { commitment: paper.manifest.commitment };
  const request = { actionCode: "DUPLICATE_CERTIFICATE", main: o.certificate, facts, ...representing(o) };
  return submit(ctx, paper, request, options);
}

export function cancelCertificate(
  ctx: PartyContext,
  o: CertificateCancellation,
  options?: CallOptions,
): Promise<Outcome> {
  const { certificate: main, reason } = o;
  return perform(ctx, { actionCode: "CANCEL_CERTIFICATE", main, facts: { reason }, ...representing(o) }, options);
}

/** A form of other issuers is registered, never issued. */
function assertIssuable({ parsed: { kind, data } }: Paper): void {
  if (kind === CERTIFICATE && !CERTIFICATE_FORMS[readCertificate(data).form].isIssuable)
    throw unfit("form: not one that is issued here, only registered");
}

async function submit(
  ctx: PartyContext,
  { manifest, token, stored }: Paper,
  request: ActRequest,
  options: CallOptions | undefined,
): Promise<IssuedDocument> {
  const outcome = await perform(ctx, request, options, [documentEntry(stored)]);
  return { outcome, recordId: manifest.recordId, manifest: token };
}

const factsOf = ({ manifest: { beta, commitment } }: Paper, documentKind: string) => ({
  beta,
  commitment,
  documentKind,
});

async function termsOf(ctx: PartyContext, certificate: string, options: CallOptions | undefined) {
  return certificateTerms(await mustRead(ctx, certificate, "certificate", bounded(options)));
}

function kindOf(documentKind: string): DocumentKind {
  if (isDocumentKind(documentKind)) return documentKind;
  throw unfit("kind: the certificate is of a kind this library does not read");
}

function paperOf(
  ctx: PartyContext,
  o: Omit<EvidenceIssue, "kind">,
  kind: DocumentKind,
  version: number,
): Promise<Paper> {
  if (DOCUMENT_KINDS[kind].machine !== "certificate") throw unfit(`kind: a ${kind} is no certificate`);
  return preparePaper(ctx, {
    kind, data: o.data, version,
    ...(o.attachments === undefined ? {} : { attachments: o.attachments }),
    ...(o.representedParty === undefined ? {} : { issuer: o.representedParty }),
    ...(o.id === undefined ? {} : { id: o.id }),
  }); // prettier-ignore
}
