import { utf8 } from "@openlading/core";
import { ConflictError, UnknownError, type Committed, type ConflictReason } from "@openlading/ledger";
import type { Entry } from "./cache.ts";
import type { Endorsed } from "./endorse.ts";
import { toPlace, type History } from "./history.ts";
import { toPosition } from "./position.ts";
import { storageError } from "./sqlite-error.ts";
import type { Store } from "./store.ts";

/** A transaction waiting for its block. */
export interface Pending {
  readonly endorsed: Endorsed;
  readonly resolve: (committed: Committed) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Commits what is valid of a batch as one block in one durable SQLite transaction, and answers everybody in it.
 * A batch of which nothing is valid makes no block.
 */
export function commitBlock(store: Store, history: History, batch: readonly Pending[]): void {
  const { database } = store;
  let isCommitting = false;
  try {
    database.exec("BEGIN IMMEDIATE");
    const height = store.refresh() + 1;
    const valid = validate(store, batch);
    const entries = valid.flatMap((pending, index) =>
      write(store, history, pending.endorsed, toPosition(height, index)),
    );
    isCommitting = true;
    database.exec(valid.length === 0 ? "ROLLBACK" : "COMMIT");
    if (valid.length === 0) return;
    store.adopt(height, entries);
    for (const [index, pending] of valid.entries()) pending.resolve(committed(pending.endorsed, height, index));
  } catch (error) {
    rollBack(store);
    const failure = storageError(error);
    for (const { endorsed, reject } of batch) {
      const isUnknown = isCommitting && failure.code === "ERR_LEDGER_STORAGE";
      reject(isUnknown ? new UnknownError({ transactionId: endorsed.transactionId, cause: failure }) : failure);
    }
  }
}

/** The transactions that may commit, in order; the others are told why not. */
function validate(store: Store, batch: readonly Pending[]): readonly Pending[] {
  const written = new Map<string, Uint8Array>();
  return batch.filter(({ endorsed, reject }) => {
    const reason = conflictIn(endorsed, written) ?? conflictWith(store, endorsed);
    if (reason !== null) {
      reject(new ConflictError({ reason, transactionId: endorsed.transactionId }));
      return false;
    }
    for (const key of endorsed.simulation.writes.keys()) written.set(key, utf8(key));
    return true;
  });
}

/** Against the block so far. Stricter than Fabric in one point: a key is written once a block, even blindly. */
function conflictIn({ simulation }: Endorsed, written: ReadonlyMap<string, Uint8Array>): ConflictReason | null {
  if (written.size === 0) return null;
  for (const key of simulation.reads.keys()) if (written.has(key)) return "mvcc";
  for (const key of simulation.writes.keys()) if (written.has(key)) return "mvcc";
  if (simulation.ranges.length === 0) return null;
  for (const key of written.values()) if (simulation.ranges.some((range) => range.covers(key))) return "phantom";
  return null;
}

/** Against the state before the block; what was judged at this very height still stands. */
function conflictWith(store: Store, { simulation, height }: Endorsed): ConflictReason | null {
  return height === store.height ? null : simulation.staleness();
}

function write(
  store: Store,
  history: History,
  { transactionId, simulation, result }: Endorsed,
  version: number,
): (readonly [string, Entry | null])[] {
  const { event, writes } = simulation;
  history.append(version, { transactionId, event, result });
  const payload = event?.payload ?? null;
  return [...writes].map(([key, bytes]) => {
    store.write(key, bytes, version, payload);
    return [key, bytes === null ? null : { bytes, version }] as const;
  });
}

function committed({ transactionId, result }: Endorsed, height: number, index: number): Committed {
  return { ...toPlace(transactionId, toPosition(height, index)), result };
}

function rollBack({ database }: Store): void {
  if (!database.isTransaction) return;
  try {
    database.exec("ROLLBACK");
  } catch {
    // SQLite rolls back by itself when the connection goes; the failure being reported is the one that counts
  }
}
