import { randomBytes } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { encodeHex } from "@openlading/core";
import type { ContractDefinition, LedgerClient } from "@openlading/ledger";
import { openEmbeddedLedger } from "@openlading/ledger-embedded";
import type { Bench } from "./bench.ts";
import { inFolder } from "./folder.ts";
import { once } from "./sample.ts";

const KEYS = 5;
const VALUE_BYTES = 500;
const ROUNDS = { full: 15, quick: 5 } as const;

/** Reads five keys, writes them, emits one event: no rule, no signature. */
const trivial: ContractDefinition = {
  name: "trivial",
  submits: {
    write: async (tx, [keys, value]) => {
      const bytes = value ?? new Uint8Array(1);
      for (let i = 0; i < KEYS; i += 1) {
        const key = ["k", encodeHex(keys?.subarray(32 * i, 32 * i + 32) ?? bytes)] as const;
        await tx.get(key);
        tx.put(key, bytes);
      }
      tx.setEvent("written", bytes);
      return bytes.subarray(0, 1);
    },
  },
  reads: {},
};

/** What the adapter costs beside SQLite doing the same writes. */
export async function ledgerGroup(bench: Bench): Promise<void> {
  await inFolder(async (path) => {
    const client = await openEmbeddedLedger({ path: path("ledger.db"), contract: trivial, clock: () => Date.now() });
    const bare = openBare(path("bare.db"));
    for (const submitters of [1, 64]) {
      const transactions = submitters * (bench.isQuick ? 4 : 12) * (submitters === 1 ? 8 : 1);
      const name = submitters === 1 ? "1 submitter" : `${String(submitters)} submitters`;
      bench.title(
        `embedded ledger, ${name}`,
        `A trivial contract: read and write ${String(KEYS)} random keys of ${String(VALUE_BYTES)} bytes and emit one event, endorsed twice. The limit is SQLite with the same pragmas, tables and writes, ${String(submitters)} a durable commit.`,
      );
      const limit = { name: `node:sqlite, ${String(submitters)} a commit`, sample: once(transactions, () => { bare.run(transactions, submitters); }) }; // prettier-ignore
      const ours = { name: "submit until VALID", sample: once(transactions, () => submitAll(client, transactions, submitters)) }; // prettier-ignore
      await bench.compare(limit, [{ ...ours, atMost: submitters === 1 ? 1.67 : 2.22 }], ROUNDS[bench.effort]);
    }
    await client.close();
    bare.close();
  });
}

async function submitAll(client: LedgerClient, transactions: number, submitters: number): Promise<void> {
  const value = new Uint8Array(randomBytes(VALUE_BYTES));
  const submitter = async (): Promise<void> => {
    for (let i = 0; i < transactions / submitters; i += 1)
      await client.submit("write", [new Uint8Array(randomBytes(32 * KEYS)), value]);
  };
  await Promise.all(Array.from({ length: submitters }, submitter));
}

function openBare(path: string) {
  const database = new DatabaseSync(path);
  database.exec(`
    PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;
    PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY;
    CREATE TABLE transactions (position INTEGER PRIMARY KEY, transaction_id BLOB NOT NULL UNIQUE, event_name TEXT, event BLOB, result BLOB, checksum INTEGER NOT NULL) STRICT;
    CREATE TABLE state (key BLOB NOT NULL UNIQUE, version INTEGER NOT NULL, bytes BLOB, checksum INTEGER NOT NULL) STRICT;
  `);
  const append = database.prepare("INSERT INTO transactions VALUES (?, ?, ?, ?, ?, ?)");
  const put = database.prepare(
    "INSERT INTO state VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET version = excluded.version, bytes = excluded.bytes",
  );
  let position = 0;
  const value = randomBytes(VALUE_BYTES);
  const write = (): void => {
    position += 1;
    append.run(position, randomBytes(32), "written", value, value.subarray(0, 1), 0);
    for (let i = 0; i < KEYS; i += 1) put.run(randomBytes(67), position, value, 0);
  };
  return {
    run(transactions: number, together: number): void {
      for (let done = 0; done < transactions; done += together) {
        database.exec("BEGIN IMMEDIATE");
        for (let i = 0; i < together; i += 1) write();
        database.exec("COMMIT");
      }
    },
    close: () => { database.close(); },
  }; // prettier-ignore
}
