import { setTimeout as sleep } from "node:timers/promises";
import { decodeUtf8, sha256Hex, utf8 } from "@openlading/core";
import { LedgerError, UnknownError, type ContractDefinition, type TransactionContext } from "@openlading/ledger";
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { openEmbeddedLedger, type EmbeddedLedgerOptions } from "../src/index.ts";
import { counters } from "./contract.ts";
import { withLedgerPath } from "./folder.ts";

const A = [utf8("a")];

function open(options: Partial<EmbeddedLedgerOptions> = {}) {
  return openEmbeddedLedger({ path: ":memory:", contract: counters, clock: () => 0, ...options });
}

/** Holds every block back until it is let go. */
function heldBack() {
  const drains: (() => void)[] = [];
  const release = (): void => {
    for (const drain of drains.splice(0)) drain();
  };
  return { groupCommit: { schedule: (drain: () => void) => void drains.push(drain) }, drains, release };
}

async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await sleep(1);
}

describe("submit", () => {
  for (const how of ["signal", "deadline"] as const) {
    it(`leaves the outcome unknown when the ${how} ends the wait for the block, and status tells later`, async () => {
      const { groupCommit, drains, release } = heldBack();
      const ledger = await open({ groupCommit });
      const stop = new AbortController();
      const call = ledger.submit("count", A, how === "signal" ? { signal: stop.signal } : { deadlineMs: 30 });
      void until(() => drains.length > 0).then(() => {
        if (how === "signal") stop.abort();
      });
      const { transactionId } = await rejectsWithCode(UnknownError, "ERR_LEDGER_UNKNOWN", () => call);
      expect(await ledger.status(transactionId)).to.equal(null);
      release();
      expect(await ledger.status(transactionId)).to.deep.equal({ transactionId, height: 1, index: 0 });
      await ledger.close();
    });
  }

  it("derives the transaction id from nonce and creator, and takes the time from the clock it was given", async () => {
    const contract: ContractDefinition = {
      name: "time",
      submits: { time: async (tx) => Promise.resolve(utf8(tx.transactionTime)) },
      reads: {},
    };
    const [nonce, creator] = [utf8("nonce"), utf8("me")];
    const ledger = await open({ contract, creator, random: () => nonce, clock: () => 1_777_622_400_000 });
    const { transactionId, result } = await ledger.submit("time", []);
    expect(transactionId).to.equal(sha256Hex(nonce, creator));
    expect(decodeUtf8(result)).to.equal("2026-05-01T08:00:00.000Z");
    await ledger.close();
  });

  it("puts what is waiting into one block, at most so many, and each key once", async () => {
    const { groupCommit, drains, release } = heldBack();
    const ledger = await open({ groupCommit: { ...groupCommit, maxTransactions: 3 } });
    const calls = ["a", "b", "c", "d"].map((name) => ledger.submit("count", [utf8(name)]));
    await until(() => drains.length > 0);
    await sleep(5);
    release();
    release();
    const positions = (await Promise.all(calls)).map(({ height, index }) => [height, index]);
    expect(positions).to.deep.equal([
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 0],
    ]);
    await ledger.close();
  });

  it("gives the contract a context that ends with it", async () => {
    let kept: TransactionContext | null = null;
    const contract: ContractDefinition = {
      name: "keeper",
      submits: {
        keep: async (tx) => {
          kept = tx;
          return Promise.resolve(utf8("done"));
        },
      },
      reads: {},
    };
    const ledger = await open({ contract });
    await ledger.submit("keep", []);
    expect(() => kept?.put(["late"], utf8("x"))).to.throw(TypeError);
    expect(() => kept?.get(["late"])).to.throw(TypeError);
    await ledger.close();
  });

  it("gives each endorsement its own copy of the arguments", async () => {
    const contract: ContractDefinition = {
      name: "spoiler",
      submits: {
        spoil: async (_, [argument = new Uint8Array()]) => {
          const text = decodeUtf8(argument);
          argument.fill(0);
          return Promise.resolve(utf8(text));
        },
      },
      reads: {},
    };
    const ledger = await open({ contract });
    expect(decodeUtf8((await ledger.submit("spoil", A)).result)).to.equal("a");
    await ledger.close();
  });

  it("runs the contract once when told to", async () => {
    let runs = 0;
    const contract: ContractDefinition = {
      name: "counting",
      submits: { run: async () => Promise.resolve(utf8(String((runs += 1)))) },
      reads: {},
    };
    const ledger = await open({ contract, endorseTwice: false });
    await ledger.submit("run", []);
    expect(runs).to.equal(1);
    await ledger.close();
  });
});

describe("close", () => {
  it("waits for what is on its way", async () => {
    const ledger = await open();
    const call = ledger.submit("count", A);
    const closing = ledger.close();
    expect(await call).to.include({ height: 1 });
    await closing;
    await ledger.close();
  });

  it("refuses everything afterwards", async () => {
    const ledger = await open();
    await ledger.close();
    const calls = [() => ledger.submit("count", A), () => ledger.evaluate("counter", A), () => ledger.height()];
    for (const call of calls) await rejectsWithCode(LedgerError, "ERR_LEDGER_CLOSED", call);
    expect(() => ledger.blocks({ from: 1 }))
      .to.throw(LedgerError)
      .with.property("code", "ERR_LEDGER_CLOSED");
  });

  it("ends a follower quietly, and a reader of all there is loudly", async () => {
    const ledger = await open();
    await ledger.submit("count", A);
    await ledger.submit("count", A);
    const [follower, reader] = [true, false].map((follow) =>
      ledger.blocks({ from: 1, follow })[Symbol.asyncIterator](),
    );
    await follower?.next();
    await reader?.next();
    await ledger.close();
    expect(await follower?.next()).to.deep.equal({ done: true, value: undefined });
    await rejectsWithCode(LedgerError, "ERR_LEDGER_CLOSED", async () => reader?.next());
  });
});

describe("blocks", () => {
  it("reads whole blocks however large they are, from any height", async () => {
    const ledger = await open();
    await Promise.all(Array.from({ length: 700 }, (_, n) => ledger.submit("count", [utf8(String(n))])));
    for (const name of ["x", "y", "z"]) await ledger.submit("count", [utf8(name)]);
    const newest = await ledger.height();
    let events = 0;
    const heights: number[] = [];
    for await (const block of ledger.blocks({ from: 1 })) {
      events += block.events.length;
      heights.push(block.height);
    }
    expect(events).to.equal(703);
    expect(heights).to.deep.equal(Array.from({ length: newest }, (_, index) => index + 1));
    const late: number[] = [];
    for await (const block of ledger.blocks({ from: newest })) late.push(block.height);
    expect(late).to.deep.equal([newest]);
    await ledger.close();
  });

  it("refuses a height that no block has", async () => {
    const ledger = await open();
    expect(() => ledger.blocks({ from: 0 })).to.throw(TypeError);
    await ledger.close();
  });
});

describe("the file", () => {
  it("knows where a transaction stands after a restart", async () => {
    await withLedgerPath(async (path) => {
      const first = await open({ path });
      const committed = await first.submit("count", A);
      await first.close();
      const second = await open({ path });
      const { transactionId, height, index } = committed;
      expect(await second.status(transactionId)).to.deep.equal({ transactionId, height, index });
      await second.close();
    });
  });
});
