import { utf8 } from "@openlading/core";
import {
  decodeKey,
  encodeKey,
  keyRange,
  LedgerError,
  type ConflictReason,
  type Key,
  type KeyValue,
  type ReadContext,
  type ScanOptions,
  type TransactionContext,
} from "@openlading/ledger";
import type { TransactionEvent } from "./history.ts";
import { RangeRead, rowsOf } from "./range-read.ts";
import type { Store } from "./store.ts";

/** The version a read set notes for a key that is not there. */
const ABSENT = 0;

/** What every endorsement of one transaction shares. */
export interface Proposal {
  readonly transactionId: string;
  readonly transactionTime: string;
}

/** One run of a handler against the store: it collects what was read and what would be written. */
export class Simulation {
  readonly reads = new Map<string, number>();
  readonly ranges: RangeRead[] = [];
  readonly writes = new Map<string, Uint8Array | null>();
  event: TransactionEvent | null = null;
  /** The storage's failure, kept even when the contract swallows it: damage is never "not found". */
  failure: LedgerError | null = null;
  readonly #store: Store;
  #isOver = false;

  constructor(store: Store) {
    this.#store = store;
  }

  /** What a contract sees while it submits. */
  transactionContext(proposal: Proposal): TransactionContext {
    return {
      ...proposal,
      ...this.readContext(),
      put: (key, bytes) => {
        this.#assertOpen();
        this.writes.set(encodeKey(key), ownedValue(bytes));
      },
      delete: (key) => {
        this.#assertOpen();
        this.writes.set(encodeKey(key), null);
      },
      setEvent: (name, bytes) => {
        this.#assertOpen();
        if (typeof name !== "string" || name === "") throw new TypeError("an event has a name");
        this.event = { name, payload: owned(bytes) };
      },
    };
  }

  /** What a reader sees. */
  readContext(): ReadContext {
    return {
      get: (key) => this.#get(key),
      scan: (prefix, options) => this.#scan(prefix, options),
    };
  }

  /** No context of this simulation may be used from here on. */
  end(): void {
    this.#isOver = true;
  }

  /** Why what was read no longer stands, or null when every read and range is as the store has it now. */
  staleness(): ConflictReason | null {
    for (const [key, version] of this.reads) {
      if ((this.#store.get(key)?.version ?? ABSENT) !== version) return "mvcc";
    }
    return this.ranges.every((range) => range.isCurrent(this.#store)) ? null : "phantom";
  }

  #get(key: Key): Uint8Array | null {
    this.#assertOpen();
    const encoded = encodeKey(key);
    const entry = this.#stored(() => this.#store.get(encoded));
    if (!this.reads.has(encoded)) this.reads.set(encoded, entry?.version ?? ABSENT);
    return entry === null ? null : entry.bytes.slice();
  }

  async *#scan(prefix: Key, options: ScanOptions = {}): AsyncGenerator<KeyValue> {
    const { from, to } = keyRange(prefix);
    const start = options.after === undefined ? from : encodeKey(options.after);
    if (!start.startsWith(from)) throw new TypeError("a scan continues after a key under its prefix");
    const limit = options.limit ?? Infinity;
    const span = { from: utf8(start), isFromIncluded: options.after === undefined, to: utf8(to) };
    const range = new RangeRead(span);
    this.ranges.push(range);
    const rows = rowsOf(this.#store, span, limit);
    for (let count = 0; count < limit; count += 1) {
      this.#assertOpen();
      const next = this.#stored(() => rows.next());
      if (next.done === true) {
        range.exhaust();
        return;
      }
      range.add(next.value);
      yield await Promise.resolve({ key: decodeKey(next.value.key), bytes: next.value.bytes.slice() });
    }
  }

  #stored<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof LedgerError) this.failure ??= error;
      throw error;
    }
  }

  #assertOpen(): void {
    if (this.#isOver) throw new TypeError("the transaction is over: its context was used after its promise settled");
  }
}

function ownedValue(bytes: Uint8Array): Uint8Array {
  const value = owned(bytes);
  if (value.length > 0) return value;
  throw new LedgerError({ code: "ERR_LEDGER_EMPTY_VALUE", message: "a put of no bytes cannot be told from absence" });
}

function owned(bytes: unknown): Uint8Array {
  if (!(bytes instanceof Uint8Array)) throw new TypeError("values, events and results are Uint8Array");
  return new Uint8Array(bytes);
}
