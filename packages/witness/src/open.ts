import type { LedgerClient } from "@openlading/ledger";
import type { Signer } from "@openlading/jws";
import { createHistoryTree, type NoteSigner } from "@openlading/log";
import { assertMemory } from "./cosign.ts";
import { openDatabase } from "./database.ts";
import { sound } from "./row.ts";
import { Store } from "./store.ts";
import { Witness } from "./witness.ts";

const REFRESH_MS = 60_000;

/** How to open a witness. */
export interface WitnessOptions {
  /** The ledger to follow. The witness reads it and never closes it. */
  readonly ledger: LedgerClient;
  /** The witness's own file, created when there is none, or ":memory:". It is the memory of what was signed: keep it. */
  readonly path: string;
  readonly networkId: string;
  /** The Ed25519 key this witness cosigns with, under its name in the genesis. */
  readonly signer: NoteSigner;
  /** The ES256 key this witness moves the network's clock with. */
  readonly clockSigner?: Signer;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The ledger counts blocks it does not show, as Fabric does (blocks without a valid transaction). Default false. */
  readonly hasSparseHeights?: boolean;
  /** How old the cosignature of a quiet ledger's end may get before catching up renews it. Default 60,000. */
  readonly refreshMs?: number;
  /** Forget an earlier halt and look at the ledger again. Safe for the history, since nothing wrong was written. */
  readonly isResuming?: boolean;
}

/**
 * Opens a witness over any ledger; goes on where its file ends, without rebuilding anything.
 * @throws WitnessError `ERR_WITNESS_STORE`, `ERR_WITNESS_CORRUPT`, `ERR_WITNESS_LOCKED`, `ERR_WITNESS_STORAGE`
 */
export async function openWitness(options: WitnessOptions): Promise<Witness> {
  const { ledger, path, networkId, signer, now } = options;
  const database = openDatabase(path, { networkId, name: signer.name });
  try {
    const store = new Store(database);
    sound("the history", () => {
      assertMemory(store, createHistoryTree(store, store.progress().treeSize));
    });
    if (options.isResuming === true) store.setHalt(null);
    return await Promise.resolve(
      new Witness({
        store,
        ledger,
        networkId,
        signer,
        now,
        clockSigner: options.clockSigner ?? null,
        hasSparseHeights: options.hasSparseHeights ?? false,
        refreshMs: options.refreshMs ?? REFRESH_MS,
      }),
    );
  } catch (error) {
    database.close();
    throw error;
  }
}
