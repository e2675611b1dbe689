import { common } from "@hyperledger/fabric-protos";
import { encodeHex, sha256 } from "@openlading/core";
import { LedgerError } from "@openlading/ledger";
import { readBlock, type BlockTransaction, type ReadBlock } from "./block.ts";
import type { Connection } from "./connection.ts";
import { readFault } from "./fault.ts";

/** A transaction and the block it stands in. */
export interface FoundTransaction extends BlockTransaction {
  readonly height: number;
}

const NOT_THERE = /no such transaction ID|entry not found in index/i;

/** What a peer's own system chaincode tells of the chain. @see Fabric `core/scc/qscc/query.go` */
export class Queries {
  readonly #channel: string;
  readonly #timeoutMs: number;

  constructor(channel: string, timeoutMs: number) {
    this.#channel = channel;
    this.#timeoutMs = timeoutMs;
  }

  /** The newest block's number. */
  async height(connection: Connection): Promise<number> {
    const info = common.BlockchainInfo.deserializeBinary(await this.#ask(connection, "GetChainInfo"));
    return info.getHeight() - 1;
  }

  async block(connection: Connection, height: number): Promise<ReadBlock> {
    return readBlock(await this.#block(connection, height));
  }

  /** What tells one chain from another: a digest of what its first block holds. */
  async chainId(connection: Connection): Promise<string> {
    const first = await this.#block(connection, 0);
    return encodeHex(sha256(...(first.getData()?.getDataList_asU8() ?? [])));
  }

  /** A transaction by its id, or null when this peer does not have it; the first where several bear one id. */
  async transaction(connection: Connection, transactionId: string): Promise<FoundTransaction | null> {
    try {
      const bytes = await this.#ask(connection, "GetBlockByTxID", transactionId);
      const { height, transactions } = readBlock(common.Block.deserializeBinary(bytes));
      const found = transactions.find((one) => one.transactionId === transactionId);
      return found === undefined ? null : { ...found, height };
    } catch (error) {
      const fault = readFault(error);
      if (fault.kind === "answered" && NOT_THERE.test(fault.text)) return null;
      throw error;
    }
  }

  async #block(connection: Connection, height: number): Promise<InstanceType<typeof common.Block>> {
    const bytes = await this.#ask(connection, "GetBlockByNumber", String(height));
    const block = common.Block.deserializeBinary(bytes);
    if (block.getHeader()?.getNumber() === height) return block;
    throw new LedgerError({ code: "ERR_LEDGER_CORRUPT", message: "a peer gave another block than it was asked for" });
  }

  #ask({ queries }: Connection, name: string, ...args: readonly string[]): Promise<Uint8Array> {
    const proposal = queries.newProposal(name, { arguments: [this.#channel, ...args] });
    return proposal.evaluate({ deadline: Date.now() + this.#timeoutMs });
  }
}
