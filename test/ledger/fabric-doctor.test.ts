import { createServer } from "node:net";
import { createFabricSigner, diagnoseFabric, type FabricLedgerOptions } from "@openlading/ledger-fabric";
import { createTestIdentity, keyArg } from "@openlading/testkit";
import { expect } from "chai";
import { utf8 } from "@openlading/core";
import { freePort } from "./chaincode-process.ts";
import { startSimulatedNetwork, type SimulatedNetwork } from "./simulated-network.ts";

const DAY_MS = 86_400_000;

describe("the doctor, before a simulator of Fabric's peers", () => {
  let network: SimulatedNetwork;
  before(async () => {
    network = await startSimulatedNetwork(new URL("suite-chaincode.ts", import.meta.url));
    await network.open().submit("put", [keyArg(["a"]), utf8("a")]);
  });
  after(() => network.close());

  /** What is found at the first gateway; the identity and the policy are not the simulator's to tell. */
  async function atGateway(change: Partial<FabricLedgerOptions>, now: () => number = Date.now): Promise<string> {
    const options = { ...network.options(), ...change };
    const findings = await diagnoseFabric({ ...options, gateways: options.gateways.slice(0, 1) }, now);
    return findings.find(({ address }) => address !== null)?.code ?? "";
  }
  const at = (address: string) => ({ gateways: [{ address, tls: null }] });

  it("finds the way to the chaincode open, and says that nobody told it the policy", async () => {
    const findings = await diagnoseFabric(network.options(), Date.now);
    expect(findings.map(({ code }) => code).slice(1)).to.deep.equal(["gateway-ok", "gateway-ok", "policy-unread"]);
  });

  it("knows a closed port, an unknown host, a channel and a chaincode that are not there", async () => {
    expect(await atGateway(at(`127.0.0.1:${String(await freePort())}`))).to.equal("port-closed");
    expect(await atGateway(at("no-such-host.invalid:7051"))).to.equal("host-unknown");
    expect(await atGateway({ channel: "nochannel" })).to.equal("channel-unknown");
    expect(await atGateway({ chaincode: "nochaincode" })).to.equal("chaincode-unknown");
  });

  it("knows a refused identity, and a clock that is behind", async () => {
    const signer = createFabricSigner(createTestIdentity("CarrierMSP").privateKey);
    expect(await atGateway({ signer })).to.equal("identity-denied");
    expect(await atGateway({}, () => Date.now() - DAY_MS)).to.equal("clock-behind");
  });

  it("knows a gateway that gets too few endorsements, and a chaincode that is down", async () => {
    network.simulator.fail("CarrierMSP", { missEndorsers: 1 });
    expect(await atGateway({})).to.equal("endorsers-missing");
    const [own] = network.chaincodes;
    await own?.kill();
    expect(await atGateway({})).to.equal("chaincode-down");
    await own?.start();
    expect(await atGateway({})).to.equal("gateway-ok");
  });

  it("knows that what answers speaks no TLS", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `127.0.0.1:${String((server.address() as { port: number }).port)}`;
    const gateways = [{ address, tls: { rootCertificates: new Uint8Array() } }];
    expect(await atGateway({ gateways })).to.equal("tls-absent");
    server.close();
  });
});
