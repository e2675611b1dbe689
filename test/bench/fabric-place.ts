import { readFileSync } from "node:fs";
import { cpuUsage, env, platform } from "node:process";
import { findFabricPrograms, readNetworkStatus } from "@openlading/fabric-network";
import { createFabricSigner, type FabricLedgerOptions } from "@openlading/ledger-fabric";
import { utf8 } from "@openlading/core";
import { gatewayOf, startLiveNetwork } from "../fabric/live-network.ts";
import { startSimulatedNetwork } from "../ledger/simulated-network.ts";

/** Somewhere the two contracts run. */
export interface FabricPlace {
  /** Real or simulated, and how: for the page. */
  readonly what: string;
  readonly isReal: boolean;
  /** How to reach a contract, each time through a client of one's own. */
  options(chaincode: "bare" | "openlading"): FabricLedgerOptions;
  /** Processor time of all of its processes and this one so far, in milliseconds; null where nobody can tell. */
  cpuMs(): Promise<number | null>;
  close(): Promise<void>;
}

const ENTRIES = {
  bare: new URL("fabric-chaincode.ts", import.meta.url),
  openlading: new URL("../../chaincode/openlading/src/main.ts", import.meta.url),
} as const;
const BATCH_MS = 100;

/** A real network where Fabric's programs are, else the simulator of its peers. */
export async function openPlace(): Promise<FabricPlace> {
  return "missing" in findFabricPrograms(env) ? openSimulated() : openLive();
}

async function openLive(): Promise<FabricPlace> {
  const chaincodes = Object.entries(ENTRIES).map(([name, entry]) => ({ name, entry }));
  const live = await startLiveNetwork(chaincodes, { batchTimeoutMs: BATCH_MS });
  const carrier = live.organisation("carrier");
  return {
    what: `A real network on this machine: one orderer, three organisations, blocks every ${String(BATCH_MS)} ms.`,
    isReal: true,
    options: (chaincode) => ({
      gateways: [gatewayOf(carrier)],
      identity: { mspId: carrier.mspId, credentials: utf8(carrier.user.certificate) },
      signer: createFabricSigner(carrier.user.privateKey),
      channel: live.network.channel,
      chaincode,
    }),
    cpuMs: () => cpuOf(live.network.dir),
    close: () => live.close(),
  };
}

async function openSimulated(): Promise<FabricPlace> {
  const batching = { timeoutMs: BATCH_MS, maxMessages: 500 };
  const networks = {
    bare: await startSimulatedNetwork(ENTRIES.bare, { batching, concurrency: 2_500 }),
    openlading: await startSimulatedNetwork(ENTRIES.openlading, { batching, concurrency: 2_500 }),
  };
  return {
    what: `SIMULATED peers in this process, real chaincode processes, blocks every ${String(BATCH_MS)} ms: good for ratios only.`,
    isReal: false,
    options: (chaincode) => networks[chaincode].options(),
    cpuMs: () => Promise.resolve(null),
    close: async () => {
      for (const network of Object.values(networks)) await network.close();
    },
  };
}

/** Linux counts it in hundredths of a second. @see proc_pid_stat(5), fields 14 and 15 */
async function cpuOf(dir: string): Promise<number | null> {
  if (platform !== "linux") return null;
  const { processes } = await readNetworkStatus(dir);
  const used = processes.map(({ pid }) => {
    const fields =
      readFileSync(`/proc/${String(pid)}/stat`, "utf8")
        .split(") ")
        .at(-1)
        ?.split(" ") ?? [];
    return 10 * (Number(fields[11]) + Number(fields[12]));
  });
  const { user, system } = cpuUsage();
  return used.reduce((sum, ms) => sum + ms, (user + system) / 1_000);
}
