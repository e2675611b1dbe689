import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { NodeProcess } from "./node-process.ts";

const LOOK_MS = 20;
const HOST = "127.0.0.1";

/** Waits until a look says yes; the process dying or the deadline passing ends the wait with its log. */
async function waitUntil(look: () => Promise<boolean>, node: NodeProcess, deadline: AbortSignal): Promise<void> {
  while (!(await look())) {
    node.assertRunning();
    if (deadline.aborted) throw node.failed("did not become healthy in time");
    await pause(LOOK_MS);
  }
}

/**
 * Waits until a process takes calls. A peer calls itself healthy a moment before it listens.
 * @throws FabricNetworkError `ERR_FABRIC_NETWORK_PROCESS`
 */
export async function waitStarted(node: NodeProcess, deadline: AbortSignal): Promise<void> {
  const { port, operationsPort } = node.spec;
  if (operationsPort !== undefined) await waitHealthy(node, operationsPort, deadline);
  await waitListening(node, port, deadline);
}

/** Waits for `/healthz` on a node's operations port to say OK. @throws FabricNetworkError `ERR_FABRIC_NETWORK_PROCESS` */
export function waitHealthy(node: NodeProcess, operationsPort: number, deadline: AbortSignal): Promise<void> {
  return waitUntil(() => isHealthy(operationsPort), node, deadline);
}

/** Waits until something accepts connections on a port. @throws FabricNetworkError `ERR_FABRIC_NETWORK_PROCESS` */
export function waitListening(node: NodeProcess, port: number, deadline: AbortSignal): Promise<void> {
  return waitUntil(() => isListening(port), node, deadline);
}

/** Whether a node calls itself healthy now. */
export async function isHealthy(operationsPort: number): Promise<boolean> {
  try {
    const response = await fetch(`http://${HOST}:${operationsPort}/healthz`, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}

/** Whether a loopback port accepts connections now. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: HOST });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });
}
