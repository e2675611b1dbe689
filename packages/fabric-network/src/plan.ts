import { resolve } from "node:path";
import { layoutOf, mspIdOf, type NetworkPlan, type OrganisationPlan } from "./layout.ts";
import { findFreePorts } from "./ports.ts";

const NAME = /^[a-z][a-z0-9]{0,30}$/;
const PORTS_OF_ORDERER = 3;
const PORTS_OF_PEER = 3;

/** What a network is made of. */
export interface PlanOptions {
  readonly dir: string;
  readonly channel?: string;
  /** Names in lower case, each an organisation with one peer. */
  readonly organisations?: readonly string[];
  readonly batchTimeoutMs?: number;
  readonly maxMessageCount?: number;
}

/** Decides names and ports. @throws TypeError for names that Fabric's files cannot carry */
export async function planNetwork(options: PlanOptions): Promise<NetworkPlan> {
  const { channel = "trade", organisations = ["carrier", "port", "customs"] } = options;
  assertNames(channel, organisations);
  const ports = await findFreePorts(PORTS_OF_ORDERER + PORTS_OF_PEER * organisations.length);
  const [listen = 0, admin = 0, operations = 0, ...rest] = ports;
  return {
    dir: resolve(options.dir),
    channel,
    organisations: organisations.map((name, index) => planOrganisation(name, rest.slice(index * PORTS_OF_PEER))),
    orderer: { listen, admin, operations },
    batchTimeoutMs: options.batchTimeoutMs ?? 100,
    maxMessageCount: options.maxMessageCount ?? 500,
  };
}

function assertNames(channel: string, organisations: readonly string[]): void {
  const isWrong = [channel, ...organisations].some((name) => !NAME.test(name));
  if (isWrong) throw new TypeError("names of channels and organisations are lower-case letters and digits");
  const isTwice = new Set(organisations).size !== organisations.length;
  if (isTwice || organisations.length === 0) throw new TypeError("each organisation is named once, and there is one");
}

function planOrganisation(
  name: string,
  [peer = 0, chaincode = 0, operations = 0]: readonly number[],
): OrganisationPlan {
  return { name, mspId: mspIdOf(name), domain: `${name}.internal`, ports: { peer, chaincode, operations } };
}

/** The address under which an organisation's peer is reached. */
export const peerAddress = ({ ports }: OrganisationPlan): string => `127.0.0.1:${ports.peer}`;

/** Where an organisation's things are in the plan's directory. */
export const folderOf = (plan: NetworkPlan, { domain }: OrganisationPlan) => layoutOf(plan.dir).organisation(domain);
