import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CoreError, utf8 } from "@openlading/core";
import {
  createFabricSigner,
  diagnoseFabric,
  readFabricProfile,
  type FabricLedgerOptions,
} from "@openlading/ledger-fabric";
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { expireCertificate } from "./expired-certificate.ts";
import { describeLive, gatewayOf, startLiveNetwork, type LiveNetwork } from "./live-network.ts";

const SUITE = new URL("../ledger/suite-chaincode.ts", import.meta.url);
const DAY_MS = 86_400_000;

describeLive("the doctor, before a live network", () => {
  let live: LiveNetwork;
  before(async () => (live = await startLiveNetwork([{ name: "suite", entry: SUITE }])));
  after(() => live.close());

  function healthy(): FabricLedgerOptions {
    const { mspId, user, ...carrier } = live.organisation("carrier");
    return {
      gateways: [gatewayOf({ mspId, user, ...carrier })],
      identity: { mspId, credentials: utf8(user.certificate) },
      signer: createFabricSigner(user.privateKey),
      channel: live.network.channel,
      chaincode: "suite",
    };
  }

  async function complaints(
    change: Partial<FabricLedgerOptions>,
    now: () => number = Date.now,
  ): Promise<readonly string[]> {
    const findings = await diagnoseFabric({ ...healthy(), ...change }, now);
    return findings.flatMap(({ code, isOk }) => (isOk ? [] : [code]));
  }

  function gateway(change: { readonly address?: string; readonly root?: string; readonly serverName?: string }) {
    const { address, tlsRoot } = live.organisation("carrier");
    const tls = { rootCertificates: utf8(change.root ?? tlsRoot), serverName: change.serverName ?? "localhost" };
    return { gateways: [{ address: change.address ?? address, tls }] };
  }

  it("finds nothing where nothing is wrong", async () => {
    expect(await complaints({})).to.deep.equal([]);
  });

  it("tells what is wrong by one finding each", async () => {
    const port = live.organisation("port");
    const identity = { mspId: "PortMSP", credentials: utf8(live.organisation("carrier").user.certificate) };
    const cases: readonly (readonly [string, Partial<FabricLedgerOptions>])[] = [
      ["port-closed", gateway({ address: "127.0.0.1:1" })],
      ["host-unknown", gateway({ address: "no-such-host.invalid:7051" })],
      ["tls-authority", gateway({ root: port.tlsRoot })],
      ["tls-name", gateway({ serverName: "peer0.elsewhere.example" })],
      ["organisation-unknown", { identity }],
      ["channel-unknown", { channel: "nochannel" }],
      ["chaincode-unknown", { chaincode: "nochaincode" }],
    ];
    for (const [code, change] of cases) expect(await complaints(change)).to.deep.equal([code]);
  });

  it("knows a port without TLS", async () => {
    const address = live.network.operationsAddress("carrier");
    expect(await complaints(gateway({ address }))).to.deep.equal(["tls-absent"]);
  });

  it("knows a key that is not the certificate's, and names it before the peer's refusal", async () => {
    const signer = createFabricSigner(live.organisation("port").user.privateKey);
    expect(await complaints({ signer })).to.deep.equal(["key-of-another", "identity-denied"]);
  });

  it("knows an expired certificate, and a file that is none", async () => {
    const { mspId, user } = live.organisation("carrier");
    const authority = join(live.network.dir, "crypto", "peerOrganizations", "carrier.internal", "ca");
    const expired = { mspId, credentials: utf8(expireCertificate(user.certificate, authority)) };
    expect(await complaints({ identity: expired })).to.deep.equal(["certificate-expired", "identity-denied"]);
    const [first] = await complaints({ identity: { mspId, credentials: utf8("no certificate") } });
    expect(first).to.equal("certificate-unreadable");
  });

  it("knows a clock that is behind, and one that is years ahead", async () => {
    expect(await complaints({}, () => Date.now() - DAY_MS)).to.deep.equal(["certificate-not-yet", "clock-behind"]);
    expect(await complaints({}, () => Date.now() + 50 * 365 * DAY_MS)).to.deep.equal(["certificate-expired"]);
  });

  it("knows a chaincode that is defined but down", async () => {
    await live.network.kill("suite-carrier");
    expect(await complaints({})).to.deep.equal(["chaincode-down"]);
    await live.network.restart("suite-carrier");
    expect(await complaints({})).to.deep.equal([]);
  });

  it("says which policy is set, and when one organisation alone can satisfy it", async () => {
    const [, , policy] = await diagnoseFabric(healthy(), Date.now);
    expect(policy?.text.en).to.include("MAJORITY Endorsement (").and.include("CustomsMSP");
    await live.deploy({ name: "alone", entry: SUITE, policy: { threshold: 1, mspIds: ["CarrierMSP", "PortMSP"] } });
    const findings = await diagnoseFabric({ ...healthy(), chaincode: "alone" }, Date.now);
    expect(findings.map(({ code }) => code)).to.deep.equal(["identity-ok", "gateway-ok", "policy-alone"]);
    expect(findings.at(-1)?.text.en).to.include("CarrierMSP, PortMSP can do it alone");
  });

  it("knows a policy that asks for an organisation that is not in the channel", async () => {
    await live.deploy({ name: "nobody", entry: SUITE, policy: { threshold: 2, mspIds: ["CarrierMSP", "NobodyMSP"] } });
    expect(await complaints({ chaincode: "nobody" })).to.deep.equal(["endorsers-missing", "policy-impossible"]);
  });

  it("knows that the peers a policy needs are down", async () => {
    for (const name of ["port", "customs"]) await live.network.kill(name);
    expect(await untilOther(() => complaints({}), [])).to.deep.equal(["endorsers-missing"]);
    for (const name of ["port", "customs"]) await live.network.restart(name);
    await live.network.waitReady("suite");
    expect(await complaints({})).to.deep.equal([]);
  });

  it("speaks one line in English and in Chinese", async () => {
    for (const { text } of await diagnoseFabric({ ...healthy(), channel: "nochannel" }, Date.now)) {
      expect(text.en).not.to.match(/[\n{}]|\p{Script=Han}/u);
      expect(text.zh).to.match(/\p{Script=Han}/u);
    }
  });

  it("reads the profile the network wrote for each organisation", async () => {
    for (const { name } of live.network.organisations) {
      const findings = await diagnoseFabric(await readFabricProfile(live.network.profile(name, "suite")), Date.now);
      expect(findings.map(({ code }) => code)).to.deep.equal(["identity-ok", "gateway-ok", "policy-ok"]);
    }
  });

  it("refuses a profile of another form", async () => {
    const folder = mkdtempSync(join(tmpdir(), "openlading-"));
    writeFileSync(join(folder, "p.json"), '{"format":"openlading-fabric-profile/1"}');
    await rejectsWithCode(CoreError, "ERR_CORE_SHAPE", () => readFabricProfile(join(folder, "p.json")));
    rmSync(folder, { recursive: true });
  });
});

/** Asks until the answer is another one, for at most twenty seconds: peers notice late that others are gone. */
async function untilOther(ask: () => Promise<readonly string[]>, than: readonly string[]): Promise<readonly string[]> {
  for (const until = Date.now() + 20_000; ;) {
    const answer = await ask();
    if (answer.join() !== than.join() || Date.now() > until) return answer;
  }
}
