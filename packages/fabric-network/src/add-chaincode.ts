import { agreeOn } from "./chaincode-service.ts";
import { FabricNetworkError } from "./error.ts";
import { asUser, readOrganisation } from "./organisation.ts";
import { writeProfiles } from "./profiles.ts";
import { waitReady, type Probe } from "./readiness.ts";
import { recordedDefinition } from "./record.ts";
import { readState, writeState } from "./state.ts";

const DEADLINE_MS = 45_000;

/** Another chaincode of the same code. */
export interface AddedChaincode {
  /** Of a chaincode the network has. */
  readonly from: string;
  readonly name: string;
  readonly probe?: Probe;
}

/**
 * Defines another chaincode on a running network, from the packages of one it has: the same code under another name,
 * with a state of its own and no process more. From any process.
 * @throws FabricNetworkError `ERR_FABRIC_NETWORK_ABSENT`, `_NAME`, `_CHAINCODE`, `_READY`
 */
export async function addChaincode(dir: string, { from, name, probe }: AddedChaincode): Promise<void> {
  const { channel, chaincodes, organisations: recorded } = await readState(dir);
  const source = chaincodes.find((one) => one.name === from);
  if (source === undefined) throw unknown(`the network has no chaincode named ${from}`);
  if (chaincodes.some((one) => one.name === name)) throw unknown(`the network has a chaincode named ${name} already`);
  const organisations = await Promise.all(recorded.map(readOrganisation));
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const definition = { ...source, name, sequence: 1 };
  await agreeOn(definition, { organisations, channel, deadline, stage: (_, work) => work() });
  // Once it is defined it cannot be defined again: it is remembered though it may not be ready in time.
  const state = await readState(dir);
  await writeState(dir, { ...state, chaincodes: [...state.chaincodes, recordedDefinition(definition)] });
  await writeProfiles(dir, channel, organisations, name);
  await waitReady(organisations.map(asUser), channel, { name, probe }, deadline);
}

function unknown(message: string): FabricNetworkError {
  return new FabricNetworkError({ code: "ERR_FABRIC_NETWORK_NAME", message });
}
