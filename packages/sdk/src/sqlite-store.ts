import { createPrivateKey } from "node:crypto";
import { chmodSync, existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { canonicalText, parseStrictJson, type Json } from "@openlading/core";
import { createMemorySigner, type KeySigner } from "@openlading/jws";
import { SdkError } from "./error.ts";
import type { ControlKey, PartyStore, Shelf, ShelfEntry, Shelved } from "./store.ts";

/** "OLPS" in the file's header, so that no other SQLite file is taken for a store. */
const APPLICATION_ID = 0x4f4c5053;
const FORMAT_VERSION = 1;
const BUSY_TIMEOUT_MS = 10_000;
const OWNER_ONLY = 0o600;
/** After every key that begins with a prefix. */
const LAST = "\u{10ffff}";

const SCHEMA = `
  CREATE TABLE control_keys (
    thumbprint TEXT PRIMARY KEY, record_id TEXT, nonce TEXT NOT NULL, binding TEXT NOT NULL, pem TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE shelves (shelf TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (shelf, key)) STRICT;
  PRAGMA application_id = ${String(APPLICATION_ID)};
  PRAGMA user_version = ${String(FORMAT_VERSION)};
`;

/**
 * Opens a party's store in one SQLite file, mode 0600, making it when there is none. Control keys are kept as encrypted
 * PKCS#8; the rest is kept as it is, so the disk should be encrypted where that matters. Several processes may open it.
 * @throws SdkError `ERR_SDK_STORE`
 */
export function openSqliteStore(path: string, options: { readonly passphrase: string }): PartyStore {
  const database = attempt(() => openFile(path));
  const opened = new Map<string, ControlKey>();
  const one = (sql: string, ...values: string[]) => attempt(() => database.prepare(sql).get(...values));
  return {
    putKey: (key) => later(() => {
      const pem = key.signer.exportPkcs8(options.passphrase);
      attempt(() => database.prepare("INSERT INTO control_keys VALUES (?, ?, ?, ?, ?)").run(key.thumbprint, key.recordId, key.nonce, key.binding, pem));
      opened.set(key.thumbprint, key);
    }),
    getKey: (thumbprint) => later(() => {
      const known = opened.get(thumbprint);
      if (known !== undefined) return known;
      const row = one("SELECT * FROM control_keys WHERE thumbprint = ?", thumbprint);
      if (row === undefined) return null;
      const key = keyOf(row, options.passphrase);
      opened.set(thumbprint, key);
      return key;
    }),
    thumbprints: () => later(() => attempt(() => database.prepare("SELECT thumbprint FROM control_keys").all()).map((row) => text(row, "thumbprint"))),
    put: (entries) => later(() => { putAll(database, entries); }),
    get: (shelf, key) => later(() => {
      const row = one("SELECT value FROM shelves WHERE shelf = ? AND key = ?", shelf, key);
      return row === undefined ? null : valueOf(row);
    }),
    list: (shelf, prefix = "") => later(() => listed(database, shelf, prefix)),
    close: () => later(() => { if (database.isOpen) database.close(); }),
  }; // prettier-ignore
}

function openFile(path: string): DatabaseSync {
  const isNew = path === ":memory:" || !existsSync(path);
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    if (path !== ":memory:" && isNew) chmodSync(path, OWNER_ONLY);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    database.exec("BEGIN IMMEDIATE");
    if (pragma(database, "application_id") === 0 && pragma(database, "user_version") === 0 && isEmpty(database))
      database.exec(SCHEMA);
    database.exec("COMMIT");
    const isOurs = pragma(database, "application_id") === APPLICATION_ID;
    if (!isOurs || pragma(database, "user_version") !== FORMAT_VERSION) throw new RangeError("another kind of file");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const isEmpty = (database: DatabaseSync): boolean =>
  database.prepare("SELECT name FROM sqlite_schema").get() === undefined;
const pragma = (database: DatabaseSync, name: "application_id" | "user_version"): unknown =>
  database.prepare(`PRAGMA ${name}`).get()?.[name];

function putAll(database: DatabaseSync, entries: readonly ShelfEntry[]): void {
  attempt(() => {
    const insert = database.prepare("INSERT OR REPLACE INTO shelves VALUES (?, ?, ?)");
    const remove = database.prepare("DELETE FROM shelves WHERE shelf = ? AND key = ?");
    database.exec("BEGIN IMMEDIATE");
    try {
      for (const { shelf, key, value } of entries) {
        if (value === null) remove.run(shelf, key);
        else insert.run(shelf, key, canonicalText(value));
      }
      database.exec("COMMIT");
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
  });
}

function listed(database: DatabaseSync, shelf: Shelf, prefix: string): readonly Shelved[] {
  const sql = "SELECT key, value FROM shelves WHERE shelf = ? AND key >= ? AND key < ? ORDER BY key";
  const rows = attempt(() => database.prepare(sql).all(shelf, prefix, prefix + LAST));
  return rows.map((row) => ({ key: text(row, "key"), value: valueOf(row) }));
}

type Row = Readonly<Record<string, unknown>>;

function keyOf(row: Row, passphrase: string): ControlKey {
  const recordId = row["record_id"];
  return {
    thumbprint: text(row, "thumbprint"),
    recordId: typeof recordId === "string" ? recordId : null,
    nonce: text(row, "nonce"),
    binding: text(row, "binding"),
    signer: signerOf(text(row, "pem"), passphrase),
  };
}

function signerOf(pem: string, passphrase: string): KeySigner {
  try {
    return createMemorySigner(createPrivateKey({ key: pem, format: "pem", passphrase }));
  } catch (cause) {
    throw new SdkError({
      code: "ERR_SDK_PASSPHRASE",
      message: "the passphrase does not open a kept control key",
      cause,
    });
  }
}

const valueOf = (row: Row): Json => attempt(() => parseStrictJson(text(row, "value"), LIMITS));
/** What stands in the store was written here: the limits only keep a damaged file from filling the memory. */
const LIMITS = { maxBytes: 512 * 1024 * 1024, maxMembers: 50_000_000 };

function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== "string")
    throw new SdkError({ code: "ERR_SDK_STORE", message: `the store is damaged at ${column}` });
  return value;
}

function later<T>(act: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(act());
  });
}

function attempt<T>(act: () => T): T {
  try {
    return act();
  } catch (cause) {
    if (cause instanceof SdkError) throw cause;
    throw new SdkError({ code: "ERR_SDK_STORE", message: "the store cannot be used", cause });
  }
}
