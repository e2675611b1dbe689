import { formatInstant, sha256Hex } from "@openlading/core";
import {
  cancellation,
  LedgerError,
  readDuplicate,
  UnknownError,
  unlessAborted,
  type Block,
  type BlocksOptions,
  type CallOptions,
  type Committed,
  type ContractDefinition,
  type LedgerClient,
  type Position,
} from "@openlading/ledger";
import type { Bell } from "./bell.ts";
import type { CommitQueue } from "./commit-queue.ts";
import { endorse, evaluate, type Endorsed } from "./endorse.ts";
import type { History } from "./history.ts";
import { corrupt } from "./row.ts";
import type { Store } from "./store.ts";

const TRANSACTION_ID = /^[0-9a-f]{64}$/;

/** What a client is made of. */
export interface ClientParts {
  readonly store: Store;
  readonly history: History;
  readonly queue: CommitQueue;
  readonly bell: Bell;
  readonly contract: ContractDefinition;
  readonly clock: () => number;
  readonly random: () => Uint8Array;
  readonly creator: Uint8Array;
  readonly endorseTwice: boolean;
  readonly pollMs: number;
}

/** The embedded ledger seen through the port. */
export class EmbeddedClient implements LedgerClient {
  readonly #parts: ClientParts;
  readonly #calls = new Set<Promise<unknown>>();
  #closing: Promise<void> | null = null;

  constructor(parts: ClientParts) {
    this.#parts = parts;
  }

  submit(transaction: string, args: readonly Uint8Array[], options: CallOptions = {}): Promise<Committed> {
    return this.#call(options, async (signal) => {
      const endorsed = await unlessAborted(this.#endorse(transaction, args), signal, () => aborted(signal));
      const first = this.#firstOutcome(endorsed);
      if (first !== null) return first;
      if (signal?.aborted === true) throw aborted(signal);
      const { transactionId } = endorsed;
      const unknown = (): Error => new UnknownError({ transactionId, cause: signal?.reason });
      return unlessAborted(this.#onItsWay(this.#parts.queue.push(endorsed)), signal, unknown);
    });
  }

  evaluate(transaction: string, args: readonly Uint8Array[], options: CallOptions = {}): Promise<Uint8Array> {
    return this.#call(options, (signal) => {
      const { store, contract } = this.#parts;
      const handler = named(contract.reads, transaction);
      const answer = evaluate(store, (simulation) => handler(simulation.readContext(), args));
      return unlessAborted(answer, signal, () => aborted(signal));
    });
  }

  status(transactionId: string): Promise<Position | null> {
    return this.#call({}, () => {
      if (!TRANSACTION_ID.test(transactionId)) throw new TypeError("a transaction id is 64 lower-case hex characters");
      const found = this.#parts.history.find(transactionId);
      return found && { transactionId, height: found.height, index: found.index };
    });
  }

  height(): Promise<number> {
    return this.#call({}, () => this.#parts.store.refresh());
  }

  blocks(options: BlocksOptions): AsyncIterable<Block> {
    if (!Number.isSafeInteger(options.from) || options.from < 1) throw new TypeError("blocks are counted from 1");
    if (this.#closing !== null) throw closed();
    return this.#blocks(options);
  }

  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
  }

  async #close(): Promise<void> {
    this.#parts.bell.ring();
    while (this.#calls.size > 0) await Promise.allSettled(this.#calls);
    this.#parts.store.database.close();
  }

  async *#blocks({ from, follow = false, signal }: BlocksOptions): AsyncGenerator<Block> {
    const { history, bell, pollMs } = this.#parts;
    let next = from;
    while (this.#mayGoOn(follow, signal)) {
      const blocks = history.blocksFrom(next);
      for (const block of blocks) {
        if (!this.#mayGoOn(follow, signal)) return;
        next = block.height + 1;
        yield block;
      }
      if (blocks.length > 0) continue;
      if (!follow) return;
      await bell.wait(pollMs, signal);
    }
  }

  /** A follower ends quietly; a reader that wanted all there is must not take the end of the client for the end. */
  #mayGoOn(isFollowing: boolean, signal: AbortSignal | undefined): boolean {
    if (this.#closing === null && signal?.aborted !== true) return true;
    if (isFollowing) return false;
    throw this.#closing === null ? aborted(signal) : closed();
  }

  async #endorse(transaction: string, args: readonly Uint8Array[]): Promise<Endorsed> {
    const { store, contract, clock, random, creator, endorseTwice } = this.#parts;
    return endorse(store, {
      transactionId: sha256Hex(random(), creator),
      transactionTime: formatInstant(clock()),
      handler: named(contract.submits, transaction),
      args,
      isTwice: endorseTwice,
    });
  }

  /** The first outcome of a transaction that the contract calls a duplicate, or null for any other. */
  #firstOutcome({ result, simulation, transactionId }: Endorsed): Committed | null {
    const first = readDuplicate(result);
    if (first === null) return null;
    if (simulation.writes.size > 0 || simulation.event !== null) {
      throw new LedgerError({
        code: "ERR_LEDGER_CONTRACT",
        message: "the contract answered with a duplicate and wrote all the same",
        details: { transactionId },
      });
    }
    const outcome = this.#parts.history.find(first);
    if (outcome === null) throw corrupt("the state names a transaction that the history does not hold");
    return outcome;
  }

  /** Keeps the client open for work that goes on after its caller has stopped waiting. */
  #onItsWay<T>(work: Promise<T>): Promise<T> {
    this.#calls.add(work);
    const done = (): void => void this.#calls.delete(work);
    work.then(done, done);
    return work;
  }

  async #call<T>(options: CallOptions, act: (signal: AbortSignal | undefined) => Promise<T> | T): Promise<T> {
    if (this.#closing !== null) throw closed();
    const signal = cancellation(options);
    if (signal?.aborted === true) throw aborted(signal);
    return this.#onItsWay((async () => act(signal))());
  }
}

function named<Handler>(handlers: Readonly<Record<string, Handler>>, name: string): Handler {
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  if (handler !== undefined) return handler;
  throw new LedgerError({
    code: "ERR_LEDGER_NO_SUCH_TRANSACTION",
    message: "the contract has no transaction of that name",
  });
}

function aborted(signal: AbortSignal | undefined): LedgerError {
  const message = "the call was aborted before the transaction was sent";
  return new LedgerError({ code: "ERR_LEDGER_ABORTED", message, cause: signal?.reason });
}

function closed(): LedgerError {
  return new LedgerError({ code: "ERR_LEDGER_CLOSED", message: "the ledger client is closed" });
}
