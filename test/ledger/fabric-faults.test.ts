import { createPrivateKey, sign } from "node:crypto";
import { decodeUtf8, utf8 } from "@openlading/core";
import { ConflictError, LedgerError, UnknownError, type Committed, type Key } from "@openlading/ledger";
import type { FabricLedger } from "@openlading/ledger-fabric";
import { createTestIdentity, keyArg } from "@openlading/testkit";
import { expect } from "chai";
import { startCuttingProxy } from "./cutting-proxy.ts";
import { startSimulatedNetwork, type SimulatedNetwork } from "./simulated-network.ts";

/** Longer than what a connection brings at once. */
const BIG = 400_000;

describe("the Fabric adapter, when things go wrong at a simulator of Fabric's peers", () => {
  let network: SimulatedNetwork;
  let ledger: FabricLedger;
  let count = 0;
  const fresh = (): Key => ["fault", String((count += 1))];
  const put = (key: Key, value: string, through = ledger): Promise<Committed> =>
    through.submit("put", [keyArg(key), utf8(value)]);
  const get = async (key: Key, through = ledger): Promise<string> =>
    decodeUtf8(await through.evaluate("get", [keyArg(key)]));
  const failure = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => expect.fail("it was accepted"),
      (error: unknown) => error,
    );

  before(async () => {
    network = await startSimulatedNetwork(new URL("suite-chaincode.ts", import.meta.url), { concurrency: 80 });
    ledger = network.open();
    await put(fresh(), "warm");
  });
  after(() => network.close());
  afterEach(() => {
    for (const mspId of ["CarrierMSP", "PortMSP"]) {
      network.simulator.lag(mspId, 0);
      network.simulator.disagree(mspId, 0);
    }
  });

  /** How often a key's value was written by a valid transaction, by the blocks. */
  async function timesCommitted(from: number, value: string): Promise<number> {
    let times = 0;
    for await (const block of ledger.blocks({ from })) {
      times += block.events.filter(({ payload }) => decodeUtf8(payload) === value).length;
    }
    return times;
  }

  it("commits once when the reply is lost after the commit", async () => {
    const height = await ledger.height();
    network.simulator.fail("CarrierMSP", { loseReplies: 1 });
    const { transactionId } = await put(fresh(), "reply lost");
    expect(await ledger.status(transactionId)).to.have.property("transactionId", transactionId);
    expect(await timesCommitted(height + 1, "reply lost")).to.equal(1);
  });

  it("commits once when the orderer forgets what it has taken", async () => {
    const height = await ledger.height();
    for (const mspId of ["CarrierMSP", "PortMSP"]) network.simulator.fail(mspId, { loseSubmits: 1 });
    await put(fresh(), "forgotten");
    await put(fresh(), "forgotten too");
    expect(await timesCommitted(height + 1, "forgotten")).to.equal(1);
  });

  it("hands a transaction in again when no orderer takes it at first", async () => {
    network.simulator.fail("CarrierMSP", { refuseSubmits: 1 });
    network.simulator.fail("PortMSP", { refuseSubmits: 1 });
    const key = fresh();
    await put(key, "at last");
    expect(await get(key)).to.equal("at last");
  });

  it("says unknown when no answer comes in time, and status knows", async () => {
    const impatient = network.open({ timeouts: { commitStatusMs: 200, commitMs: 300 } });
    for (const mspId of ["CarrierMSP", "PortMSP"]) network.simulator.fail(mspId, { loseReplies: 20 });
    const error = await failure(put(fresh(), "silence", impatient));
    for (const mspId of ["CarrierMSP", "PortMSP"]) network.simulator.fail(mspId, { loseReplies: -20 });
    if (!(error instanceof UnknownError)) throw new TypeError("another outcome", { cause: error });
    expect(await ledger.status(error.transactionId)).to.have.property("transactionId", error.transactionId);
  });

  it("commits one of sixteen that were endorsed on one state, and calls the others conflicts", async () => {
    const key = fresh();
    network.simulator.hold();
    const racing = Array.from({ length: 16 }, (_, n) => put(key, String(n)));
    await network.simulator.waiting(16);
    network.simulator.release();
    const settled = await Promise.allSettled(racing);
    const lost = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
    expect(lost).to.have.length(15);
    for (const error of lost) expect(error).to.be.instanceOf(ConflictError).with.property("reason", "mvcc");
  });

  it("asks again when endorsements disagree for a moment", async () => {
    network.simulator.disagree("PortMSP", 2);
    const key = fresh();
    await put(key, "agreed");
    expect(await get(key)).to.equal("agreed");
  });

  it("blames the contract when endorsements keep disagreeing, and writes nothing", async () => {
    network.simulator.disagree("PortMSP", 1_000);
    const key = fresh();
    const error = await failure(put(key, "never"));
    expect(error).to.be.instanceOf(LedgerError).with.property("code", "ERR_LEDGER_NOT_DETERMINISTIC");
    network.simulator.disagree("PortMSP", 0);
    expect(await get(key)).to.equal("");
  });

  it("names a policy that no peers can satisfy, asks each gateway once, and has sent nothing", async () => {
    const height = await ledger.height();
    for (const mspId of ["CarrierMSP", "PortMSP"]) network.simulator.fail(mspId, { missEndorsers: 1 });
    const error = await failure(put(fresh(), "nobody endorses"));
    expect(error).to.be.instanceOf(LedgerError).with.property("code", "ERR_LEDGER_ENDORSERS");
    expect(error).to.have.nested.property("details.reason").that.includes("satisfy the endorsement policy");
    await put(fresh(), "somebody endorses"); // no fault is left: each gateway was asked, and asked once
    expect(await ledger.height()).to.equal(height + 1);
  });

  it("goes on through the gateway that finds endorsers where another finds none", async () => {
    network.simulator.fail("CarrierMSP", { missEndorsers: 1 });
    network.simulator.fail("PortMSP", { missEndorsers: 1 });
    const [carrier = "", port = ""] = network.simulator.gateways.values();
    const three = network.open({ gateways: [carrier, port, carrier].map((address) => ({ address, tls: null })) });
    await put(fresh(), "the third", three);
  });

  it("names a policy that the endorsements do not satisfy, once ordered: void, written nothing, sent once", async () => {
    const height = await ledger.height();
    for (const mspId of ["CarrierMSP", "PortMSP"]) network.simulator.fail(mspId, { underEndorse: 1 });
    const key = fresh();
    const error = await failure(put(key, "too few"));
    for (const mspId of ["CarrierMSP", "PortMSP"]) network.simulator.fail(mspId, { underEndorse: -1 });
    expect(error).to.be.instanceOf(LedgerError).with.property("code", "ERR_LEDGER_POLICY");
    expect(error).to.have.nested.property("details.validationCode", 10);
    expect(await get(key)).to.equal("");
    expect(await ledger.height()).to.equal(height + 1);
    await put(key, "enough");
    expect(await get(key)).to.equal("enough");
  });

  it("does nothing twice although every peer asked is behind", async () => {
    const key = fresh();
    const first = await ledger.submit("once", [keyArg(key)]);
    network.simulator.lag("CarrierMSP", 1);
    network.simulator.lag("PortMSP", 1);
    const again = ledger.submit("once", [keyArg(key)]);
    // Behind by one block, the peers would write the key a second time; the version check stops that.
    const outcome = await again.catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(ConflictError);
    network.simulator.lag("CarrierMSP", 0);
    network.simulator.lag("PortMSP", 0);
    expect(await ledger.submit("once", [keyArg(key)])).to.deep.equal(first);
  });

  it("waits for a gateway that is behind what it has seen elsewhere", async () => {
    const [carrier = "", port = ""] = network.simulator.gateways.values();
    const both = network.open({ gateways: [carrier, port].map((address) => ({ address, tls: null })) });
    const key = fresh();
    await put(key, "seen", both);
    network.simulator.lag("PortMSP", 1);
    await network.simulator.restart("CarrierMSP", async () => {
      const reading = get(key, both);
      await new Promise((resolve) => setTimeout(resolve, 60));
      network.simulator.lag("PortMSP", 0);
      expect(await reading).to.equal("seen");
    });
  });

  it("goes on through the other gateway, loses nothing and does nothing twice, while one restarts under load", async () => {
    const from = (await ledger.height()) + 1;
    const values = Array.from({ length: 60 }, (_, n) => `load ${String(n)}`);
    const work = Promise.all(
      values.map(async (value, n) => {
        await new Promise((resolve) => setTimeout(resolve, n * 5));
        return put(fresh(), value);
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    await network.simulator.restart("CarrierMSP", () => new Promise((resolve) => setTimeout(resolve, 100)));
    await work;
    const seen: string[] = [];
    for await (const block of ledger.blocks({ from })) {
      seen.push(...block.events.map(({ payload }) => decodeUtf8(payload)));
    }
    expect(seen.toSorted()).to.deep.equal(values.toSorted());
  });

  it("follows every block once and in order although its streams are cut", async () => {
    const from = (await ledger.height()) + 1;
    const stop = new AbortController();
    const seen: string[] = [];
    const values = Array.from({ length: 12 }, (_, n) => `cut ${String(n)}`);
    const following = (async () => {
      for await (const block of ledger.blocks({ from, follow: true, signal: stop.signal })) {
        seen.push(...block.events.map(({ payload }) => decodeUtf8(payload)));
        if (seen.length >= values.length) stop.abort();
      }
    })();
    for (const [n, value] of values.entries()) {
      await put(fresh(), value);
      if (n % 3 === 0) for (const mspId of ["CarrierMSP", "PortMSP"]) network.simulator.cutStreams(mspId);
    }
    await following;
    expect(seen).to.deep.equal(values);
  });

  it("follows every block once and in order although connections are cut inside a block", async () => {
    const [address = ""] = network.simulator.gateways.values();
    const proxy = await startCuttingProxy(address);
    const reader = network.open({ gateways: [{ address: proxy.address, tls: null }] });
    const from = (await ledger.height()) + 1;
    const stop = new AbortController();
    const seen: string[] = [];
    const values = Array.from({ length: 6 }, (_, n) => String(n).repeat(BIG));
    const following = (async () => {
      for await (const block of reader.blocks({ from, follow: true, signal: stop.signal })) {
        seen.push(...block.events.map(({ payload }) => decodeUtf8(payload)));
        if (seen.length >= values.length) stop.abort();
      }
    })();
    for (const [n, value] of values.entries()) {
      if (n % 2 === 1) proxy.cutAfter(BIG / 2);
      await put(fresh(), value);
    }
    await following;
    proxy.close();
    expect(seen).to.deep.equal(values);
    expect(proxy.cuts).to.be.at.least(2);
  });

  it("works again when a chaincode that was killed is back", async () => {
    const [first] = network.chaincodes;
    await first?.kill();
    const error = await failure(put(fresh(), "nobody answers"));
    expect(error).to.be.instanceOf(LedgerError).with.property("code", "ERR_LEDGER_ENDORSERS");
    await first?.start();
    const key = fresh();
    await put(key, "back");
    expect(await get(key)).to.equal("back");
  });

  it("commits an act once when two relays submit it at once, and answers both alike in the end", async () => {
    const key = fresh();
    const relays = [ledger, network.open()];
    const settled = await Promise.allSettled(relays.map((relay) => relay.submit("once", [keyArg(key)])));
    const [won] = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    for (const one of settled) if (one.status === "rejected") expect(one.reason).to.be.instanceOf(ConflictError);
    for (const relay of relays) expect(await relay.submit("once", [keyArg(key)])).to.deep.equal(won);
  });

  it("says that the identity is not accepted, for a signature in the higher form and for a wrong key", async () => {
    const { mspId, credentials, privateKey } = createTestIdentity("CarrierMSP");
    const raw = (message: Uint8Array): Promise<Uint8Array> =>
      Promise.resolve(toHigh(sign("sha256", message, privateKey)));
    const other = createPrivateKey(
      createTestIdentity("CarrierMSP").privateKey.export({ type: "pkcs8", format: "pem" }),
    );
    const wrong = (message: Uint8Array): Promise<Uint8Array> => Promise.resolve(sign("sha256", message, other));
    for (const signer of [raw, wrong]) {
      const denied = network.open({ identity: { mspId, credentials }, signer });
      for (const work of [put(fresh(), "x", denied), get(fresh(), denied)]) {
        expect(await failure(work))
          .to.be.instanceOf(LedgerError)
          .with.property("code", "ERR_LEDGER_DENIED");
      }
    }
  });

  it("asks every organisation named, and answers only what all of them say", async () => {
    const careful = network.open({ agreeingOrganizations: ["CarrierMSP", "PortMSP"] });
    const key = fresh();
    await put(key, "old", careful);
    await put(key, "new", careful);
    expect(await get(key, careful)).to.equal("new");
    network.simulator.lag("PortMSP", 1);
    expect(await failure(get(key, careful))).to.be.instanceOf(ConflictError);
  });

  it("keeps its calls in line instead of running into the gateway's limit", async () => {
    const patient = network.open({ maxInFlight: 40 });
    const all = await Promise.all(Array.from({ length: 160 }, (_, n) => put(fresh(), String(n), patient)));
    expect(new Set(all.map(({ transactionId }) => transactionId)).size).to.equal(160);
  });

  it("says that it is busy when the line is full, and has sent nothing", async () => {
    const narrow = network.open({ maxInFlight: 1, maxWaiting: 1 });
    const settled = await Promise.allSettled(Array.from({ length: 3 }, (_, n) => put(fresh(), String(n), narrow)));
    const lost = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
    expect(lost).to.have.length(1);
    expect(lost[0]).to.be.instanceOf(LedgerError).with.property("code", "ERR_LEDGER_BUSY");
  });

  it("knows one chain from another", async () => {
    expect(await ledger.chainId())
      .to.match(/^[0-9a-f]{64}$/)
      .and.to.equal(await network.open().chainId());
  });
});

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The same signature with `s` in the upper half: as good to a mathematician, not to Fabric. */
function toHigh(der: Buffer): Buffer {
  const rEnd = 4 + (der[3] ?? 0);
  const s = BigInt(`0x${der.subarray(rEnd + 2).toString("hex")}`);
  const high = s > ORDER / 2n ? s : ORDER - s;
  const bytes = Buffer.from(`00${high.toString(16).padStart(64, "0")}`, "hex");
  const body = Buffer.concat([der.subarray(2, rEnd), Buffer.of(0x02, bytes.length), bytes]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}
