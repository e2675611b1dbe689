import type { common } from "@hyperledger/fabric-protos";
import type { Chain } from "./chain.ts";

type Envelope = InstanceType<typeof common.Envelope>;

/** When a block is cut. @see Fabric docs/source/performance.md "BatchSize", `orderer/common/blockcutter/blockcutter.go` */
export interface Batching {
  readonly timeoutMs: number;
  readonly maxMessages: number;
}

/** Puts transactions in order: a block when it is full, or when the first in it has waited long enough. */
export class Orderer {
  readonly #chain: Chain;
  readonly #batching: Batching;
  readonly #watchers: { readonly count: number; readonly resolve: () => void }[] = [];
  #waiting: Envelope[] = [];
  #timer: NodeJS.Timeout | null = null;
  #isHeld = false;

  constructor(chain: Chain, batching: Batching) {
    this.#chain = chain;
    this.#batching = batching;
  }

  /** Takes a transaction; that it is taken says nothing of a block yet. */
  enqueue(envelope: Envelope): void {
    this.#waiting.push(envelope);
    for (const { count, resolve } of this.#watchers) if (this.#waiting.length >= count) resolve();
    this.#schedule();
  }

  /** Keeps what comes until it is released, as between two blocks of a slow orderer. */
  hold(): void {
    this.#isHeld = true;
    this.stop();
  }

  release(): void {
    this.#isHeld = false;
    this.#schedule();
  }

  /** Resolves when so many are waiting for a block. */
  waiting(count: number): Promise<void> {
    if (this.#waiting.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.#watchers.push({ count, resolve }));
  }

  /** What a crash does to transactions that were taken but are in no block. */
  forget(): number {
    const lost = this.#waiting.length;
    this.#waiting = [];
    this.stop();
    return lost;
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #schedule(): void {
    if (this.#isHeld) return;
    while (this.#waiting.length >= this.#batching.maxMessages) this.#cut();
    if (this.#waiting.length > 0) this.#timer ??= setTimeout(() => this.#cut(), this.#batching.timeoutMs);
  }

  #cut(): void {
    this.stop();
    const batch = this.#waiting.slice(0, this.#batching.maxMessages);
    this.#waiting = this.#waiting.slice(batch.length);
    if (batch.length > 0) this.#chain.commit(batch);
    this.#schedule();
  }
}
