import { formatInstant } from "@openlading/core";
import {
  PRESENTATION_TYP, actorKey, clockId, createSignatureChecker, decodeAct, decodePresentation, facilityTerms, lightId, lightTerms, NETWORK_RECORD_ID, openActions, orderTerms, partyRecordId,
  supportingIds, undertakingId, undertakingTerms, type Reason, type RecordState,
} from "@openlading/law"; // prettier-ignore
import { importVerificationKey } from "@openlading/jws";
import type { CallOptions } from "@openlading/ledger";
import { mustRead } from "./cards.ts";
import type { PartyContext } from "./core.ts";
import { bounded } from "./deadline.ts";
import type { Outcome } from "./outcome.ts";
import type { GateCheck, GateLight, GateOut } from "./request.ts";
import { perform } from "./perform.ts";

type Known = ReadonlyMap<string, RecordState | null>;

/** What a gate would find now, with every light's signer. Reads only: it opens nothing and promises nothing. */
export async function gateCheck(
  ctx: PartyContext,
  o: { readonly right: string; readonly presentation?: string },
  options?: CallOptions,
): Promise<GateCheck> {
  const limits = bounded(options);
  const { networkId } = ctx.core;
  const right = await mustRead(ctx, o.right, "right");
  const known = await surroundings(ctx, right, limits);
  const lookup = (id: string): RecordState | null | undefined => known.get(id);
  const moment = formatInstant(ctx.core.now());
  const partyRecord = (partyId: string) => lookup(partyRecordId(networkId, partyId));
  const reader = { thumbprints: [], parties: [ctx.partyId] };
  const all = openActions({ networkId, subject: right, lookup, partyRecord, reader, moment });
  const openness = all.find((a) => a.actionCode === "GATE_OUT");
  if (openness === undefined) throw new TypeError("the law knows no GATE_OUT");
  const { order, facility } = placesOf(right, known);
  const presented =
    o.presentation === undefined ? [] : presentationReasons(o.presentation, { networkId, right, facility, moment });
  const reasons = [...openness.reasons, ...presented];
  return {
    right: right.recordId, open: openness.open === "yes" && reasons.length === 0, authorises: false, openness, reasons,
    order: order?.recordId ?? null, facility: facility?.recordId ?? null, validTo: order === null ? null : orderTerms(order).validTo,
    lights: await lightsOf(ctx, right, facility, known, limits),
  }; // prettier-ignore
}

/** Reads every record the guards under a right ask for, following one to the next. */
async function surroundings(ctx: PartyContext, right: RecordState, options: CallOptions): Promise<Known> {
  const { networkId } = ctx.core;
  const known = new Map<string, RecordState | null>([[right.recordId, right]]);
  const more = (): readonly string[] => supportingIds(networkId, right, (id) => known.get(id));
  const own = [NETWORK_RECORD_ID, clockId(networkId), partyRecordId(networkId, ctx.partyId)];
  for (let ids = [...own, ...more()]; ids.length > 0; ids = more().filter((id) => !known.has(id))) {
    for (const id of ids) known.set(id, await ctx.core.read(id, options));
  }
  return known;
}

function placesOf(
  right: RecordState,
  known: Known,
): { readonly order: RecordState | null; readonly facility: RecordState | null } {
  const undertaking = known.get(undertakingId(right.recordId)) ?? null;
  const order = undertaking === null ? null : (known.get(undertakingTerms(undertaking).order) ?? null);
  const facility = order === null ? null : (known.get(orderTerms(order).facility) ?? null);
  return { order, facility };
}

/** Every light the order's own facility demands, as it stands. */
async function lightsOf(
  ctx: PartyContext,
  right: RecordState,
  facility: RecordState | null,
  known: Known,
  options: CallOptions,
): Promise<readonly GateLight[]> {
  if (facility === null) return [];
  const lights: GateLight[] = [];
  for (const { lightKind, authority } of facilityTerms(facility).purposes.DELIVERY) {
    const id = lightId(right.recordId, lightKind, authority);
    const record = known.get(id) ?? (await ctx.core.read(id, options));
    const signer = record === null ? null : await signerOf(ctx, record, options);
    lights.push({ lightKind, authority, ...shown(record), signer });
  }
  return lights;
}

const shown = (record: RecordState | null): Pick<GateLight, "colour" | "reason" | "since"> =>
  record === null
    ? { colour: "ABSENT", reason: null, since: null }
    : {
        colour: record.status === "GREEN" ? "GREEN" : "RED",
        reason: lightTerms(record).reason,
        since: record.updatedAt,
      };

async function signerOf(ctx: PartyContext, record: RecordState, options: CallOptions): Promise<string | null> {
  const last = (await ctx.core.readActs(record.recordId, options)).at(-1);
  return last === undefined ? null : (decodeAct(last).payload.actor.partyId ?? null);
}

interface Presented {
  readonly networkId: string;
  readonly right: RecordState;
  readonly facility: RecordState | null;
  readonly moment: string;
}

/** What a gate would say of a presentation; the law says it again when the right is spent. */
function presentationReasons(token: string, { networkId, right, facility, moment }: Presented): readonly Reason[] {
  const { payload, thumbprint } = decodePresentation(token);
  const key = importVerificationKey(actorKey(payload.key).jwk, "ES256");
  const isSigned = createSignatureChecker().check({ need: "signature", token, typ: PRESENTATION_TYP, key });
  const wrong = [
    isSigned ? null : "its signature does not verify",
    payload.networkId === networkId ? null : "of another network",
    payload.right === right.recordId ? null : "for another right",
    payload.facility === facility?.recordId ? null : "for another facility",
    payload.purpose === "DELIVERY" ? null : "for another purpose",
    thumbprint === right.slots["holder"]?.thumbprint ? null : "not the holder's",
  ].filter((what) => what !== null);
  const reasons = wrong.map((what): Reason => ({
    code: "ERR_LAW_PRESENTATION",
    message: `presentation: ${what}`,
    details: {},
  }));
  const isOver = payload.expiresAt <= moment;
  const over: Reason = {
    code: "ERR_LAW_EXPIRED",
    message: "a deadline has passed",
    details: { deadline: payload.expiresAt },
  };
  return isOver ? [...reasons, over] : reasons;
}

/** Spends a right. Only a committed outcome authorises opening the gate. */
export function gateOut(ctx: PartyContext, o: GateOut, options?: CallOptions): Promise<Outcome> {
  const { right, presentation, purpose = "DELIVERY" } = o;
  return perform(ctx, { actionCode: "GATE_OUT", main: right, facts: { purpose, presentation } }, options);
}

/** Brings a container back from inspection. */
export function gateIn(
  ctx: PartyContext,
  { right }: { readonly right: string },
  options?: CallOptions,
): Promise<Outcome> {
  return perform(ctx, { actionCode: "GATE_IN", main: right }, options);
}
