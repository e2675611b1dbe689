import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHome, openNetwork, type Network } from "@openlading/sdk";
import { expect } from "chai";
import { describeLive, startLiveNetwork, type LiveNetwork } from "./live-network.ts";

const CONTRACT = {
  name: "openlading",
  entry: new URL("../../chaincode/openlading/src/main.ts", import.meta.url),
  probe: { transaction: "read:scanRecords", args: [new Uint8Array()] },
} as const;
const PASSPHRASE = "correct horse battery staple";

describeLive("the contract, started by the peers themselves", () => {
  let live: LiveNetwork;
  let folder: string;
  let network: Network;

  before(async () => {
    live = await startLiveNetwork([{ ...CONTRACT, isStartedByPeers: true }]);
    folder = mkdtempSync(join(tmpdir(), "openlading-started-"));
    const home = join(folder, ".openlading");
    const ledger = live.open("carrier", "openlading");
    await createHome({ home, name: "started", registrar: "registrar.example", passphrase: PASSPHRASE, ledger });
    network = await openNetwork({ home, passphrase: PASSPHRASE, ledger });
  });
  after(async () => {
    await network.close();
    await live.close();
    rmSync(folder, { recursive: true });
  });

  it("runs once for each peer, by the command of Fabric's Node shim, over TLS with a certificate of the peer's making", () => {
    expect(live.network.processes).to.deep.equal(["orderer", "carrier", "port", "customs"]);
    if (hasProc) expect(startedBy(live.network.dir)).to.have.length(3);
  });

  it("decides acts", async () => {
    await network.enrol({ partyId: "carrier.example", name: "Carrier", offices: ["carrier"] });
    expect((await network.readParty("carrier.example"))?.status).to.equal("ENROLLED");
  });

  it("is started again with its peer, and leaves none behind", async () => {
    await live.network.kill("port");
    await live.network.restart("port");
    await live.network.waitReady("openlading");
    await network.enrol({ partyId: "port.example", name: "Port", offices: ["terminal"] });
    if (!hasProc) return;
    await until(() => startedBy(live.network.dir).length === 3);
  });

  it("goes on as a service under the next definition, with every record alive, and ends with the network", async () => {
    const before = await network.readParty("carrier.example");
    await live.deploy(CONTRACT);
    expect(await network.readParty("carrier.example")).to.deep.equal(before);
    await network.enrol({ partyId: "bank.example", name: "Bank", offices: ["bank"] });
    const { dir } = live.network;
    await live.network.stop();
    if (hasProc) await until(() => startedBy(dir).length === 0);
  });
});

const hasProc = existsSync("/proc/self/cmdline");

/** Command lines of the processes that peers started from the network's folder. */
function startedBy(dir: string): readonly string[] {
  return globSync("/proc/[0-9]*/cmdline")
    .map(readIfThere)
    .filter((line) => line.includes(join(dir, "builder", "run.mjs")));
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

async function until(look: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !look() && Date.now() < end;) await new Promise((done) => setTimeout(done, 50));
  expect(look()).to.equal(true);
}
