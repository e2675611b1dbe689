import type { DatabaseSync, StatementSync } from "node:sqlite";

/** Statements ready to run, by their names. */
export type Prepared<Statements> = Readonly<Record<keyof Statements, StatementSync>>;

/** Everything a witness reads from its file. */
export const READS = {
  own: "SELECT * FROM witness WHERE id = 1",
  block: "SELECT * FROM blocks WHERE height <= ? ORDER BY height DESC LIMIT 1",
  lastBlock: "SELECT * FROM blocks ORDER BY height DESC LIMIT 1",
  line: "SELECT time, line FROM cosignatures WHERE tree_size = ?",
  state: "SELECT digest, state FROM states WHERE record_id = ? ORDER BY sequence DESC LIMIT 1",
  stateByDigest: "SELECT digest, state FROM states WHERE record_id = ? AND digest = ?",
  clockState:
    "SELECT digest, state FROM states INDEXED BY clock_states WHERE is_clock = 1 AND record_id = ? AND digest = ?",
  act: "SELECT * FROM acts WHERE digest = ?",
  acts: "SELECT acts.* FROM states JOIN acts USING (leaf_index) WHERE record_id = ? ORDER BY sequence",
  node: "SELECT hash FROM nodes WHERE id = ?",
  page: "SELECT page FROM pages WHERE prefix = ?",
} as const;

/** Everything it writes. */
export const WRITES = {
  progress: "UPDATE witness SET height = ?, block_digest = ?, tree_size = ? WHERE id = 1",
  signed: "UPDATE witness SET signed_size = ?, signed_root = ?, signed_time = ? WHERE id = 1",
  halt: "UPDATE witness SET halt = ? WHERE id = 1",
  block: "INSERT INTO blocks (height, tree_size, state_root) VALUES (?, ?, ?)",
  line: "INSERT OR REPLACE INTO cosignatures (tree_size, time, line) VALUES (?, ?, ?)",
  act: "INSERT INTO acts (leaf_index, height, place, digest, payload) VALUES (?, ?, ?, ?, ?)",
  state: "INSERT INTO states (record_id, sequence, leaf_index, digest, is_clock, state) VALUES (?, ?, ?, ?, ?, ?)",
  node: "INSERT OR REPLACE INTO nodes (id, hash) VALUES (?, ?)",
  page: "INSERT INTO pages (prefix, page) VALUES (?, ?) ON CONFLICT (prefix) DO UPDATE SET page = excluded.page",
} as const;

/** Prepares a table of statements. */
export function prepareAll<Statements extends Readonly<Record<string, string>>>(
  database: DatabaseSync,
  statements: Statements,
): Prepared<Statements> {
  const prepared = Object.entries(statements).map(([name, sql]) => [name, database.prepare(sql)]);
  return Object.fromEntries(prepared) as Prepared<Statements>;
}
