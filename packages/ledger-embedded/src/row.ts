import type { SQLOutputValue } from "node:sqlite";
import { LedgerError } from "@openlading/ledger";

/** A row as SQLite hands it out: trusted in nothing, since a damaged file can hold anything. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** The blob in a column. */
export function bytesIn(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (value instanceof Uint8Array) return value;
  throw corrupt("a stored value has the wrong type");
}

/** The blob in a column that may be NULL. */
export function bytesOrNullIn(row: Row, column: string): Uint8Array | null {
  return row[column] === null ? null : bytesIn(row, column);
}

/** The whole number in a column. */
export function integerIn(row: Row, column: string): number {
  const value = row[column];
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw corrupt("a stored number has the wrong type");
}

/** The text in a column. */
export function textIn(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === "string") return value;
  throw corrupt("a stored name has the wrong type");
}

/** Damage that SQLite itself does not see. */
export function corrupt(message: string): LedgerError {
  return new LedgerError({ code: "ERR_LEDGER_CORRUPT", message });
}
