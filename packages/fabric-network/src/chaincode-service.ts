import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packNode, packService, type ChaincodePackage } from "./chaincode-package.ts";
import type { EndorsementPolicy } from "./endorsement-policy.ts";
import { waitStarted } from "./health.ts";
import { layoutOf, type NetworkPlan } from "./layout.ts";
import { approveDefinition, commitDefinition, installPackage, type ChaincodeDefinition } from "./lifecycle.ts";
import type { NodeProcess, ProcessSpec } from "./node-process.ts";
import { asAdmin, type Organisation } from "./organisation.ts";
import { findFreePorts } from "./ports.ts";
import type { Probe } from "./readiness.ts";
import type { ArchiveFile } from "./tar.ts";

/** Where one organisation's service of a chaincode is to listen, and the id it is to answer to. */
export interface ServicePlace {
  readonly address: string;
  readonly packageId: string;
  readonly mspId: string;
}

/** A program to run and what it is told. */
export interface ServiceCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A chaincode as the organisations define it. */
interface Chaincode {
  readonly name: string;
  /** What the organisations call this state of the code; `1` unless told. */
  readonly version?: string;
  /** Who has to endorse; a majority of the organisations unless told. */
  readonly policy?: EndorsementPolicy;
  /** Endorsed and thrown away before the chaincode counts as ready: shows that its policy can be satisfied. */
  readonly probe?: Probe;
}

/** A chaincode that runs as a service, once for each organisation. */
export interface ServiceChaincode extends Chaincode {
  readonly service: (place: ServicePlace) => ServiceCommand;
}

/** A chaincode that each peer starts itself, from its package, by the network's Node runtime. */
export interface PackagedChaincode extends Chaincode {
  /** A module: `package.json`, and what its `main` names. */
  readonly files: readonly ArchiveFile[];
}

/** A chaincode, by the way it is started. */
export type ChaincodeOptions = ServiceChaincode | PackagedChaincode;

/** A chaincode's packages, one for each organisation in their order, and its services where it runs as one. */
export interface Service {
  readonly chaincode: ChaincodeOptions;
  readonly packages: readonly ChaincodePackage[];
  readonly instances: readonly NodeProcess[];
}

type Spawn = (spec: ProcessSpec) => NodeProcess;

/** Packs a chaincode for each organisation and starts its services: ids are known before anything is installed. */
export async function startService(plan: NetworkPlan, chaincode: ChaincodeOptions, spawn: Spawn): Promise<Service> {
  const service = "files" in chaincode ? packFor(plan, chaincode) : await startInstances(plan, chaincode, spawn);
  const layout = layoutOf(plan.dir);
  const write = ({ bytes }: ChaincodePackage, index: number) =>
    writeFile(join(layout.packages, `${chaincode.name}-${plan.organisations[index]?.name ?? ""}.tar.gz`), bytes);
  await Promise.all(service.packages.map(write));
  return service;
}

function packFor({ organisations }: NetworkPlan, chaincode: PackagedChaincode): Service {
  const packed = packNode(chaincode.name, chaincode.files);
  return { chaincode, packages: organisations.map(() => packed), instances: [] };
}

async function startInstances(plan: NetworkPlan, chaincode: ServiceChaincode, spawn: Spawn): Promise<Service> {
  const { organisations, dir } = plan;
  const ports = await findFreePorts(organisations.length);
  const started = organisations.map(({ mspId, name }, index) => {
    const port = ports[index] ?? 0;
    const address = `127.0.0.1:${port}`;
    const packed = packService(chaincode.name, { address });
    const { command, args, env } = chaincode.service({ address, packageId: packed.packageId, mspId });
    const processName = `${chaincode.name}-${name}`;
    const logFile = layoutOf(dir).log(processName);
    const spec = { name: processName, command, args, env: { ...sharedEnv(), ...env }, cwd: dir, logFile, port };
    return { packed, instance: spawn(spec) };
  });
  return {
    chaincode,
    packages: started.map(({ packed }) => packed),
    instances: started.map(({ instance }) => instance),
  };
}

/** Waits until every instance accepts connections. @throws FabricNetworkError `ERR_FABRIC_NETWORK_PROCESS` */
export async function waitService({ instances }: Service, deadline: AbortSignal): Promise<void> {
  await Promise.all(instances.map((node) => waitStarted(node, deadline)));
}

/** What {@link defineChaincode} works on. */
export interface Defining {
  readonly organisations: readonly Organisation[];
  readonly channel: string;
  readonly sequence: number;
  readonly deadline: AbortSignal;
  readonly stage: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

/** Installs, approves and commits: every organisation for itself, with its own package. @throws FabricNetworkError `_CHAINCODE` */
export async function defineChaincode(
  { chaincode, packages }: Service,
  { organisations, channel, sequence, deadline, stage }: Defining,
): Promise<ChaincodeDefinition> {
  const { name, version = "1", policy } = chaincode;
  const definition = { name, version, sequence, policy, packageIds: packages.map(({ packageId }) => packageId) };
  const install = (one: Organisation, index: number): Promise<void> =>
    installPackage(asAdmin(one), packages[index]?.bytes ?? new Uint8Array());
  await stage(`install ${name}`, () => Promise.all(organisations.map(install)));
  await agreeOn(definition, { organisations, channel, deadline, stage });
  return definition;
}

/** Has every organisation approve a definition, each with its own package, and commits it. @throws FabricNetworkError `_CHAINCODE` */
export async function agreeOn(
  definition: ChaincodeDefinition,
  { organisations, channel, deadline, stage }: Omit<Defining, "sequence">,
): Promise<void> {
  const approve = (one: Organisation, index: number): Promise<void> =>
    approveDefinition(asAdmin(one), channel, definition, definition.packageIds[index] ?? "", deadline);
  await stage(`approve ${definition.name}`, () => Promise.all(organisations.map(approve)));
  const [first] = organisations;
  if (first === undefined) return;
  await stage(`commit ${definition.name}`, () => commitDefinition(asAdmin(first), channel, definition, deadline));
}

/** What every process of the network is told of this one's surroundings. */
export const sharedEnv = (): Readonly<Record<string, string>> => ({ PATH: process.env["PATH"] ?? "" });
