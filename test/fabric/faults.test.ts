import { join } from "node:path";
import { decodeUtf8, utf8 } from "@openlading/core";
import { createFabricLedger, createFabricSigner } from "@openlading/ledger-fabric";
import { ConflictError, LedgerError, UnknownError, type Committed, type LedgerClient } from "@openlading/ledger";
import { keyArg } from "@openlading/testkit";
import { expect } from "chai";
import { openConnection } from "../../packages/ledger-fabric/src/connection.ts";
import { order } from "../../packages/ledger-fabric/src/order.ts";
import { Placements } from "../../packages/ledger-fabric/src/placements.ts";
import { Pool } from "../../packages/ledger-fabric/src/pool.ts";
import { Queries } from "../../packages/ledger-fabric/src/queries.ts";
import { startCuttingProxy } from "../ledger/cutting-proxy.ts";
import { expireCertificate } from "./expired-certificate.ts";
import { describeLive, gatewayOf, startLiveNetwork, type LiveNetwork } from "./live-network.ts";
import { expectTruth, follow, Workload } from "./workload.ts";

const SUITE = new URL("../ledger/suite-chaincode.ts", import.meta.url);
/** Longer than what a connection brings at once. */
const BIG = 400_000;
const PROBE = { transaction: "submit:steady", args: [] };

