import type { Key } from "./key.ts";

/** One stored value and the key it stands under. */
export interface KeyValue {
  readonly key: Key;
  readonly bytes: Uint8Array;
}

/** Where a scan begins and how far it goes. */
export interface ScanOptions {
  /** Begin behind this key, which need not exist. It MUST lie under the scan's prefix. */
  readonly after?: Key;
  /** Stop after so many. */
  readonly limit?: number;
}

/**
 * What a reader sees of the world state: one snapshot.
 *
 * The ledger MUST answer every `get` and `scan` of one call from one committed state, and MUST fail the whole call
 * when stored data cannot be read: damage is never an absent key.
 */
export interface ReadContext {
  /** The value under `key`, or null when there is none. The bytes are the caller's to keep. */
  get(key: Key): Promise<Uint8Array | null> | Uint8Array | null;
  /**
   * The keys that begin with the parts of `prefix` (itself included), in the byte order of their UTF-8 encoding.
   * The caller SHOULD stop early when it has enough: only what was read is held against later changes.
   */
  scan(prefix: Key, options?: ScanOptions): AsyncIterable<KeyValue>;
}

/**
 * What a contract sees inside a submitting transaction, on every ledger alike.
 *
 * The ledger MUST show the state as it was before the transaction (a `put` is not visible to a later `get` or
 * `scan`), keep only the last write to a key and the last event, and write all of them or none.
 * The contract MUST decide from `args`, the state and this context alone: no clock, randomness, locale, network,
 * nor anything kept from an earlier call. It MUST read a state key before it writes it, write a key at most once,
 * and MUST NOT use the context after its promise has settled.
 */
export interface TransactionContext extends ReadContext {
  /** Chosen by the submitting client: lower-case hex, 64 characters, never used twice. */
  readonly transactionId: string;
  /** The proposal's time, as the client claimed it: UTC with milliseconds and `Z`. The same for every endorser. */
  readonly transactionTime: string;
  /** Writes `bytes` (at least one) under `key` when the transaction commits. */
  put(key: Key, bytes: Uint8Array): void;
  /** Removes `key` when the transaction commits. */
  delete(key: Key): void;
  /** Sets the transaction's one event; `name` is not empty. */
  setEvent(name: string, bytes: Uint8Array): void;
}

/** Decides one submitted transaction: resolves with the result, or throws an `OpenLadingError` to refuse. */
export type SubmitHandler = (tx: TransactionContext, args: readonly Uint8Array[]) => Promise<Uint8Array>;

/** Answers one query. */
export type ReadHandler = (tx: ReadContext, args: readonly Uint8Array[]) => Promise<Uint8Array>;

/** A contract as data: what may be submitted and what may be read, by name. Any ledger adapter can run it. */
export interface ContractDefinition {
  readonly name: string;
  readonly submits: Readonly<Record<string, SubmitHandler>>;
  readonly reads: Readonly<Record<string, ReadHandler>>;
}
