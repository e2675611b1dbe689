/// <reference types="mocha" />
import { decodeUtf8, utf8 } from "@openlading/core";
import {
  ConflictError,
  LedgerError,
  RefusedError,
  type Block,
  type Committed,
  type ContractDefinition,
  type Key,
  type LedgerClient,
} from "@openlading/ledger";
import { expect } from "chai";
import { keyArg, suiteContract } from "./ledger-contract.ts";

/** A ledger to be examined. */
export interface LedgerUnderTest {
  readonly client: LedgerClient;
  /** False when a single endorser cannot compare: the tests of determinism are then skipped, and say so. */
  readonly endorsesTwice?: boolean;
  readonly dispose: () => Promise<void>;
}

/** Makes a ledger that runs the given contract. It may hold data already: the suite keeps to keys of its own. */
export type MakeLedger = (contract: ContractDefinition) => Promise<LedgerUnderTest>;

/** Declares the semantics every ledger adapter MUST keep, as tests over the adapter that `makeLedger` makes. */
export function describeLedger(name: string, makeLedger: MakeLedger): void {
  describe(`${name} as a ledger`, () => {
    const bench = new Bench();
    before(async () => bench.open(await makeLedger(suiteContract)));
    after(() => bench.close());
    describe("state", () => stateRules(bench));
    describe("scan", () => scanRules(bench));
    describe("outcomes", () => outcomeRules(bench));
    describe("determinism", () => determinismRules(bench));
    describe("events and blocks", () => blockRules(bench));
    describe("waiting", () => waitingRules(bench));
  });
}

/** The ledger under test and keys that no other test uses. */
class Bench {
  #ledger: LedgerUnderTest | null = null;
  #run = "";
  #count = 0;

  get client(): LedgerClient {
    if (this.#ledger === null) throw new TypeError("the ledger is not open");
    return this.#ledger.client;
  }

  get endorsesTwice(): boolean {
    return this.#ledger?.endorsesTwice ?? true;
  }

  open(ledger: LedgerUnderTest): void {
    this.#ledger = ledger;
    this.#run = crypto.randomUUID();
  }

  async close(): Promise<void> {
    await this.#ledger?.dispose();
  }

  fresh(): Key {
    this.#count += 1;
    return [this.#run, String(this.#count)];
  }

  submit(transaction: string, key: Key, ...values: string[]): Promise<Committed> {
    return this.client.submit(transaction, [keyArg(key), ...values.map(utf8)]);
  }

  async get(key: Key): Promise<string> {
    return decodeUtf8(await this.client.evaluate("get", [keyArg(key)]));
  }

  async list(prefix: Key, after?: Key, limit?: number): Promise<[string[], string][]> {
    const rest = limit === undefined ? [] : [utf8(String(limit))];
    const args = [keyArg(prefix), after === undefined ? new Uint8Array() : keyArg(after), ...rest];
    return JSON.parse(decodeUtf8(await this.client.evaluate("list", args))) as [string[], string][];
  }

  async blocksSince(height: number): Promise<Block[]> {
    const blocks: Block[] = [];
    for await (const block of this.client.blocks({ from: height + 1 })) blocks.push(block);
    return blocks;
  }
}

async function rejection(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.fail("it was accepted"),
    (error: unknown) => error,
  );
}

async function expectCode(work: Promise<unknown>, kind: new (...args: never[]) => Error, code: string): Promise<void> {
  expect(await rejection(work))
    .to.be.instanceOf(kind)
    .with.property("code", code);
}

/** Splits a race into the one that was committed and the reasons of the others. */
async function race(...submits: Promise<Committed>[]): Promise<{ won: Committed[]; lost: unknown[] }> {
  const settled = await Promise.allSettled(submits);
  return {
    won: settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])),
    lost: settled.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : [])),
  };
}

