import { linkSync, renameSync, statSync, unlinkSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { LedgerError } from "@openlading/ledger";
import { integerIn } from "./row.ts";
import { storageError, translated } from "./sqlite-error.ts";

/** "OLDG" in the file's header, so that no other SQLite file is taken for a ledger. */
const APPLICATION_ID = 0x4f4c4447;
const FORMAT_VERSION = 1;
const CACHE_KIB = 65_536;
const CHECKPOINT_PAGES = 4_000;

const SCHEMA = `
  PRAGMA page_size = 8192;
  PRAGMA journal_mode = WAL;
  BEGIN IMMEDIATE;
  CREATE TABLE transactions (
    position       INTEGER PRIMARY KEY,
    transaction_id BLOB NOT NULL UNIQUE,
    event_name     TEXT,
    event          BLOB,
    result         BLOB,
    checksum       INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE state (
    key      BLOB NOT NULL UNIQUE,
    version  INTEGER NOT NULL,
    bytes    BLOB,
    checksum INTEGER NOT NULL
  ) STRICT;
  PRAGMA application_id = ${String(APPLICATION_ID)};
  PRAGMA user_version = ${String(FORMAT_VERSION)};
  COMMIT;
`;

/** How to open a ledger file. */
export interface FileOptions {
  readonly path: string;
  readonly busyTimeoutMs: number;
  readonly maxFileBytes: number | null;
}

/**
 * Opens a ledger file, and creates it when there is none. A new file is built beside its path and linked into place,
 * so a ledger is there whole or not at all: an empty or headless file is damage, never a new ledger.
 */
export function openFile(options: FileOptions): DatabaseSync {
  const { path, busyTimeoutMs } = options;
  if (path !== ":memory:" && !exists(path)) createFile(path);
  const database = translated(() => new DatabaseSync(path, { timeout: busyTimeoutMs }));
  try {
    translated(() => {
      if (path === ":memory:") database.exec(SCHEMA);
      assertFormat(database);
      configure(database, options.maxFileBytes);
    });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function configure(database: DatabaseSync, maxFileBytes: number | null): void {
  database.exec(`
    PRAGMA synchronous = FULL;
    PRAGMA cache_size = -${String(CACHE_KIB)};
    PRAGMA wal_autocheckpoint = ${String(CHECKPOINT_PAGES)};
    PRAGMA temp_store = MEMORY;
  `);
  if (maxFileBytes === null) return;
  const pageSize = pragma(database, "page_size");
  database.exec(`PRAGMA max_page_count = ${String(Math.max(1, Math.floor(maxFileBytes / pageSize)))}`);
}

function assertFormat(database: DatabaseSync): void {
  const applicationId = pragma(database, "application_id");
  const version = pragma(database, "user_version");
  if (applicationId === APPLICATION_ID && version === FORMAT_VERSION) return;
  throw new LedgerError({
    code: "ERR_LEDGER_FORMAT",
    message: "the file is not a ledger of this format version",
    details: { applicationId, version },
  });
}

function pragma(database: DatabaseSync, name: "application_id" | "user_version" | "page_size"): number {
  const row = database.prepare(`PRAGMA ${name}`).get();
  return row === undefined ? 0 : integerIn(row, name);
}

function exists(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (stats.isFile() && stats.size > 0) return true;
  throw new LedgerError({ code: "ERR_LEDGER_CORRUPT", message: "the ledger file is empty, or is not a file" });
}

function createFile(path: string): void {
  const draft = `${path}.${String(process.pid)}.new`;
  try {
    unlinkIfPresent(draft);
    const database = new DatabaseSync(draft);
    try {
      database.exec(SCHEMA);
    } finally {
      database.close();
    }
    putInPlace(draft, path);
  } catch (error) {
    throw storageError(error);
  }
}

/** Links rather than renames: whoever comes second keeps the first one's ledger. */
function putInPlace(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    if (hasCode(error, "EPERM") || hasCode(error, "ENOTSUP"))
      renameSync(draft, path); // no hard links here
    else if (!hasCode(error, "EEXIST")) throw error;
  }
  unlinkIfPresent(draft);
}

function unlinkIfPresent(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
