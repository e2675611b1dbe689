import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { describeLive } from "./live-network.ts";

const MAIN = fileURLToPath(new URL("../../packages/cli/src/main.ts", import.meta.url));
const PROFILE = join(".openlading-fabric", "profiles", "carrier", "openlading.json");

describeLive("the command on a live network", () => {
  let cwd = "";
  before(() => (cwd = mkdtempSync(join(tmpdir(), "openlading-command-"))));
  after(async () => {
    await openlading("fabric", "down");
    rmSync(cwd, { recursive: true });
  });

  /** Each line in a process of its own, as a person types it. */
  function openlading(
    ...args: readonly string[]
  ): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
    const flags = ["--disable-warning=ExperimentalWarning", "--conditions=@openlading/source", MAIN];
    return new Promise((resolve) => {
      execFile(execPath, [...flags, ...args], { cwd, maxBuffer: 1 << 26 }, (error, out, err) => {
        resolve({ code: typeof error?.code === "number" ? error.code : error === null ? 0 : 1, out, err });
      });
    });
  }

  it("starts a network that stays, of three organisations that are all healthy", async () => {
    const { code, out, err } = await openlading("fabric", "up");
    expect(code, err).to.equal(0);
    expect(out.match(/MSP at 127\.0\.0\.1:\d+/g)).to.have.length(3);
    const status = await openlading("fabric", "status");
    expect(status.code, status.out).to.equal(0);
    expect(status.out).to.include("4 of 4 nodes are healthy");
    expect(status.out.match(/witness\.\w+\.internal watches no network yet/g)).to.have.length(3);
  });

  it("does not start another one in its place", async () => {
    const { code, err } = await openlading("fabric", "up");
    expect(code).to.equal(1);
    expect(err).to.include("ERR_FABRIC_NETWORK_RUNNING");
  });

  it("finds nothing wrong with it", async () => {
    const { code, out } = await openlading("doctor", PROFILE);
    expect(code, out).to.equal(0);
  });

  it("plays the demo on it: one of two gates opens, and what is left is judged without the network", async () => {
    const { code, out, err } = await openlading("demo", "--ledger", "fabric");
    expect(code, err).to.equal(0);
    expect(out.match(/THE BARRIER OPENS/g)).to.have.length(1);
    expect(out.match(/STAYS SHUT/g)).to.have.length(1);
    expect(out).to.match(/exit 4 +the right of the container that left/);
    expect(readdirSync(join(cwd, "demo", "outbox")).length).to.be.greaterThan(4);
    const status = await openlading("fabric", "status");
    expect(status.code, status.out).to.equal(0);
    expect(status.out.match(/internal at openlading: history of \d+, .* 0 blocks behind/g)).to.have.length(3);
  });

  it("says which process was killed, and starts it again", async () => {
    const { out } = await openlading("fabric", "status");
    process.kill(Number(/witness-customs runs \(pid (\d+)\)/.exec(out)?.[1]), "SIGKILL");
    const status = await openlading("fabric", "status");
    expect(status.code).to.equal(1);
    expect(status.out)
      .to.match(/witness-customs has ended/)
      .and.to.match(/witness\.customs\.internal does not answer/);
    expect((await openlading("fabric", "restart", "witness-customs")).code).to.equal(0);
    expect((await openlading("fabric", "status")).code).to.equal(0);
    expect((await openlading("fabric", "restart", "witness-bank")).err).to.include("ERR_FABRIC_NETWORK_NAME");
  });

  it("plays it again beside the first, on a contract of its own", async () => {
    const { code, out, err } = await openlading("demo", "again", "--ledger", "fabric");
    expect(code, err).to.equal(0);
    expect(err).to.include("openlading-2");
    expect(out.match(/THE BARRIER OPENS/g)).to.have.length(1);
  });

  it("founds a home on it, witnessed by its witnesses; on a contract that is taken it founds none", async () => {
    const made = await openlading("init", "--ledger", "fabric", "--make-passphrase", "pass");
    expect(made.code, made.err).to.equal(0);
    const taken = await openlading("--home", "other", "init", "--fabric", PROFILE, "--make-passphrase", "pass2");
    expect(taken.code).to.equal(1);
    expect(taken.err).to.include("ERR_SDK_FOUNDED");
    expect(existsSync(join(cwd, "other"))).to.equal(false);
  });

  it("takes it down and leaves nothing behind", async () => {
    expect((await openlading("fabric", "down")).code).to.equal(0);
    expect(existsSync(join(cwd, ".openlading-fabric"))).to.equal(false);
    expect((await openlading("fabric", "status")).err).to.include("ERR_FABRIC_NETWORK_ABSENT");
  });
});
