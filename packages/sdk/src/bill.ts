import type { JsonObject } from "@openlading/core";
import { createIssuanceManifest } from "@openlading/dossier";
import { detectDocumentKind, readTransportDocument, type DocumentKind } from "@openlading/documents";
import { rightId, rightsRoot, titleTerms, type TitleTerms } from "@openlading/law";
import type { CallOptions } from "@openlading/ledger";
import { mustRead } from "./cards.ts";
import type { PartyContext } from "./core.ts";
import { bounded } from "./deadline.ts";
import { SdkError } from "./error.ts";
import { newSalt, preparePaper, type Paper } from "./paper.ts";
import type { BillIssue, BillReissue, IssuedBill } from "./request.ts";
import { perform } from "./perform.ts";
import { documentEntry, type RightOpening } from "./stored-document.ts";

/** Goods without a container are released as one lot. */
const LOT = "LOT";

interface PreparedBill {
  readonly paper: Paper;
  readonly form: TitleTerms["form"];
  readonly openings: readonly RightOpening[];
  readonly root: string;
  readonly issuanceManifestSignedContent: string | null;
}

/** Issues a bill of lading or sea waybill from DCSA's issuance body. */
export async function issueBill(ctx: PartyContext, o: BillIssue, options?: CallOptions): Promise<IssuedBill> {
  const bill = await prepareBill(ctx, o, 1);
  const { manifest, stored } = bill.paper;
  const { beta, commitment, recordId } = manifest;
  const facts: JsonObject = {
    beta, commitment, form: bill.form, rightsRoot: bill.root, rightsCount: bill.openings.length,
    isRedirectWaived: o.isRedirectWaived ?? false, cards: { ...o.cards },
  }; // prettier-ignore
  const { representedParty } = o;
  const request = { actionCode: "ISSUE", facts, ...(representedParty === undefined ? {} : { representedParty }) };
  const outcome = await perform(ctx, request, options, [documentEntry({ ...stored, openings: bill.openings })]);
  return issued(bill, recordId, outcome);
}

/** Issues a bill again after a surrender for amendment: the next version of the same record, with rights of its own. */
export async function reissueBill(ctx: PartyContext, o: BillReissue, options?: CallOptions): Promise<IssuedBill> {
  const record = await mustRead(ctx, o.bill, "title", bounded(options));
  const bill = await prepareBill(ctx, o, titleTerms(record).version + 1);
  const { manifest, stored } = bill.paper;
  if (manifest.recordId !== o.bill) throw unfit("document: its number is not that of the bill to be issued again");
  const { commitment } = manifest;
  const facts: JsonObject = { commitment, rightsRoot: bill.root, rightsCount: bill.openings.length };
  const keep = [documentEntry({ ...stored, openings: bill.openings })];
  const outcome = await perform(ctx, { actionCode: "REISSUE", main: o.bill, facts }, options, keep);
  return issued(bill, o.bill, outcome);
}

type ToPrepare = Pick<BillIssue, "issuance" | "attachments" | "representedParty" | "id">;

async function prepareBill(ctx: PartyContext, o: ToPrepare, version: number): Promise<PreparedBill> {
  const { document, issueTo, eBLVisualisationByCarrier } = o.issuance;
  const kind = transportKind(document);
  const visualisation = eBLVisualisationByCarrier === undefined ? {} : { eBLVisualisationByCarrier };
  const signedContent =
    issueTo === undefined
      ? undefined
      : await createIssuanceManifest(ctx.keys.signer, { document, issueTo, ...visualisation });
  const input = {
    kind, data: document, version,
    ...(o.attachments === undefined ? {} : { attachments: o.attachments }),
    ...(o.representedParty === undefined ? {} : { issuer: o.representedParty }),
    ...(o.id === undefined ? {} : { id: o.id }),
    ...(signedContent === undefined ? {} : { issuanceManifest: signedContent }),
  }; // prettier-ignore
  // Ids of rights hang on the record id, and the manifest on the rights: the first manifest gives the id alone.
  const { recordId } = (await preparePaper(ctx, input)).manifest;
  const { form, equipment } = readTransportDocument(asObject(document));
  const references = equipment.map((e) => e.equipmentReference);
  const openings = openingsOf(recordId, references.length === 0 ? [LOT] : references);
  const root = rightsRoot(openings.map((o2) => o2.right));
  const paper = await preparePaper(ctx, { ...input, rights: { root, count: openings.length } });
  return { paper, form, openings, root, issuanceManifestSignedContent: signedContent ?? null };
}

/** A right for each container, each with a salt of its own. @throws SdkError `ERR_SDK_DOCUMENT` when one is named twice */
export function openingsOf(bill: string, references: readonly string[]): readonly RightOpening[] {
  if (new Set(references).size !== references.length) throw unfit("a container is named twice");
  return references.map((equipmentReference) => {
    const salt = newSalt();
    return { equipmentReference, salt, right: rightId(bill, equipmentReference, salt) };
  });
}

function issued(bill: PreparedBill, recordId: string, outcome: IssuedBill["outcome"]): IssuedBill {
  const { form, openings, issuanceManifestSignedContent, paper } = bill;
  return { outcome, recordId, form, openings, issuanceManifestSignedContent, manifest: paper.token };
}

function transportKind(document: BillIssue["issuance"]["document"]): DocumentKind {
  const kind = detectDocumentKind(document);
  if (kind === "bill-of-lading" || kind === "sea-waybill") return kind;
  throw unfit("document: neither a bill of lading nor a sea waybill");
}

function asObject(value: BillIssue["issuance"]["document"]): JsonObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw unfit("document: not an object");
}

export function unfit(message: string): SdkError {
  return new SdkError({ code: "ERR_SDK_DOCUMENT", message });
}
