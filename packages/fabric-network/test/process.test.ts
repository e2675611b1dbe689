import { execPath } from "node:process";
import { join } from "node:path";
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { FabricNetworkError } from "../src/error.ts";
import { waitHealthy, waitListening } from "../src/health.ts";
import { NodeProcess } from "../src/node-process.ts";
import { findFreePorts } from "../src/ports.ts";
import { isAlive, signalProcess, startOf } from "../src/process-identity.ts";
import { stopAll } from "../src/stop.ts";
import { useFolders } from "./folder.ts";

const soon = (): AbortSignal => AbortSignal.timeout(10_000);

describe("a process of the network", () => {
  const folder = useFolders();
  const started: NodeProcess[] = [];
  afterEach(() => stopAll(started.splice(0).flatMap(({ known }) => (known === null ? [] : [known]))));

  function run(script: string, command = execPath): NodeProcess {
    const dir = folder();
    const args = ["-e", script];
    const node = new NodeProcess(
      { name: "node", command, args, env: {}, cwd: dir, logFile: join(dir, "log"), port: 1 },
      false,
    );
    node.start();
    started.push(node);
    return node;
  }

  it("is healthy when its operations port says so, not before", async () => {
    const [port = 0] = await findFreePorts(1);
    const node = run(
      `let asked = 0; require("node:http").createServer((_, res) => { res.statusCode = (asked += 1) < 3 ? 503 : 200; res.end(); }).listen(${port}, "127.0.0.1")`,
    );
    await waitHealthy(node, port, soon());
    expect(node.isRunning).to.equal(true);
  });

  it("takes the wait for it along when it dies, and shows the end of its log", async () => {
    const [port = 0] = await findFreePorts(1);
    const node = run(`console.error("cannot start: no genesis"); process.exit(3)`);
    const error = await rejectsWithCode(FabricNetworkError, "ERR_FABRIC_NETWORK_PROCESS", () =>
      waitListening(node, port, soon()),
    );
    expect(error.details["log"]).to.contain("no genesis");
  });

  it("is given up when it is not healthy in time", async () => {
    const [port = 0] = await findFreePorts(1);
    const node = run("setInterval(() => {}, 1000)");
    const wait = () => waitListening(node, port, AbortSignal.timeout(50));
    await rejectsWithCode(FabricNetworkError, "ERR_FABRIC_NETWORK_PROCESS", wait);
  });

  it("says so when its program cannot be run at all", async () => {
    const [port = 0] = await findFreePorts(1);
    const node = run("", "/nonexistent/peer");
    await rejectsWithCode(FabricNetworkError, "ERR_FABRIC_NETWORK_PROCESS", () => waitListening(node, port, soon()));
  });

  it("may be started again after it was killed, not before", async () => {
    const node = run("setInterval(() => {}, 1000)");
    const first = node.known?.pid;
    expect(() => node.start()).to.throw(TypeError);
    node.signal("SIGKILL");
    expect(await node.waitGone(5000)).to.equal(true);
    node.start();
    expect(node.isRunning).to.equal(true);
    expect(node.known?.pid).not.to.equal(first);
  });

  it("is ended by force when it does not listen", async function () {
    const [port = 0] = await findFreePorts(1);
    const node = run(
      `process.on("SIGTERM", () => {}); require("node:net").createServer().listen(${port}, "127.0.0.1")`,
    );
    await waitListening(node, port, soon());
    const { known } = node;
    if (known === null) return expect.fail("it was not started");
    expect(await stopAll([known], 100)).to.equal(1);
    expect(isAlive(known)).to.equal(false);
  });

  it("is told from a stranger that was given its pid", () => {
    const startedAt = startOf(process.pid) ?? "";
    expect(isAlive({ pid: process.pid, startedAt })).to.equal(true);
    expect(isAlive({ pid: process.pid, startedAt: "1" })).to.equal(false);
    signalProcess({ pid: process.pid, startedAt: "1" }, "SIGKILL"); // we are still here
  });
});

describe("free ports", () => {
  it("are all different", async () => {
    const ports = await findFreePorts(40);
    expect(new Set(ports).size).to.equal(40);
  });
});
