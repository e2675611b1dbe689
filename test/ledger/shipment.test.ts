import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { decodeUtf8, parseStrictJson, utf8, type Json, type JsonObject } from "@openlading/core";
import { encodeSubmission } from "@openlading/contract";
import { parseRecord, parseRecordedAct, type RecordedAct, type RecordState } from "@openlading/law";
import { RefusedError, type Committed, type LedgerClient } from "@openlading/ledger";
import type { FabricLedger } from "@openlading/ledger-fabric";
import { assertCommitted, createHome, openNetwork, type Network } from "@openlading/sdk";
import { expect } from "chai";
import {
  enrolAll,
  example,
  greens,
  issueToBank,
  passToBuyer,
  PASSPHRASE,
  type Issued,
  type Parties,
} from "../../packages/sdk/test/fixture.ts";
import { findWords } from "../../packages/sdk/test/scan.ts";
import { startSimulatedNetwork, type SimulatedNetwork } from "./simulated-network.ts";

/** What stands in the documents of the shipment and must not stand in a block. */
const CANARIES = [
  "EXLU26049001", "EXMU2000014", "EXMU3000024", "EX998877", "EX998879", "224820261000000042", "DO26052100456", "HUA67890",
  "BEARING HOUSINGS", "轴承座", "Example Export",
]; // prettier-ignore
const CONTRACT = new URL("../../chaincode/openlading/src/main.ts", import.meta.url);

describe("a shipment whose acts are relayed to Fabric's chaincode over a simulator of its peers", function () {
  this.timeout(120_000);
  let folder: string;
  let home: Network;
  let fabric: SimulatedNetwork;
  let ledger: FabricLedger;
  let acts: readonly RecordedAct[];
  const committed: Committed[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "openlading-relay-"));
    const place = join(folder, ".openlading");
    await createHome({ home: place, name: "relay", registrar: "registrar.example", passphrase: PASSPHRASE });
    home = await openNetwork({ home: place, passphrase: PASSPHRASE });
    await toTheGate(home);
    acts = await readActs(home.ledger);
    fabric = await startSimulatedNetwork(CONTRACT, { batching: { timeoutMs: 10, maxMessages: 500 } });
    ledger = fabric.open();
    for (const act of acts) committed.push(await ledger.submit("submitAct", [encodeSubmission(act)]));
  });
  after(async () => {
    await (fabric as SimulatedNetwork | undefined)?.close();
    await (home as Network | undefined)?.close();
    rmSync(folder, { recursive: true });
  });

  it("commits every act, from the genesis to the gate", () => {
    expect(acts.length).to.be.greaterThan(15);
    expect(committed).to.have.length(acts.length);
  });

  it("comes to the same records as the embedded ledger", async () => {
    const [here, there] = [await readRecords(home.ledger), await readRecords(ledger)];
    expect(here.length).to.be.greaterThan(15);
    expect(there).to.deep.equal(here);
  });

  it("emits the same acts, in the same order", async () => {
    const relayed = await readActs(ledger);
    expect(relayed.map(({ act }) => act)).to.deep.equal(acts.map(({ act }) => act));
    expect(relayed.map(({ entry }) => entry.transactionId)).to.deep.equal(
      committed.map(({ transactionId }) => transactionId),
    );
  });

  it("answers an act that is relayed again with its first outcome, and orders nothing", async () => {
    const height = await ledger.height();
    for (const at of [0, acts.length - 1]) {
      const [act, first] = [acts[at], committed[at]];
      if (act === undefined || first === undefined) throw new TypeError("there is no such act");
      expect(await ledger.submit("submitAct", [encodeSubmission(act)])).to.deep.equal(first);
    }
    expect(await ledger.height()).to.equal(height);
  });

  it("brings refusals of the contract and of the law through Fabric with their codes", async () => {
    const [genesis] = acts;
    const garbage = await ledger.submit("submitAct", [utf8("{}")]).catch((error: unknown) => error);
    expect(garbage).to.be.instanceOf(RefusedError).with.property("code", "ERR_CONTRACT_ARGUMENT");
    if (genesis === undefined) throw new TypeError("there is no genesis");
    const other = await otherGenesis(join(folder, "other"));
    const error = await ledger.submit("submitAct", [encodeSubmission(other)]).catch((cause: unknown) => cause);
    expect(error).to.be.instanceOf(RefusedError).with.property("code", "ERR_LAW_OTHER_NETWORK");
  });

  it("puts no number, container, seal or goods into any byte of a block", () => {
    for (const word of CANARIES.filter(({ length }) => length > 12)) {
      const planted = deflateSync(Buffer.from(`{"x":"${Buffer.from(word).toString("base64url")}"}`));
      expect(findWords(Buffer.concat([Buffer.from("...."), planted]), CANARIES)).to.include(word);
    }
    const blocks = fabric.simulator.blockBytes();
    expect(blocks.length).to.be.greaterThan(acts.length);
    for (const [number, bytes] of blocks.entries()) {
      expect(findWords(bytes, CANARIES), `block ${String(number)}`).to.deep.equal([]);
    }
  });
});

