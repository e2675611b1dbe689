import type { DatabaseSync, StatementSync } from "node:sqlite";
import { decodeHex, encodeHex, utf8 } from "@openlading/core";
import type { Block, BlockEvent, Committed, Position } from "@openlading/ledger";
import { BLOCK_SPAN, heightOf, indexOf, toPosition } from "./position.ts";
import { bytesIn, bytesOrNullIn, corrupt, integerIn, textIn, type Row } from "./row.ts";
import { isSameBytes } from "./same-bytes.ts";
import { translated } from "./sqlite-error.ts";
import { checksum } from "./store.ts";

const CHUNK_ROWS = 256;
const NOTHING = new Uint8Array();

/** A contract's event. */
export interface TransactionEvent {
  readonly name: string;
  readonly payload: Uint8Array;
}

/** What is stored of a committed transaction. */
export interface TransactionRecord {
  readonly transactionId: string;
  readonly event: TransactionEvent | null;
  readonly result: Uint8Array;
}

/** The committed transactions, in their one order. */
export class History {
  readonly #insert: StatementSync;
  readonly #find: StatementSync;
  readonly #from: StatementSync;
  readonly #between: StatementSync;

  constructor(database: DatabaseSync) {
    const columns = "SELECT position, transaction_id, event_name, event, result, checksum FROM transactions";
    this.#insert = database.prepare(
      `INSERT INTO transactions (position, transaction_id, event_name, event, result, checksum)
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
    this.#find = database.prepare(`${columns} WHERE transaction_id = ?`);
    this.#from = database.prepare(`${columns} WHERE position >= ? ORDER BY position LIMIT ${String(CHUNK_ROWS)}`);
    this.#between = database.prepare(`${columns} WHERE position >= ? AND position < ? ORDER BY position`);
  }

  /** Appends inside the open transaction. A result equal to the event's payload is stored once. */
  append(position: number, { transactionId, event, result }: TransactionRecord): void {
    const id = decodeHex(transactionId);
    const payload = event?.payload ?? null;
    const stored = payload !== null && isSameBytes(payload, result) ? null : result;
    const sum = recordChecksum(id, event?.name ?? null, payload, stored);
    this.#insert.run(position, id, event?.name ?? null, payload, stored, sum);
  }

  /** The first outcome of a transaction. */
  find(transactionId: string): Committed | null {
    const row = translated(() => this.#find.get(decodeHex(transactionId)));
    if (row === undefined) return null;
    const { position, record } = toRecord(row);
    return { ...toPlace(transactionId, position), result: record.result };
  }

  /** Whole blocks from a height on; a bounded number of them, none when there are no more yet. */
  blocksFrom(height: number): readonly Block[] {
    const rows = translated(() => this.#from.all(toPosition(height, 0)));
    if (rows.length < CHUNK_ROWS) return toBlocks(rows);
    const newest = heightOf(positionOf(rows.at(-1)));
    const whole = rows.filter((row) => heightOf(integerIn(row, "position")) < newest);
    if (whole.length > 0) return toBlocks(whole);
    const start = toPosition(newest, 0);
    return toBlocks(translated(() => this.#between.all(start, start + BLOCK_SPAN)));
  }
}

function toBlocks(rows: readonly Row[]): readonly Block[] {
  const blocks: { height: number; events: BlockEvent[] }[] = [];
  for (const row of rows) {
    const { position, record } = toRecord(row);
    const height = heightOf(position);
    let block = blocks.at(-1);
    if (block?.height !== height) {
      block = { height, events: [] };
      blocks.push(block);
    }
    const { transactionId, event } = record;
    if (event !== null) block.events.push({ transactionId, index: indexOf(position), ...event });
  }
  return blocks;
}

function toRecord(row: Row): { readonly position: number; readonly record: TransactionRecord } {
  const id = bytesIn(row, "transaction_id");
  const payload = bytesOrNullIn(row, "event");
  const name = payload === null ? null : textIn(row, "event_name");
  const stored = bytesOrNullIn(row, "result");
  const result = stored ?? payload;
  if (result === null || integerIn(row, "checksum") !== recordChecksum(id, name, payload, stored)) {
    throw corrupt("a stored transaction does not match its checksum");
  }
  const event = payload === null || name === null ? null : { name, payload };
  return { position: integerIn(row, "position"), record: { transactionId: encodeHex(id), event, result } };
}

function recordChecksum(
  id: Uint8Array,
  name: string | null,
  event: Uint8Array | null,
  storedResult: Uint8Array | null,
): number {
  return checksum(id, utf8(name ?? ""), event ?? NOTHING, storedResult ?? NOTHING);
}

function positionOf(row: Row | undefined): number {
  return row === undefined ? 0 : integerIn(row, "position");
}

/** A position as the port spells it. */
export function toPlace(transactionId: string, position: number): Position {
  return { transactionId, height: heightOf(position), index: indexOf(position) };
}
