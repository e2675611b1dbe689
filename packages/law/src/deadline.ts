import { parseUtcInstant } from "@openlading/core";
import type { Reason } from "./error.ts";
import type { RecordState } from "./record.ts";
import { clockTerms, networkTerms } from "./terms.ts";

interface Clocked {
  readonly network: RecordState | null;
  readonly clock: RecordState | null;
}

/**
 * Deadlines are held against the witnesses' clock record and the transaction's own time, whichever is later. A stale
 * clock decides nothing. Nothing changes by time passing: a deadline only opens or closes acts.
 */
export function deadlineReasons(
  deadlines: readonly string[],
  transactionTime: string,
  { network, clock }: Clocked,
): readonly Reason[] {
  if (network === null || clock === null) return [stale("there is no clock")];
  const { time } = clockTerms(clock);
  const driftMs = Math.abs(parseUtcInstant(transactionTime) - parseUtcInstant(time));
  if (driftMs > networkTerms(network).genesis.clockMaxAgeSeconds * 1000)
    return [stale("the clock is too far from the ledger's time")];
  const now = time > transactionTime ? time : transactionTime;
  return expiredReasons(deadlines, now);
}

/** Reasons for the deadlines that have passed at a moment. */
export function expiredReasons(deadlines: readonly string[], now: string): readonly Reason[] {
  return deadlines
    .filter((deadline) => deadline <= now)
    .map((deadline) => ({ code: "ERR_LAW_EXPIRED", message: "a deadline has passed", details: { deadline } }) as const);
}

function stale(message: string): Reason {
  return { code: "ERR_LAW_CLOCK_STALE", message, details: {} };
}
