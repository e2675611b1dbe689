import { createSignatureChecker, type RecordState, type SignatureChecker } from "@openlading/law";
import type { Block, LedgerClient } from "@openlading/ledger";
import { equalBytes } from "@openlading/core";
import type { Signer } from "@openlading/jws";
import { createHistoryTree, type ConsistencyClaim, type NoteSigner } from "@openlading/log";
import { Cache } from "./cache.ts";
import { Chunk } from "./chunk.ts";
import { cosign } from "./cosign.ts";
import { translated } from "./database.ts";
import { diverged, WitnessError } from "./error.ts";
import { digestOfBlock } from "./replay.ts";
import { sound } from "./row.ts";
import { checkpointOf, consistencyOf, createSnapshot, type ProvenRecord, type WitnessCheckpoint, type WitnessedAct, type WitnessSnapshot } from "./snapshot.ts"; // prettier-ignore
import { isSame, type Halt, type Progress, type Store } from "./store.ts";
import { approveTick, signTick, type Ticking } from "./tick.ts";

/** How often a file that another process moves on is tried again. */
const MAX_ATTEMPTS = 8;

/** How far to go and how long to try. */
export interface CatchUpOptions {
  readonly signal?: AbortSignal;
  /** Go no further than this block; the ledger's newest unless told. */
  readonly height?: number;
}

/** What a witness is made of. */
export interface WitnessParts {
  readonly store: Store;
  readonly ledger: LedgerClient;
  readonly networkId: string;
  readonly signer: NoteSigner;
  readonly clockSigner: Signer | null;
  readonly now: () => number;
  readonly hasSparseHeights: boolean;
  readonly refreshMs: number;
}

/** A round of catching up: how far the ledger was, and when it was asked. */
interface Round {
  readonly target: number;
  readonly isWhole: boolean;
  readonly askedMs: number;
  readonly signal: AbortSignal | undefined;
}

/** One organisation's witness. Everything it answers is proven under the newest block's end it has replayed. */
export class Witness implements WitnessSnapshot {
  readonly #parts: WitnessParts;
  readonly #checker: SignatureChecker = createSignatureChecker();
  #cache: Cache;
  #known: Progress;
  #turn: Promise<unknown> = Promise.resolve();
  #isClosing = false;
  #isClosed = false;

