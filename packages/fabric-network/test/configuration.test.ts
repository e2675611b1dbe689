import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isObject } from "./json.ts";
import { expect } from "chai";
import { writeConfiguration } from "../src/generate.ts";
import { layoutOf } from "../src/layout.ts";
import { planNetwork } from "../src/plan.ts";
import { useFolders } from "./folder.ts";

describe("the generated configuration", () => {
  const folder = useFolders();

  async function generate() {
    const plan = await planNetwork({ dir: folder() });
    await writeConfiguration(plan);
    const layout = layoutOf(plan.dir);
    const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), "utf8"));
    return { plan, layout, read };
  }

  it("names a carrier, a port and a customs office, each with a peer, and one Raft orderer", async () => {
    const { layout, read } = await generate();
    const channel = read(layout.config, "configtx.yaml");
    const profile = at(channel, "Profiles", "OpenLading");
    expect(at(profile, "Orderer", "OrdererType")).to.equal("etcdraft");
    expect(at(profile, "Orderer", "EtcdRaft", "Consenters")).to.have.length(1);
    const organisations = at(profile, "Application", "Organizations");
    expect(organisations).to.have.length(3);
    expect((organisations as { ID: string }[]).map(({ ID }) => ID)).to.deep.equal([
      "CarrierMSP",
      "PortMSP",
      "CustomsMSP",
    ]);
  });

  it("asks a majority for every endorsement, of transactions and of chaincode definitions", async () => {
    const { layout, read } = await generate();
    const policies = at(read(layout.config, "configtx.yaml"), "Profiles", "OpenLading", "Application", "Policies");
    for (const name of ["Endorsement", "LifecycleEndorsement"]) {
      expect(at(policies, name)).to.deep.equal({ Type: "ImplicitMeta", Rule: "MAJORITY Endorsement" });
    }
  });

  it("listens on loopback only, with TLS, and on no port twice", async () => {
    const { plan, layout, read } = await generate();
    const nodes = [
      read(layout.node("orderer").config, "orderer.yaml"),
      ...plan.organisations.map(({ name }) => read(layout.node(name).config, "core.yaml")),
    ];
    const addresses = nodes.flatMap(addressesIn);
    expect(addresses.filter((address) => !address.startsWith("127.0.0.1"))).to.deep.equal([]);
    const { orderer, organisations } = plan;
    const ports = [...Object.values(orderer), ...organisations.flatMap(({ ports }) => Object.values(ports))];
    expect(new Set(ports).size).to.equal(3 + 3 * organisations.length);
    expect(at(nodes[0], "General", "TLS", "Enabled")).to.equal(true);
    for (const peer of nodes.slice(1)) expect(at(peer, "peer", "tls", "enabled")).to.equal(true);
  });

  it("says everything without which a peer or an orderer does not work", async () => {
    const { plan, layout, read } = await generate();
    const core = read(layout.node(plan.organisations[0]?.name ?? "").config, "core.yaml");
    for (const path of ["BCCSP", "handlers", "discovery", "chaincodeListenAddress", "chaincodeAddress"]) {
      expect(at(core, "peer", path), path).not.to.equal(undefined);
    }
    expect(at(core, "vm", "endpoint")).to.equal("");
    expect(at(core, "chaincode", "keepalive")).to.equal(0);
    expect(at(core, "chaincode", "system")).to.have.all.keys("_lifecycle", "cscc", "lscc", "qscc");
    expect(at(core, "peer", "gossip")).to.include({ orgLeader: true, useLeaderElection: false });
    const orderer = read(layout.node("orderer").config, "orderer.yaml");
    expect(at(orderer, "ChannelParticipation", "MaxRequestBodySize")).to.equal("10 MB");
    expect(at(orderer, "Consensus")).to.have.all.keys("WALDir", "SnapDir");
  });

  it("writes a builder that can be run", async () => {
    const { layout } = await generate();
    for (const name of ["detect", "build", "release"]) {
      expect(statSync(join(layout.builder, "bin", name)).mode & 0o111, name).to.equal(0o111);
    }
  });

  it("refuses names that Fabric's files cannot carry, and one organisation named twice", async () => {
    for (const organisations of [["Carrier"], ["a b"], [], ["port", "port"], ["../x"]]) {
      const error = await planNetwork({ dir: folder(), organisations }).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error, organisations.join()).to.be.instanceOf(TypeError);
    }
  });
});

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
}

/** The hosts a configuration listens on or hands out. */
function addressesIn(value: unknown): readonly string[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    /address$/i.test(name) && typeof inner === "string" ? [inner] : addressesIn(inner),
  );
}
