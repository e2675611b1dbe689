import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CoreError } from "@openlading/core";
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { readFabricProfile } from "../src/index.ts";

const PROFILE = {
  format: "openlading-fabric-profile/1",
  channel: "trade",
  chaincode: "openlading",
  mspId: "CarrierMSP",
  certificateFile: "user.pem",
  privateKeyFile: "user.key",
  gateways: [{ address: "peer0.carrier.example:7051", tlsRootFile: "tls.pem" }],
};

describe("a profile", () => {
  let folder: string;
  const file = (): string => join(folder, "profile.json");
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "openlading-profile-"));
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    writeFileSync(join(folder, "user.key"), privateKey.export({ type: "pkcs8", format: "pem" }));
    for (const name of ["user.pem", "tls.pem"]) writeFileSync(join(folder, name), name);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("names files beside it", async () => {
    writeFileSync(file(), JSON.stringify(PROFILE));
    const { identity, gateways, agreeingOrganizations } = await readFabricProfile(file());
    expect(identity).to.deep.equal({ mspId: "CarrierMSP", credentials: Buffer.from("user.pem") });
    expect(gateways[0]?.tls?.rootCertificates).to.deep.equal(Buffer.from("tls.pem"));
    expect(agreeingOrganizations).to.equal(undefined);
  });

  it("names organisations that must agree on what is read, two or more and each once", async () => {
    const named = ["CarrierMSP", "PortMSP"];
    writeFileSync(file(), JSON.stringify({ ...PROFILE, agreeingOrganizations: named }));
    expect((await readFabricProfile(file())).agreeingOrganizations).to.deep.equal(named);
    for (const wrong of [["CarrierMSP"], ["CarrierMSP", "CarrierMSP"]]) {
      writeFileSync(file(), JSON.stringify({ ...PROFILE, agreeingOrganizations: wrong }));
      await rejectsWithCode(CoreError, "ERR_CORE_SHAPE", () => readFabricProfile(file()));
    }
  });
});
