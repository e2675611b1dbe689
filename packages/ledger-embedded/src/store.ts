import { crc32 } from "node:zlib";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { decodeUtf8, utf8 } from "@openlading/core";
import { EntryCache, type Entry } from "./cache.ts";
import { bytesIn, bytesOrNullIn, corrupt, integerIn, type Row } from "./row.ts";
import { heightOf } from "./position.ts";
import { isSameBytes } from "./same-bytes.ts";
import { translated } from "./sqlite-error.ts";

const CACHE_BYTES = 32 * 1024 * 1024;

/** One state key found by a scan. */
export interface ScannedRow extends Entry {
  readonly key: string;
  readonly keyBytes: Uint8Array;
}

/** The keys a scan covers, as bytes: `from` inclusive or exclusive, `to` exclusive. */
export interface Span {
  readonly from: Uint8Array;
  readonly isFromIncluded: boolean;
  readonly to: Uint8Array;
}

/** The world state in SQLite behind a cache that knows when another process has committed. */
export class Store {
  readonly database: DatabaseSync;
  readonly #cache = new EntryCache(CACHE_BYTES);
  readonly #dataVersion: StatementSync;
  readonly #newest: StatementSync;
  readonly #entry: StatementSync;
  readonly #event: StatementSync;
  readonly #scanFrom: StatementSync;
  readonly #scanAfter: StatementSync;
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  #seenDataVersion = -1;
  #height = 0;

  constructor(database: DatabaseSync) {
    const columns = "SELECT key, version, bytes, checksum FROM state";
    this.database = database;
    this.#dataVersion = database.prepare("PRAGMA data_version");
    this.#newest = database.prepare("SELECT position FROM transactions ORDER BY position DESC LIMIT 1");
    this.#entry = database.prepare(`${columns} WHERE key = ?`);
    this.#event = database.prepare("SELECT event FROM transactions WHERE position = ?");
    this.#scanFrom = database.prepare(`${columns} WHERE key >= ? AND key < ? ORDER BY key LIMIT ?`);
    this.#scanAfter = database.prepare(`${columns} WHERE key > ? AND key < ? ORDER BY key LIMIT ?`);
    this.#put = database.prepare(
      `INSERT INTO state (key, version, bytes, checksum) VALUES (?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET version = excluded.version, bytes = excluded.bytes, checksum = excluded.checksum`,
    );
    this.#delete = database.prepare("DELETE FROM state WHERE key = ?");
  }

  /** The newest block's height as of the last {@link refresh} or own commit. */
  get height(): number {
    return this.#height;
  }

  /** Takes notice of other processes' commits and returns the height. */
  refresh(): number {
    return translated(() => {
      const row = this.#dataVersion.get();
      const dataVersion = row === undefined ? -1 : integerIn(row, "data_version");
      if (dataVersion !== this.#seenDataVersion) {
        this.#cache.clear();
        const newest = this.#newest.get();
        this.#height = newest === undefined ? 0 : heightOf(integerIn(newest, "position"));
        this.#seenDataVersion = dataVersion;
      }
      return this.#height;
    });
  }

  /** The value under an encoded key. The bytes belong to the store: copy before handing them out. */
  get(key: string): Entry | null {
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const row = translated(() => this.#entry.get(utf8(key)));
    const entry = row === undefined ? null : this.#toEntry(row);
    this.#cache.set(key, entry);
    return entry;
  }

  /** The next rows of a span, at most `limit`. */
  scan(span: Span, limit: number): ScannedRow[] {
    const statement = span.isFromIncluded ? this.#scanFrom : this.#scanAfter;
    const rows = translated(() => statement.all(span.from, span.to, limit));
    return rows.map((row) => {
      const keyBytes = bytesIn(row, "key");
      return { ...this.#toEntry(row), key: decodeUtf8(keyBytes), keyBytes };
    });
  }

  /** Writes one key inside the open transaction; `event` spares storing a value that is the event itself. */
  write(key: string, bytes: Uint8Array | null, version: number, event: Uint8Array | null): void {
    const keyBytes = utf8(key);
    if (bytes === null) {
      this.#delete.run(keyBytes);
      return;
    }
    const stored = event !== null && isSameBytes(event, bytes) ? null : bytes;
    this.#put.run(keyBytes, version, stored, checksum(keyBytes, bytes));
  }

  /** Takes over what has just been committed. */
  adopt(height: number, entries: Iterable<readonly [string, Entry | null]>): void {
    this.#height = height;
    for (const [key, entry] of entries) this.#cache.set(key, entry);
  }

  #toEntry(row: Row): Entry {
    const version = integerIn(row, "version");
    const bytes = bytesOrNullIn(row, "bytes") ?? this.#eventAt(version);
    if (integerIn(row, "checksum") !== checksum(bytesIn(row, "key"), bytes)) {
      throw corrupt("a stored value does not match its checksum");
    }
    return { bytes, version };
  }

  #eventAt(position: number): Uint8Array {
    const row = translated(() => this.#event.get(position));
    if (row === undefined) throw corrupt("a stored value refers to a transaction that is not there");
    return bytesIn(row, "event");
  }
}

/** CRC-32 over the parts in turn: finds damage, proves nothing. */
export function checksum(...parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => crc32(part, sum), 0);
}
