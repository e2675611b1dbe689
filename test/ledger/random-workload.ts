import { decodeUtf8, utf8 } from "@openlading/core";
import {
  ConflictError,
  LedgerError,
  RefusedError,
  type Committed,
  type Key,
  type LedgerClient,
} from "@openlading/ledger";
import { openEmbeddedLedger } from "@openlading/ledger-embedded";
import { keyArg, suiteContract } from "@openlading/testkit";
import fc from "fast-check";

/** A ledger whose orderer waits for the word, so that a batch is endorsed on one state and ordered as it came. */
export interface Contestant {
  readonly client: LedgerClient;
  readonly hold: () => void;
  readonly release: () => void;
  /** Resolves when the ledger has so many transactions waiting to be ordered. */
  readonly waiting: (count: number) => Promise<void>;
}

/** One transaction of a workload; keys and values are small numbers, so that transactions meet. */
export interface Step {
  readonly transaction: string;
  readonly keys: readonly number[];
  readonly value: number;
}

const KEYS = 4;
const OF_ONE_KEY = [
  "put",
  "putQuietly",
  "remove",
  "putTwice",
  "putThenDelete",
  "once",
  "refuse",
  "crash",
  "predecessor",
];
export const step: fc.Arbitrary<Step> = fc.record({
  transaction: fc.constantFrom(...OF_ONE_KEY, "countInto", "putThenRead", "missing"),
  keys: fc.tuple(fc.nat(KEYS - 1), fc.nat(KEYS - 1)),
  value: fc.nat(99),
});
/** Batches of transactions; those of one batch run on one state. */
export const workload = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });

/** Plays a workload and tells what came of each transaction, and what the state holds at the end. */
export async function play(
  contestant: Contestant,
  prefix: Key,
  batches: readonly (readonly Step[])[],
): Promise<unknown> {
  const outcomes: unknown[] = [];
  for (const batch of batches) outcomes.push(...(await playBatch(contestant, prefix, batch)));
  const state = decodeUtf8(await contestant.client.evaluate("list", [keyArg(prefix), new Uint8Array()]));
  return { outcomes, state: withoutIds(state) };
}

async function playBatch(contestant: Contestant, prefix: Key, batch: readonly Step[]): Promise<readonly unknown[]> {
  const { client, hold, release, waiting } = contestant;
  hold();
  let held = 0;
  const outcomes: Promise<unknown>[] = [];
  for (const one of batch) {
    const outcome = client.submit(one.transaction, argsOf(one, prefix)).then(told, toldError);
    outcomes.push(outcome);
    // Either it waits to be ordered, or it was answered at once.
    const isHeld = await Promise.race([waiting(held + 1).then(() => true), outcome.then(() => false)]);
    if (isHeld) held += 1;
  }
  release();
  return Promise.all(outcomes);
}

function argsOf({ transaction, keys, value }: Step, prefix: Key): readonly Uint8Array[] {
  const [first = 0, second = 0] = keys;
  const key = (n: number): Uint8Array => keyArg([...prefix, String(n)]);
  const text = (n: number): Uint8Array => utf8(`value ${String(n)}`);
  if (transaction === "countInto") return [keyArg(prefix), key(second), text(value)];
  return [key(first), text(value), text(value + 1)];
}

const told = ({ result }: Committed): unknown => ["committed", withoutIds(decodeUtf8(result))];

function toldError(error: unknown): unknown {
  if (error instanceof ConflictError) return ["conflict", error.reason];
  if (error instanceof RefusedError) return ["refused", error.code, error.details];
  if (error instanceof LedgerError) return ["failed", error.code];
  throw error;
}

/** Transaction ids differ between ledgers. */
const withoutIds = (text: string): string => text.replaceAll(/[0-9a-f]{64}/g, "id");

export async function openEmbedded(): Promise<Contestant> {
  let isHeld = false;
  let drains: (() => void)[] = [];
  const client = await openEmbeddedLedger({
    path: ":memory:",
    contract: suiteContract,
    clock: Date.now,
    groupCommit: {
      schedule: (drain) => {
        if (isHeld) drains.push(drain);
        else setImmediate(drain);
      },
    },
  });
  return {
    client,
    hold: () => void (isHeld = true),
    release: () => {
      isHeld = false;
      for (const drain of drains) drain();
      drains = [];
    },
    waiting: fewTurns,
  };
}

/** The embedded ledger endorses within a few turns of the event loop: nothing it waits for is outside the process. */
async function fewTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
