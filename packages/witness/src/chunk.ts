import type { SignatureChecker } from "@openlading/law";
import type { Block } from "@openlading/ledger";
import type { Cache } from "./cache.ts";
import { Draft } from "./draft.ts";
import { WitnessError } from "./error.ts";
import { replayBlock, type SignatureNeed } from "./replay.ts";
import type { Progress, Store } from "./store.ts";

/** How much is replayed before it is written; a block is never split. */
const MAX_ACTS = 1024;

/** What replaying needs. */
export interface Replaying {
  readonly store: Store;
  readonly cache: Cache;
  /** How far the file is. */
  readonly base: Progress;
  readonly networkId: string;
  readonly checker: SignatureChecker;
}

/**
 * Some blocks on their way into the file. The law is driven as if every signature were good while the signatures are
 * checked on other threads; nothing leaves the chunk before all of them have answered. If one is bad, or anything
 * departs from the law, the blocks are replayed again in order, each signature checked in its turn, so that the
 * place and the reason reported are the first and the right ones.
 */
export class Chunk {
  readonly #parts: Replaying;
  readonly #blocks: Block[] = [];
  #pending: Promise<boolean>[] = [];
  #draft: Draft;

  constructor(parts: Replaying) {
    this.#parts = parts;
    this.#draft = new Draft(parts.store, parts.cache, parts.base);
  }

  get isFull(): boolean {
    return this.#draft.acts.length >= MAX_ACTS;
  }

  get isEmpty(): boolean {
    return this.#blocks.length === 0;
  }

  get draft(): Draft {
    return this.#draft;
  }

  /** Replays the next block. @throws WitnessError as {@link replayBlock} */
  add(block: Block): void {
    this.#blocks.push(block);
    try {
      replayBlock(block, this.#draft, this.#parts.networkId, (need) => this.#expectGood(need));
    } catch (error) {
      if (!(error instanceof WitnessError)) throw error;
      this.#replayStrictly();
    }
  }

  /** Waits for the signatures. @throws WitnessError as {@link replayBlock} */
  async finish(): Promise<Draft> {
    const answers = await Promise.all(this.#pending);
    if (answers.includes(false)) this.#replayStrictly();
    return this.#draft;
  }

  #expectGood(need: SignatureNeed): true {
    const answer = Promise.resolve(this.#parts.checker.checkAsync(need));
    answer.catch(() => undefined); // reported when the chunk is finished
    this.#pending.push(answer);
    return true;
  }

  #replayStrictly(): void {
    const { store, cache, base, networkId, checker } = this.#parts;
    this.#pending = [];
    this.#draft = new Draft(store, cache, base);
    for (const block of this.#blocks) replayBlock(block, this.#draft, networkId, (need) => checker.check(need));
  }
}
