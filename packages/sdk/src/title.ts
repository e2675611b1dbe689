import { formatInstant, parseShape, shape, type JsonObject } from "@openlading/core";
import { rightSeal, rightsRoot, titleTerms, vestingDigest, type RecordState } from "@openlading/law";
import type { CallOptions } from "@openlading/ledger";
import { controlOf, mustRead, newCard } from "./cards.ts";
import type { PartyContext } from "./core.ts";
import { bounded } from "./deadline.ts";
import { SdkError } from "./error.ts";
import type { Outcome } from "./outcome.ts";
import type { BillPassing, SurrenderAcceptance, VestedRight, VestingRequest } from "./request.ts";
import { perform } from "./perform.ts";
import { findDocument } from "./stored-document.ts";

const DAY_MS = 86_400_000;

interface TitleAct {
  readonly actionCode: string;
  /** The slot whose key signs. */
  readonly by: (bill: RecordState) => string;
  readonly facts?: JsonObject;
  readonly card?: string;
}

const possessor = (): string => "possessor";
const offeree = (): string => "offeree";
/** A waybill is redirected by its shipper. */
const director = (bill: RecordState): string => (titleTerms(bill).form === "WAYBILL" ? "shipper" : "possessor");

/** An act by the key in control of a bill. @throws SdkError `ERR_SDK_NO_KEY`, `ERR_SDK_NO_RECORD` */
async function byControl(ctx: PartyContext, bill: string, act: TitleAct, options?: CallOptions): Promise<Outcome> {
  const limits = bounded(options);
  const record = await mustRead(ctx, bill, "title", limits);
  const key = await controlOf(ctx, record, act.by(record));
  const { actionCode, facts = {}, card } = act;
  const recipient = card === undefined ? {} : { recipient: card };
  return perform(ctx, { actionCode, main: bill, facts, asKey: key.thumbprint, ...recipient }, limits);
}

interface Bill {
  readonly bill: string;
}
type TitleCall<O> = (ctx: PartyContext, o: O, options?: CallOptions) => Promise<Outcome>;

const passing = (actionCode: string, by: TitleAct["by"] = possessor): TitleCall<BillPassing> =>
  (ctx, { bill, card }, options) => byControl(ctx, bill, { actionCode, by, card }, options); // prettier-ignore
const alone = (actionCode: string, by: TitleAct["by"]): TitleCall<Bill> =>
  (ctx, { bill }, options) => byControl(ctx, bill, { actionCode, by }, options); // prettier-ignore

export const transfer = passing("TRANSFER");
export const endorse = passing("ENDORSE");
export const endorseToOrder = passing("ENDORSE_TO_ORDER");
export const redirect = passing("REDIRECT", director);
export const accept = alone("ACCEPT", offeree);
export const decline = alone("DECLINE", offeree);
export const withdraw = alone("WITHDRAW", possessor);
export const blankEndorse = alone("BLANK_ENDORSE", possessor);
export const surrenderForAmendment = alone("SURRENDER_FOR_AMENDMENT", possessor);

/** Offers the bill until a time: a day from now unless told. */
export const offer: TitleCall<BillPassing & { readonly expiresAt?: string }> = (ctx, o, options) => {
  const offerExpiresAt = o.expiresAt ?? formatInstant(ctx.core.now() + DAY_MS);
  return byControl(
    ctx,
    o.bill,
    { actionCode: "OFFER", by: possessor, facts: { offerExpiresAt }, card: o.card },
    options,
  );
};

/** Each right of a bill with a card of its own: those given, else fresh ones of this party. */
export async function vestingFor(
  ctx: PartyContext,
  o: VestingRequest,
): Promise<{ readonly vesting: readonly VestedRight[] }> {
  const rights = o.rights ?? (await rightsOf(ctx, o.bill));
  const vesting: VestedRight[] = [];
  for (const right of rights) {
    const card = o.cards?.[right] ?? (await newCard(ctx, { recordId: right })).card;
    vesting.push({ right, card });
  }
  return { vesting: await sealed(ctx, o.bill, vesting) };
}

/** A vesting with the seals this party knows from its openings of the bill, beside those that came with it. */
export async function sealed(
  ctx: PartyContext,
  bill: string,
  vesting: readonly VestedRight[],
): Promise<readonly VestedRight[]> {
  const openings = (await findDocument(ctx.store, bill))?.openings ?? [];
  const seals = new Map(openings.map((o) => [o.right, rightSeal(o.equipmentReference, o.salt)]));
  return vesting.map((v) => {
    const seal = v.seal ?? seals.get(v.right);
    return seal === undefined ? v : { ...v, seal };
  });
}

/** The rights of a bill, in the order its terms were made of. @throws SdkError `ERR_SDK_NO_DOCUMENT` */
async function rightsOf(ctx: PartyContext, bill: string): Promise<readonly string[]> {
  const record = await mustRead(ctx, bill, "title");
  const rights = ((await findDocument(ctx.store, bill))?.openings ?? []).map((o) => o.right);
  if (rights.length > 0 && rightsRoot(rights) === titleTerms(record).rightsRoot) return rights;
  const message = "this party does not have all openings of the bill";
  throw new SdkError({ code: "ERR_SDK_NO_DOCUMENT", message, details: { recordId: bill } });
}

interface Surrender extends Bill {
  readonly vesting: readonly VestedRight[];
}

/** Surrenders for delivery. The vesting is to be handed to the carrier, and is kept until then. */
export async function surrender(
  ctx: PartyContext,
  { bill, vesting }: Surrender,
  options?: CallOptions,
): Promise<Outcome> {
  const value = vesting.map((v) => ({ ...v }));
  await ctx.store.put([{ shelf: "vesting", key: bill, value }]);
  const facts = { vesting: vestingDigest(vesting) };
  return byControl(ctx, bill, { actionCode: "SURRENDER_FOR_DELIVERY", by: possessor, facts }, options);
}

const vestingShape = shape.list(
  shape.object({ right: shape.hex(32), seal: shape.optional(shape.hex(32)), card: shape.text({ min: 1, max: 2048 }) }),
  { min: 1, max: 200 },
);

/** The vesting this party stated when it surrendered a bill, or null. */
export async function statedVesting(ctx: PartyContext, bill: string): Promise<readonly VestedRight[] | null> {
  const value = await ctx.store.get("vesting", bill);
  return value === null ? null : parseShape(vestingShape, value, "vesting");
}

/** Accepts a surrender: with its vesting for delivery, without for amendment. */
export async function acceptSurrender(
  ctx: PartyContext,
  o: SurrenderAcceptance,
  options?: CallOptions,
): Promise<Outcome> {
  const limits = bounded(options);
  const { surrender: pending } = titleTerms(await mustRead(ctx, o.bill, "title", limits));
  // Where nothing is pending the vesting has no row to fit: the law is to say so, not the shape of the facts.
  const facts: JsonObject =
    o.vesting === undefined || pending === null
      ? {}
      : { rights: (await sealed(ctx, o.bill, o.vesting)).map((v) => ({ ...v })) };
  return perform(ctx, { actionCode: "SACC", main: o.bill, facts, ...representing(o) }, limits);
}

export function rejectSurrender(
  ctx: PartyContext,
  o: Omit<SurrenderAcceptance, "vesting">,
  options?: CallOptions,
): Promise<Outcome> {
  return perform(ctx, { actionCode: "SREJ", main: o.bill, ...representing(o) }, options);
}

/** The member of an act that names whom it is for, if anybody. */
export const representing = ({
  representedParty,
}: {
  readonly representedParty?: string;
}): { readonly representedParty?: string } => (representedParty === undefined ? {} : { representedParty });
