import { FabricNetworkError } from "./error.ts";
import { waitHealthy, waitListening } from "./health.ts";
import { NodeProcess } from "./node-process.ts";
import { recordedProcess } from "./record.ts";
import { readState, writeState, type NetworkState } from "./state.ts";
import { stopAll } from "./stop.ts";

const DEADLINE_MS = 45_000;

/**
 * Starts one process of a network again, with the same ports and data, from any process; ends it first if it runs.
 * @throws FabricNetworkError `ERR_FABRIC_NETWORK_ABSENT`, `_NAME`, `_PROCESS`
 */
export async function restartProcess(dir: string, name: string): Promise<void> {
  const state = await readState(dir);
  const found = state.processes.find((one) => one.name === name);
  if (found === undefined) {
    throw new FabricNetworkError({ code: "ERR_FABRIC_NETWORK_NAME", message: `the network has no process ${name}` });
  }
  await stopAll([found]);
  const { command, args, env, cwd, logFile } = found;
  const node = new NodeProcess({ name, command, args, env, cwd, logFile }, true);
  node.start();
  const again = state.processes.flatMap((one) => (one.name === name ? recordedProcess(node) : [one]));
  await writeState(dir, { ...state, processes: again });
  await waitStarted(state, node, AbortSignal.timeout(DEADLINE_MS));
}

async function waitStarted(state: NetworkState, node: NodeProcess, deadline: AbortSignal): Promise<void> {
  const { organisations, orderer, companions } = state;
  const peer = organisations.find(({ name }) => name === node.name);
  const operations = node.name === "orderer" ? orderer.operationsPort : peer?.peer.operationsPort;
  if (operations !== undefined) return waitHealthy(node, operations, deadline);
  const companion = companions.find((one) => `${one.name}-${one.organisation}` === node.name);
  if (companion !== undefined) await waitListening(node, companion.port, deadline);
}
