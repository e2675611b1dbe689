import { isHealthy, isListening } from "./health.ts";
import { readOrganisation, type Organisation } from "./organisation.ts";
import { isAlive } from "./process-identity.ts";
import { readState, type NetworkState } from "./state.ts";

/** How one process of a network is. */
export interface ProcessStatus {
  readonly name: string;
  readonly pid: number;
  readonly isRunning: boolean;
  readonly logFile: string;
}

/** How a network is, as its directory and its nodes say. */
export interface NetworkStatus {
  readonly channel: string;
  readonly chaincodes: NetworkState["chaincodes"];
  readonly processes: readonly ProcessStatus[];
  /** Fabric's own nodes: `orderer` and the organisations' names. */
  readonly nodes: readonly string[];
  /** Programs of the organisations' own beside their peers, and where each has its folder. */
  readonly companions: NetworkState["companions"];
  /** Nodes that call themselves healthy: `orderer` and the organisations' names. */
  readonly healthy: readonly string[];
}

/** Looks at the network in a directory. @throws FabricNetworkError `ERR_FABRIC_NETWORK_ABSENT` */
export async function readNetworkStatus(dir: string): Promise<NetworkStatus> {
  const { channel, chaincodes, processes, organisations, companions } = await readState(dir);
  const health = await Promise.all(
    processes.map(async ({ name, operationsPort: port }) =>
      port !== undefined && (await isListening(port)) && (await isHealthy(port)) ? [name] : [],
    ),
  );
  return {
    channel,
    chaincodes,
    companions,
    nodes: ["orderer", ...organisations.map(({ name }) => name)],
    processes: processes.map((one) => ({
      name: one.name,
      pid: one.pid,
      isRunning: isAlive(one),
      logFile: one.logFile,
    })),
    healthy: health.flat(),
  };
}

/** What a client needs to use the network in a directory. @throws FabricNetworkError `ERR_FABRIC_NETWORK_ABSENT` */
export async function readNetwork(
  dir: string,
): Promise<
  Pick<NetworkState, "channel" | "chaincodes" | "companions"> & { readonly organisations: readonly Organisation[] }
> {
  const { channel, chaincodes, companions, organisations } = await readState(dir);
  return { channel, chaincodes, companions, organisations: await Promise.all(organisations.map(readOrganisation)) };
}