async function toTheGate(home: Network): Promise<void> {
  const parties = await enrolAll(home);
  const issued = await issueToBank(parties);
  await passToBuyer(parties, issued.bill);
  await release(parties, issued);
  const right = issued.rights[0] ?? "";
  await greens(parties, right);
  const presentation = await parties.buyer.presentation({ right, facility: parties.facility });
  assertCommitted(await parties.terminal.gateOut({ right, presentation }));
}

/** As in the example, with an order that is valid today: the ledger under Fabric has no other clock than the client's. */
async function release({ buyer, agent, carrier, facility }: Parties, { bill, rights }: Issued): Promise<void> {
  const { vesting } = await buyer.vestingFor({ bill });
  assertCommitted(await buyer.surrender({ bill, vesting }));
  assertCommitted(await agent.acceptSurrender({ bill, vesting, representedParty: carrier.partyId }));
  const document = example("delivery-order.json");
  if (!isObject(document)) throw new TypeError("an order is an object");
  const order = { ...document, validTo: "2099-12-31T23:59:59+08:00" };
  assertCommitted((await carrier.issueOrder({ document: order, bill, rights, facility })).outcome);
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

async function readActs(ledger: LedgerClient): Promise<readonly RecordedAct[]> {
  const acts: RecordedAct[] = [];
  for await (const { events } of ledger.blocks({ from: 1 })) {
    acts.push(...events.map(({ payload }) => parseRecordedAct(parseStrictJson(payload))));
  }
  return acts;
}

/** Every record, without what the ledger itself put into it: its own times. */
async function readRecords(
  ledger: LedgerClient,
): Promise<readonly Pick<RecordState, "recordId" | "status" | "head">[]> {
  const records: Pick<RecordState, "recordId" | "status" | "head">[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = JSON.parse(decodeUtf8(await ledger.evaluate("scanRecords", [utf8(cursor)]))) as {
      records: unknown[];
      cursor: string | null;
    };
    for (const record of page.records) {
      const { recordId, kind, status, sequence, head, slots } = parseRecord(record);
      records.push({ recordId, kind, status, sequence, head, slots } as Pick<
        RecordState,
        "recordId" | "status" | "head"
      >);
    }
    cursor = page.cursor;
  }
  return records;
}

/** The first act of another network. */
async function otherGenesis(home: string): Promise<RecordedAct> {
  await createHome({ home, name: "other", registrar: "registrar.example", passphrase: PASSPHRASE });
  const network = await openNetwork({ home, passphrase: PASSPHRASE });
  const [genesis] = await readActs(network.ledger);
  await network.close();
  if (genesis === undefined) throw new TypeError("a home has a genesis");
  return genesis;
}
