import { setTimeout as pause } from "node:timers/promises";
import { FabricNetworkError } from "./error.ts";

const CREATED = 201;
const RETRY_MS = 30;

/** Has the orderer join the channel that a genesis block begins. @throws FabricNetworkError `ERR_FABRIC_NETWORK_CHANNEL` */
export async function joinOrderer(adminPort: number, genesisBlock: Uint8Array, deadline: AbortSignal): Promise<void> {
  const url = `http://127.0.0.1:${adminPort}/participation/v1/channels`;
  const form = new FormData();
  form.append("config-block", new Blob([Uint8Array.from(genesisBlock)]), "genesis.block");
  for (;;) {
    try {
      const response = await fetch(url, { method: "POST", body: form, signal: deadline });
      const answer = await response.text();
      if (response.status === CREATED) return;
      throw refused(`${response.status} ${answer.trim()}`);
    } catch (error) {
      if (error instanceof FabricNetworkError) throw error;
      if (deadline.aborted) throw refused("no answer in time", error);
      await pause(RETRY_MS);
    }
  }
}

function refused(reason: string, cause?: unknown): FabricNetworkError {
  return new FabricNetworkError({
    code: "ERR_FABRIC_NETWORK_CHANNEL",
    message: `the orderer did not join the channel: ${reason}`,
    details: { reason },
    ...(cause === undefined ? {} : { cause }),
  });
}
