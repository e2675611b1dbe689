import type { Companion } from "./companion.ts";
import type { NetworkPlan } from "./layout.ts";
import type { ChaincodeDefinition } from "./lifecycle.ts";
import type { NodeProcess } from "./node-process.ts";
import { folderOf, peerAddress } from "./plan.ts";
import type { NetworkState } from "./state.ts";

/** What a network's state is made of. */
interface Recording {
  readonly plan: NetworkPlan;
  readonly processes: readonly NodeProcess[];
  readonly definitions: readonly ChaincodeDefinition[];
  readonly companions: readonly Companion[];
}

/** The state of a network: who is in it, what runs, and how that was started. */
export function recordOf({ plan, processes, definitions, companions }: Recording): NetworkState {
  return {
    format: "openlading-fabric-network/1",
    channel: plan.channel,
    organisations: recordedOrganisations(plan),
    orderer: { operationsPort: plan.orderer.operations },
    companions: companions.map(({ name, organisation, folder, port }) => ({ name, organisation, folder, port })),
    processes: processes.flatMap(recordedProcess),
    chaincodes: definitions.map(recordedDefinition),
  };
}

export function recordedOrganisations(plan: NetworkPlan): NetworkState["organisations"] {
  return plan.organisations.map((one) => {
    const folder = folderOf(plan, one);
    const peer = { address: peerAddress(one), operationsPort: one.ports.operations, tlsRoot: folder.peer.tlsRoot };
    return { name: one.name, mspId: one.mspId, peer, user: folder.user("User1"), admin: folder.user("Admin") };
  });
}

export function recordedProcess({ name, known, spec }: NodeProcess): NetworkState["processes"] {
  const { logFile, command, args, env, cwd } = spec;
  return known === null ? [] : [{ name, ...known, logFile, command, args, env, cwd }];
}

export function recordedDefinition(definition: ChaincodeDefinition): NetworkState["chaincodes"][number] {
  const { name, version, sequence, packageIds, policy } = definition;
  return { name, version, sequence, packageIds, ...(policy === undefined ? {} : { policy }) };
}