function stateRules(bench: Bench): void {
  it("keeps what was put", async () => {
    const key = bench.fresh();
    await bench.submit("put", key, "one");
    expect(await bench.get(key)).to.equal("one");
  });

  it("shows a transaction neither its own put by get nor by scan", async () => {
    const { result } = await bench.submit("putThenRead", bench.fresh(), "mine");
    expect(decodeUtf8(result)).to.equal("nothing");
  });

  it("lets the last write to a key win", async () => {
    const key = bench.fresh();
    await bench.submit("putTwice", key, "one", "two");
    expect(await bench.get(key)).to.equal("two");
  });

  it("lets a delete after a put win", async () => {
    const key = bench.fresh();
    await bench.submit("put", key, "one");
    await bench.submit("putThenDelete", key, "two");
    expect(await bench.get(key)).to.equal("");
  });

  it("answers nothing for a deleted key, and takes it again", async () => {
    const key = bench.fresh();
    await bench.submit("put", key, "one");
    await bench.submit("remove", key);
    expect(await bench.get(key)).to.equal("");
    await bench.submit("put", key, "two");
    expect(await bench.get(key)).to.equal("two");
  });

  it("refuses an empty value", async () => {
    await expectCode(bench.submit("put", bench.fresh(), ""), RefusedError, "ERR_LEDGER_EMPTY_VALUE");
  });

  it("refuses a key that holds U+0000", async () => {
    await expectCode(bench.submit("badKey", bench.fresh()), RefusedError, "ERR_LEDGER_KEY");
  });

  it("keeps the bytes as they were when they were put", async () => {
    const key = bench.fresh();
    await bench.submit("spoilAfterPut", key, "one");
    expect(await bench.get(key)).to.equal("one");
  });
}

function scanRules(bench: Bench): void {
  it("goes in the byte order of UTF-8, not in the order of UTF-16", async () => {
    const prefix = bench.fresh();
    const parts = ["z", "\u{1F6A2}", "\uFF5E", "港", "a", "é", "A"];
    for (const part of parts) await bench.submit("put", [...prefix, part], part);
    const found = (await bench.list(prefix)).map(([key]) => key.at(-1));
    expect(found).to.deep.equal(["A", "a", "z", "é", "港", "\uFF5E", "\u{1F6A2}"]);
  });

  it("takes the prefix itself and what is below it, not what merely begins alike", async () => {
    const prefix = bench.fresh();
    const alike: Key = [prefix[0], `${prefix[1] ?? ""}x`];
    for (const key of [prefix, [...prefix, "a"] as const, alike]) await bench.submit("put", key, "v");
    expect((await bench.list(prefix)).map(([key]) => key)).to.deep.equal([prefix, [...prefix, "a"]]);
  });

  it("continues behind a key and stops at a limit", async () => {
    const prefix = bench.fresh();
    for (const part of ["a", "b", "c", "d"]) await bench.submit("put", [...prefix, part], part);
    const found = await bench.list(prefix, [...prefix, "a"], 2);
    expect(found.map(([, value]) => value)).to.deep.equal(["b", "c"]);
  });
}

