import { formatInstant, parseInstant, type JsonObject } from "@openlading/core";
import { readDeliveryOrder } from "@openlading/documents";
import type { CallOptions } from "@openlading/ledger";
import { openingsOf, unfit } from "./bill.ts";
import { controlOf, mustRead } from "./cards.ts";
import type { PartyContext } from "./core.ts";
import { bounded } from "./deadline.ts";
import type { Outcome } from "./outcome.ts";
import { documentId, preparePaper } from "./paper.ts";
import type { BasisOfRelease, IssuedDocument, LightSetting, OrderIssue, PreparedRights, ReleaseOn } from "./request.ts";
import { perform } from "./perform.ts";
import { documentEntry, findDocument } from "./stored-document.ts";
import { representing, sealed } from "./title.ts";

const BILL_FAMILY = "transport-document";

/** Makes openings for the containers of a bill that is no electronic record, and keeps them. */
export async function prepareRights(
  ctx: PartyContext,
  o: { readonly number: string; readonly containers: readonly string[] },
): Promise<PreparedRights> {
  const { recordId } = await documentId(ctx, BILL_FAMILY, o.number);
  const openings = openingsOf(recordId, o.containers);
  const nothing = { kind: null, data: null, manifest: null, issuanceManifest: null, attachments: [], anchor: null };
  await ctx.store.put([documentEntry({ ...nothing, recordId, state: "COMMITTED", version: 1, openings })]);
  return { bill: recordId, openings };
}

/** Releases on a paper bill, a telex, a bank's guarantee or a sea waybill. */
export async function releaseOn(
  ctx: PartyContext,
  type: BasisOfRelease,
  o: ReleaseOn,
  options?: CallOptions,
): Promise<Outcome> {
  const approvals = o.approvals === undefined ? {} : { approvals: o.approvals };
  const more = { ...approvals, ...representing(o) };
  if (type === "WAYBILL") {
    if (o.bill === undefined) throw new TypeError("bill: the record id of the waybill is needed");
    const facts = { bill: o.bill, rights: await sealedRights(ctx, o.bill, o.rights) };
    return perform(ctx, { actionCode: "RELEASE_ON_WAYBILL", main: o.bill, facts, ...more }, options);
  }
  return perform(ctx, { actionCode: `RELEASE_ON_${type}`, facts: await paperFacts(ctx, o), ...more }, options);
}

async function paperFacts(ctx: PartyContext, o: ReleaseOn): Promise<JsonObject> {
  const { number, evidence, place = "NAMED_DESTINATION", originalsIssued = 0, originalsPresented = 0 } = o;
  if (number === undefined || evidence === undefined) throw new TypeError("number and evidence are needed");
  const { beta, recordId } = await documentId(ctx, BILL_FAMILY, number);
  const rights = await sealedRights(ctx, recordId, o.rights);
  return { beta, place, originalsIssued, originalsPresented, evidence, rights };
}

async function sealedRights(ctx: PartyContext, bill: string, rights: ReleaseOn["rights"]): Promise<JsonObject[]> {
  return (await sealed(ctx, bill, rights)).map((r) => ({ ...r }));
}

/** Issues a delivery order for rights of a bill that something releases. */
export async function issueOrder(ctx: PartyContext, o: OrderIssue, options?: CallOptions): Promise<IssuedDocument> {
  const { bill, facility, representedParty: issuer = ctx.partyId } = o;
  const given = o.id === undefined ? {} : { id: o.id };
  const { parsed, manifest, token, stored } = await preparePaper(ctx, {
    kind: "delivery-order",
    data: o.document,
    issuer,
    ...given,
  });
  const { validTo, containers } = readDeliveryOrder(parsed.data);
  const openings = await openedFor(ctx, { bill, rights: o.rights, containers });
  const { beta, commitment, recordId } = manifest;
  const until = formatInstant(parseInstant(validTo).epochMs);
  const facts = { beta, commitment, bill, facility, rights: [...o.rights], validTo: until };
  const keep = [documentEntry({ ...stored, openings })];
  const outcome = await perform(ctx, { actionCode: "ISSUE_DELIVERY_ORDER", facts, ...representing(o) }, options, keep);
  return { outcome, recordId, manifest: token };
}

interface Ordered {
  readonly bill: string;
  readonly rights: readonly string[];
  readonly containers: readonly string[];
}

/** Openings of the rights ordered, held against the containers the order names, as far as they are known here. */
async function openedFor(ctx: PartyContext, { bill, rights, containers }: Ordered) {
  const known = (await findDocument(ctx.store, bill))?.openings ?? [];
  const openings = known.filter((o) => rights.includes(o.right));
  const isWhole = openings.length === rights.length;
  const isSame =
    openings.length === containers.length && openings.every((o) => containers.includes(o.equipmentReference));
  if (isWhole && !isSame) throw unfit("document: its containers are not those of the rights");
  return isWhole ? openings : [];
}

export function cancelOrder(
  ctx: PartyContext,
  o: { readonly order: string; readonly representedParty?: string },
  options?: CallOptions,
): Promise<Outcome> {
  return perform(ctx, { actionCode: "CANCEL_DELIVERY_ORDER", main: o.order, ...representing(o) }, options);
}

export async function passRight(
  ctx: PartyContext,
  { right, card }: { readonly right: string; readonly card: string },
  options?: CallOptions,
): Promise<Outcome> {
  const { thumbprint } = await controlOf(ctx, await mustRead(ctx, right, "right", bounded(options)), "holder");
  return perform(ctx, { actionCode: "PASS_RIGHT", main: right, recipient: card, asKey: thumbprint }, options);
}

/** Sets this party's own light on a right. */
export function setLight(ctx: PartyContext, o: LightSetting, options?: CallOptions): Promise<Outcome> {
  const { right, lightKind, colour, reason } = o;
  const facts = { right, lightKind, authority: ctx.partyId, colour, reason };
  return perform(ctx, { actionCode: "SET_LIGHT", facts }, options);
}