  constructor(parts: WitnessParts) {
    this.#parts = parts;
    this.#cache = new Cache(parts.store);
    this.#known = parts.store.progress();
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
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        if (await this.#haltingOnDivergence(options)) return { height: this.height };
      }
      throw new WitnessError({ code: "ERR_WITNESS_LOCKED", message: "another process keeps moving the file on" });
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

  async #haltingOnDivergence(options: CatchUpOptions): Promise<boolean> {
    const halt = this.#store.halt();
    if (halt !== null) throw diverged(halt, halt.message);
    try {
      return await this.#round(options);
    } catch (error) {
      if (!(error instanceof WitnessError) || error.code !== "ERR_WITNESS_DIVERGED") throw error;
      // What was read while another process moved the file on contradicts nothing: look again.
      if (!isSame(this.#store.progress(), this.#known)) return false;
      this.#store.setHalt(haltOf(error));
      throw error;
    }
  }

  /** One round; false when another process moved the file on and everything has to be looked at again. */
  async #round({ height, signal }: CatchUpOptions): Promise<boolean> {
    const { ledger, now } = this.#parts;
    this.#refresh();
    const askedMs = now();
    const newest = await ledger.height();
    const target = Math.min(height ?? newest, newest);
    if (newest < this.#known.height) throw gap(newest, "the ledger is shorter than what was witnessed");
    if (target < this.#known.height) return true;
    const round = { target, isWhole: target === newest, askedMs, signal };
    const end = await this.#replay(round);
    return end !== null && this.#seal(end, round);
  }

  /** Replays up to the round's target. Answers the last chunk, not yet written; null when the file moved on. */
  async #replay({ target, signal }: Round): Promise<Chunk | null> {
    const { ledger } = this.#parts;
    let chunk = this.#newChunk();
    let last: Progress = this.#known;
    let isFirst = last.height > 0;
    if (target === 0) return chunk;
    const from = Math.max(1, last.height);
    for await (const block of ledger.blocks({ from, ...(signal === undefined ? {} : { signal }) })) {
      if (block.height > target) break;
      if (isFirst) assertUnchanged(block, last);
      else {
        this.#assertNext(block, last.height);
        if (chunk.isFull) {
          if (!this.#write(await chunk.finish(), null)) return null;
          chunk = this.#newChunk();
        }
        chunk.add(block);
        last = chunk.draft.progress;
      }
      isFirst = false;
    }
    if (isFirst) throw gap(last.height, "the ledger no longer shows the last block witnessed");
    return chunk;
  }

  #assertNext(block: Block, last: number): void {
    if (block.height <= last) throw gap(block.height, "a block comes twice or out of order");
    if (!this.#parts.hasSparseHeights && block.height !== last + 1) throw gap(block.height, "blocks are missing");
  }

  async #seal(chunk: Chunk, round: Round): Promise<boolean> {
    const draft = await chunk.finish();
    const { treeSize, height } = draft.progress;
    if (treeSize === 0 || !this.#isDue(treeSize, round)) return chunk.isEmpty || this.#write(draft, null);
    const { store, signer, networkId } = this.#parts;
    const askedSeconds = Math.floor(round.askedMs / 1000);
    const line = await cosign({ store, signer, networkId, base: draft.base, tree: draft.tree, height, askedSeconds });
    return line !== null && this.#write(draft, line);
  }

  /** Whether to cosign a history of this size now: never less than was signed, never twice without need. */
  #isDue(treeSize: number, { isWhole, askedMs, target }: Round): boolean {
    if (treeSize < (this.#store.signed()?.treeSize ?? 0)) {
      if (isWhole) throw gap(target, "the ledger ends before what was signed");
      return false;
    }
    const line = this.#store.line(treeSize);
    return line === null || askedMs - line.timeSeconds * 1000 >= this.#parts.refreshMs;
  }

  #write(draft: Chunk["draft"], line: Parameters<Store["add"]>[1]): boolean {
    if (!this.#store.add(draft, line)) return false;
    this.#known = draft.progress;
    this.#cache.adopt(draft);
    return true;
  }

  #newChunk(): Chunk {
    const { store, networkId } = this.#parts;
    return new Chunk({ store, networkId, cache: this.#cache, base: this.#known, checker: this.#checker });
  }

  /** Takes notice of what another process has added. */
  #refresh(): void {
    const progress = this.#store.progress();
    if (!isSame(progress, this.#known)) this.#cache = new Cache(this.#store);
    this.#known = progress;
  }
}

/** The last block is looked at again each time: a ledger restored from a backup shows another one in its place. */
function assertUnchanged(block: Block, last: Progress): void {
  if (block.height !== last.height) throw gap(block.height, "the ledger no longer shows the last block witnessed");
  if (equalBytes(digestOfBlock(block), last.blockDigest)) return;
  const at = { height: block.height, index: null, reason: "ERR_WITNESS_DIVERGED" };
  throw diverged(at, "the ledger shows another block where one was witnessed");
}

function gap(height: number, message: string): WitnessError {
  return new WitnessError({ code: "ERR_WITNESS_GAP", message, details: { height } });
}

function closed(): WitnessError {
  return new WitnessError({ code: "ERR_WITNESS_CLOSED", message: "the witness is closed" });
}

function haltOf({ details, message }: WitnessError): Halt {
  const { height, index, reason } = details;
  return {
    height: typeof height === "number" ? height : 0,
    index: typeof index === "number" ? index : null,
    reason: typeof reason === "string" ? reason : "ERR_WITNESS_DIVERGED",
    message,
  };
}
