import type { Reader } from "@openlading/law";
import { issueBill, reissueBill } from "./bill.ts";
import { newCard, presentation } from "./cards.ts";
import * as certificate from "./certificate.ts";
import type { NetworkCore, PartyContext } from "./core.ts";
import { bounded } from "./deadline.ts";
import { anchor, countersign, issueDocument, revoke, supersede } from "./evidence.ts";
import { exportDossier } from "./export.ts";
import { gateCheck, gateIn, gateOut } from "./gate.ts";
import { importDossier } from "./import.ts";
import { documentId } from "./paper.ts";
import type { Party } from "./party.ts";
import { listPendingDocuments, recover } from "./pending.ts";
import { perform } from "./perform.ts";
import * as printing from "./printing.ts";
import { cancelOrder, issueOrder, passRight, prepareRights, releaseOn, setLight } from "./release.ts";
import { approve, signAct } from "./sign.ts";
import { grantMandate, revokeMandate, setPolicy } from "./standing.ts";
import { findDocument, listDocuments, type StoredDocument } from "./stored-document.ts";
import * as title from "./title.ts";

/** Puts a party together: its keys and store, and every act as a function over them. */
export async function createParty(
  core: NetworkCore,
  own: Pick<PartyContext, "partyId" | "keys" | "store">,
): Promise<Party> {
  const ctx: PartyContext = { ...own, core, thumbprints: new Set(await own.store.thumbprints()) };
  const reader = (): Reader => ({ thumbprints: [...ctx.thumbprints], parties: [ctx.partyId] });
  /** Binds a function over a context to this one. */
  const mine =
    <A extends readonly unknown[], R>(act: (ctx: PartyContext, ...rest: A) => R) =>
    (...rest: A): R =>
      act(ctx, ...rest);
  return {
    partyId: ctx.partyId,
    store: ctx.store,
    act: (request, options) => perform(ctx, request, options),
    sign: (request, options) => signAct(ctx, request, bounded(options)),
    approve: (act, o) => approve(ctx, act, o?.asKey),
    recordId: mine(documentId),
    newCard: mine(newCard),
    holds: (record) => Object.values(record.slots).find((slot) => ctx.thumbprints.has(slot.thumbprint))?.thumbprint ?? null,
    issueBill: mine(issueBill), reissueBill: mine(reissueBill),
    offer: mine(title.offer), accept: mine(title.accept), decline: mine(title.decline), withdraw: mine(title.withdraw),
    transfer: mine(title.transfer), endorse: mine(title.endorse), endorseToOrder: mine(title.endorseToOrder),
    blankEndorse: mine(title.blankEndorse), redirect: mine(title.redirect),
    vestingFor: mine(title.vestingFor), statedVesting: mine(title.statedVesting),
    surrender: mine(title.surrender), surrenderForAmendment: mine(title.surrenderForAmendment),
    acceptSurrender: mine(title.acceptSurrender), rejectSurrender: mine(title.rejectSurrender),
    prepareRights: mine(prepareRights), releaseOn: mine(releaseOn), issueOrder: mine(issueOrder), cancelOrder: mine(cancelOrder),
    passRight: mine(passRight), presentation: mine(presentation), setLight: mine(setLight),
    gateCheck: mine(gateCheck), gateOut: mine(gateOut), gateIn: mine(gateIn),
    setPolicy: mine(setPolicy), grantMandate: mine(grantMandate), revokeMandate: mine(revokeMandate),
    issueDocument: mine(issueDocument), countersign: mine(countersign), supersede: mine(supersede), revoke: mine(revoke), anchor: mine(anchor),
    applyForCertificate: mine(certificate.applyForCertificate), examineApplication: mine(certificate.examineApplication),
    withdrawApplication: mine(certificate.withdrawApplication), issueCertificate: mine(certificate.issueCertificate),
    registerCertificate: mine(certificate.registerCertificate), replaceCertificate: mine(certificate.replaceCertificate),
    duplicateCertificate: mine(certificate.duplicateCertificate), cancelCertificate: mine(certificate.cancelCertificate),
    authoriseAppearance: mine(printing.authoriseAppearance), withdrawAppearance: mine(printing.withdrawAppearance), appearance: mine(printing.appearance),
    certificateToPrint: mine(printing.certificateToPrint), printCertificate: mine(printing.printCertificate),
    presentCertificate: mine(printing.presentCertificate), decidePresentation: mine(printing.decidePresentation),
    document: (recordId) => findDocument(ctx.store, recordId),
    documents: async (): Promise<readonly StoredDocument[]> => [...(await listDocuments(ctx.store)), ...(await listPendingDocuments(ctx.store))],
    export: mine(exportDossier),
    import: (bytes) => importDossier(ctx, bytes, reader()),
    recover: (options) => recover(ctx, bounded(options)),
    reader,
  }; // prettier-ignore
}
