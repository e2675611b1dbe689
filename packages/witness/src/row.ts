import type { SQLOutputValue } from "node:sqlite";
import { WitnessError } from "./error.ts";

/** A row as SQLite hands it out: a damaged file can hold anything. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** The blob in a column. */
export function bytesIn(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (value instanceof Uint8Array) return value;
  throw corrupt("a stored value has the wrong type");
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
  throw corrupt("a stored text has the wrong type");
}

/** Damage that SQLite itself does not see. */
export function corrupt(message: string, cause?: unknown): WitnessError {
  return new WitnessError({ code: "ERR_WITNESS_CORRUPT", message, cause });
}

/** Reads something of our own; whatever is wrong with it is damage. */
export function sound<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof WitnessError) throw cause;
    throw corrupt(`${what} cannot be read`, cause);
  }
}
