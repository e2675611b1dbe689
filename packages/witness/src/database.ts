import { linkSync, statSync, unlinkSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { OpenLadingError } from "@openlading/core";
import { WitnessError, type WitnessErrorCode } from "./error.ts";
import { integerIn } from "./row.ts";

/** "OLWT" in the file's header. */
const APPLICATION_ID = 0x4f4c5754;
const FORMAT_VERSION = 1;
const BUSY_TIMEOUT_MS = 10_000;

const SCHEMA = `
  PRAGMA page_size = 8192;
  PRAGMA journal_mode = WAL;
  BEGIN IMMEDIATE;
  CREATE TABLE witness (
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    network_id   TEXT NOT NULL,
    name         TEXT NOT NULL,
    height       INTEGER NOT NULL,
    block_digest BLOB NOT NULL,
    tree_size    INTEGER NOT NULL,
    signed_size  INTEGER NOT NULL,
    signed_root  BLOB NOT NULL,
    signed_time  INTEGER NOT NULL,
    halt         TEXT
  ) STRICT;
  CREATE TABLE blocks (height INTEGER PRIMARY KEY, tree_size INTEGER NOT NULL, state_root BLOB NOT NULL) STRICT;
  CREATE TABLE cosignatures (tree_size INTEGER PRIMARY KEY, time INTEGER NOT NULL, line TEXT NOT NULL) STRICT;
  CREATE TABLE acts (
    leaf_index INTEGER PRIMARY KEY,
    height     INTEGER NOT NULL,
    place      INTEGER NOT NULL,
    digest     BLOB NOT NULL UNIQUE,
    payload    BLOB NOT NULL
  ) STRICT;
  CREATE TABLE states (
    record_id  BLOB NOT NULL,
    sequence   INTEGER NOT NULL,
    leaf_index INTEGER NOT NULL,
    digest     BLOB NOT NULL,
    is_clock   INTEGER NOT NULL,
    state      BLOB NOT NULL,
    PRIMARY KEY (record_id, sequence)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX clock_states ON states (digest) WHERE is_clock = 1;
  CREATE TABLE nodes (id INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT;
  CREATE TABLE pages (prefix TEXT PRIMARY KEY, page BLOB NOT NULL) STRICT;
  PRAGMA application_id = ${String(APPLICATION_ID)};
  PRAGMA user_version = ${String(FORMAT_VERSION)};
  COMMIT;
`;

/** Whose file it is. */
export interface Identity {
  readonly networkId: string;
  readonly name: string;
}

/**
 * Opens a witness's file, and creates it when there is none. A new file is built beside its path and linked into
 * place: it is there whole or not at all, and an empty file is damage, never a new witness without memory.
 */
export function openDatabase(path: string, identity: Identity): DatabaseSync {
  return translated(() => {
    if (path !== ":memory:" && !exists(path)) createFile(path, identity);
    const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    try {
      if (path === ":memory:") populate(database, identity);
      assertOurs(database, identity);
      database.exec("PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY");
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** Runs one storage step and turns SQLite's errors into ours; a coded error passes through. */
export function translated<T>(step: () => T): T {
  try {
    return step();
  } catch (cause) {
    if (cause instanceof OpenLadingError || !(cause instanceof Error) || !("errcode" in cause)) throw cause;
    const sqlite = Number(cause.errcode);
    const code = CODES.get(sqlite & 0xff) ?? "ERR_WITNESS_STORAGE";
    throw new WitnessError({ code, message: "the witness's storage failed", details: { sqlite }, cause });
  }
}

/** SQLite's primary result codes, by what they mean here. */
const CODES: ReadonlyMap<number, WitnessErrorCode> = new Map([
  [1, "ERR_WITNESS_CORRUPT"],
  [5, "ERR_WITNESS_LOCKED"],
  [6, "ERR_WITNESS_LOCKED"],
  [11, "ERR_WITNESS_CORRUPT"],
  [26, "ERR_WITNESS_STORE"],
]);

/** Runs a step inside a transaction that takes the write lock at once; all of it becomes durable, or nothing. */
export function inTransaction<T>(database: DatabaseSync, step: () => T): T {
  return translated(() => {
    database.exec("BEGIN IMMEDIATE");
    try {
      const result = step();
      database.exec("COMMIT");
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  });
}

function populate(database: DatabaseSync, { networkId, name }: Identity): void {
  database.exec(SCHEMA);
  const columns = "id, network_id, name, height, block_digest, tree_size, signed_size, signed_root, signed_time";
  database.prepare(`INSERT INTO witness (${columns}) VALUES (1, ?, ?, 0, x'', 0, 0, x'', 0)`).run(networkId, name);
}

function assertOurs(database: DatabaseSync, { networkId, name }: Identity): void {
  const isFormat = pragma(database, "application_id") === APPLICATION_ID;
  if (!isFormat || pragma(database, "user_version") !== FORMAT_VERSION) throw alien("a witness's file of this version");
  const row = database.prepare("SELECT network_id, name FROM witness WHERE id = 1").get();
  if (row?.["network_id"] !== networkId) throw alien("of this network");
  if (row["name"] !== name) throw alien("of this witness");
}

function pragma(database: DatabaseSync, name: "application_id" | "user_version"): number {
  const row = database.prepare(`PRAGMA ${name}`).get();
  return row === undefined ? 0 : integerIn(row, name);
}

function exists(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (stats.isFile() && stats.size > 0) return true;
  throw alien("a witness's file: it is empty, or no file");
}

function createFile(path: string, identity: Identity): void {
  const draft = `${path}.${String(process.pid)}.new`;
  unlinkIfPresent(draft);
  const database = new DatabaseSync(draft);
  try {
    populate(database, identity);
  } finally {
    database.close();
  }
  try {
    // Links rather than renames: whoever comes second keeps the first one's file.
    linkSync(draft, path);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw storageError(error);
  } finally {
    unlinkIfPresent(draft);
  }
}

function unlinkIfPresent(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw storageError(error);
  }
}

function storageError(cause: unknown): WitnessError {
  return new WitnessError({ code: "ERR_WITNESS_STORAGE", message: "the witness's file cannot be made", cause });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function alien(what: string): WitnessError {
  return new WitnessError({ code: "ERR_WITNESS_STORE", message: `the file is not ${what}` });
}
