import { generateKeyPairSync } from "node:crypto";
import { existsSync, statSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "./run.ts";

describe("openlading fabric, where there is no Fabric", () => {
  let cwd = "";
  before(() => (cwd = mkdtempSync(join(tmpdir(), "openlading-"))));
  after(() => rmSync(cwd, { recursive: true }));

  it("says which programs are missing and how to get them", async () => {
    const { code, stdout, stderr } = await run(["fabric", "up"], { cwd, env: { PATH: cwd } });
    expect(code).to.equal(1);
    expect(stdout).to.equal("");
    expect(stderr).to.match(/ERR_FABRIC_NETWORK_PROGRAMS.*peer, orderer, cryptogen, configtxgen/);
    expect(stderr).to.include("official").and.include("OPENLADING_FABRIC_BIN");
  });

  for (const verb of ["status", "down"])
    it(`says of \`fabric ${verb}\` that there is no network`, async () => {
      const { code, stderr } = await run(["fabric", verb], { cwd });
      expect(code).to.equal(1);
      expect(stderr).to.include("ERR_FABRIC_NETWORK_ABSENT");
    });

  it("plays no demo on a network that is not there, and touches no folder", async () => {
    const { code, stderr } = await run(["demo", "--ledger", "fabric"], { cwd });
    expect(code).to.equal(1);
    expect(stderr).to.include("ERR_FABRIC_NETWORK_ABSENT");
    expect(existsSync(join(cwd, "demo"))).to.equal(false);
  });

  it("makes a witness's folder, once, and says when nobody answers for it", async () => {
    const make = ["witness", "make", "w", "--name", "witness.port.example", "--fabric", "profile.json", "--port", "1"];
    expect((await run([...make.slice(0, -1), "65536"], { cwd })).code).to.equal(2);
    expect((await run(make, { cwd })).code).to.equal(0);
    expect((await run(make, { cwd })).stderr).to.include("ERR_CLI_WITNESS");
    expect(statSync(join(cwd, "w", "witness.json")).mode & 0o777).to.equal(0o600);
    const { code, stdout } = await run(["witness", "status", "w"], { cwd });
    expect(code).to.equal(1);
    expect(stdout).to.match(/witness\.port\.example does not answer/);
    expect((await run(["witness", "status", "nothing"], { cwd })).stderr).to.include("ERR_CLI_WITNESS");
  });

  it("takes running witnesses with a profile only, and no profile beside the network it knows", async () => {
    expect((await run(["init", "--witness", "w"], { cwd })).code).to.equal(2);
    expect((await run(["init", "--ledger", "fabric", "--fabric", "profile.json"], { cwd })).code).to.equal(2);
    expect(existsSync(join(cwd, ".openlading"))).to.equal(false);
  });

  it("makes no passphrase for a home that cannot be founded", async () => {
    const args = ["init", "--fabric", "none.json", "--witness", "nothing", "--make-passphrase", "pass"];
    expect((await run(args, { cwd })).code).to.equal(1);
    expect((await run(["init", "--ledger", "fabric", "--make-passphrase", "pass"], { cwd })).stderr).to.include("ERR_FABRIC_NETWORK_ABSENT"); // prettier-ignore
    expect(existsSync(join(cwd, "pass"))).to.equal(false);
  });

  it("has the doctor name what is wrong, one line each with the fix, and answer 1", async () => {
    const profile = {
      format: "openlading-fabric-profile/1",
      channel: "trade",
      chaincode: "openlading",
      mspId: "CarrierMSP",
      certificateFile: "client.pem",
      privateKeyFile: "client.key",
      gateways: [{ address: "127.0.0.1:1", tlsRootFile: "client.pem" }],
    };
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    writeFileSync(join(cwd, "profile.json"), JSON.stringify(profile));
    writeFileSync(join(cwd, "client.pem"), "no certificate");
    writeFileSync(join(cwd, "client.key"), privateKey.export({ type: "pkcs8", format: "pem" }));
    const { code, stdout } = await run(["doctor", "profile.json"], { cwd });
    expect(code).to.equal(1);
    const lines = stdout.trimEnd().split("\n");
    expect(lines).to.have.length(2);
    expect(lines[0]).to.match(/^WRONG the client certificate is no X\.509 certificate/);
    expect(lines[1]).to.match(/^WRONG 127\.0\.0\.1:1: nobody answers there/);
    expect((await run(["doctor", "profile.json", "--lang", "zh"], { cwd })).stdout).to.include("请检查主机与端口");
  });
});
