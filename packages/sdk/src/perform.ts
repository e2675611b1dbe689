import { actDigest, clockId, decodeAct, LawError, type RecordState, type SignedAct } from "@openlading/law";
import { LedgerError, type CallOptions } from "@openlading/ledger";
import { readsClock } from "./clock-rows.ts";
import type { PartyContext } from "./core.ts";
import { bounded } from "./deadline.ts";
import type { Outcome } from "./outcome.ts";
import { refusedBy } from "./outcome-of.ts";
import type { ActRequest } from "./request.ts";
import { dropPending, settlePending, writeAhead } from "./pending.ts";
import { signAct } from "./sign.ts";
import type { ShelfEntry } from "./store.ts";

const MAX_SENDS = 4;

/**
 * Signs and submits an act. What is to be kept of it is written first and counts only once the act is committed; an
 * act whose answer is lost stays pending for `recover`.
 */
export async function perform(
  ctx: PartyContext,
  request: ActRequest,
  options: CallOptions | undefined,
  keep: readonly ShelfEntry[] = [],
): Promise<Outcome> {
  const limits = bounded(options);
  const isTimed = readsClock(request.actionCode);
  try {
    if (isTimed) await ctx.core.freshenClock(limits);
    const clock = isTimed ? await readClock(ctx, limits) : null;
    const signed = await signAct(ctx, request, limits);
    return await send(ctx, { signed, keep, clock, isTimed, limits });
  } catch (error) {
    // The plan itself found that the law would refuse: nothing was sent.
    if (error instanceof LawError) return refusedBy(error, await ctx.core.ledger.height());
    throw error;
  }
}

interface Sending {
  readonly signed: SignedAct;
  readonly keep: readonly ShelfEntry[];
  readonly clock: RecordState | null;
  readonly isTimed: boolean;
  readonly limits: CallOptions;
}

async function send(ctx: PartyContext, sending: Sending): Promise<Outcome> {
  const { signed, keep } = sending;
  const digest = actDigest(signed.act);
  if (keep.length > 0) await writeAhead(ctx.store, { digest, signed, keep });
  const outcome = await submitted(ctx, sending, digest);
  if (outcome.kind === "unknown") await writeAhead(ctx.store, { digest, signed, keep });
  else if (keep.length > 0) await settlePending(ctx.store, digest, outcome.kind === "committed" ? keep : []);
  return outcome;
}

async function submitted(ctx: PartyContext, sending: Sending, digest: string): Promise<Outcome> {
  try {
    return sending.isTimed ? await sentPastTicks(ctx, sending) : await ctx.core.submit(sending.signed, sending.limits);
  } catch (error) {
    // Any other error of the ledger is certain: nothing was written.
    if (error instanceof LedgerError) await dropPending(ctx.store, digest);
    throw error;
  }
}

/** Sends the same bytes again when nothing but a tick came between; never signs again. */
async function sentPastTicks(ctx: PartyContext, sending: Sending): Promise<Outcome> {
  let { clock } = sending;
  for (let sends = 1; ; sends += 1) {
    const outcome = await ctx.core.submit(sending.signed, sending.limits);
    if (outcome.kind !== "conflict" || outcome.reason !== "mvcc" || sends === MAX_SENDS) return outcome;
    const now = await readClock(ctx, sending.limits);
    if (now?.head === clock?.head || !(await doHeadsStand(ctx, sending))) return outcome;
    clock = now;
  }
}

/** The witnesses' clock moved under the act and nothing of the act's own did: the same bytes may go again. */
async function doHeadsStand(ctx: PartyContext, { signed, limits }: Sending): Promise<boolean> {
  for (const head of decodeAct(signed).payload.heads) {
    const record = await ctx.core.read(head.recordId, limits);
    if ((record?.head ?? null) !== head.previousAct || (record?.sequence ?? 0) + 1 !== head.sequence) return false;
  }
  return true;
}

const readClock = (ctx: PartyContext, limits: CallOptions): Promise<RecordState | null> =>
  ctx.core.read(clockId(ctx.core.networkId), limits);
