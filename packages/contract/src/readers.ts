import { canonicalize, decodeUtf8, parseStrictJson, type Json } from "@openlading/core";
import { NETWORK_RECORD_ID, networkTerms, parseRecord, partyRecordId } from "@openlading/law";
import type { ReadHandler } from "@openlading/ledger";
import { ContractError } from "./error.ts";
import { recordKey } from "./keys.ts";
import { resolveRecordedAct } from "./recorded-act.ts";

const PAGE = 100;
const HEX_ID = /^[0-9a-f]{64}$/;

/** `readRecord(recordId)`: the record's RFC 8785 bytes, or `null`. */
export const readRecord: ReadHandler = async (tx, [id]) => (await tx.get(recordKey(hexId(id)))) ?? canonicalize(null);

/** `readParty(partyId)`: the party's record, or `null`. */
export const readParty: ReadHandler = async (tx, [id]) => {
  const network = await tx.get(recordKey(NETWORK_RECORD_ID));
  if (network === null) return canonicalize(null);
  const { networkId } = networkTerms(parseRecord(parseStrictJson(network)));
  return (await tx.get(recordKey(partyRecordId(networkId, text(id))))) ?? canonicalize(null);
};

/** `readActs(recordId)`: the record's acts, first to last, as JSON `[{entry, act, approvals}]`. */
export const readActs: ReadHandler = async (tx, [id]) => {
  const acts: Json[] = [];
  for await (const { bytes } of tx.scan(["act", hexId(id)])) acts.push({ ...(await resolveRecordedAct(tx, bytes)) });
  return canonicalize(acts);
};

/** `scanRecords(cursor)`: up to 100 records after a record id (empty: from the first), as JSON `{records, cursor}`. */
export const scanRecords: ReadHandler = async (tx, [after]) => {
  const from = text(after) === "" ? {} : { after: recordKey(hexId(after)) };
  const records: Json[] = [];
  let cursor: string | null = null;
  for await (const { bytes } of tx.scan(["record"], from)) {
    const record = parseStrictJson(bytes);
    records.push(record);
    if (records.length === PAGE) {
      cursor = parseRecord(record).recordId;
      break;
    }
  }
  return canonicalize({ records, cursor });
};

function hexId(bytes: Uint8Array | undefined): string {
  const id = text(bytes);
  if (!HEX_ID.test(id))
    throw new ContractError({ code: "ERR_CONTRACT_ARGUMENT", message: "argument 0 is not a record id" });
  return id;
}

function text(bytes: Uint8Array | undefined): string {
  try {
    return decodeUtf8(bytes ?? new Uint8Array());
  } catch (cause) {
    throw new ContractError({ code: "ERR_CONTRACT_ARGUMENT", message: "argument 0 is not text", cause });
  }
}
