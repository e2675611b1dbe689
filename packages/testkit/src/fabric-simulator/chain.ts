import { createHash } from "node:crypto";
import { common, peer } from "@hyperledger/fabric-protos";
import { creatorOf, isSignedBy, readTransaction, type ReadTransaction } from "./envelope.ts";
import { readKvSet, validateReads } from "./validation.ts";
import { WorldState } from "./world-state.ts";

type Block = InstanceType<typeof common.Block>;
type Envelope = InstanceType<typeof common.Envelope>;
const Code = peer.TxValidationCode;

/** Where a transaction came to stand. */
export interface Placed {
  readonly block: number;
  readonly index: number;
  readonly code: number;
  readonly envelope: Envelope;
}

/** The committed blocks and the state they lead to; every simulated peer shares it. */
export class Chain {
  readonly state = new WorldState();
  readonly blocks: Block[] = [];
  readonly #placed = new Map<string, Placed>();
  readonly #listeners = new Set<() => void>();
  readonly #threshold: number;

  /** `threshold`: how many organisations must have endorsed a transaction. */
  constructor(channel: string, threshold: number) {
    this.#threshold = threshold;
    this.blocks.push(genesis(channel));
  }

  /** The newest block's number. */
  get newest(): number {
    return this.blocks.length - 1;
  }

  find(transactionId: string): Placed | undefined {
    return this.#placed.get(transactionId);
  }

  /** Calls back after every block until it is told to stop. */
  onBlock(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Validates in order, applies what is valid and keeps the rest with its code. @see Fabric docs/source/txflow.rst §4 to §6 */
  commit(envelopes: readonly Envelope[]): void {
    const number = this.blocks.length;
    const pending = new Map<string, Uint8Array | null>();
    const seen = new Set<string>();
    const codes = envelopes.map((envelope, index) => {
      const transaction = readTransaction(envelope);
      const code = this.#validate(envelope, transaction, pending, seen);
      if (code === Code.VALID) this.#apply(transaction, { block: number, transaction: index }, pending);
      // The index keeps the first of several with one id. @see Fabric `common/ledger/blkstorage/blockindex.go`
      if (!this.#placed.has(transaction.transactionId)) {
        this.#placed.set(transaction.transactionId, { block: number, index, code, envelope });
      }
      seen.add(transaction.transactionId);
      return code;
    });
    this.blocks.push(toBlock(number, this.blocks.at(-1), envelopes, codes));
    for (const listener of [...this.#listeners]) listener();
  }

  #validate(
    envelope: Envelope,
    { transactionId, endorsers, results }: ReadTransaction,
    pending: ReadonlyMap<string, Uint8Array | null>,
    seen: ReadonlySet<string>,
  ): number {
    const signature = envelope.getSignature_asU8();
    if (!isSignedBy(creatorOf(envelope), envelope.getPayload_asU8(), signature)) return Code.BAD_CREATOR_SIGNATURE;
    if (this.#placed.has(transactionId) || seen.has(transactionId)) return Code.DUPLICATE_TXID;
    if (endorsers.size < this.#threshold) return Code.ENDORSEMENT_POLICY_FAILURE;
    return validateReads(readKvSet(results), this.state, this.newest, pending);
  }

  #apply(
    { results }: ReadTransaction,
    version: { readonly block: number; readonly transaction: number },
    pending: Map<string, Uint8Array | null>,
  ): void {
    for (const write of readKvSet(results).getWritesList()) {
      const bytes = write.getIsDelete() ? null : write.getValue_asU8();
      pending.set(write.getKey(), bytes);
      this.state.put(write.getKey(), bytes, version);
    }
  }
}

/** Block 0 holds the channel's configuration and no transaction of a client. */
function genesis(channel: string): Block {
  const header = new common.ChannelHeader();
  header.setType(common.HeaderType.CONFIG);
  header.setChannelId(channel);
  const signature = new common.SignatureHeader();
  signature.setNonce(crypto.getRandomValues(new Uint8Array(24)));
  const headers = new common.Header();
  headers.setChannelHeader(header.serializeBinary());
  headers.setSignatureHeader(signature.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(headers);
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return toBlock(0, undefined, [envelope], [Code.VALID]);
}

function toBlock(
  number: number,
  previous: Block | undefined,
  envelopes: readonly Envelope[],
  codes: readonly number[],
): Block {
  const data = envelopes.map((envelope) => envelope.serializeBinary());
  const header = new common.BlockHeader();
  header.setNumber(number);
  header.setDataHash(hashOf(...data));
  const before = previous?.getHeader();
  if (before !== undefined) header.setPreviousHash(hashOf(before.serializeBinary()));
  const blockData = new common.BlockData();
  blockData.setDataList(data);
  const metadata = new common.BlockMetadata();
  // Index 2 is TRANSACTIONS_FILTER: one byte of code for each transaction. @see fabric-protos common/common.proto
  metadata.setMetadataList([
    new Uint8Array(),
    new Uint8Array(),
    Uint8Array.from(codes),
    new Uint8Array(),
    new Uint8Array(),
  ]);
  const block = new common.Block();
  block.setHeader(header);
  block.setData(blockData);
  block.setMetadata(metadata);
  return block;
}

function hashOf(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}
