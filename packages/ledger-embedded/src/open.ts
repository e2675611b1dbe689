import { randomBytes } from "node:crypto";
import { utf8 } from "@openlading/core";
import type { ContractDefinition, LedgerClient } from "@openlading/ledger";
import { Bell } from "./bell.ts";
import { EmbeddedClient } from "./client.ts";
import { CommitQueue, type GroupCommit } from "./commit-queue.ts";
import { openFile } from "./file.ts";
import { History } from "./history.ts";
import { translated } from "./sqlite-error.ts";
import { Store } from "./store.ts";

const BUSY_TIMEOUT_MS = 10_000;
const POLL_MS = 50;
const NONCE_BYTES = 24;

/** How to open an embedded ledger. */
export interface EmbeddedLedgerOptions {
  /** The ledger's file, created when there is none, or ":memory:". Several processes may open one file. */
  readonly path: string;
  readonly contract: ContractDefinition;
  /** The proposal's time, in milliseconds since the epoch. */
  readonly clock: () => number;
  /** A fresh nonce for each transaction id; by default 24 bytes from the system. It MUST never repeat. */
  readonly random?: () => Uint8Array;
  /** Run every submit a second time with clock, zone and randomness perturbed. Default true. */
  readonly endorseTwice?: boolean;
  readonly groupCommit?: GroupCommit;
  /** Who proposes: part of every transaction id. */
  readonly creator?: Uint8Array;
  /** How long to wait for another process's commit. Default 10,000. */
  readonly busyTimeoutMs?: number;
  /** How often a follower looks for other processes' blocks. Default 50. */
  readonly pollMs?: number;
  /** The largest the file may grow; beyond it commits fail with ERR_LEDGER_DISK_FULL. */
  readonly maxFileBytes?: number;
}

/**
 * Opens a ledger in this process on one SQLite file, with Fabric's semantics.
 * What `submit` has answered is on the disk; killing the process at any moment loses nothing that was answered and
 * leaves nothing half done.
 * @throws LedgerError ERR_LEDGER_FORMAT, ERR_LEDGER_CORRUPT, ERR_LEDGER_LOCKED or ERR_LEDGER_STORAGE.
 */
export async function openEmbeddedLedger(options: EmbeddedLedgerOptions): Promise<LedgerClient> {
  const { path, busyTimeoutMs = BUSY_TIMEOUT_MS, maxFileBytes = null } = options;
  const database = openFile({ path, busyTimeoutMs, maxFileBytes });
  try {
    const [store, history] = translated(() => [new Store(database), new History(database)]);
    store.refresh();
    const bell = new Bell();
    const queue = new CommitQueue(store, history, options.groupCommit ?? {}, () => {
      bell.ring();
    });
    return await Promise.resolve(
      new EmbeddedClient({
        store,
        history,
        queue,
        bell,
        contract: options.contract,
        clock: options.clock,
        random: options.random ?? (() => randomBytes(NONCE_BYTES)),
        creator: options.creator ?? utf8("openlading/embedded"),
        endorseTwice: options.endorseTwice ?? true,
        pollMs: options.pollMs ?? POLL_MS,
      }),
    );
  } catch (error) {
    database.close();
    throw error;
  }
}
