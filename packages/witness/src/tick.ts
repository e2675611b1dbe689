import { formatInstant, parseShape, parseUtcInstant, shape } from "@openlading/core";
import { signCompactJws, type Signer } from "@openlading/jws";
import {
  ACT_TYP, APPROVAL_TYP, actDigest, clockId, decodeAct, drive, encodeActPayload, encodeApprovalPayload, planHeads,
  type ActPayload, type RecordState,
} from "@openlading/law"; // prettier-ignore
import { WitnessError } from "./error.ts";

/** How far a tick may be from an approving witness's own clock. */
const MAX_TICK_DRIFT_MS = 60_000;
/** How long a tick waits for approvals and the ledger. */
const TICK_LIFE_MS = 5 * 60_000;

const tickFacts = shape.object({ time: shape.instant() });

/** The clock as a witness moves it. */
export interface Ticking {
  readonly networkId: string;
  readonly name: string;
  readonly signer: Signer;
  readonly nowMs: number;
  readonly record: (recordId: string) => RecordState | null;
}

/** Signs a TICK act with the present time, to be approved by other witnesses and submitted by anyone. */
export async function signTick({ networkId, name, signer, nowMs, record }: Ticking): Promise<string> {
  const time = formatInstant(nowMs);
  const facts = { time };
  const plan = { networkId, actionCode: "TICK", main: clockId(networkId), facts, principal: null };
  const heads = drive(planHeads(plan), (need) => (need.need === "record" ? record(need.recordId) : false));
  const expiresAt = formatInstant(nowMs + TICK_LIFE_MS);
  const payload: ActPayload = {
    networkId, actionCode: "TICK", heads, actor: { witness: name }, actionDateTime: time, expiresAt, facts,
  }; // prettier-ignore
  return signCompactJws(signer, { typ: ACT_TYP, payload: encodeActPayload(payload) });
}

/**
 * Approves another witness's tick if its time is the present one here. Does not check its signature: the ledger does.
 * @throws WitnessError `ERR_WITNESS_TICK`
 */
export async function approveTick(act: string, ticking: Ticking): Promise<string> {
  const { networkId, name, signer, nowMs, record } = ticking;
  const payload = readTick(act);
  const clock = record(clockId(networkId));
  const [head, ...others] = payload.heads;
  const isOurs = payload.networkId === networkId && payload.actionCode === "TICK" && others.length === 0;
  if (!isOurs || head?.recordId !== clockId(networkId)) throw refused("the act is no tick of this network");
  if (head.previousAct !== clock?.head) throw refused("the tick does not follow the clock's last act");
  const { time } = parseTickFacts(payload);
  if (Math.abs(parseUtcInstant(time) - nowMs) > MAX_TICK_DRIFT_MS) throw refused("the tick's time is not the present");
  const approval = encodeApprovalPayload(networkId, actDigest(act), { witness: name });
  return signCompactJws(signer, { typ: APPROVAL_TYP, payload: approval });
}

function readTick(act: string): ActPayload {
  try {
    return decodeAct({ act, approvals: [] }).payload;
  } catch (cause) {
    throw refused("the tick cannot be read", cause);
  }
}

function parseTickFacts({ facts }: ActPayload): { readonly time: string } {
  try {
    return parseShape(tickFacts, facts, "tick");
  } catch (cause) {
    throw refused("the tick cannot be read", cause);
  }
}

function refused(message: string, cause?: unknown): WitnessError {
  return new WitnessError({ code: "ERR_WITNESS_TICK", message, cause });
}
