import { equalBytes } from "@openlading/core";
import { createSignatureChecker, type SignatureChecker } from "@openlading/law";
import type { Block, LedgerClient } from "@openlading/ledger";
import type { NoteSigner } from "@openlading/log";
import { Cache } from "./cache.ts";
import { Chunk } from "./chunk.ts";
import { cosign } from "./cosign.ts";
import { diverged, WitnessError } from "./error.ts";
import { digestOfBlock } from "./replay.ts";
import { isSame, type Halt, type Progress, type Store } from "./store.ts";

/** How often a file that another process moves on is tried again. */
const MAX_ATTEMPTS = 8;

/** How far to go and how long to try. */
export interface CatchUpOptions {
  readonly signal?: AbortSignal;
  /** Go no further than this block; the ledger's newest unless told. */
  readonly height?: number;
}

/** What following a ledger needs. */
export interface FollowerParts {
  readonly store: Store;
  readonly ledger: LedgerClient;
  readonly networkId: string;
  readonly signer: NoteSigner;
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

/** Moves a witness's file on. One call at a time. */
export class Follower {
  readonly #parts: FollowerParts;
  readonly #store: Store;
  readonly #checker: SignatureChecker = createSignatureChecker();
  #cache: Cache;
  /** How far the file was when the cache was last in step with it. */
  #known: Progress;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
    this.#store = parts.store;
    this.#cache = new Cache(parts.store);
    this.#known = parts.store.progress();
  }

  /** Replays up to the ledger's newest block and cosigns there. @throws as the witness's `catchUp` */
  async catchUp(options: CatchUpOptions): Promise<void> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      if (await this.#haltingOnDivergence(options)) return;
    }
    throw new WitnessError({ code: "ERR_WITNESS_LOCKED", message: "another process keeps moving the file on" });
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

function haltOf({ details, message }: WitnessError): Halt {
  const { height, index, reason } = details;
  return {
    height: typeof height === "number" ? height : 0,
    index: typeof index === "number" ? index : null,
    reason: typeof reason === "string" ? reason : "ERR_WITNESS_DIVERGED",
    message,
  };
}
