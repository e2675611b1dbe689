import { parseUtcInstant } from "@openlading/core";
import { clockId, clockTerms, type Genesis, type RecordState, type SignedAct } from "@openlading/law";
import type { CallOptions } from "@openlading/ledger";
import type { WitnessPort } from "@openlading/witness";
import { assertCommitted, type Outcome } from "./outcome.ts";
import { tooFew } from "./proofs.ts";

const MAX_ATTEMPTS = 4;

interface Ticker {
  readonly networkId: string;
  readonly genesis: Genesis;
  readonly now: () => number;
  readonly witnesses: readonly WitnessPort[];
  readonly read: (recordId: string, options: CallOptions) => Promise<RecordState | null>;
  readonly submit: (signed: SignedAct, options: CallOptions) => Promise<Outcome>;
}

/** How old the network's clock record is, in milliseconds; null before there is one. */
export async function clockAgeMs(
  ticker: Pick<Ticker, "networkId" | "now" | "read">,
  options: CallOptions,
): Promise<number | null> {
  const clock = await ticker.read(clockId(ticker.networkId), options);
  return clock === null ? null : ticker.now() - parseUtcInstant(clockTerms(clock).time);
}

/**
 * Has enough witnesses sign a TICK with the present time and submits it. Somebody else's tick at the same moment is as
 * good. Does nothing while the clock is not behind.
 * @throws SdkError `ERR_SDK_WITNESSES`, or as assertCommitted
 */
export async function tick(ticker: Ticker, options: CallOptions): Promise<void> {
  const before = (await clockAgeMs(ticker, options)) ?? 0;
  for (let attempt = 1; ; attempt += 1) {
    const age = (await clockAgeMs(ticker, options)) ?? 0;
    if (age <= 0 || age < before / 2) return;
    const outcome = await ticker.submit(await signedTick(ticker, options), options);
    if (outcome.kind === "committed") return;
    if (!isRaced(outcome) || attempt === MAX_ATTEMPTS) assertCommitted(outcome);
  }
}

/** Somebody else ticked first. */
const isRaced = (outcome: Outcome): boolean =>
  outcome.kind === "conflict" || (outcome.kind === "refused" && outcome.code === "ERR_LAW_TIME_BACKWARDS");

/** Enough of distinct owners sign one tick; where the others do not approve of one's time, another one begins. */
export async function signedTick(
  { witnesses, genesis }: Pick<Ticker, "witnesses" | "genesis">,
  { signal }: CallOptions,
): Promise<SignedAct> {
  const owners = new Map(genesis.witnesses.map((w) => [w.name, w.owner]));
  const distinct = [...new Map(witnesses.map((w) => [owners.get(w.name), w])).values()];
  const faults: unknown[] = [];
  for (const lead of distinct.keys()) {
    const ranked = [...distinct.slice(lead), ...distinct.slice(0, lead)];
    const signed = await signInOrder(ranked, { threshold: genesis.witnessThreshold, signal, faults });
    if (signed !== null) return signed;
  }
  throw tooFew("too few witnesses are local, or answer", faults[0]);
}

interface Signing {
  readonly threshold: number;
  readonly signal: AbortSignal | undefined;
  readonly faults: unknown[];
}

/** The first that answers signs, as many others as are needed approve; whoever is down is left out. */
async function signInOrder(
  witnesses: readonly WitnessPort[],
  { threshold, signal, faults }: Signing,
): Promise<SignedAct | null> {
  const approvals: string[] = [];
  let act: string | null = null;
  for (const witness of witnesses) {
    try {
      await witness.catchUp(signal === undefined ? {} : { signal });
      if (act === null) act = await witness.signTick();
      else approvals.push(await witness.approveTick(act));
      if (approvals.length + 1 === threshold) return { act, approvals };
    } catch (error) {
      signal?.throwIfAborted();
      faults.push(error);
    }
  }
  return null;
}
