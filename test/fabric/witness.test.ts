import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reachWitness, type WitnessStatus } from "@openlading/witness";
import { SdkError, type Network } from "@openlading/sdk";
import { expect } from "chai";
import { findSite, WITNESS_BESIDE_PEER, type Site } from "../../packages/cli/src/fabric-site.ts";
import { createHomeNetwork, openHomeNetwork } from "../../packages/cli/src/home-network.ts";
import { describeLive, startLiveNetwork, type LiveNetwork } from "./live-network.ts";

const CONTRACT = {
  name: "openlading",
  entry: new URL("../../chaincode/openlading/src/main.ts", import.meta.url),
  probe: { transaction: "read:scanRecords", args: [new Uint8Array()] },
} as const;
const PASSPHRASE = "correct horse battery staple";

describeLive("a witness beside every organisation's peer", () => {
  let live: LiveNetwork;
  let folder: string;
  let site: Site;
  const networks: Network[] = [];
  const added: string[] = [];

  before(async () => {
    live = await startLiveNetwork([CONTRACT], { companion: WITNESS_BESIDE_PEER });
    folder = mkdtempSync(join(tmpdir(), "openlading-witnessed-"));
    site = await findSite(live.network.dir, (contract) => added.push(contract));
    networks.push(await found(site));
  });
  after(async () => {
    for (const network of networks) await network.close();
    await live.close();
    rmSync(folder, { recursive: true });
  });

  async function found({ profiles, witnesses, contract }: Site): Promise<Network> {
    const home = join(folder, contract);
    const now = () => Date.now();
    await createHomeNetwork({ home, name: contract, registrar: "registrar.example", passphrase: PASSPHRASE, now, profiles, witnesses }); // prettier-ignore
    return openHomeNetwork({ home, passphrase: PASSPHRASE, now });
  }

  function network(index = 0): Network {
    const found = networks[index];
    if (found === undefined) throw new TypeError("it was founded");
    return found;
  }

  const enrol = (partyId: string, offices: readonly string[] = []): Promise<unknown> =>
    network().enrol({ partyId, name: partyId, offices });

  /** The history's size and who cosigned it, by one proof. */
  async function proven(index = 0): Promise<{ readonly size: number; readonly by: readonly string[] }> {
    const note = await network(index).prove((source) => source.checkpoint().note);
    const by = [...note.matchAll(/^— (\S+)/gm)].map(([, name]) => name ?? "");
    return { size: Number(note.split("\n")[1]), by: by.sort() };
  }

  const statuses = (): Promise<readonly WitnessStatus[]> =>
    Promise.all(site.witnesses.map((one) => reachWitness(one).status()));

  it("has three owners in the genesis, each with keys that its own process made", () => {
    const { witnesses, witnessThreshold } = network().genesis;
    expect(witnesses.map(({ name, owner }) => [name, owner])).to.deep.equal(
      ["carrier", "port", "customs"].map((one) => [`witness.${one}.internal`, `${one}.internal`]),
    );
    expect(witnessThreshold).to.equal(2);
    expect(live.network.processes).to.include.members(["witness-carrier", "witness-port", "witness-customs"]);
  });

  it("follows its own peer by itself, moves the clock and hands out proofs that all three cosign", async () => {
    await enrol("carrier.example", ["carrier"]);
    await network().tick();
    const { by, size } = await proven();
    expect(by).to.deep.equal(["witness.carrier.internal", "witness.customs.internal", "witness.port.internal"]);
    for (const { networks: watched } of await statuses()) {
      expect(watched.map(({ treeSize, behind, fault }) => ({ treeSize, behind, fault }))).to.deep.equal([{ treeSize: size, behind: 0, fault: null }]); // prettier-ignore
    }
  });

  it("is not needed when the other two answer; killed and back, it goes on where it was and misses nothing", async () => {
    const load = Promise.all(Array.from({ length: 12 }, (_, n) => enrol(`party-${n}.example`)));
    await live.network.kill("witness-port");
    await load;
    await network().tick();
    const without = await proven();
    expect(without.by).to.deep.equal(["witness.carrier.internal", "witness.customs.internal"]);
    await live.network.restart("witness-port");
    const again = await proven();
    expect(again.by).to.have.length(3);
    const sizes = (await statuses()).map(({ networks: [one] }) => one?.treeSize);
    expect(new Set(sizes), "every act once, in every witness's history").to.deep.equal(new Set([again.size]));
  });

  it("is missed when only one is left, and the error says so", async () => {
    for (const name of ["witness-port", "witness-customs"]) await live.network.kill(name);
    const error = await proven().catch((raised: unknown) => raised);
    expect(error).to.be.instanceOf(SdkError).and.to.have.property("code", "ERR_SDK_WITNESSES");
    expect(String((error as Error).cause)).to.match(/does not answer/);
    for (const name of ["witness-port", "witness-customs"]) await live.network.restart(name);
    expect((await proven()).by).to.have.length(3);
  });

  it("watches a second network beside the first, with other keys, at a contract of its own", async () => {
    expect(added).to.deep.equal([]);
    networks.push(await found(await findSite(live.network.dir, (contract) => added.push(contract))));
    expect(added).to.deep.equal(["openlading-2"]);
    await network(1).enrol({ partyId: "carrier.example", name: "Another", offices: ["carrier"] });
    const keys = networks.flatMap(({ genesis }) => genesis.witnesses.map(({ vkey }) => vkey));
    expect(new Set(keys).size).to.equal(6);
    expect((await proven(1)).by).to.have.length(3);
    expect((await proven(0)).by).to.have.length(3);
    expect((await network(0).readParty("party-3.example"))?.status).to.equal("ENROLLED");
    expect(await network(1).readParty("party-3.example")).to.equal(null);
    for (const { networks: watched } of await statuses()) expect(watched.map(({ contract }) => contract)).to.have.members(["openlading", "openlading-2"]); // prettier-ignore
  });
});
