import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execPath } from "node:process";
import { CoreError } from "@openlading/core";
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { FabricNetworkError } from "../src/error.ts";
import { startNetwork } from "../src/network.ts";
import { isListening } from "../src/health.ts";
import { findFreePorts } from "../src/ports.ts";
import { restartProcess } from "../src/restart.ts";
import { findState, readState, writeState, type NetworkState } from "../src/state.ts";
import { readNetworkStatus } from "../src/status.ts";
import { stopNetwork } from "../src/stop.ts";
import { useFolders } from "./folder.ts";

const STATE: NetworkState = {
  format: "openlading-fabric-network/1",
  channel: "trade",
  organisations: [
    {
      name: "carrier",
      mspId: "CarrierMSP",
      peer: { address: "127.0.0.1:1", tlsRoot: "/nonexistent/ca.crt" },
      user: "/nonexistent/user",
      admin: "/nonexistent/admin",
    },
  ],
  companions: [],
  processes: [
    {
      name: "orderer", pid: 4_194_305, startedAt: "1", logFile: "/nonexistent/log",
      command: "/nonexistent/orderer", args: [], env: {}, cwd: "/nonexistent",
      port: 1, operationsPort: 1,
    },
  ], // prettier-ignore
  chaincodes: [{ name: "openlading", version: "1", sequence: 1, packageIds: ["openlading:0"] }],
};

describe("a network's directory", () => {
  const folder = useFolders();

  it("remembers the network", async () => {
    const dir = folder();
    expect(await findState(dir)).to.equal(null);
    await writeState(dir, STATE);
    expect(JSON.parse(JSON.stringify(await readState(dir)))).to.deep.equal(STATE);
  });

  it("says of processes that are gone that they do not run", async () => {
    const dir = folder();
    await writeState(dir, STATE);
    const { processes, nodes, healthy } = await readNetworkStatus(dir);
    expect(nodes).to.deep.equal(["orderer", "carrier"]);
    expect(processes.map(({ isRunning }) => isRunning)).to.deep.equal([false]);
    expect(healthy).to.deep.equal([]);
  });

  it("has a process started again, which is waited for and remembered", async () => {
    const dir = folder();
    const [port = 0] = await findFreePorts(1);
    const script = `require("node:net").createServer().listen(${port}, "127.0.0.1")`;
    const gone = { pid: 4_194_305, startedAt: "1", logFile: join(dir, "log"), cwd: dir, env: {} };
    const service = { ...gone, name: "service", command: execPath, args: ["-e", script], port };
    await writeState(dir, { ...STATE, processes: [service, ...STATE.processes] });
    await restartProcess(dir, "service");
    expect(await isListening(port)).to.equal(true);
    const [first] = (await readState(dir)).processes;
    await restartProcess(dir, "service");
    const [again] = (await readState(dir)).processes;
    expect(again?.pid).not.to.equal(first?.pid);
    const { processes } = await readNetworkStatus(dir);
    expect(processes.map(({ name, isRunning }) => [name, isRunning])).to.deep.equal([
      ["service", true],
      ["orderer", false],
    ]);
    const faulty = { ...service, ...again, args: ["-e", "process.exit(3)"] };
    await writeState(dir, { ...STATE, processes: [faulty] });
    await rejectsWithCode(FabricNetworkError, "ERR_FABRIC_NETWORK_PROCESS", () => restartProcess(dir, "service"));
    expect(await isListening(port)).to.equal(false);
    await rejectsWithCode(FabricNetworkError, "ERR_FABRIC_NETWORK_NAME", () => restartProcess(dir, "another"));
  });

  it("can be cleared away when its processes are gone already", async () => {
    const dir = join(folder(), "network");
    mkdirSync(dir);
    await writeState(dir, STATE);
    await stopNetwork(dir);
    expect(await findState(dir)).to.equal(null);
  });

  it("is not taken for a network's when it holds a network, or anything else", async () => {
    const programs = { peer: "/p", orderer: "/o", cryptogen: "/c", configtxgen: "/g" };
    const [taken, other] = [folder(), folder()];
    await writeState(taken, STATE);
    writeFileSync(join(other, "thesis.txt"), "");
    for (const [dir, code] of [
      [taken, "ERR_FABRIC_NETWORK_RUNNING"],
      [other, "ERR_FABRIC_NETWORK_DIRECTORY"],
    ] as const) {
      await rejectsWithCode(FabricNetworkError, code, () => startNetwork({ dir, programs, chaincodes: [] }));
    }
    expect(readdirSync(other)).to.deep.equal(["thesis.txt"]);
  });

  it("is left behind with its logs when the start fails, and can be taken down then", async () => {
    const dir = join(folder(), "network");
    const programs = {
      peer: "/nonexistent",
      orderer: "/nonexistent",
      cryptogen: "/nonexistent",
      configtxgen: "/nonexistent",
    };
    const start = () => startNetwork({ dir, programs, chaincodes: [] });
    await rejectsWithCode(FabricNetworkError, "ERR_FABRIC_NETWORK_PROCESS", start);
    await rejectsWithCode(FabricNetworkError, "ERR_FABRIC_NETWORK_RUNNING", start);
    expect(statSync(dir).mode & 0o777, "keys lie in it").to.equal(0o700);
    await stopNetwork(dir);
    expect(existsSync(dir)).to.equal(false);
  });

  it("is not taken down when it holds no network", async () => {
    const dir = folder();
    for (const work of [stopNetwork, readNetworkStatus]) {
      await rejectsWithCode(FabricNetworkError, "ERR_FABRIC_NETWORK_ABSENT", () => work(dir));
    }
  });

  it("is not taken down by a damaged record", async () => {
    const dir = folder();
    writeFileSync(join(dir, "network.json"), JSON.stringify({ ...STATE, processes: [{ pid: -1 }] }));
    await rejectsWithCode(CoreError, "ERR_CORE_SHAPE", () => stopNetwork(dir));
  });
});