function outcomeRules(bench: Bench): void {
  it("resolves with a position that status confirms, and the contract's result", async () => {
    const { transactionId, height, index, result } = await bench.submit("put", bench.fresh(), "one");
    expect(transactionId).to.match(/^[0-9a-f]{64}$/);
    expect(decodeUtf8(result)).to.equal("one");
    expect(await bench.client.status(transactionId)).to.deep.equal({ transactionId, height, index });
    expect(await bench.client.height()).to.be.at.least(height);
  });

  it("answers null for the status of a transaction it does not hold", async () => {
    expect(await bench.client.status("0".repeat(64))).to.equal(null);
  });

  it("brings a refusal's code, message, details and height, and writes nothing", async () => {
    const key = bench.fresh();
    await bench.submit("put", key, "one");
    const height = await bench.client.height();
    const error = await rejection(bench.submit("refuse", key, "two"));
    expect(error).to.be.instanceOf(RefusedError).and.include({ code: "ERR_SUITE_REFUSED", message: "not so" });
    expect(error).to.have.nested.property("details.clause", "suite/1");
    expect(error).to.have.property("height").that.is.at.least(height);
    expect(await bench.get(key)).to.equal("one");
    expect(await bench.blocksSince(height)).to.deep.equal([]);
  });

  it("brings a reader's refusal too", async () => {
    await expectCode(bench.client.evaluate("refuse", []), RefusedError, "ERR_SUITE_REFUSED");
  });

  it("tells a predecessor that is not committed yet from a refusal", async () => {
    const error = await rejection(bench.submit("predecessor", bench.fresh()));
    expect(error).to.be.instanceOf(ConflictError).with.property("reason", "predecessor");
  });

  it("commits exactly one of two that read and write one key, and calls the other a conflict", async () => {
    const key = bench.fresh();
    const { won, lost } = await race(bench.submit("put", key, "one"), bench.submit("put", key, "two"));
    expect(won).to.have.length(1);
    expect(lost).to.have.length(1);
    expect(lost[0]).to.be.instanceOf(ConflictError).with.property("reason", "mvcc");
    expect(await bench.get(key)).to.equal(decodeUtf8(won[0]?.result ?? new Uint8Array()));
  });

  it("finds the phantom in a range that was scanned", async () => {
    const prefix = bench.fresh();
    const target = bench.fresh();
    const scanning = [keyArg(prefix), keyArg(target), utf8("v")];
    const { won, lost } = await race(
      bench.submit("put", [...prefix, "new"], "v"),
      bench.client.submit("countInto", scanning),
    );
    expect(won).to.have.length(1);
    expect(lost[0]).to.be.instanceOf(ConflictError).with.property("reason", "phantom");
    expect(await bench.get(target)).to.equal("");
  });

  it("commits both when they touch different keys", async () => {
    const { won } = await race(bench.submit("put", bench.fresh(), "one"), bench.submit("put", bench.fresh(), "two"));
    expect(won).to.have.length(2);
  });

  it("answers a duplicate with its first outcome and makes no block of it", async () => {
    const key = bench.fresh();
    const first = await bench.submit("once", key);
    const height = await bench.client.height();
    expect(await bench.submit("once", key)).to.deep.equal(first);
    expect(await bench.blocksSince(height)).to.deep.equal([]);
  });

  it("says so when a contract fails without a code, and writes nothing", async () => {
    const key = bench.fresh();
    await expectCode(bench.submit("crash", key, "one"), LedgerError, "ERR_LEDGER_CONTRACT");
    expect(await bench.get(key)).to.equal("");
  });

  for (const name of ["missing", "constructor", "__proto__"]) {
    it(`knows no transaction named ${name}`, async () => {
      await expectCode(bench.client.submit(name, []), LedgerError, "ERR_LEDGER_NO_SUCH_TRANSACTION");
      await expectCode(bench.client.evaluate(name, []), LedgerError, "ERR_LEDGER_NO_SUCH_TRANSACTION");
    });
  }
}

