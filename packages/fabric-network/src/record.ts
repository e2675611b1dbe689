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
  /** Chaincodes that were added from outside: see `addChaincode`. */
  readonly added: NetworkState["chaincodes"];
}

/** The state of a network: who is in it, what runs, and how that was started. */
export function recordOf({ plan, processes, definitions, companions, added }: Recording): NetworkState {
  return {
    format: "openlading-fabric-network/1",
    channel: plan.channel,
    organisations: recordedOrganisations(plan),
    companions: companions.map(({ name, organisation, folder }) => ({ name, organisation, folder })),
    processes: processes.flatMap((one) => recordedProcess(one) ?? []),
    chaincodes: [...definitions.map(recordedDefinition), ...added],
  };
}

export function recordedOrganisations(plan: NetworkPlan): NetworkState["organisations"] {
  return plan.organisations.map((one) => {
    const folder = folderOf(plan, one);
    const peer = { address: peerAddress(one), tlsRoot: folder.peer.tlsRoot };
    return { name: one.name, mspId: one.mspId, peer, user: folder.user("User1"), admin: folder.user("Admin") };
  });
}

/** Null when it was not started. */
export function recordedProcess({ known, spec }: NodeProcess): NetworkState["processes"][number] | null {
  return known === null ? null : { ...spec, ...known };
}

export function recordedDefinition(definition: ChaincodeDefinition): NetworkState["chaincodes"][number] {
  const { name, version, sequence, packageIds, policy } = definition;
  return { name, version, sequence, packageIds, ...(policy === undefined ? {} : { policy }) };
}
