import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { FabricNetworkError } from "./error.ts";
import type { FabricNetwork, RunOptions } from "./fabric-network.ts";
import { layoutOf } from "./layout.ts";
import { planNetwork, type PlanOptions } from "./plan.ts";

/** What a network is made of and how it is run. */
export interface NetworkOptions extends PlanOptions, RunOptions {}

/**
 * Starts a network in a directory of its own: one Raft orderer and a peer for each organisation, TLS, one channel,
 * a majority for every endorsement, each chaincode as a service of each organisation. Loopback only.
 * @throws FabricNetworkError `ERR_FABRIC_NETWORK_RUNNING`, `_DIRECTORY`, `_PROCESS`, `_CHANNEL`, `_CHAINCODE`, `_READY`;
 * everything that was started is stopped then, and the directory with its logs stays until `stopNetwork`
 */
export async function startNetwork(options: NetworkOptions): Promise<FabricNetwork> {
  const plan = await planNetwork(options);
  await assertVacant(plan.dir);
  // Fabric's client is a large library: whoever only asks for a status does not wait for it.
  const { FabricNetwork: Network } = await import("./fabric-network.ts");
  const network = new Network(plan, options);
  try {
    await network.start();
    return network;
  } catch (error) {
    await network.stop({ isKept: true });
    throw error;
  }
}

async function assertVacant(dir: string): Promise<void> {
  if (existsSync(layoutOf(dir).state)) {
    throw new FabricNetworkError({ code: "ERR_FABRIC_NETWORK_RUNNING", message: `a network is in ${dir} already` });
  }
  if (existsSync(dir) && (await readdir(dir)).length > 0) {
    throw new FabricNetworkError({ code: "ERR_FABRIC_NETWORK_DIRECTORY", message: `${dir} is not empty` });
  }
}