function determinismRules(bench: Bench): void {
  for (const source of ["clock", "date", "coin", "zone", "randomness"]) {
    it(`refuses a contract that looks at the ${source}`, async function () {
      if (!bench.endorsesTwice) return this.skip();
      const drifting = bench.client.submit("drift", [utf8(source)]);
      await expectCode(drifting, LedgerError, "ERR_LEDGER_NOT_DETERMINISTIC");
    });
  }

  it("lets a contract use the transaction's own time", async () => {
    const { result } = await bench.client.submit("steady", []);
    expect(decodeUtf8(result)).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it("leaves the process its own clock, zone and randomness", async () => {
    const globals = [Date, Math.random, Intl.DateTimeFormat];
    const running = bench.submit("put", bench.fresh(), "one");
    expect(Math.abs(Date.now() - new Date().getTime())).to.be.lessThan(1000);
    await running;
    expect([Date, Math.random, Intl.DateTimeFormat]).to.deep.equal(globals);
  });
}

function blockRules(bench: Bench): void {
  it("delivers the last event a transaction set, once", async () => {
    const height = await bench.client.height();
    const { transactionId, index } = await bench.submit("putTwice", bench.fresh(), "one", "two");
    const [block] = await bench.blocksSince(height);
    expect(block?.events).to.deep.equal([{ transactionId, index, name: "second", payload: utf8("two") }]);
  });

  it("has a block without events for a transaction that set none", async () => {
    const height = await bench.client.height();
    const committed = await bench.submit("putQuietly", bench.fresh(), "one");
    expect(await bench.blocksSince(height)).to.deep.equal([{ height: committed.height, events: [] }]);
  });

  it("delivers events in the ledger's one order, each where its submit said", async () => {
    const height = await bench.client.height();
    const submits = Array.from({ length: 40 }, (_, n) => bench.submit("put", bench.fresh(), String(n)));
    const committed = await Promise.all(submits);
    const expected = committed
      .toSorted((a, b) => a.height - b.height || a.index - b.index)
      .map((one) => [one.transactionId, one.height, one.index]);
    const blocks = await bench.blocksSince(height);
    const seen = blocks.flatMap((block) => block.events.map((e) => [e.transactionId, block.height, e.index]));
    expect(seen).to.deep.equal(expected);
  });

  it("follows: every block exactly once, those before and those after", async () => {
    const from = (await bench.client.height()) + 1;
    const [stop, seen] = [new AbortController(), [] as string[]];
    const sent = Array.from({ length: 20 }, (_, n) => String(n));
    await bench.submit("put", bench.fresh(), "0");
    const following = (async () => {
      for await (const block of bench.client.blocks({ from, follow: true, signal: stop.signal })) {
        seen.push(...block.events.map((event) => decodeUtf8(event.payload)));
        if (seen.length >= sent.length) stop.abort();
      }
    })();
    for (const value of sent.slice(1)) await bench.submit("put", bench.fresh(), value);
    await following;
    expect(seen).to.deep.equal(sent);
  });
}

function waitingRules(bench: Bench): void {
  it("is certain that nothing commits when the call is aborted beforehand", async () => {
    const key = bench.fresh();
    const aborted = bench.client.submit("put", [keyArg(key), utf8("v")], { signal: AbortSignal.abort() });
    await expectCode(aborted, LedgerError, "ERR_LEDGER_ABORTED");
    expect(await bench.get(key)).to.equal("");
  });

  it("tells the truth whenever the caller stops waiting", async () => {
    for (let turns = 0; turns < 40; turns += 1) {
      const key = bench.fresh();
      const stop = new AbortController();
      const outcome = bench.client.submit("put", [keyArg(key), utf8("v")], { signal: stop.signal }).then(
        () => "committed",
        (error: unknown) => error,
      );
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      stop.abort();
      await expectTruth(bench, key, await outcome);
    }
  });
}

async function expectTruth(bench: Bench, key: Key, outcome: unknown): Promise<void> {
  await bench.submit("put", bench.fresh(), "later"); // whatever was on its way has been ordered by now
  const isStored = (await bench.get(key)) === "v";
  if (outcome === "committed") return void expect(isStored).to.equal(true);
  if (!(outcome instanceof LedgerError)) throw new TypeError("an uncoded outcome", { cause: outcome });
  if (outcome.code === "ERR_LEDGER_ABORTED") return void expect(isStored).to.equal(false);
  expect(outcome.code).to.equal("ERR_LEDGER_UNKNOWN");
  const { transactionId } = outcome.details;
  const status = await bench.client.status(typeof transactionId === "string" ? transactionId : "");
  expect(status !== null).to.equal(isStored);
}
