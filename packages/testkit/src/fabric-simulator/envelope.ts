import { createHash, createPublicKey, verify } from "node:crypto";
import { common, ledger, msp, peer } from "@hyperledger/fabric-protos";

type Envelope = InstanceType<typeof common.Envelope>;
type Header = InstanceType<typeof common.Header>;

/** Half the order of P-256: Fabric takes no signature whose `s` is above it. */
const HALF_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n >> 1n;

/** A proposal, taken apart. */
export interface ReadProposal {
  readonly transactionId: string;
  readonly channel: string;
  readonly chaincode: string;
  readonly args: readonly Uint8Array[];
  readonly input: Uint8Array;
  readonly header: Header;
  readonly payload: Uint8Array;
  readonly creator: Uint8Array;
}

/** A transaction in a block, taken apart. */
export interface ReadTransaction {
  readonly transactionId: string;
  readonly endorsers: ReadonlySet<string>;
  readonly results: Uint8Array;
}

/** @throws Error when the transaction id is not SHA-256 over nonce and creator. @see Fabric `protoutil/proputils.go` CheckTxID */
export function readProposal(bytes: Uint8Array): ReadProposal {
  const proposal = peer.Proposal.deserializeBinary(bytes);
  const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  const signatureHeader = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8()).getChaincodeSpec();
  const input = spec?.getInput() ?? new peer.ChaincodeInput();
  const creator = signatureHeader.getCreator_asU8();
  const transactionId = channelHeader.getTxId();
  const computed = createHash("sha256").update(signatureHeader.getNonce_asU8()).update(creator).digest("hex");
  if (computed !== transactionId) throw new Error("invalid txid. got [..], expected [..]");
  return {
    transactionId,
    channel: channelHeader.getChannelId(),
    chaincode: spec?.getChaincodeId()?.getName() ?? "",
    args: input.getArgsList_asU8(),
    input: input.serializeBinary(),
    header,
    payload: proposal.getPayload_asU8(),
    creator,
  };
}

/** Whether a creator's signature is good: ECDSA over SHA-256, and the lower of its two forms. @see Fabric `bccsp/sw/ecdsa.go` */
export function isSignedBy(creator: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    const identity = msp.SerializedIdentity.deserializeBinary(creator);
    const key = createPublicKey(Buffer.from(identity.getIdBytes_asU8()));
    return isLowS(signature) && verify("sha256", message, key, signature);
  } catch {
    return false;
  }
}

/** `s` is the second INTEGER of the DER SEQUENCE. */
function isLowS(der: Uint8Array): boolean {
  const rLength = der[3] ?? 0;
  const s = der.subarray(6 + rLength);
  return s.length > 0 && BigInt(`0x${Buffer.from(s).toString("hex")}`) <= HALF_ORDER;
}

/** What an endorser signs. @see Fabric `protoutil/txutils.go` CreateProposalResponse, GetProposalHash1 */
export function createResponsePayload(proposal: ReadProposal, action: Uint8Array): Uint8Array {
  const hash = createHash("sha256")
    .update(proposal.header.getChannelHeader_asU8())
    .update(proposal.header.getSignatureHeader_asU8())
    .update(proposal.payload);
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(hash.digest());
  payload.setExtension$(action);
  return payload.serializeBinary();
}

/** The transaction a client signs. @see Fabric `internal/pkg/gateway/submit.go` prepareTransaction */
export function prepareTransaction(proposal: ReadProposal, payload: Uint8Array, mspIds: readonly string[]): Envelope {
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(payload);
  endorsed.setEndorsementsList(mspIds.map(toEndorsement));
  const action = new peer.ChaincodeActionPayload();
  action.setChaincodeProposalPayload(proposal.payload);
  action.setAction(endorsed);
  const transactionAction = new peer.TransactionAction();
  transactionAction.setHeader(proposal.header.getSignatureHeader_asU8());
  transactionAction.setPayload(action.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([transactionAction]);
  const result = new common.Payload();
  result.setHeader(proposal.header);
  result.setData(transaction.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(result.serializeBinary());
  return envelope;
}

/** The simulator's peers have names and no keys: what their endorsements prove is not simulated. */
function toEndorsement(mspId: string): InstanceType<typeof peer.Endorsement> {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  const endorsement = new peer.Endorsement();
  endorsement.setEndorser(identity.serializeBinary());
  return endorsement;
}

export function readTransaction(envelope: Envelope): ReadTransaction {
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  const [first] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(
    first?.getPayload_asU8() ?? new Uint8Array(),
  ).getAction();
  const response = peer.ProposalResponsePayload.deserializeBinary(
    endorsed?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
  );
  const action = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  const endorsers = (endorsed?.getEndorsementsList() ?? []).map((one) =>
    msp.SerializedIdentity.deserializeBinary(one.getEndorser_asU8()).getMspid(),
  );
  return { transactionId: header.getTxId(), endorsers: new Set(endorsers), results: action.getResults_asU8() };
}

/** Who signed an envelope that asks for something. */
export function creatorOf(envelope: Envelope): Uint8Array {
  const header = common.Payload.deserializeBinary(envelope.getPayload_asU8()).getHeader();
  return common.SignatureHeader.deserializeBinary(
    header?.getSignatureHeader_asU8() ?? new Uint8Array(),
  ).getCreator_asU8();
}

/** A row of a query's answer. */
export function toQueryResult(
  namespace: string,
  key: string,
  bytes: Uint8Array,
): InstanceType<typeof peer.QueryResultBytes> {
  const kv = new ledger.queryresult.KV();
  kv.setNamespace(namespace);
  kv.setKey(key);
  kv.setValue(bytes);
  const result = new peer.QueryResultBytes();
  result.setResultbytes(kv.serializeBinary());
  return result;
}
