import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256Hex } from "@openlading/core";
import { expect } from "chai";
import { writeBuilder } from "../src/builder.ts";
import { packService } from "../src/chaincode-package.ts";
import { useFolders } from "./folder.ts";

describe("the package of a chaincode that runs as a service", () => {
  const folder = useFolders();

  function unpack(bytes: Uint8Array, at: string): void {
    writeFileSync(join(at, "package.tar.gz"), bytes);
    execFileSync("tar", ["xzf", "package.tar.gz"], { cwd: at });
  }

  it("has the same bytes and id on every machine", () => {
    const { bytes, packageId } = packService("openlading", { address: "127.0.0.1:9999" });
    expect(packageId).to.equal(`openlading:${sha256Hex(bytes)}`);
    expect(packageId).to.equal("openlading:1ba0b172f0605ff74644e4a90fdfc2cb5405a418362f44b12c4d26125a9b1329");
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
