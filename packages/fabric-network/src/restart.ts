import { FabricNetworkError } from "./error.ts";
import { waitStarted } from "./health.ts";
import { NodeProcess } from "./node-process.ts";
import { recordedProcess } from "./record.ts";
import { readState, writeState } from "./state.ts";
import { stopAll } from "./stop.ts";

const DEADLINE_MS = 45_000;

/**
 * Starts one process of a network again, with the same ports and data, from any process, and waits until it takes calls;
 * ends it first if it runs.
 * @throws FabricNetworkError `ERR_FABRIC_NETWORK_ABSENT`, `_NAME`, `_PROCESS`
 */
export async function restartProcess(dir: string, name: string): Promise<void> {
  const found = (await readState(dir)).processes.find((one) => one.name === name);
  if (found === undefined) {
    throw new FabricNetworkError({ code: "ERR_FABRIC_NETWORK_NAME", message: `the network has no process ${name}` });
  }
  await stopAll([found]);
  const node = new NodeProcess(found, true);
  node.start();
  const state = await readState(dir);
  const processes = state.processes.map((one) => (one.name === name ? (recordedProcess(node) ?? one) : one));
  await writeState(dir, { ...state, processes });
  await waitStarted(node, AbortSignal.timeout(DEADLINE_MS));
}
