import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packService, type ServicePackage } from "./chaincode-package.ts";
import type { EndorsementPolicy } from "./endorsement-policy.ts";
import { waitListening } from "./health.ts";
import { layoutOf, type NetworkPlan } from "./layout.ts";
import { approveDefinition, commitDefinition, installPackage, type ChaincodeDefinition } from "./lifecycle.ts";
import type { NodeProcess, ProcessSpec } from "./node-process.ts";
import { asAdmin, type Organisation } from "./organisation.ts";
import { findFreePorts } from "./ports.ts";
import type { Probe } from "./readiness.ts";

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

/** A chaincode that runs as a service, once for each organisation. */
export interface ChaincodeOptions {
  readonly name: string;
  /** What the organisations call this state of the code; `1` unless told. */
  readonly version?: string;
  /** Who has to endorse; a majority of the organisations unless told. */
  readonly policy?: EndorsementPolicy;
  /** Endorsed and thrown away before the chaincode counts as ready: shows that its policy can be satisfied. */
  readonly probe?: Probe;
  readonly service: (place: ServicePlace) => ServiceCommand;
}

/** One organisation's service: its process, its port and the package that leads there. */
interface Instance {
  readonly node: NodeProcess;
  readonly port: number;
  readonly packed: ServicePackage;
}

/** A chaincode's services, one for each organisation, in their order. */
export interface Service {
  readonly chaincode: ChaincodeOptions;
  readonly instances: readonly Instance[];
}

/** Packs and starts each organisation's own service of a chaincode: its id is known before anything is installed. */
export async function startService(
  plan: NetworkPlan,
  chaincode: ChaincodeOptions,
  spawn: (spec: ProcessSpec) => NodeProcess,
): Promise<Service> {
  const { organisations, dir } = plan;
  const ports = await findFreePorts(organisations.length);
  const layout = layoutOf(dir);
  const instances = organisations.map(({ mspId, name }, index): Instance => {
    const port = ports[index] ?? 0;
    const address = `127.0.0.1:${port}`;
    const packed = packService(chaincode.name, { address });
    const { command, args, env } = chaincode.service({ address, packageId: packed.packageId, mspId });
    const processName = `${chaincode.name}-${name}`;
    const logFile = layout.log(processName);
    const node = spawn({ name: processName, command, args, env: { ...sharedEnv(), ...env }, cwd: dir, logFile });
    return { node, port, packed };
  });
  const write = ({ node, packed }: Instance) => writeFile(join(layout.packages, `${node.name}.tar.gz`), packed.bytes);
  await Promise.all(instances.map(write));
  return { chaincode, instances };
}

/** Waits until every instance accepts connections. @throws FabricNetworkError `ERR_FABRIC_NETWORK_PROCESS` */
export async function waitService({ instances }: Service, deadline: AbortSignal): Promise<void> {
  await Promise.all(instances.map(({ node, port }) => waitListening(node, port, deadline)));
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
  { chaincode, instances }: Service,
  { organisations, channel, sequence, deadline, stage }: Defining,
): Promise<ChaincodeDefinition> {
  const { name, version = "1", policy } = chaincode;
  const definition = { name, version, sequence, policy };
  const owners = organisations.flatMap((organisation, index) => {
    const instance = instances[index];
    return instance === undefined ? [] : [{ admin: asAdmin(organisation), packed: instance.packed }];
  });
  await stage(`install ${name}`, () =>
    Promise.all(owners.map(({ admin, packed }) => installPackage(admin, packed.bytes))),
  );
  await stage(`approve ${name}`, () =>
    Promise.all(
      owners.map(({ admin, packed }) => approveDefinition(admin, channel, definition, packed.packageId, deadline)),
    ),
  );
  const [first] = owners;
  if (first !== undefined) {
    await stage(`commit ${name}`, () => commitDefinition(first.admin, channel, definition, deadline));
  }
  return definition;
}

/** What every process of the network is told of this one's surroundings. */
export const sharedEnv = (): Readonly<Record<string, string>> => ({ PATH: process.env["PATH"] ?? "" });
