import { execFile } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { LedgerClient } from "@openlading/ledger";
import { assertCommitted, createHome, openNetwork, verifyDossier, type Network } from "@openlading/sdk";
import { expect } from "chai";
import { enrolAll, example, greens, issueToBank, passToBuyer, PASSPHRASE, type Issued, type Parties } from "../../packages/sdk/test/fixture.ts"; // prettier-ignore
import { describeLive, startLiveNetwork, type LiveNetwork } from "./live-network.ts";

const CONTRACT = new URL("../../chaincode/openlading/src/main.ts", import.meta.url);
const CHAINCODE = {
  name: "openlading",
  entry: CONTRACT,
  probe: { transaction: "read:scanRecords", args: [new Uint8Array()] },
} as const;
const ORGANISATIONS = ["carrier", "port", "customs"] as const;
const WITNESS_CHILD = fileURLToPath(new URL("witness-child.ts", import.meta.url));

/** What stands in the documents of the shipment and must not stand on anybody's disk but the parties'. */
const CANARIES = [
  "EXLU26049001", "EXMU2000014", "EXMU3000024", "EX998877", "EX998879", "224820261000000042", "DO26052100456", "HUA67890",
  "BEARING HOUSINGS", "轴承座", "Example Export",
]; // prettier-ignore

describeLive("a shipment on a live network", () => {
  let live: LiveNetwork;
  let folder: string;
  let home: string;
  let network: Network;
  let parties: Parties;
  let issued: Issued;
  const ledgers: LedgerClient[] = [];

  before(async () => {
    live = await startLiveNetwork([CHAINCODE]);
    folder = mkdtempSync(join(tmpdir(), "openlading-shipment-"));
    home = join(folder, ".openlading");
    for (const name of ORGANISATIONS) ledgers.push(live.open(name, "openlading"));
    const [ledger] = ledgers;
    if (ledger === undefined) throw new TypeError("there is an organisation");
    await createHome({ home, name: "live", registrar: "registrar.example", passphrase: PASSPHRASE, ledger });
    network = await openNetwork({ home, passphrase: PASSPHRASE, ledger, witnessLedgers: ledgers });
  });
  after(async () => {
    await network.close();
    await live.close();
    rmSync(folder, { recursive: true });
  });

  it("goes from the genesis to the gate", async () => {
    parties = await enrolAll(network);
    issued = await issueToBank(parties);
    await passToBuyer(parties, issued.bill);
    const { buyer, agent, carrier, terminal, facility } = parties;
    const { vesting } = await buyer.vestingFor({ bill: issued.bill });
    assertCommitted(await buyer.surrender({ bill: issued.bill, vesting }));
    assertCommitted(await agent.acceptSurrender({ bill: issued.bill, vesting, representedParty: carrier.partyId }));
    const document = { ...(example("delivery-order.json") as object), validTo: "2099-12-31T23:59:59+08:00" };
    assertCommitted(
      (await carrier.issueOrder({ document, bill: issued.bill, rights: issued.rights, facility })).outcome,
    );
    const [right = ""] = issued.rights;
    await greens(parties, right);
    const presentation = await buyer.presentation({ right, facility });
    assertCommitted(await terminal.gateOut({ right, presentation }));
  });

  it("lets a container out once, whoever relays the second try, and through whichever organisation", async () => {
    const { buyer, terminal, facility } = parties;
    const [right = ""] = issued.rights;
    const presentation = await buyer.presentation({ right, facility });
    const second = await terminal.gateOut({ right, presentation });
    expect(second.kind).to.equal("refused");
  });

  it("is witnessed by each organisation in a process of its own, over its own peer: three signatures under one body", async () => {
    const height = await network.ledger.height();
    const run = promisify(execFile);
    const flags = ["--disable-warning=ExperimentalWarning", "--conditions=@openlading/source", WITNESS_CHILD];
    const outputs = await Promise.all(
      network.genesis.witnesses.map(async ({ name }, index) => {
        const profile = live.network.profile(ORGANISATIONS[index] ?? "", "openlading");
        const args = [...flags, profile, home, name, PASSPHRASE, String(height)];
        return JSON.parse((await run(execPath, args)).stdout) as { body?: string; cosignature?: string };
      }),
    );
    expect(outputs[0]?.body).to.be.a("string");
    expect(new Set(outputs.map(({ body }) => body)).size).to.equal(1);
    expect(new Set(outputs.map(({ cosignature }) => cosignature)).size).to.equal(3);
  });

  it("is proven by a dossier that is judged without the network", async () => {
    const { terminal, carrier } = parties;
    const [left = "", still = ""] = issued.rights;
    for (const [right, word] of [
      [left, "SPENT"],
      [still, "LIVE"],
    ] as const) {
      const dossier = await (right === left ? terminal : carrier).export({ recordId: right });
      const verdict = await verifyDossier(dossier, { trust: network.trust, moment: new Date().toISOString() });
      expect([verdict.overall, verdict.state.word]).to.deep.equal(["valid", word]);
    }
  });

  it("anchors a thousand documents in one transaction", async () => {
    const list = example("packing-list.json") as Readonly<Record<string, unknown>>;
    const numbered = Array.from({ length: 1000 }, (_, n) => ({ ...list, documentNumber: `PL${String(n)}` }));
    const documents = numbered.map((data) => ({ kind: "packing-list", data: data as never }) as const);
    const before = await network.ledger.height();
    const { outcome, recordIds } = await parties.carrier.anchor({ documents });
    assertCommitted(outcome);
    expect(recordIds).to.have.length(1000);
    expect(outcome.height).to.equal(before + 1);
  });

  it("goes on under a new version of the chaincode, with every record alive", async () => {
    const [, still = ""] = issued.rights;
    const before = await network.read(still);
    await live.deploy(CHAINCODE);
    expect(await network.read(still)).to.deep.equal(before);
    await greens(parties, still);
    const presentation = await parties.buyer.presentation({ right: still, facility: parties.facility });
    assertCommitted(await parties.terminal.gateOut({ right: still, presentation }));
  });

  it("leaves no number, container, seal or goods on any disk of the network", () => {
    const files = globSync("{data,logs}/**/*", { cwd: live.network.dir, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    const blocks = files.filter(({ name }) => name.startsWith("blockfile_"));
    expect(blocks.length, "the orderer's and three peers' blocks").to.be.at.least(4);
    for (const { parentPath, name } of files) {
      expect(findIn(readFileSync(join(parentPath, name))), join(parentPath, name)).to.deep.equal([]);
    }
    const planted = Buffer.from(JSON.stringify({ act: Buffer.from("seal EX998877").toString("base64url") }));
    expect(findIn(Buffer.concat([Buffer.of(0, 1), planted]))).to.deep.equal(["EX998877"]);
  });
});

/** Which canaries stand in the bytes as they are, or in what their base64url runs say, tokens inside tokens included. */
function findIn(bytes: Buffer, depth = 3): readonly string[] {
  const found = CANARIES.filter((word) => bytes.includes(word));
  const runs = depth === 0 ? [] : (bytes.toString("latin1").match(/[A-Za-z0-9_-]{16,}/g) ?? []);
  const inner = runs.flatMap((run) =>
    [0, 1, 2, 3].flatMap((phase) => findIn(Buffer.from(run.slice(phase), "base64url"), depth - 1)),
  );
  return [...new Set([...found, ...inner])];
}
