import type { Committed } from "@openlading/ledger";
import { commitBlock, type Pending } from "./commit.ts";
import type { Endorsed } from "./endorse.ts";
import type { History } from "./history.ts";
import { BLOCK_SPAN } from "./position.ts";
import type { Store } from "./store.ts";

/** How transactions are gathered into blocks. */
export interface GroupCommit {
  /** The most transactions a block takes; at most 4096. */
  readonly maxTransactions?: number;
  /** Calls `drain` once, later: by default in the next turn of the event loop. */
  readonly schedule?: (drain: () => void) => void;
}

const DEFAULT_MAX_TRANSACTIONS = 512;

/** Gathers whatever is endorsed by the time the disk is free, and commits it as one block. */
export class CommitQueue {
  readonly #store: Store;
  readonly #history: History;
  readonly #maxTransactions: number;
  readonly #schedule: (drain: () => void) => void;
  readonly #onCommit: () => void;
  #waiting: Pending[] = [];
  #isScheduled = false;

  constructor(store: Store, history: History, groupCommit: GroupCommit, onCommit: () => void) {
    const { maxTransactions = DEFAULT_MAX_TRANSACTIONS, schedule = setImmediate } = groupCommit;
    if (!Number.isInteger(maxTransactions) || maxTransactions < 1 || maxTransactions > BLOCK_SPAN) {
      throw new TypeError(`maxTransactions is a whole number from 1 to ${String(BLOCK_SPAN)}`);
    }
    this.#store = store;
    this.#history = history;
    this.#maxTransactions = maxTransactions;
    this.#schedule = schedule;
    this.#onCommit = onCommit;
  }

  /** Resolves once the transaction is durable; rejects when it is certain that it is not, or nobody can tell. */
  push(endorsed: Endorsed): Promise<Committed> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ endorsed, resolve, reject });
      this.#wake();
    });
  }

  #wake(): void {
    if (this.#isScheduled || this.#waiting.length === 0) return;
    this.#isScheduled = true;
    this.#schedule(() => {
      this.#drain();
    });
  }

  #drain(): void {
    const batch = this.#waiting.slice(0, this.#maxTransactions);
    this.#waiting = this.#waiting.slice(this.#maxTransactions);
    this.#isScheduled = false;
    const height = this.#store.height;
    commitBlock(this.#store, this.#history, batch);
    if (this.#store.height > height) this.#onCommit();
    this.#wake();
  }
}
