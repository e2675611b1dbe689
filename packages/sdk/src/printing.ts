import { parseShape, shape } from "@openlading/core";
import { attachmentShape } from "@openlading/documents";
import {
  appearanceCommitment,
  appearanceId,
  certificateTerms,
  documentCommitment,
  presentationId,
  printingId,
  printingTerms,
} from "@openlading/law";
import type { CallOptions } from "@openlading/ledger";
import { mustRead } from "./cards.ts";
import type {
  AppearanceAuthorisation, AuthorisedAppearance, CertificatePresentation, CertificatePrint, KeptAppearance, PresentationDecision, PrintableCertificate,
  PrintedCopy,
} from "./certificate-request.ts"; // prettier-ignore
import type { PartyContext } from "./core.ts";
import { bounded } from "./deadline.ts";
import { SdkError } from "./error.ts";
import type { Outcome } from "./outcome.ts";
import { newSalt } from "./paper.ts";
import { perform } from "./perform.ts";
import { findDocument } from "./stored-document.ts";
import type { ShelfEntry } from "./store.ts";
import { representing } from "./title.ts";

const keptShape = shape.object({ salt: shape.hex(16), images: shape.list(attachmentShape, { min: 1, max: 8 }) });
const ownAppearance = ({ core, partyId }: PartyContext): string => appearanceId(core.networkId, partyId);
const appearanceKey = (recordId: string): string => `appearance/${recordId}`;

/** Authorises this party's own seal and signature image for what it prints. */
export async function authoriseAppearance(
  ctx: PartyContext,
  o: AppearanceAuthorisation,
  options?: CallOptions,
): Promise<AuthorisedAppearance> {
  const { salt, images } = parseShape(keptShape, { salt: newSalt(), images: o.images }, "appearance");
  const commitment = appearanceCommitment(salt, images.map((image) => image.digest)); // prettier-ignore
  const recordId = ownAppearance(ctx);
  const keep: ShelfEntry = { shelf: "statement", key: appearanceKey(recordId), value: { salt, images } };
  const request = { actionCode: "AUTHORISE_APPEARANCE", facts: { commitment } };
  return { outcome: await perform(ctx, request, options, [keep]), recordId, salt };
}

export function withdrawAppearance(ctx: PartyContext, options?: CallOptions): Promise<Outcome> {
  return perform(ctx, { actionCode: "WITHDRAW_APPEARANCE", main: ownAppearance(ctx) }, options);
}

/** The images this party authorised last, as kept here; null when it never did. */
export async function appearance(ctx: PartyContext): Promise<KeptAppearance | null> {
  const kept = await ctx.store.get("statement", appearanceKey(ownAppearance(ctx)));
  return kept === null ? null : parseShape(keptShape, kept, "kept appearance");
}

/**
 * What the next copy of a certificate is printed from: the document as kept here, in the version the ledger knows.
 * @throws SdkError `ERR_SDK_NO_RECORD`, `ERR_SDK_NO_DOCUMENT`
 */
export async function certificateToPrint(
  ctx: PartyContext,
  { certificate }: { readonly certificate: string },
  options?: CallOptions,
): Promise<PrintableCertificate> {
  const limits = bounded(options);
  const terms = certificateTerms(await mustRead(ctx, certificate, "certificate", limits));
  const stored = await findDocument(ctx.store, certificate);
  if (stored === null || stored.version !== terms.version) throw missing(certificate, terms.version);
  const { kind, data, manifest, attachments } = stored;
  if (kind === null || data === null || manifest === null) throw missing(certificate, terms.version);
  return { certificate, kind, data, manifest, attachments, terms, copy: await nextCopy(ctx, certificate, limits) };
}

function missing(recordId: string, version: number): SdkError {
  const message = `the certificate's document in version ${String(version)} is not kept here`;
  return new SdkError({ code: "ERR_SDK_NO_DOCUMENT", message, details: { recordId, version } });
}

async function nextCopy(ctx: PartyContext, certificate: string, limits: CallOptions): Promise<number> {
  const printing = await ctx.core.read(printingId(certificate), limits);
  return printing === null ? 1 : printingTerms(printing).copies + 1;
}

/** Counts a copy. Hand the file out on `committed` only. */
export async function printCertificate(
  ctx: PartyContext,
  o: CertificatePrint,
  options?: CallOptions,
): Promise<PrintedCopy> {
  const { certificate, fileDigest } = o;
  const copy = o.copy ?? (await nextCopy(ctx, certificate, bounded(options)));
  const salt = fileDigest === undefined ? null : newSalt();
  const commitment = fileDigest === undefined || salt === null ? null : documentCommitment(salt, fileDigest);
  const key = `printing/${certificate}/${String(copy).padStart(2, "0")}`;
  const keep: readonly ShelfEntry[] =
    fileDigest === undefined || salt === null ? [] : [{ shelf: "statement", key, value: { salt, fileDigest } }];
  const request = { actionCode: "PRINT_CERTIFICATE", facts: { certificate, copy, commitment }, ...representing(o) };
  return { outcome: await perform(ctx, request, options, keep), copy, salt };
}

/** Records that a copy was shown, and where. A second time is refused, and the reason's details say when and where it was. */
export function presentCertificate(
  ctx: PartyContext,
  { certificate, copy, place }: CertificatePresentation,
  options?: CallOptions,
): Promise<Outcome> {
  return perform(ctx, { actionCode: "PRESENT_CERTIFICATE", facts: { certificate, copy, place } }, options);
}

export function decidePresentation(
  ctx: PartyContext,
  { certificate, copy, result, reason }: PresentationDecision,
  options?: CallOptions,
): Promise<Outcome> {
  const main = presentationId(certificate, copy);
  return perform(ctx, { actionCode: "DECIDE_PRESENTATION", main, facts: { result, reason } }, options);
}
