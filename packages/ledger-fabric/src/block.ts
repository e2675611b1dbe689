import { common, peer } from "@hyperledger/fabric-protos";
import { LedgerError, type Block, type BlockEvent } from "@openlading/ledger";

type BlockPb = InstanceType<typeof common.Block>;

/** A client's transaction in a block. */
export interface BlockTransaction {
  readonly transactionId: string;
  /** The place in the block, void ones counted. */
  readonly index: number;
  readonly isValid: boolean;
  readonly chaincode: string;
  readonly result: Uint8Array;
  readonly event: { readonly name: string; readonly payload: Uint8Array } | null;
}

/** A block, taken apart; a block of configuration has no transactions. */
export interface ReadBlock {
  readonly height: number;
  readonly transactions: readonly BlockTransaction[];
}

const FILTER = common.BlockMetadataIndex.TRANSACTIONS_FILTER;

/**
 * Reads what a peer has sent as a block. It trusts that peer: who signed the block is not looked at.
 * @throws LedgerError ERR_LEDGER_CORRUPT when it is not a block, or has no verdict for some transaction.
 * @see fabric-protos common/common.proto, peer/transaction.proto
 */
export function readBlock(block: BlockPb): ReadBlock {
  const height = heightOf(block);
  try {
    const codes = block.getMetadata()?.getMetadataList_asU8().at(FILTER) ?? new Uint8Array();
    const envelopes = block.getData()?.getDataList_asU8() ?? [];
    if (codes.length < envelopes.length) throw new TypeError("a transaction has no validation code");
    const transactions = envelopes.flatMap((bytes, index) => readEnvelope(bytes, index, codes[index]) ?? []);
    return { height, transactions };
  } catch (cause) {
    throw new LedgerError({
      code: "ERR_LEDGER_CORRUPT",
      message: "a block cannot be read",
      details: { height },
      cause,
    });
  }
}

/** What a follower of one chaincode is shown of a block; null when no valid transaction of it is in the block. */
export function toLedgerBlock({ height, transactions }: ReadBlock, chaincode: string): Block | null {
  const valid = transactions.filter((one) => one.isValid && one.chaincode === chaincode);
  if (valid.length === 0) return null;
  const events = valid.flatMap(({ transactionId, index, event }): BlockEvent[] =>
    event === null ? [] : [{ transactionId, index, name: event.name, payload: event.payload }],
  );
  return { height, events };
}

/** The number in a block's header. */
export function heightOf(block: BlockPb): number {
  const header = block.getHeader();
  if (header !== undefined) return header.getNumber();
  throw new LedgerError({ code: "ERR_LEDGER_CORRUPT", message: "a block has no header" });
}

function readEnvelope(bytes: Uint8Array, index: number, code: number | undefined): BlockTransaction | null {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(bytes).getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  if (header.getType() !== common.HeaderType.ENDORSER_TRANSACTION) return null;
  const isValid = code === peer.TxValidationCode.VALID;
  const transactionId = header.getTxId();
  // What is void may be anything at all; only its id and place count.
  if (!isValid) return { transactionId, index, isValid, chaincode: "", result: new Uint8Array(), event: null };
  const action = readAction(payload.getData_asU8());
  return {
    transactionId,
    index,
    isValid,
    chaincode: action.getChaincodeId()?.getName() ?? "",
    result: action.getResponse()?.getPayload_asU8() ?? new Uint8Array(),
    event: readEvent(action.getEvents_asU8()),
  };
}

function readAction(data: Uint8Array): InstanceType<typeof peer.ChaincodeAction> {
  const [first] = peer.Transaction.deserializeBinary(data).getActionsList();
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(
    first?.getPayload_asU8() ?? new Uint8Array(),
  ).getAction();
  const payload = endorsed?.getProposalResponsePayload_asU8() ?? new Uint8Array();
  return peer.ChaincodeAction.deserializeBinary(
    peer.ProposalResponsePayload.deserializeBinary(payload).getExtension_asU8(),
  );
}

function readEvent(bytes: Uint8Array): BlockTransaction["event"] {
  const event = peer.ChaincodeEvent.deserializeBinary(bytes);
  return event.getEventName() === "" ? null : { name: event.getEventName(), payload: event.getPayload_asU8() };
}
