import { setTimeout as pause } from "node:timers/promises";
import { EndorseError, type Gateway } from "@hyperledger/fabric-gateway";
import { peer } from "@hyperledger/fabric-protos";
import { withGateway, type PeerConnection } from "./connection.ts";
import { FabricNetworkError } from "./error.ts";
import { reasonOf } from "./lifecycle.ts";

const RETRY_MS = 30;
const PROBE_MS = 2_000;
const REFUSED_BY_CHAINCODE = "chaincode response ";
/** No contract has it: a refusal shows that the chaincode was reached, and nothing is ordered. */
const NO_SUCH_TRANSACTION = "openlading:ready?";

/** A call that any state allows and that writes nothing: a reader, for instance. */
export interface Probe {
  readonly transaction: string;
  readonly args: readonly Uint8Array[];
}

interface ProbedChaincode {
  readonly name: string;
  readonly probe?: Probe | undefined;
}

/**
 * Waits until every organisation endorses through every gateway. The default policy would be satisfied by a majority,
 * and so long before the last pair of peers has found each other.
 * @throws FabricNetworkError `ERR_FABRIC_NETWORK_READY`
 */
export async function waitReady(
  peers: readonly PeerConnection[],
  channel: string,
  { name: chaincode, probe }: ProbedChaincode,
  deadline: AbortSignal,
): Promise<void> {
  const everyone = peers.map(({ mspId }) => mspId);
  await Promise.all(
    peers.map((from) =>
      withGateway(from, async (gateway) => {
        const network = gateway.getNetwork(channel);
        await retry(from, deadline, () => reachEveryPeer(network, chaincode, everyone));
        await retry(from, deadline, () => reachChaincode(network, chaincode, from.mspId, everyone));
        if (probe !== undefined) await retry(from, deadline, () => satisfyPolicy(network, chaincode, probe));
      }),
    ),
  );
}

type Network = ReturnType<Gateway["getNetwork"]>;

/** A question about the definition, endorsed by all: each peer is called, and each knows the definition. */
async function reachEveryPeer(network: Network, chaincode: string, everyone: readonly string[]): Promise<void> {
  const args = new peer.lifecycle.QueryChaincodeDefinitionArgs();
  args.setName(chaincode);
  const options = { arguments: [args.serializeBinary()], endorsingOrganizations: [...everyone] };
  await network
    .getContract("_lifecycle")
    .newProposal("QueryChaincodeDefinition", options)
    .endorse({ deadline: Date.now() + PROBE_MS });
}

/** The gateway finds an endorser in every organisation, and its own peer reaches the running chaincode. */
async function reachChaincode(
  network: Network,
  chaincode: string,
  own: string,
  everyone: readonly string[],
): Promise<void> {
  const contract = network.getContract(chaincode);
  for (const organisations of [everyone, [own]]) {
    const proposal = contract.newProposal(NO_SUCH_TRANSACTION, { endorsingOrganizations: [...organisations] });
    await proposal.endorse({ deadline: Date.now() + PROBE_MS }).catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
    });
  }
}

/** The gateway satisfies the chaincode's own policy. It finds out only once its own peer's answer is a success. */
async function satisfyPolicy(network: Network, chaincode: string, { transaction, args }: Probe): Promise<void> {
  const proposal = network.getContract(chaincode).newProposal(transaction, { arguments: [...args] });
  await proposal.endorse({ deadline: Date.now() + PROBE_MS });
}

function isRefusal(error: unknown): boolean {
  return error instanceof EndorseError && error.details.some((one) => one.message.startsWith(REFUSED_BY_CHAINCODE));
}

async function retry(from: PeerConnection, deadline: AbortSignal, probe: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await probe();
      return;
    } catch (cause) {
      if (deadline.aborted) throw notReady(from, cause);
      await pause(RETRY_MS);
    }
  }
}

function notReady({ mspId }: PeerConnection, cause: unknown): FabricNetworkError {
  const reason = reasonOf(cause);
  return new FabricNetworkError({
    code: "ERR_FABRIC_NETWORK_READY",
    message: `the gateway of ${mspId} cannot have every organisation endorse: ${reason}`,
    details: { mspId, reason },
    cause,
  });
}
