import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { addChaincode, profilePath } from "@openlading/fabric-network";
import { expect } from "chai";
import { openHomeNetwork } from "../../packages/cli/src/home-network.ts";
import { freePort } from "../ledger/chaincode-process.ts";
import { describeLive } from "./live-network.ts";

const MAIN = fileURLToPath(new URL("../../packages/cli/src/main.ts", import.meta.url));
const FLAGS = ["--disable-warning=ExperimentalWarning", "--conditions=@openlading/source"];
const WITNESSES = ["carrier", "port", "customs"].map((name) => join(".openlading-fabric", "witness", name));
const PROFILE = join(".openlading-fabric", "profiles", "carrier", "openlading.json");

describeLive("the command on a live network", () => {
  let cwd = "";
  before(() => (cwd = mkdtempSync(join(tmpdir(), "openlading-command-"))));
  after(async () => {
    await openlading("fabric", "down");
    rmSync(cwd, { recursive: true });
  });

  /** A witness in a process of its own, which ends with this one. */
  function startWitness(folder: string): ChildProcess {
    writeFileSync(join(cwd, "pass-witness"), "a passphrase of this test alone", { mode: 0o600 });
    const env = { ...process.env, OPENLADING_PASSPHRASE_FILE: join(cwd, "pass-witness") };
    const child = spawn(execPath, [...FLAGS, MAIN, "witness", "run", folder], { cwd, env, stdio: "ignore" });
    process.once("exit", () => child.kill("SIGKILL"));
    return child;
  }

  /** Each line in a process of its own, as a person types it. */
  function openlading(
    ...args: readonly string[]
  ): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
    return new Promise((resolve) => {
      execFile(execPath, [...FLAGS, MAIN, ...args], { cwd, maxBuffer: 1 << 26 }, (error, out, err) => {
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
    expect(made.err).to.include("3 witnesses that run by themselves");
    const witnessed = WITNESSES.flatMap((folder) => ["--witness", folder]);
    for (const named of [[], witnessed]) {
      const pass = `pass-${named.length}`;
      const taken = await openlading(
        "--home",
        "other",
        "init",
        "--fabric",
        PROFILE,
        ...named,
        "--make-passphrase",
        pass,
      );
      expect(taken.code).to.equal(1);
      expect(taken.err).to.include("ERR_SDK_FOUNDED");
      expect(existsSync(join(cwd, "other"))).to.equal(false);
    }
    expect((await openlading("fabric", "status")).code, "no witness was told of what was not founded").to.equal(0);
  });

  it("founds a home by a profile and witnesses named by their folders, one of them made and run by hand", async () => {
    const contract = "openlading-by-hand";
    await addChaincode(join(cwd, ".openlading-fabric"), { from: "openlading", name: contract });
    const [own, other] = ["carrier", "customs"].map((name) => profilePath(".openlading-fabric", name, contract));
    const port = String(await freePort());
    const make = await openlading("witness", "make", "bank", "--name", "witness.bank.example", "--fabric", other ?? "", "--port", port); // prettier-ignore
    expect(make.code, make.err).to.equal(0);
    const running = startWitness("bank");
    const ended = once(running, "exit");
    while ((await openlading("witness", "status", "bank")).code !== 0) expect(running.exitCode).to.equal(null);
    const folders = [...WITNESSES.slice(0, 2), "bank"].flatMap((folder) => ["--witness", folder]);
    const init = await openlading("--home", "byhand", "init", "--fabric", own ?? "", ...folders, "--make-passphrase", "pass-by-hand"); // prettier-ignore
    expect(init.code, init.err).to.equal(0);
    expect(await cosigners()).to.deep.equal([
      "witness.bank.example",
      "witness.carrier.internal",
      "witness.port.internal",
    ]);
    const status = await openlading("witness", "status", "bank");
    expect(status.out).to.match(/witness\.bank\.example at openlading-by-hand: history of \d+, .* 0 blocks behind/);
    running.kill("SIGTERM");
    expect(await ended).to.deep.equal([0, null]);
    expect(await cosigners()).to.deep.equal(["witness.carrier.internal", "witness.port.internal"]);
  });

  /** Who cosigns what the home proves. */
  async function cosigners(): Promise<readonly string[]> {
    const passphrase = readFileSync(join(cwd, "pass-by-hand"), "utf8").trim();
    const network = await openHomeNetwork({ home: join(cwd, "byhand"), passphrase, now: Date.now });
    try {
      const note = await network.prove((source) => source.checkpoint().note);
      return [...note.matchAll(/^— (\S+)/gm)].map(([, name]) => name ?? "").sort();
    } finally {
      await network.close();
    }
  }

  it("takes it down and leaves nothing behind", async () => {
    expect((await openlading("fabric", "down")).code).to.equal(0);
    expect(existsSync(join(cwd, ".openlading-fabric"))).to.equal(false);
    expect((await openlading("fabric", "status")).err).to.include("ERR_FABRIC_NETWORK_ABSENT");
  });
});
