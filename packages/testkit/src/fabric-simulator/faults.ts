/** What can go wrong at a simulated gateway, each so many times. */
export interface FaultCounts {
  /** The transaction is committed, the answer to the question for its status is lost. */
  loseReplies: number;
  /** The orderer takes the transaction and loses it before it is in a block. */
  loseSubmits: number;
  /** No orderer takes the transaction. */
  refuseSubmits: number;
}

/** Counts down the faults that a test asked for. */
export class Faults {
  readonly #left: FaultCounts = { loseReplies: 0, loseSubmits: 0, refuseSubmits: 0 };

  add(counts: Partial<FaultCounts>): void {
    for (const name of ["loseReplies", "loseSubmits", "refuseSubmits"] as const) {
      this.#left[name] = Math.max(0, this.#left[name] + (counts[name] ?? 0));
    }
  }

  take(name: keyof FaultCounts): boolean {
    if (this.#left[name] === 0) return false;
    this.#left[name] -= 1;
    return true;
  }
}
