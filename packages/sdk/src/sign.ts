import { CoreError, encodeHex, formatInstant } from "@openlading/core";
import { signCompactJws, type Signer } from "@openlading/jws";
import {
  ACT_TYP, APPROVAL_TYP, actDigest, driveAsync, encodeActPayload, encodeApprovalPayload, planHeads,
  LawError, type ActPayload, type Actor, type Head, type Need, type RecordState, type SignedAct,
} from "@openlading/law"; // prettier-ignore
import type { CallOptions } from "@openlading/ledger";
import type { PartyContext } from "./core.ts";
import { SdkError } from "./error.ts";
import { ecJwkOf } from "./keyring.ts";
import type { ActRequest } from "./request.ts";

const HOUR_MS = 3_600_000;
const DEFAULT_HOURS = 24;
const NONCE_BYTES = 16;
const RECORD_ID = /^[0-9a-f]{64}$/;

interface Hand {
  readonly actor: Actor;
  readonly signer: Signer;
}

/** Plans an act's heads from the records as they are, signs it and gathers its approvals. Submits nothing. */
export async function signAct(ctx: PartyContext, request: ActRequest, options: CallOptions = {}): Promise<SignedAct> {
  const { actor, signer } = await handOf(ctx, request.asKey);
  const heads = await planned(ctx, request, options);
  const nowMs = ctx.core.now();
  const { representedParty, recipient, validHours = DEFAULT_HOURS } = request;
  const payload: ActPayload = {
    networkId: ctx.core.networkId,
    actionCode: request.actionCode,
    heads,
    actor,
    ...(representedParty === undefined ? {} : { representedParty }),
    ...(recipient === undefined ? {} : { recipient }),
    actionDateTime: formatInstant(nowMs),
    expiresAt: formatInstant(nowMs + validHours * HOUR_MS),
    // Two gates of one operator may sign at one moment: only the one whose own act is committed opens.
    nonce: encodeHex(crypto.getRandomValues(new Uint8Array(NONCE_BYTES))),
    facts: request.facts ?? {},
  };
  const act = await signCompactJws(signer, { typ: ACT_TYP, payload: encodeActPayload(payload) });
  const { approvals = [] } = request;
  return { act, approvals: typeof approvals === "function" ? await approvals(act) : approvals };
}

async function planned(ctx: PartyContext, request: ActRequest, options: CallOptions): Promise<readonly Head[]> {
  const { networkId } = ctx.core;
  const { actionCode, main = null, facts = {}, asKey, representedParty } = request;
  const principal = asKey === undefined ? (representedParty ?? ctx.partyId) : null;
  const read = (need: Need): Promise<RecordState | null> => {
    if (need.need !== "record") throw new TypeError("planning asks for records only");
    if (!RECORD_ID.test(need.recordId)) throw new TypeError(`${actionCode}: main must be a record id`);
    return ctx.core.read(need.recordId, options);
  };
  try {
    return await driveAsync(planHeads({ networkId, actionCode, main, facts, principal }), read);
  } catch (cause) {
    if (!(cause instanceof CoreError)) throw cause;
    const message = `the facts do not fit ${actionCode} as the record stands: ${cause.message}`;
    throw new LawError({ code: "ERR_LAW_ACT_MALFORMED", message, cause });
  }
}

/** Approves an act's JWS by the registered key, or by a control key of the party's own. */
export async function approve(ctx: PartyContext, act: string, asKey?: string): Promise<string> {
  return approveAs(ctx.core.networkId, act, await handOf(ctx, asKey));
}

/** Approves an act's JWS with the hand given. */
export function approveAs(networkId: string, act: string, { actor, signer }: Hand): Promise<string> {
  const payload = encodeApprovalPayload(networkId, actDigest(act), actor);
  return signCompactJws(signer, { typ: APPROVAL_TYP, payload });
}

/** Approves by a bare key, as a new party does at its enrolment. */
export const byKey = (signer: Signer): Hand => ({ actor: { key: ecJwkOf(signer) }, signer });

async function handOf(ctx: PartyContext, asKey: string | undefined): Promise<Hand> {
  if (asKey === undefined) return { actor: { partyId: ctx.partyId }, signer: ctx.keys.signer };
  const key = await ctx.store.getKey(asKey);
  if (key === null) throw new SdkError({ code: "ERR_SDK_NO_KEY", message: "asKey: this party keeps no such key" });
  return byKey(key.signer);
}
