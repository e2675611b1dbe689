import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { utf8 } from "@openlading/core";
import {
  findFabricPrograms,
  startNetwork,
  type ChaincodeOptions,
  type EndorsementPolicy,
  type FabricNetwork,
  type NetworkOptions,
  type Organisation,
  type Probe,
} from "@openlading/fabric-network";
import { createFabricLedger, createFabricSigner, type FabricLedger, type FabricLedgerOptions } from "@openlading/ledger-fabric"; // prettier-ignore
import { deployChaincode, type DeployedChaincode } from "../ledger/chaincode-process.ts";

const PROGRAMS = findFabricPrograms(process.env);
const NODE_MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));
const SHIM = join(dirname(createRequire(import.meta.url).resolve("fabric-shim")), "cli.js");
const PERTURB = fileURLToPath(new URL("../ledger/perturb.mjs", import.meta.url));
const START_MS = 90_000;

/** Clocks 40 days apart, other zones and languages, the opposite chance: no two organisations alike. */
const SURROUNDINGS = [
  { TZ: "UTC", LC_ALL: "C", PERTURB_DAYS: "0", PERTURB_CHANCE: "0.25" },
  { TZ: "Asia/Shanghai", LC_ALL: "zh_CN.UTF-8", PERTURB_DAYS: "40", PERTURB_CHANCE: "0.75" },
  { TZ: "America/New_York", LC_ALL: "tr_TR.UTF-8", PERTURB_DAYS: "80", PERTURB_CHANCE: "0.5" },
] as const;

/** Declares tests on real Fabric; where its programs are not to be found, skipped tests that say why. */
export function describeLive(name: string, tests: (this: Mocha.Suite) => void): void {
  if ("missing" in PROGRAMS) {
    describe.skip(`${name} (skipped: ${PROGRAMS.reason})`, tests);
    return;
  }
  describe(name, function (this: Mocha.Suite) {
    this.timeout(START_MS);
    tests.call(this);
  });
}

/** A chaincode to run: the module that exports its contracts. */
export interface LiveChaincode {
  readonly name: string;
  readonly entry: URL;
  readonly policy?: EndorsementPolicy;
  readonly probe?: Probe;
  /** Runs each organisation's service under another clock, zone, language and chance. */
  readonly isPerturbed?: boolean;
  /** Started by each peer from its package, not as a service. */
  readonly isStartedByPeers?: boolean;
}

/** A real network with clients that are closed with it. */
export interface LiveNetwork {
  readonly network: FabricNetwork;
  /** A client of an organisation, over its own gateway unless told otherwise. */
  open(organisation: string, chaincode: string, options?: Partial<FabricLedgerOptions>): FabricLedger;
  organisation(name: string): Organisation;
  /** Bundles a module and deploys it, in the place of an earlier one of the same name. */
  deploy(chaincode: LiveChaincode, options?: { readonly readyMs?: number }): Promise<void>;
  close(): Promise<void>;
}

export async function startLiveNetwork(
  chaincodes: readonly LiveChaincode[],
  options: Partial<NetworkOptions> = {},
): Promise<LiveNetwork> {
  if ("missing" in PROGRAMS) throw new TypeError(PROGRAMS.reason);
  const deployed: DeployedChaincode[] = [];
  const prepare = async (chaincode: LiveChaincode): Promise<ChaincodeOptions> => {
    const one = await deployChaincode(chaincode.entry);
    deployed.push(one);
    return toOptions(chaincode, one.folder);
  };
  const network = await startNetwork({
    dir: mkdtempSync(join(tmpdir(), "openlading-fabric-")),
    programs: PROGRAMS,
    batchTimeoutMs: 50,
    nodeRuntime: { node: execPath, shim: SHIM, modules: NODE_MODULES },
    ...options,
    chaincodes: await Promise.all(chaincodes.map(prepare)),
  });
  const clients: FabricLedger[] = [];
  const organisation = (name: string): Organisation => {
    const found = network.organisations.find((one) => one.name === name);
    if (found === undefined) throw new TypeError(`no organisation is named ${name}`);
    return found;
  };
  return {
    network,
    organisation,
    open: (name, chaincode, rest = {}) => {
      const client = createFabricLedger({ ...defaults(network, organisation(name), chaincode), ...rest });
      clients.push(client);
      return client;
    },
    deploy: async (chaincode, rest) => network.deploy(await prepare(chaincode), rest),
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
      await network.stop();
      for (const one of deployed) one.dispose();
    },
  };
}

/** How a client reaches an organisation's gateway. */
export function gatewayOf({ address, tlsName, tlsRoot }: Organisation): FabricLedgerOptions["gateways"][number] {
  return { address, tls: { rootCertificates: utf8(tlsRoot), serverName: tlsName } };
}

function defaults({ channel }: FabricNetwork, organisation: Organisation, chaincode: string): FabricLedgerOptions {
  const { mspId, user } = organisation;
  return {
    gateways: [gatewayOf(organisation)],
    identity: { mspId, credentials: utf8(user.certificate) },
    signer: createFabricSigner(user.privateKey),
    channel,
    chaincode,
    timeouts: { commitStatusMs: 1_500 },
  };
}

function toOptions(chaincode: LiveChaincode, folder: string): ChaincodeOptions {
  const { name, policy, probe, isPerturbed = false, isStartedByPeers = false } = chaincode;
  const defined = { name, ...(policy === undefined ? {} : { policy }), ...(probe === undefined ? {} : { probe }) };
  if (isStartedByPeers) return { ...defined, files: ["package.json", "main.cjs"].map((path) => fileIn(folder, path)) };
  let count = 0;
  return {
    ...defined,
    service: ({ address, packageId }) => {
      const surroundings = SURROUNDINGS[count % SURROUNDINGS.length];
      count += 1;
      const args = [SHIM, "server", `--chaincode-address=${address}`, `--chaincode-id=${packageId}`];
      return {
        command: execPath,
        args: [...(isPerturbed ? ["--import", PERTURB] : []), ...args, `--module-path=${folder}`],
        env: { NODE_PATH: NODE_MODULES, CORE_CHAINCODE_LOGGING_LEVEL: "error", ...(isPerturbed ? surroundings : {}) },
      };
    },
  };
}

const fileIn = (folder: string, path: string) => ({ path, bytes: Uint8Array.from(readFileSync(join(folder, path))) });
