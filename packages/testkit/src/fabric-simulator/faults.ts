/** What can go wrong at a simulated gateway, each so many times. */
export interface FaultCounts {
  /** The transaction is committed, the answer to the question for its status is lost. */
  loseReplies: number;
  /** The orderer takes the transaction and loses it before it is in a block. */
  loseSubmits: number;
  /** No orderer takes the transaction. */
  refuseSubmits: number;
  /** The gateway knows no peers that satisfy the policy. */
  missEndorsers: number;
  /** The gateway takes its own peer's endorsement for enough, as after a wrong word about the policy. */
  underEndorse: number;
}

const NONE: FaultCounts = { loseReplies: 0, loseSubmits: 0, refuseSubmits: 0, missEndorsers: 0, underEndorse: 0 };
const NAMES = ["loseReplies", "loseSubmits", "refuseSubmits", "missEndorsers", "underEndorse"] as const;

/** Counts down the faults that a test asked for. */
export class Faults {
  readonly #left: FaultCounts = { ...NONE };

  add(counts: Partial<FaultCounts>): void {
    for (const name of NAMES) {
      this.#left[name] = Math.max(0, this.#left[name] + (counts[name] ?? 0));
    }
  }

  take(name: keyof FaultCounts): boolean {
    if (this.#left[name] === 0) return false;
    this.#left[name] -= 1;
    return true;
  }
}
