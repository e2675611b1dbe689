import {
  cancellation, LedgerError, readDuplicate, UnknownError, unlessAborted, type Block, type BlocksOptions, type CallOptions,
  type Committed, type LedgerClient, type Position,
} from "@openlading/ledger"; // prettier-ignore
import type { Admission } from "./admission.ts";
import { streamBlocks } from "./block-stream.ts";
import { toLedgerBlock } from "./block.ts";
import { endorse, type Endorsed } from "./endorse.ts";
import { evaluate } from "./evaluate.ts";
import { unreachable, withFailover } from "./failover.ts";
import { order } from "./order.ts";
import type { Parts } from "./parts.ts";
import type { FoundTransaction } from "./queries.ts";

const TRANSACTION_ID = /^[0-9a-f]{64}$/;

/** A ledger on Fabric: the port, and what tells its chain from another. */
export interface FabricLedger extends LedgerClient {
  /** Digest of the channel's first block, in hex: what a stored position belongs to. */
  chainId(): Promise<string>;
}

/** The gateways seen through the port. */
export class FabricClient implements FabricLedger {
  readonly #parts: Parts;
  readonly #admission: Admission;
  readonly #agreeing: readonly string[];
  readonly #calls = new Set<Promise<unknown>>();
  readonly #stop = new AbortController();
  #closing: Promise<void> | null = null;

  constructor(parts: Parts, admission: Admission, agreeing: readonly string[]) {
    this.#parts = parts;
    this.#admission = admission;
    this.#agreeing = agreeing;
  }

  submit(transaction: string, args: readonly Uint8Array[], options: CallOptions = {}): Promise<Committed> {
    return this.#call(options, async (signal) => {
      let sent: string | null = null;
      const work = this.#onItsWay(
        this.#admission.run(async () => {
          assertNotAborted(signal);
          const endorsed = await endorse(this.#parts, transaction, args, signal);
          const first = readDuplicate(endorsed.transaction.getResult());
          if (first !== null) return this.#firstOutcome(first);
          assertNotAborted(signal);
          sent = endorsed.transaction.getTransactionId();
          return this.#order(endorsed);
        }),
      );
      return unlessAborted(work, signal, () =>
        sent === null ? aborted(signal) : new UnknownError({ transactionId: sent, cause: signal?.reason }),
      );
    });
  }

  evaluate(transaction: string, args: readonly Uint8Array[], options: CallOptions = {}): Promise<Uint8Array> {
    return this.#call(options, (signal) => {
      const query = { name: transaction, args, agreeing: this.#agreeing, signal };
      const answer = this.#admission.run(() => evaluate(this.#parts, query));
      return unlessAborted(answer, signal, () => aborted(signal));
    });
  }

  status(transactionId: string, options: CallOptions = {}): Promise<Position | null> {
    if (!TRANSACTION_ID.test(transactionId)) throw new TypeError("a transaction id is 64 lower-case hex characters");
    return this.#call(options, async (signal) => {
      const found = await unlessAborted(this.#find(transactionId), signal, () => aborted(signal));
      return found?.isValid === true ? { transactionId, height: found.height, index: found.index } : null;
    });
  }

  height(): Promise<number> {
    return this.#call({}, async () => {
      const { pool, queries } = this.#parts;
      return withFailover(pool, async (connection) => {
        pool.reached(connection, await queries.height(connection));
        return Math.max(pool.seen, connection.height ?? 0);
      });
    });
  }

  chainId(): Promise<string> {
    const { pool, queries } = this.#parts;
    return this.#call({}, () => withFailover(pool, (connection) => queries.chainId(connection)));
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
    this.#stop.abort();
    while (this.#calls.size > 0) await Promise.allSettled(this.#calls);
    this.#parts.pool.close();
  }

  async *#blocks({ from, follow = false, signal }: BlocksOptions): AsyncGenerator<Block> {
    const stop = signal === undefined ? this.#stop.signal : AbortSignal.any([signal, this.#stop.signal]);
    const { pool, chaincode } = this.#parts;
    const to = follow ? null : await this.height();
    for await (const block of streamBlocks(pool, { from, to, signal: stop })) {
      const shown = toLedgerBlock(block, chaincode);
      if (shown !== null) yield shown;
      if (stop.aborted) break;
    }
    // A follower ends quietly; a reader that wanted all there is must not take this for the end.
    if (!follow && stop.aborted) throw this.#closing === null ? aborted(signal) : closed();
  }

  #order(endorsed: Endorsed): Promise<Committed> {
    return order(this.#parts, endorsed);
  }

  /** The first outcome of a transaction that the contract calls a duplicate. */
  async #firstOutcome(transactionId: string): Promise<Committed> {
    const found = await this.#find(transactionId);
    if (found?.isValid === true) {
      return { transactionId, height: found.height, index: found.index, result: found.result };
    }
    throw new LedgerError({
      code: "ERR_LEDGER_CORRUPT",
      message: "the state names a transaction that the chain does not hold",
      details: { transactionId },
    });
  }

  /** Looks at every gateway before it says "not there": a peer may be behind. */
  async #find(transactionId: string): Promise<FoundTransaction | null> {
    const { pool, queries } = this.#parts;
    const asked = await Promise.allSettled(
      pool.connections.map((connection) => queries.transaction(connection, transactionId)),
    );
    const answers = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    if (answers.length === 0) throw unreachable(asked[0]?.status === "rejected" ? asked[0].reason : null);
    return answers.find((answer) => answer !== null) ?? null;
  }

  /** Keeps the client open for work that goes on after its caller has stopped waiting. */
  #onItsWay<T>(work: Promise<T>): Promise<T> {
    this.#calls.add(work);
    const done = (): void => void this.#calls.delete(work);
    work.then(done, done);
    return work;
  }

  async #call<T>(options: CallOptions, act: (signal: AbortSignal | undefined) => Promise<T>): Promise<T> {
    if (this.#closing !== null) throw closed();
    const signal = cancellation(options);
    if (signal?.aborted === true) throw aborted(signal);
    return this.#onItsWay(act(signal));
  }
}

function assertNotAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw aborted(signal);
}

function aborted(signal: AbortSignal | undefined): LedgerError {
  const message = "the call was aborted before the transaction was sent";
  return new LedgerError({ code: "ERR_LEDGER_ABORTED", message, cause: signal?.reason });
}

function closed(): LedgerError {
  return new LedgerError({ code: "ERR_LEDGER_CLOSED", message: "the ledger client is closed" });
}
