import { fileURLToPath } from "node:url";
import {
  createFabricLedger,
  createFabricSigner,
  type FabricLedger,
  type FabricLedgerOptions,
} from "@openlading/ledger-fabric";
import {
  createTestIdentity,
  startFabricSimulator,
  type FabricSimulator,
  type SimulatorOptions,
} from "@openlading/testkit";
import { ChaincodeProcess, deployChaincode, freePort } from "./chaincode-process.ts";

const CHANNEL = "trade";
const CHAINCODE = "openlading";
const PERTURB = fileURLToPath(new URL("perturb.mjs", import.meta.url));

/** Two organisations under a simulator of Fabric's peers, each with a real chaincode process of its own. */
export interface SimulatedNetwork {
  readonly simulator: FabricSimulator;
  readonly chaincodes: readonly ChaincodeProcess[];
  /** Opens a client of its own; it is closed with the network. */
  open(options?: Partial<FabricLedgerOptions>): FabricLedger;
  /** How to reach it, as somebody new. */
  options(): FabricLedgerOptions;
  close(): Promise<void>;
}

/** Clocks 40 days apart, other zones and languages, the opposite chance. */
const SURROUNDINGS = [
  { TZ: "UTC", LC_ALL: "C", PERTURB_DAYS: "0", PERTURB_CHANCE: "0.25" },
  { TZ: "Asia/Shanghai", LC_ALL: "zh_CN.UTF-8", PERTURB_DAYS: "40", PERTURB_CHANCE: "0.75" },
] as const;

export async function startSimulatedNetwork(
  entry: URL,
  options: Partial<SimulatorOptions> = {},
): Promise<SimulatedNetwork> {
  const deployed = await deployChaincode(entry);
  const ports = [await freePort(), await freePort()];
  const chaincodes = await Promise.all(
    SURROUNDINGS.map((env, index) =>
      new ChaincodeProcess(deployed.folder, ports[index] ?? 0, { preload: [PERTURB], env }).start(),
    ),
  );
  const mspIds = ["CarrierMSP", "PortMSP"];
  const simulator = await startFabricSimulator({
    channel: CHANNEL,
    chaincode: CHAINCODE,
    organisations: chaincodes.map(({ address }, index) => ({ mspId: mspIds[index] ?? "", chaincodeAddress: address })),
    ...options,
  });
  const clients: FabricLedger[] = [];
  return {
    simulator,
    chaincodes,
    open: (rest = {}) => {
      const client = createFabricLedger({ ...defaults(simulator), ...rest });
      clients.push(client);
      return client;
    },
    options: () => defaults(simulator),
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
      await simulator.close();
      await Promise.all(chaincodes.map((one) => one.kill()));
      deployed.dispose();
    },
  };
}

function defaults(simulator: FabricSimulator): FabricLedgerOptions {
  const { mspId, credentials, privateKey } = createTestIdentity("CarrierMSP");
  return {
    gateways: [...simulator.gateways.values()].map((address) => ({ address, tls: null })),
    identity: { mspId, credentials },
    signer: createFabricSigner(privateKey),
    channel: CHANNEL,
    chaincode: CHAINCODE,
    timeouts: { commitStatusMs: 1_500, commitMs: 15_000 },
  };
}
