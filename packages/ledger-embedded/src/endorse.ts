import { OpenLadingError } from "@openlading/core";
import {
  ConflictError,
  encodeRefusal,
  LedgerError,
  reviveRefusal,
  RefusedError,
  type SubmitHandler,
} from "@openlading/ledger";
import { inStance } from "./perturb.ts";
import { isSameBytes } from "./same-bytes.ts";
import { Simulation, type Proposal } from "./simulation.ts";
import type { Store } from "./store.ts";

/** How often a call that other commits keep tearing is judged again before it counts as a conflict. */
const MAX_ATTEMPTS = 16;

/** What a handler came to. */
type Outcome =
  | { readonly kind: "answered"; readonly result: Uint8Array }
  | { readonly kind: "refused"; readonly error: OpenLadingError }
  | { readonly kind: "failed"; readonly error: unknown };

/** A transaction ready to be ordered: what it read and would write, judged on the snapshot at `height`. */
export interface Endorsed extends Proposal {
  readonly simulation: Simulation;
  readonly result: Uint8Array;
  readonly height: number;
}

/** What is to be endorsed, and how. */
export interface Endorsement extends Proposal {
  readonly handler: SubmitHandler;
  readonly args: readonly Uint8Array[];
  readonly isTwice: boolean;
}

/**
 * Runs a transaction, twice unless told otherwise, against one snapshot.
 * @throws RefusedError when the contract said no on that snapshot; ConflictError when the contract said so itself or
 * commits kept coming in between; LedgerError ERR_LEDGER_NOT_DETERMINISTIC, ERR_LEDGER_CONTRACT or the storage's.
 */
export async function endorse(store: Store, endorsement: Endorsement): Promise<Endorsed> {
  const { transactionId, transactionTime, handler, args, isTwice } = endorsement;
  const run = (simulation: Simulation, isPerturbed: boolean): Promise<Outcome> => {
    const act = (): Promise<Uint8Array> =>
      handler(simulation.transactionContext({ transactionId, transactionTime }), copies(args));
    return settled(simulation, isTwice ? () => inStance(transactionId, isPerturbed, act) : act);
  };
  return onOneSnapshot(store, async () => {
    const simulation = new Simulation(store);
    const outcome = await run(simulation, false);
    const second = isTwice && simulation.failure === null ? new Simulation(store) : null;
    const difference = second && differing(simulation, outcome, second, await run(second, true));
    return {
      simulations: second === null ? [simulation] : [simulation, second],
      conclude: (height) => {
        if (difference !== null) throw notDeterministic(difference, transactionId);
        return { transactionId, transactionTime, simulation, result: answer(outcome, height, transactionId), height };
      },
    };
  });
}

/** Runs a query against one snapshot. Its errors are those of {@link endorse}. */
export async function evaluate(
  store: Store,
  query: (simulation: Simulation) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  return onOneSnapshot(store, async () => {
    const simulation = new Simulation(store);
    const outcome = await settled(simulation, () => query(simulation));
    return { simulations: [simulation], conclude: (height) => answer(outcome, height, null) };
  });
}

interface Attempt<T> {
  readonly simulations: readonly Simulation[];
  readonly conclude: (height: number) => T;
}

/**
 * Judges again until everything that was read still stands at the end, and so belongs to one state: the newest.
 * A refusal, too, counts only then.
 */
async function onOneSnapshot<T>(store: Store, attempt: () => Promise<Attempt<T>>): Promise<T> {
  for (let count = 0; count < MAX_ATTEMPTS; count += 1) {
    const height = store.refresh();
    const { simulations, conclude } = await attempt();
    for (const { failure } of simulations) if (failure !== null) throw failure;
    const isUntorn = store.refresh() === height || simulations.every((simulation) => simulation.staleness() === null);
    if (isUntorn) return conclude(store.height);
  }
  throw new ConflictError({ reason: "mvcc", message: "other commits kept changing what was being read" });
}

async function settled(simulation: Simulation, act: () => Promise<Uint8Array>): Promise<Outcome> {
  try {
    const result: unknown = await act();
    if (!(result instanceof Uint8Array)) throw new TypeError("a contract answers with a Uint8Array");
    return { kind: "answered", result: new Uint8Array(result) };
  } catch (error) {
    return isCoded(error) ? { kind: "refused", error } : { kind: "failed", error };
  } finally {
    simulation.end();
  }
}

function isCoded(error: unknown): error is OpenLadingError {
  return error instanceof OpenLadingError;
}

function answer(outcome: Outcome, height: number, transactionId: string | null): Uint8Array {
  switch (outcome.kind) {
    case "answered":
      return outcome.result;
    case "refused": {
      const { code, message, details } = outcome.error;
      const revived = reviveRefusal(encodeRefusal(outcome.error), height);
      throw revived instanceof ConflictError
        ? revived
        : new RefusedError({ code, message, details, height, cause: outcome.error });
    }
    case "failed":
      throw new LedgerError({
        code: "ERR_LEDGER_CONTRACT",
        message: "the contract failed without a code",
        details: transactionId === null ? {} : { transactionId },
        cause: outcome.error,
      });
  }
}

/** The first thing in which two endorsements differ, or null. */
function differing(
  first: Simulation,
  firstOutcome: Outcome,
  second: Simulation,
  secondOutcome: Outcome,
): string | null {
  if (!haveEqualOutcome(firstOutcome, secondOutcome)) return "result";
  if (!haveEqualReads(first, second)) return "reads";
  if (!haveEqualWrites(first.writes, second.writes)) return "writes";
  return haveEqualEvent(first, second) ? null : "event";
}

function haveEqualOutcome(first: Outcome, second: Outcome): boolean {
  if (first.kind === "answered") return second.kind === "answered" && isSameBytes(first.result, second.result);
  if (first.kind === "failed") return second.kind === "failed";
  return second.kind === "refused" && encodeRefusal(first.error) === encodeRefusal(second.error);
}

function haveEqualReads(first: Simulation, second: Simulation): boolean {
  if (first.reads.size !== second.reads.size || first.ranges.length !== second.ranges.length) return false;
  for (const [key, version] of first.reads) if (second.reads.get(key) !== version) return false;
  return first.ranges.every((range, index) => range.fingerprint === second.ranges[index]?.fingerprint);
}

function haveEqualWrites(
  first: ReadonlyMap<string, Uint8Array | null>,
  second: ReadonlyMap<string, Uint8Array | null>,
): boolean {
  if (first.size !== second.size) return false;
  for (const [key, bytes] of first) {
    const other = second.get(key);
    if (other === undefined || !haveEqualBytes(bytes, other)) return false;
  }
  return true;
}

function haveEqualEvent({ event: first }: Simulation, { event: second }: Simulation): boolean {
  return first?.name === second?.name && haveEqualBytes(first?.payload ?? null, second?.payload ?? null);
}

function haveEqualBytes(first: Uint8Array | null, second: Uint8Array | null): boolean {
  return first === null || second === null ? first === second : isSameBytes(first, second);
}

function notDeterministic(part: string, transactionId: string): LedgerError {
  return new LedgerError({
    code: "ERR_LEDGER_NOT_DETERMINISTIC",
    message: "two endorsements of one transaction differ",
    details: { part, transactionId },
  });
}

function copies(args: readonly Uint8Array[]): readonly Uint8Array[] {
  return args.map((arg) => new Uint8Array(arg));
}
