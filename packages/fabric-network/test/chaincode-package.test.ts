import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { sha256Hex, utf8 } from "@openlading/core";
import { expect } from "chai";
import { writeBuilder } from "../src/builder.ts";
import { packNode, packService } from "../src/chaincode-package.ts";
import { toTarGz } from "../src/tar.ts";
import { useFolders } from "./folder.ts";

const FILES = [
  { path: "b.txt", bytes: utf8("two") },
  { path: "a.txt", bytes: utf8("x".repeat(70_000)) },
];

describe("a chaincode package", () => {
  it("depends on names and contents alone, on every machine", () => {
    expect(sha256Hex(toTarGz(FILES))).to.equal("4927f60c35feee90338f92e13e44bea3a9c17a1a66fde288ecdeb8a7a4b4b63c");
    expect(toTarGz([...FILES].reverse())).to.deep.equal(toTarGz(FILES));
    const { packageId } = packNode("openlading_1", FILES);
    expect(packageId).to.equal("openlading_1:c37009ae4b0aad5540ec5c31bc02af448a1523289b9119a29df027153577f530");
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

  it("takes no label that a peer would refuse", () => {
    expect(() => packService("a b", { address: "h:1" })).to.throw(TypeError);
  });
});

describe("the package of a chaincode that runs as a service", () => {
  const folder = useFolders();

  function unpack(bytes: Uint8Array, at: string): void {
    writeFileSync(join(at, "package.tar.gz"), bytes);
    execFileSync("tar", ["xzf", "package.tar.gz"], { cwd: at });
  }

  it("has the same bytes and id on every machine", () => {
    const { bytes, packageId } = packService("openlading", { address: "127.0.0.1:9999" });
    expect(packageId).to.equal(`openlading:${sha256Hex(bytes)}`);
    expect(packageId).to.equal("openlading:6b296d9fe5bbd07a30aa05af2d08260893687c2f9ca185a50f690d237dd99762");
  });

  it("has another id for another address", () => {
    const ids = ["127.0.0.1:1", "127.0.0.1:2"].map((address) => packService("a", { address }).packageId);
    expect(new Set(ids).size).to.equal(2);
  });

  it("unpacks with tar into what the builder protocol expects", () => {
    const at = folder();
    unpack(packService("openlading", { address: "127.0.0.1:9999" }).bytes, at);
    execFileSync("tar", ["xzf", "code.tar.gz"], { cwd: at });
    expect(JSON.parse(readFileSync(join(at, "metadata.json"), "utf8"))).to.deep.equal({
      path: "",
      type: "ccaas",
      label: "openlading",
    });
    expect(JSON.parse(readFileSync(join(at, "connection.json"), "utf8"))).to.deep.equal({
      address: "127.0.0.1:9999",
      dial_timeout: "3s",
      tls_required: false,
    });
  });

  it("carries the certificates of a service with TLS both ways", () => {
    const at = folder();
    const client = { certificate: "C", key: "K", domain: "localhost" };
    unpack(packService("a", { address: "h:1", rootCertificate: "R", client }).bytes, at);
    execFileSync("tar", ["xzf", "code.tar.gz"], { cwd: at });
    expect(JSON.parse(readFileSync(join(at, "connection.json"), "utf8"))).to.include({
      tls_required: true,
      root_cert: "R",
      client_auth_required: true,
      client_cert: "C",
      client_key: "K",
      domain: "localhost",
    });
  });

  describe("in the hands of the external builder", () => {
    async function place(
      type: string,
    ): Promise<{ readonly run: (name: string, ...args: string[]) => void; readonly at: string }> {
      const at = folder();
      await writeBuilder(join(at, "builder"));
      for (const name of ["src", "meta", "out", "release"]) mkdirSync(join(at, name));
      writeFileSync(join(at, "meta", "metadata.json"), JSON.stringify({ path: "", type, label: "a" }));
      writeFileSync(join(at, "src", "connection.json"), '{"address":"127.0.0.1:1"}');
      const run = (name: string, ...args: string[]): void => {
        execFileSync(
          join(at, "builder", "bin", name),
          args.map((arg) => join(at, arg)),
          { stdio: "ignore" },
        );
      };
      return { run, at };
    }

    it("is claimed, built and released", async () => {
      const { run, at } = await place("ccaas");
      run("detect", "src", "meta");
      run("build", "src", "meta", "out");
      run("release", "out", "release");
      const released = readFileSync(join(at, "release", "chaincode", "server", "connection.json"), "utf8");
      expect(released).to.equal('{"address":"127.0.0.1:1"}');
    });

    it("is left to others when it is of another type", async () => {
      const { run } = await place("node");
      expect(() => run("detect", "src", "meta")).to.throw();
    });

    it("is claimed and built when it is of type node and the peers have a Node runtime", async () => {
      const at = folder();
      await writeBuilder(join(at, "builder"), { node: process.execPath, shim: "/nonexistent", modules: "/it's here" });
      for (const name of ["code", "meta", "out", "release"]) mkdirSync(join(at, name));
      mkdirSync(join(at, "code", "src"));
      writeFileSync(join(at, "code", "src", "package.json"), "{}");
      writeFileSync(join(at, "meta", "metadata.json"), '{"path":"","type":"node","label":"a"}');
      const run = (name: string, ...args: readonly string[]): void => {
        const paths = args.map((arg) => join(at, arg));
        execFileSync(join(at, "builder", "bin", name), paths, { stdio: "ignore" });
      };
      run("detect", "code", "meta");
      run("build", "code", "meta", "out");
      run("release", "out", "release");
      expect(readFileSync(join(at, "out", "package.json"), "utf8")).to.equal("{}");
      expect(existsSync(join(at, "release", "chaincode"))).to.equal(false);
      expect(readFileSync(join(at, "builder", "bin", "run"), "utf8")).to.include(String.raw`'/it'\''s here'`);
    });

    it("takes an index for a state database along", async () => {
      const { run, at } = await place("ccaas");
      mkdirSync(join(at, "src", "META-INF", "statedb"), { recursive: true });
      writeFileSync(join(at, "src", "META-INF", "statedb", "index.json"), "{}");
      run("build", "src", "meta", "out");
      run("release", "out", "release");
      expect(readFileSync(join(at, "release", "statedb", "index.json"), "utf8")).to.equal("{}");
    });

    it("is not built without an address", async () => {
      const { run, at } = await place("ccaas");
      rmSync(join(at, "src", "connection.json"));
      expect(() => run("build", "src", "meta", "out")).to.throw();
    });
  });
});
