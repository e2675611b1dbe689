import { gunzipSync } from "node:zlib";
import { sha256Hex, utf8 } from "@openlading/core";
import { expect } from "chai";
import { bundle, createNodePackage } from "../scripts/bundle.ts";
import { packageIdOf, packageNode, packageService, toTarGz } from "../src/index.ts";

const FILES = [
  { path: "b.txt", bytes: utf8("two") },
  { path: "a.txt", bytes: utf8("x".repeat(70_000)) },
];

describe("a chaincode package", () => {
  it("depends on names and contents alone, on every machine", () => {
    expect(sha256Hex(toTarGz(FILES))).to.equal(EXPECTED_TAR);
    expect(toTarGz([...FILES].reverse())).to.deep.equal(toTarGz(FILES));
    expect(packageNode("openlading_1", FILES).packageId).to.equal(`openlading_1:${EXPECTED_NODE}`);
  });

  it("is a tar that gzip reads, with its files in order", () => {
    const tar = gunzipSync(toTarGz(FILES));
    expect(tar.subarray(257, 262).toString()).to.equal("ustar");
    expect(tar.subarray(0, 5).toString()).to.equal("a.txt");
    expect(tar.length % 512).to.equal(0);
    const second = 512 + Math.ceil(70_000 / 512) * 512;
    expect(tar.subarray(second, second + 5).toString()).to.equal("b.txt");
    expect(tar.subarray(second + 512, second + 515).toString()).to.equal("two");
  });

  it("is known by its label and the digest of its bytes", () => {
    const { bytes, packageId } = packageService("openlading_1", { address: "127.0.0.1:9999" });
    expect(packageId)
      .to.equal(`openlading_1:${sha256Hex(bytes)}`)
      .and.to.equal(packageIdOf("openlading_1", bytes));
  });

  it("has another id for another address", () => {
    const ids = ["127.0.0.1:1", "127.0.0.1:2"].map((address) => packageService("o", { address }).packageId);
    expect(new Set(ids).size).to.equal(2);
  });

  it("asks for TLS with true and false, not with words", () => {
    const plain = readConnection(packageService("o", { address: "h:1" }).bytes);
    expect(plain).to.deep.equal({ address: "h:1", dial_timeout: "10s", tls_required: false });
    const client = { key: "KEY", cert: "CERT" };
    const mutual = readConnection(packageService("o", { address: "h:1", rootCert: "PEM", client }).bytes);
    expect(mutual).to.include({ tls_required: true, client_auth_required: true, domain: "h", root_cert: "PEM" });
  });

  it("takes no label that a peer would refuse", () => {
    expect(() => packageService("a b", { address: "h:1" })).to.throw(TypeError);
  });

  it("of the bundled contract is the same each time", async () => {
    const [first, second] = [await createNodePackage("openlading_1"), await createNodePackage("openlading_1")];
    expect(first.packageId).to.equal(second.packageId);
    expect(Buffer.from(await bundle()).toString()).not.to.include(process.cwd());
  });
});

const EXPECTED_TAR = "4927f60c35feee90338f92e13e44bea3a9c17a1a66fde288ecdeb8a7a4b4b63c";
const EXPECTED_NODE = "c37009ae4b0aad5540ec5c31bc02af448a1523289b9119a29df027153577f530";

function readConnection(bytes: Uint8Array): unknown {
  const outer = gunzipSync(bytes);
  const size = parseInt(outer.subarray(124, 135).toString(), 8);
  const inner = gunzipSync(outer.subarray(512, 512 + size));
  const innerSize = parseInt(inner.subarray(124, 135).toString(), 8);
  return JSON.parse(inner.subarray(512, 512 + innerSize).toString());
}
