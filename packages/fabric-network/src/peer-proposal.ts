import { credentials, Metadata, type Client } from "@grpc/grpc-js";
import { gateway as protos, peer } from "@hyperledger/fabric-protos";
import { createFabricSigner } from "@openlading/ledger-fabric";
import { clientOptions, createClient, createGateway, type PeerConnection } from "./connection.ts";

const OK = 200;
const TIMEOUT_MS = 60_000;
/** Installing a package and joining a channel concern the peer itself. */
const NO_CHANNEL = "";

/** What a peer answered to a call that concerns itself alone. */
export interface PeerAnswer {
  readonly isOk: boolean;
  readonly message: string;
}

/** Calls a system chaincode on one peer, outside any channel: such calls do not go through the gateway. */
export async function askPeer(
  to: PeerConnection,
  chaincode: string,
  transaction: string,
  argument: Uint8Array,
): Promise<PeerAnswer> {
  const client = createClient(to);
  try {
    return await send(to, await signedProposal(client, to, { chaincode, transaction, argument }));
  } finally {
    client.close();
  }
}

/** The gateway library builds the proposal; what it would send to the gateway is opened and signed here. */
async function signedProposal(
  client: Client,
  to: PeerConnection,
  call: { readonly chaincode: string; readonly transaction: string; readonly argument: Uint8Array },
): Promise<peer.SignedProposal> {
  const gateway = createGateway(client, to);
  const contract = gateway.getNetwork(NO_CHANNEL).getContract(call.chaincode);
  const proposal = contract.newProposal(call.transaction, { arguments: [call.argument] });
  gateway.close();
  const signed = protos.ProposedTransaction.deserializeBinary(proposal.getBytes()).getProposal();
  if (signed === undefined) throw new TypeError("the gateway library built no proposal");
  signed.setSignature(await createFabricSigner(to.user.privateKey)(signed.getProposalBytes_asU8()));
  return signed;
}

async function send(to: PeerConnection, signed: peer.SignedProposal): Promise<PeerAnswer> {
  const tls = credentials.createSsl(Buffer.from(to.tlsRoot));
  const endorser = new peer.EndorserClient(to.address, tls, clientOptions());
  try {
    return await new Promise((resolve, reject) => {
      const options = { deadline: Date.now() + TIMEOUT_MS };
      endorser.processProposal(signed, new Metadata(), options, (error, answer) => {
        const response = answer?.getResponse();
        const message = response?.getMessage() ?? "the peer did not answer";
        if (error !== null) reject(error);
        else resolve({ isOk: response?.getStatus() === OK, message });
      });
    });
  } finally {
    endorser.close();
  }
}
