import type { Signer } from "@openlading/jws";
import type { RecordState } from "@openlading/law";
import { createHistoryTree, type ConsistencyClaim } from "@openlading/log";
import { translated } from "./database.ts";
import { WitnessError } from "./error.ts";
import { Follower, type CatchUpOptions, type FollowerParts } from "./follower.ts";
import type { WitnessPort } from "./port.ts";
import { sound } from "./row.ts";
import { checkpointOf, consistencyOf, createSnapshot, type ProvenRecord, type WitnessCheckpoint, type WitnessedAct, type WitnessSnapshot } from "./snapshot.ts"; // prettier-ignore
import type { Halt, Store } from "./store.ts";
import { approveTick, signTick, type Ticking } from "./tick.ts";

/** What a witness is made of. */
export interface WitnessParts extends FollowerParts {
  readonly clockSigner: Signer | null;
}

/** One organisation's witness. Everything it answers is proven under the newest block's end it has replayed. */
export class Witness implements WitnessSnapshot, WitnessPort {
  readonly #parts: WitnessParts;
  readonly #follower: Follower;
  #turn: Promise<unknown> = Promise.resolve();
  #isClosing = false;
  #isClosed = false;

  constructor(parts: WitnessParts) {
    this.#parts = parts;
    this.#follower = new Follower(parts);
  }

  get name(): string {
    return this.#parts.signer.name;
  }

  /** The verifier key others trust. */
  get vkey(): string {
    return this.#parts.signer.vkey;
  }

  get networkId(): string {
    return this.#parts.networkId;
  }

  /** The last block replayed; 0 for none. */
  get height(): number {
    return this.#store.progress().height;
  }

  /** Why this witness signs nothing more, or null. */
  get halt(): Halt | null {
    return this.#store.halt();
  }

  /**
   * Replays what the ledger has committed up to now and cosigns its end. A cosignature's time is the moment the ledger
   * was asked how far it is, so it never claims more than was seen. A quiet ledger's last checkpoint is cosigned again
   * when its cosignature has aged.
   * @throws WitnessError `ERR_WITNESS_DIVERGED` (now and ever after), `ERR_WITNESS_GAP`, `ERR_WITNESS_RULES`,
   * `ERR_WITNESS_CLOCK`, `ERR_WITNESS_LOCKED` and storage codes; LedgerError from the ledger. Nothing is signed then.
   */
  async catchUp(options: CatchUpOptions = {}): Promise<{ readonly height: number }> {
    return this.#inTurn(async () => {
      await this.#follower.catchUp(options);
      return { height: this.height };
    });
  }

  /** Catches up with every block as it comes, until the signal is aborted or the ledger is closed. @throws as {@link catchUp} */
  async follow({ signal }: { readonly signal: AbortSignal }): Promise<void> {
    try {
      await this.catchUp({ signal });
      for await (const block of this.#parts.ledger.blocks({ from: this.height + 1, follow: true, signal })) {
        if (block.height > this.height) await this.catchUp({ signal });
      }
    } catch (error) {
      if (!signal.aborted || error instanceof WitnessError) throw error;
    }
  }

  /** Reads several things as of one moment, whatever another process does meanwhile. `use` MUST be synchronous. */
  snapshot<T>(use: (snapshot: WitnessSnapshot) => T): T {
    const { database } = this.#store;
    const read = (): T => use(createSnapshot(this.#store, this.networkId));
    if (database.isTransaction) return read();
    return translated(() => {
      database.exec("BEGIN");
      try {
        return read();
      } finally {
        database.exec("COMMIT");
      }
    });
  }

  checkpoint(): WitnessCheckpoint | null {
    return this.snapshot((s) => s.checkpoint());
  }

  /** The checkpoint as of an earlier height (the end of the newest block with entries up to it), if it was cosigned. */
  checkpointAt(height: number): WitnessCheckpoint | null {
    return this.snapshot(() => {
      const end = this.#store.blockEnd(height);
      if (end === null) return null;
      return checkpointOf(this.#store, createHistoryTree(this.#store, end.treeSize), this.networkId, end);
    });
  }

  record(recordId: string): ProvenRecord {
    return this.snapshot((s) => s.record(recordId));
  }

  acts(recordId: string): readonly WitnessedAct[] {
    return this.snapshot((s) => s.acts(recordId));
  }

  act(actDigest: string): WitnessedAct | null {
    return this.snapshot((s) => s.act(actDigest));
  }

  stateByDigest(recordId: string, digest: string): RecordState | null {
    return this.snapshot((s) => s.stateByDigest(recordId, digest));
  }

  /** Shows that the history of `oldSize` leaves is a prefix of that of `newSize` (all by default). */
  consistency(oldSize: number, newSize?: number): ConsistencyClaim {
    return this.snapshot(() => {
      const { treeSize } = this.#store.progress();
      const tree = createHistoryTree(this.#store, treeSize);
      return sound("the history", () => consistencyOf(tree, oldSize, newSize ?? treeSize));
    });
  }

  /** Signs a TICK act with the present time. @throws TypeError when the witness was opened without a clock key */
  async signTick(): Promise<string> {
    return signTick(this.#ticking());
  }

  /** Approves another witness's tick. @throws WitnessError `ERR_WITNESS_TICK` when its time is not the present one here */
  async approveTick(act: string): Promise<string> {
    return approveTick(act, this.#ticking());
  }

  /** Waits for the round on its way, then lets go of the file. The ledger stays open. */
  async close(): Promise<void> {
    if (this.#isClosing) return;
    this.#isClosing = true;
    await this.#turn;
    this.#isClosed = true;
    this.#parts.store.database.close();
  }

  get #store(): Store {
    if (this.#isClosed) throw closed();
    return this.#parts.store;
  }

  #ticking(): Ticking {
    const { networkId, clockSigner, now, store } = this.#parts;
    if (clockSigner === null) throw new TypeError("this witness was opened without a clock key");
    return { networkId, name: this.name, signer: clockSigner, nowMs: now(), record: (id) => store.record(id) };
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isClosing) throw closed();
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

function closed(): WitnessError {
  return new WitnessError({ code: "ERR_WITNESS_CLOSED", message: "the witness is closed" });
}
