import { rm } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { isAlive, signalProcess, type KnownProcess } from "./process-identity.ts";
import { readState } from "./state.ts";

const PATIENCE_MS = 5_000;
const LOOK_MS = 10;

/** Asks every recorded process to end, waits, and ends by force what is left. Answers how many had to be forced. */
export async function stopAll(processes: readonly KnownProcess[], patienceMs = PATIENCE_MS): Promise<number> {
  for (const one of processes) signalProcess(one, "SIGTERM");
  await waitAllGone(processes, patienceMs);
  const left = processes.filter(isAlive);
  for (const one of left) signalProcess(one, "SIGKILL");
  await waitAllGone(left, PATIENCE_MS);
  return left.length;
}

async function waitAllGone(processes: readonly KnownProcess[], ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (processes.some(isAlive) && performance.now() < end) await pause(LOOK_MS);
}

/**
 * Takes the network in a directory down, whoever started it, and removes the directory unless it is to be kept.
 * Only processes that the directory records are touched, told from strangers by pid and starting time.
 * @throws FabricNetworkError `ERR_FABRIC_NETWORK_ABSENT`
 */
export async function stopNetwork(dir: string, { isKept = false }: { readonly isKept?: boolean } = {}): Promise<void> {
  const { processes } = await readState(dir);
  await stopAll(processes);
  if (!isKept) await rm(dir, { recursive: true, force: true });
}