describeLive("a live network in trouble", () => {
  let live: LiveNetwork;
  let client: LedgerClient;
  let observer: LedgerClient;

  before(async () => {
    live = await startLiveNetwork([{ name: "suite", entry: SUITE, probe: PROBE }]);
    const gateways = ["carrier", "port", "customs"].map((name) => gatewayOf(live.organisation(name)));
    client = live.open("carrier", "suite", { gateways });
    observer = live.open("port", "suite", { gateways: gateways.slice(1) });
  });
  after(() => live.close());

  /** Runs a load, does the harm in the middle of it, and holds every outcome against the ledger. */
  async function harmUnderLoad(
    harm: () => Promise<void>,
  ): Promise<{ readonly failed: readonly string[]; readonly committed: number }> {
    const stopFollowing = await follow(client);
    const load = new Workload(client);
    await load.progress(20);
    await harm();
    await load.progress(20);
    const attempts = await load.stop();
    await expectTruth(observer, attempts, await stopFollowing());
    const failed = attempts.flatMap(({ outcome }) => (outcome instanceof LedgerError ? [outcome.code] : []));
    return { failed, committed: load.committed };
  }

  it("loses nothing and shows nothing when another organisation's peer is killed and comes back", async () => {
    const { failed } = await harmUnderLoad(async () => {
      await live.network.kill("customs");
      await live.network.restart("customs");
    });
    expect(failed).to.deep.equal([]);
    await live.network.waitReady("suite");
  });

  it("loses nothing when the gateway in use is killed and comes back; the event stream goes on behind its last block", async () => {
    await harmUnderLoad(async () => {
      await live.network.kill("carrier");
      await live.network.restart("carrier");
    });
    await live.network.waitReady("suite");
  });

  it("loses nothing when the orderer is killed and comes back, though it forgets what it had taken", async () => {
    await harmUnderLoad(async () => {
      await live.network.kill("orderer");
      await live.network.restart("orderer");
    });
  });

  it("goes on through the other gateways while one organisation's chaincode is down, and says so to who has no other", async () => {
    const alone = live.open("carrier", "suite");
    await harmUnderLoad(async () => {
      await live.network.kill("suite-carrier");
      const error = await rejection(put(alone, ["down", crypto.randomUUID()]));
      expect(error).to.be.instanceOf(LedgerError).with.property("code", "ERR_LEDGER_UNREACHABLE");
      await live.network.restart("suite-carrier");
    });
    await put(alone, ["up", crypto.randomUUID()]);
  });

  it("answers by status for whoever stopped waiting, before the commit or after it", async () => {
    for (const deadlineMs of [5, 15, 30, 60, 90]) {
      const key = ["late", crypto.randomUUID()] as const;
      const outcome = await put(client, key, { deadlineMs }).catch((error: unknown) => error);
      await put(client, ["later", crypto.randomUUID()]); // what was on its way has been ordered by now
      const isStored = decodeUtf8(await client.evaluate("get", [keyArg(key)])) !== "";
      if (outcome instanceof UnknownError)
        expect((await client.status(outcome.transactionId)) !== null).to.equal(isStored);
      else expect(outcome instanceof LedgerError).to.equal(!isStored);
    }
  });

  it("commits once what two relays hand in at the same time", async () => {
    const relays = ["carrier", "port", "customs"].map((name) => live.open(name, "suite"));
    for (let round = 0; round < 5; round += 1) {
      const key = keyArg(["once", crypto.randomUUID()]);
      const settled = await Promise.allSettled(relays.map((relay) => relay.submit("once", [key])));
      const won = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      const lost = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
      expect(new Set(won.map(({ transactionId }) => transactionId)).size).to.equal(1);
      for (const error of lost) expect(error).to.be.instanceOf(ConflictError);
      for (const relay of relays)
        expect((await relay.submit("once", [key])).transactionId).to.equal(won[0]?.transactionId);
    }
  });

  it("says that a certificate has expired is why nothing is accepted, and writes nothing", async () => {
    const { mspId, user, ...carrier } = live.organisation("carrier");
    const authority = join(live.network.dir, "crypto", "peerOrganizations", "carrier.internal", "ca");
    const expired = createFabricLedger({
      gateways: [gatewayOf({ mspId, user, ...carrier })],
      identity: { mspId, credentials: utf8(expireCertificate(user.certificate, authority)) },
      signer: createFabricSigner(user.privateKey),
      channel: live.network.channel,
      chaincode: "suite",
    });
    const key = ["expired", crypto.randomUUID()] as const;
    const error = await rejection(put(expired, key));
    await expired.close();
    expect(error).to.be.instanceOf(LedgerError).with.property("code", "ERR_LEDGER_DENIED");
    expect(decodeUtf8(await client.evaluate("get", [keyArg(key)]))).to.equal("");
  });

  it("is not ready under a policy that asks for an organisation that is not there, and says so", async () => {
    const policy = { threshold: 2, mspIds: ["CarrierMSP", "NobodyMSP"] };
    const deployed = live.deploy({ name: "nobody", entry: SUITE, policy, probe: PROBE }, { readyMs: 3_000 });
    expect(await rejection(deployed)).to.have.property("code", "ERR_FABRIC_NETWORK_READY");
    const error = await rejection(put(live.open("carrier", "nobody"), ["policy", crypto.randomUUID()]));
    expect(error).to.be.instanceOf(LedgerError).with.property("code", "ERR_LEDGER_ENDORSERS");
  });

  it("names a policy that the endorsements do not satisfy once they are ordered: void, written nothing, sent once", async () => {
    const height = await client.height();
    const key = ["under", crypto.randomUUID()] as const;
    const error = await rejection(orderWith(["CarrierMSP"], key));
    expect(error).to.be.instanceOf(LedgerError).with.property("code", "ERR_LEDGER_POLICY");
    expect(decodeUtf8(await client.evaluate("get", [keyArg(key)]))).to.equal("");
    expect(await client.height()).to.equal(height + 1);
    await orderWith(["CarrierMSP", "PortMSP"], key);
    expect(decodeUtf8(await observer.evaluate("get", [keyArg(key)]))).to.equal("v");
  });

  /** Has those endorse that are named, whatever the policy says, and orders what they endorsed. */
  async function orderWith(endorsingOrganizations: string[], key: readonly [string, ...string[]]): Promise<void> {
    const carrier = live.organisation("carrier");
    const { mspId, user } = carrier;
    const connection = openConnection(gatewayOf(carrier), {
      identity: { mspId, credentials: utf8(user.certificate) },
      signer: createFabricSigner(user.privateKey),
      channel: live.network.channel,
      chaincode: "suite",
    });
    const timeouts = { evaluateMs: 5_000, endorseMs: 15_000, submitMs: 5_000, commitStatusMs: 3_000, commitMs: 20_000 };
    const queries = new Queries(live.network.channel, timeouts.evaluateMs);
    const parts = { pool: new Pool([connection]), queries, placements: new Placements(), timeouts, chaincode: "suite" };
    const args = { arguments: [keyArg(key), utf8("v")], endorsingOrganizations };
    try {
      await order(parts, { connection, transaction: await connection.submits.newProposal("put", args).endorse() });
    } finally {
      connection.close();
    }
  }

  it("loses nothing when the chaincode is replaced under load, and calls what came between a conflict or unreachable", async () => {
    const { failed } = await harmUnderLoad(() => live.deploy({ name: "suite", entry: SUITE, probe: PROBE }));
    const certain = ["ERR_LEDGER_CONFLICT", "ERR_LEDGER_ENDORSERS", "ERR_LEDGER_UNREACHABLE", "ERR_LEDGER_UNKNOWN"];
    expect([...new Set(failed)].filter((code) => !certain.includes(code))).to.deep.equal([]);
  });

  it("hands out every block once and in order although connections are cut inside a block", async () => {
    const carrier = gatewayOf(live.organisation("carrier"));
    const proxy = await startCuttingProxy(carrier.address);
    const reader = live.open("carrier", "suite", { gateways: [{ ...carrier, address: proxy.address }] });
    const stopFollowing = await follow(reader);
    const committed: Committed[] = [];
    for (let n = 0; n < 6; n += 1) {
      const cuts = proxy.cuts + (n % 2);
      if (n % 2 === 1) proxy.cutAfter(BIG / 2);
      committed.push(await client.submit("put", [keyArg(["big", crypto.randomUUID()]), utf8("x".repeat(BIG))]));
      while (proxy.cuts < cuts) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    // The reader's own peer may be behind what the writer's has said.
    const blocks = await stopFollowing(committed.at(-1)?.height);
    proxy.close();
    expect(proxy.cuts).to.equal(3);
    expect(blocks.flatMap(({ events }) => events.map(({ transactionId }) => transactionId))).to.deep.equal(
      committed.map(({ transactionId }) => transactionId),
    );
  });
});

function put(
  client: LedgerClient,
  key: readonly [string, ...string[]],
  options: { deadlineMs?: number } = {},
): Promise<Committed> {
  return client.submit("put", [keyArg(key), utf8("v")], options);
}

async function rejection(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.fail("it was accepted"),
    (error: unknown) => error,
  );
}
