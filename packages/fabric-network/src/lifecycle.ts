import { setTimeout as pause } from "node:timers/promises";
import { GatewayError, type Gateway, type Transaction } from "@hyperledger/fabric-gateway";
import { peer } from "@hyperledger/fabric-protos";
import { FabricNetworkError, type FabricNetworkErrorCode } from "./error.ts";
import { withGateway, type PeerConnection } from "./connection.ts";
import { encodeEndorsementPolicy, type EndorsementPolicy } from "./endorsement-policy.ts";
import { askPeer } from "./peer-proposal.ts";

const { lifecycle } = peer;
const LIFECYCLE = "_lifecycle";
const UNAVAILABLE = 14;
const RETRY_MS = 30;

/** What the organisations agree on about a chaincode. */
export interface ChaincodeDefinition {
  readonly name: string;
  readonly version: string;
  /** One more than the last definition's; the first is 1. */
  readonly sequence: number;
  /** The channel's own when left out. */
  readonly policy?: EndorsementPolicy | undefined;
  /** Of the package by which each organisation runs it, in the organisations' order. */
  readonly packageIds: readonly string[];
}

/** Has a peer join the channel. @throws FabricNetworkError `ERR_FABRIC_NETWORK_CHANNEL` */
export async function joinPeer(to: PeerConnection, genesisBlock: Uint8Array): Promise<void> {
  const { isOk, message } = await askPeer(to, "cscc", "JoinChain", genesisBlock);
  if (!isOk) throw failed("ERR_FABRIC_NETWORK_CHANNEL", `the peer of ${to.mspId} did not join the channel`, message);
}

/** Has a peer install a package. @throws FabricNetworkError `ERR_FABRIC_NETWORK_CHAINCODE` */
export async function installPackage(to: PeerConnection, bytes: Uint8Array): Promise<void> {
  const args = new lifecycle.InstallChaincodeArgs();
  args.setChaincodeInstallPackage(bytes);
  const { isOk, message } = await askPeer(to, LIFECYCLE, "InstallChaincode", args.serializeBinary());
  if (!isOk) throw failed("ERR_FABRIC_NETWORK_CHAINCODE", `the peer of ${to.mspId} did not install it`, message);
}

/** Has an organisation approve a definition, run by its own package. @throws FabricNetworkError `ERR_FABRIC_NETWORK_CHAINCODE` */
export async function approveDefinition(
  to: PeerConnection,
  channel: string,
  definition: ChaincodeDefinition,
  packageId: string,
  deadline: AbortSignal,
): Promise<void> {
  const local = new lifecycle.ChaincodeSource.Local();
  local.setPackageId(packageId);
  const source = new lifecycle.ChaincodeSource();
  source.setLocalPackage(local);
  const args = new lifecycle.ApproveChaincodeDefinitionForMyOrgArgs();
  fill(args, definition);
  args.setSource(source);
  const call = { transaction: "ApproveChaincodeDefinitionForMyOrg", args: args.serializeBinary(), only: to.mspId };
  await submit(to, channel, call, deadline);
}

/** Makes an approved definition the channel's. @throws FabricNetworkError `ERR_FABRIC_NETWORK_CHAINCODE` */
export async function commitDefinition(
  to: PeerConnection,
  channel: string,
  definition: ChaincodeDefinition,
  deadline: AbortSignal,
): Promise<void> {
  const args = new lifecycle.CommitChaincodeDefinitionArgs();
  fill(args, definition);
  const call = { transaction: "CommitChaincodeDefinition", args: args.serializeBinary() };
  await submit(to, channel, call, deadline);
}

function fill(
  args: peer.lifecycle.ApproveChaincodeDefinitionForMyOrgArgs | peer.lifecycle.CommitChaincodeDefinitionArgs,
  { name, version, sequence, policy }: ChaincodeDefinition,
): void {
  args.setName(name);
  args.setVersion(version);
  args.setSequence(sequence);
  args.setValidationParameter(encodeEndorsementPolicy(policy));
}

interface LifecycleCall {
  readonly transaction: string;
  readonly args: Uint8Array;
  /** Endorsed by this organisation alone. */
  readonly only?: string;
}

async function submit(to: PeerConnection, channel: string, call: LifecycleCall, deadline: AbortSignal): Promise<void> {
  try {
    await withGateway(to, async (gateway) => {
      const transaction = await untilAvailable(() => endorse(gateway, channel, call), deadline);
      // Before the channel has a Raft leader the orderer takes nothing; the same bytes may go again.
      const commit = await untilAvailable(() => transaction.submit(), deadline);
      const status = await commit.getStatus();
      if (!status.successful) throw new TypeError(`committed as invalid, code ${status.code}`);
    });
  } catch (cause) {
    const what = `${call.transaction} of ${to.mspId} failed`;
    throw failed("ERR_FABRIC_NETWORK_CHAINCODE", what, reasonOf(cause), cause);
  }
}

async function endorse(
  gateway: Gateway,
  channel: string,
  { transaction, args, only }: LifecycleCall,
): Promise<Transaction> {
  const options = { arguments: [args], ...(only === undefined ? {} : { endorsingOrganizations: [only] }) };
  return gateway.getNetwork(channel).getContract(LIFECYCLE).newProposal(transaction, options).endorse();
}

async function untilAvailable<T>(work: () => Promise<T>, deadline: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (deadline.aborted || !isTransient(error)) throw error;
      await pause(RETRY_MS);
    }
  }
}

const FAILED_PRECONDITION = 9;

/** No leader yet, or neighbours that have not found each other yet. */
function isTransient(error: unknown): boolean {
  return error instanceof GatewayError && (error.code === UNAVAILABLE || error.code === FAILED_PRECONDITION);
}

/** What a Fabric error says, wherever it says it. */
export function reasonOf(error: unknown): string {
  if (error instanceof GatewayError && error.details.length > 0) {
    return error.details.map(({ mspId, message }) => `${mspId}: ${message}`).join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}

function failed(code: FabricNetworkErrorCode, message: string, reason: string, cause?: unknown): FabricNetworkError {
  return new FabricNetworkError({
    code,
    message: `${message}: ${reason}`,
    details: { reason },
    ...(cause === undefined ? {} : { cause }),
  });
}
