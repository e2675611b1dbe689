import { common, peer } from "@hyperledger/fabric-protos";
import type { Chain, Placed } from "./chain.ts";

/** What a query of the ledger answers, or why not. */
export type SystemAnswer =
  { readonly ok: true; readonly payload: Uint8Array } | { readonly ok: false; readonly message: string };

/** The queries of `qscc` that clients use, as a peer answers that has the blocks up to `height`. @see Fabric `core/scc/qscc/query.go` */
export function querySystem(chain: Chain, args: readonly Uint8Array[], height: number): SystemAnswer {
  const [name = "", , parameter = ""] = args.map((arg) => Buffer.from(arg).toString());
  switch (name) {
    case "GetChainInfo": {
      const info = new common.BlockchainInfo();
      info.setHeight(height + 1);
      return { ok: true, payload: info.serializeBinary() };
    }
    case "GetBlockByNumber":
      return blockAt(
        chain,
        Number(parameter) <= height ? Number(parameter) : -1,
        `Failed to get block number ${parameter}`,
      );
    case "GetBlockByTxID": {
      const placed = findUpTo(chain, parameter, height);
      if (placed === undefined) return unknown("block", parameter);
      return blockAt(chain, placed.block, "");
    }
    case "GetTransactionByID": {
      const placed = findUpTo(chain, parameter, height);
      if (placed === undefined) return unknown("transaction", parameter);
      const processed = new peer.ProcessedTransaction();
      processed.setTransactionenvelope(placed.envelope);
      processed.setValidationcode(placed.code);
      return { ok: true, payload: processed.serializeBinary() };
    }
    default:
      return { ok: false, message: `Requested function ${name} not found.` };
  }
}

function findUpTo(chain: Chain, transactionId: string, height: number): Placed | undefined {
  const placed = chain.find(transactionId);
  return placed !== undefined && placed.block <= height ? placed : undefined;
}

function blockAt(chain: Chain, number: number, message: string): SystemAnswer {
  const block = chain.blocks[number];
  return block === undefined ? { ok: false, message } : { ok: true, payload: block.serializeBinary() };
}

function unknown(what: string, id: string): SystemAnswer {
  const text = what === "block" ? `Failed to get block for txID ${id}` : `Failed to get transaction with id ${id}`;
  return { ok: false, message: `${text}, error no such transaction ID [${id}] in index` };
}
