/** Where a committed transaction stands in the ledger's one order. */
export interface Position {
  readonly transactionId: string;
  /** The block, counted from 1. */
  readonly height: number;
  /** The place in the block, counted from 0. */
  readonly index: number;
}

/** A transaction the ledger has declared VALID, with what the contract answered. */
export interface Committed extends Position {
  readonly result: Uint8Array;
}

/** The one event of a committed transaction. */
export interface BlockEvent {
  readonly transactionId: string;
  readonly index: number;
  readonly name: string;
  readonly payload: Uint8Array;
}

/** A block that holds at least one valid transaction, with the events of its valid transactions in order. */
export interface Block {
  readonly height: number;
  readonly events: readonly BlockEvent[];
}

/** How long a caller is willing to wait. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds from the call. */
  readonly deadlineMs?: number;
}

/** Which blocks to read. */
export interface BlocksOptions {
  /** The first height wanted, from 1. */
  readonly from: number;
  /** Wait for further blocks instead of ending at the newest. */
  readonly follow?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * A ledger from outside.
 *
 * The implementer MUST tell four outcomes of `submit` apart, and MUST NOT retry a transaction by itself:
 * - it resolves only when the ledger says VALID;
 * - `RefusedError`: the contract said no, on one snapshot; nothing was written. The caller MUST NOT retry;
 * - `ConflictError`: nothing was written; the caller MAY send the same bytes again if their heads still stand;
 * - `UnknownError`: no answer; the caller MUST ask `status` before it acts on either assumption.
 * Any other `LedgerError` is certain too: nothing was written.
 */
export interface LedgerClient {
  /**
   * Submits a transaction and waits until it is committed. When the contract answers with a `duplicateOf` marker,
   * nothing is committed and the first transaction's position and result are returned.
   */
  submit(transaction: string, args: readonly Uint8Array[], options?: CallOptions): Promise<Committed>;
  /** Answers a query from one snapshot of the committed state; nothing is ordered or written. */
  evaluate(transaction: string, args: readonly Uint8Array[], options?: CallOptions): Promise<Uint8Array>;
  /** Where a transaction stands, or null when the ledger does not hold it (now). */
  status(transactionId: string, options?: CallOptions): Promise<Position | null>;
  /** The newest block's height; 0 when there is none. */
  height(): Promise<number>;
  /**
   * The blocks from a height on, each exactly once and in order, without gaps among those that hold transactions.
   * A following iterator ends only when its signal is aborted or the client is closed; both end it quietly.
   */
  blocks(options: BlocksOptions): AsyncIterable<Block>;
  /** Waits for what is on its way, then lets go of every resource. Calling it again does nothing. */
  close(): Promise<void>;
}
