import { LedgerError } from "@openlading/ledger";

/**
 * Lets so many calls run and so many more wait in line, because a peer answers a call too many with an error that
 * looks like any other.
 */
export class Admission {
  readonly #maxRunning: number;
  readonly #maxWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(maxRunning: number, maxWaiting: number) {
    this.#maxRunning = maxRunning;
    this.#maxWaiting = maxWaiting;
  }

  /** Runs `work` when its turn comes. @throws LedgerError ERR_LEDGER_BUSY when the line is full */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#maxRunning) await this.#turn();
    else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next(); // the place passes on
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= this.#maxWaiting) {
      throw new LedgerError({ code: "ERR_LEDGER_BUSY", message: "too many calls are waiting for this ledger" });
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
