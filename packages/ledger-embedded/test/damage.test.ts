import {
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { utf8 } from "@openlading/core";
import { LedgerError, type ContractDefinition, type LedgerClient } from "@openlading/ledger";
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { openEmbeddedLedger } from "../src/index.ts";
import { counters } from "./contract.ts";
import { withLedgerPath } from "./folder.ts";

const PAGE_BYTES = 8192;
const FILLER = utf8("x".repeat(3_000));

function open(path: string, contract: ContractDefinition = counters, maxFileBytes?: number): Promise<LedgerClient> {
  const limit = maxFileBytes === undefined ? {} : { maxFileBytes };
  return openEmbeddedLedger({ path, contract, clock: () => 0, ...limit });
}

async function fill(path: string, count: number): Promise<void> {
  const ledger = await open(path);
  for (let n = 0; n < count; n += 1) await ledger.submit("count", [utf8("a"), FILLER]);
  await ledger.close();
}

/** Everywhere, since a page may still hold what it no longer counts as its content. */
function replaceEverywhere(path: string, found: string, replacement: string): void {
  const text = readFileSync(path, "latin1");
  expect(text).to.include(found);
  writeFileSync(path, text.replaceAll(found, replacement), "latin1");
}

/** Reads everything there is to read, and says how it ended. */
async function readAll(path: string, count: number): Promise<string> {
  let ledger: LedgerClient | null = null;
  try {
    ledger = await open(path);
    expect(await ledger.evaluate("counter", [utf8("a")])).to.deep.equal(utf8(String(count)));
    expect(await ledger.evaluate("fillers", [utf8("a")])).to.deep.equal(utf8(String(count)));
    let events = 0;
    for await (const block of ledger.blocks({ from: 1 })) {
      events += block.events.length;
      for (const { transactionId } of block.events) expect(await ledger.status(transactionId)).to.not.equal(null);
    }
    expect(events).to.equal(count);
    return "whole";
  } catch (error) {
    if (error instanceof LedgerError) return error.code;
    throw error;
  } finally {
    await ledger?.close();
  }
}

describe("a damaged ledger file", () => {
  it("is reported wherever a page was overwritten, and never read as something else", async function () {
    this.timeout(60_000);
    await withLedgerPath(async (path) => {
      await fill(path, 20);
      const copy = `${path}.copy`;
      const pages = statSync(path).size / PAGE_BYTES;
      for (let page = 0; page < pages; page += 1) {
        copyFileSync(path, copy);
        const file = openSync(copy, "r+");
        writeSync(file, new Uint8Array(PAGE_BYTES).fill(0xa5), 0, PAGE_BYTES, page * PAGE_BYTES);
        closeSync(file);
        expect(await readAll(copy, 20), `page ${String(page + 1)}`).to.equal("ERR_LEDGER_CORRUPT");
      }
    });
  });

  it("is reported when a single byte of a value has changed", async () => {
    await withLedgerPath(async (path) => {
      await fill(path, 3);
      replaceEverywhere(path, "2 xxxx", "2 xxyx");
      expect(await readAll(path, 3)).to.equal("ERR_LEDGER_CORRUPT");
    });
  });

  it("is reported when the file was cut", async () => {
    await withLedgerPath(async (path) => {
      await fill(path, 20);
      truncateSync(path, Math.floor(statSync(path).size / 2 / PAGE_BYTES) * PAGE_BYTES);
      expect(await readAll(path, 20)).to.equal("ERR_LEDGER_CORRUPT");
    });
  });

  for (const [what, bytes, code] of [
    ["empty", utf8(""), "ERR_LEDGER_CORRUPT"],
    ["text", utf8("not a ledger".repeat(100)), "ERR_LEDGER_CORRUPT"],
  ] as const) {
    it(`is not taken for a new one when it is ${what}`, async () => {
      await withLedgerPath(async (path) => {
        writeFileSync(path, bytes);
        await rejectsWithCode(LedgerError, code, () => open(path));
        expect(readFileSync(path)).to.deep.equal(Buffer.from(bytes));
      });
    });
  }

  it("is not taken for a ledger when it is another program's database", async () => {
    await withLedgerPath(async (path) => {
      const database = new DatabaseSync(path);
      database.exec("CREATE TABLE transactions (position INTEGER)");
      database.close();
      await rejectsWithCode(LedgerError, "ERR_LEDGER_FORMAT", () => open(path));
    });
  });

  it("fails the whole transaction even when the contract swallows the error", async () => {
    await withLedgerPath(async (path) => {
      await fill(path, 3);
      replaceEverywhere(path, "1 xxxx", "1 xxyx");
      const swallowing: ContractDefinition = {
        name: "swallowing",
        submits: {
          claimUnlessFilled: async (tx) => {
            const found = await Promise.resolve()
              .then(() => tx.get(["filler", "a", "1"]))
              .catch(() => null);
            if (found === null) tx.put(["claimed"], utf8("wrongly"));
            return utf8("done");
          },
        },
        reads: {},
      };
      const ledger = await open(path, swallowing);
      await rejectsWithCode(LedgerError, "ERR_LEDGER_CORRUPT", () => ledger.submit("claimUnlessFilled", []));
      expect(await ledger.height()).to.equal(3);
      await ledger.close();
    });
  });
});

describe("a full disk", () => {
  it("refuses the block whole, keeps what was there, and goes on when there is room", async () => {
    await withLedgerPath(async (path) => {
      const small = await open(path, counters, 20 * PAGE_BYTES);
      let committed = 0;
      const fillUp = async (): Promise<never> => {
        for (;;) {
          await small.submit("count", [utf8("a"), FILLER]);
          committed += 1;
        }
      };
      await rejectsWithCode(LedgerError, "ERR_LEDGER_DISK_FULL", fillUp);
      expect(await small.height()).to.equal(committed);
      expect(await small.evaluate("counter", [utf8("a")])).to.deep.equal(utf8(String(committed)));
      await small.close();
      const large = await open(path);
      expect(await large.submit("count", [utf8("a"), FILLER])).to.include({ height: committed + 1 });
      await large.close();
      expect(await readAll(path, committed + 1)).to.equal("whole");
    });
  });
});

describe("a path that cannot be a ledger", () => {
  it("is an error of the storage", async () => {
    await withLedgerPath(async (path) => {
      await rejectsWithCode(LedgerError, "ERR_LEDGER_STORAGE", () => open(`${path}/missing/ledger.db`));
    });
  });

  it("is reported when another process holds the ledger for too long", async () => {
    await withLedgerPath(async (path) => {
      const ledger = await openEmbeddedLedger({ path, contract: counters, clock: () => 0, busyTimeoutMs: 20 });
      const holder = new DatabaseSync(path);
      holder.exec("BEGIN IMMEDIATE");
      await rejectsWithCode(LedgerError, "ERR_LEDGER_LOCKED", () => ledger.submit("count", [utf8("a")]));
      holder.exec("ROLLBACK");
      holder.close();
      expect(await ledger.submit("count", [utf8("a")])).to.include({ height: 1 });
      await ledger.close();
    });
  });
});
