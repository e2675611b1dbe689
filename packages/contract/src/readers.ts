import { canonicalize, decodeUtf8, parseStrictJson, type Json } from "@openlading/core";
import { NETWORK_RECORD_ID, networkTerms, parseRecord, partyRecordId } from "@openlading/law";
import type { ReadHandler } from "@openlading/ledger";
import { ContractError } from "./error.ts";
import { actKey, recordKey } from "./keys.ts";
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

/**
 * `readActs(recordId, after)`: up to 100 of the record's acts behind the sequence `after` (empty: from the first), in
 * order, as JSON `{acts: [{entry, act, approvals}], cursor}`; `cursor` is the `after` of the next page, null at the end.
 */
export const readActs: ReadHandler = async (tx, [id, after]) => {
  const recordId = hexId(id);
  const from = sequenceOf(after);
  const acts: Json[] = [];
  const scan = tx.scan(["act", recordId], from === 0 ? {} : { after: actKey(recordId, from) });
  for await (const { bytes } of scan) {
    acts.push({ ...(await resolveRecordedAct(tx, bytes)) });
    if (acts.length === PAGE) return canonicalize({ acts, cursor: String(from + PAGE) });
  }
  return canonicalize({ acts, cursor: null });
};

/** Sequences have no gaps, so a page's last one is known by counting. */
function sequenceOf(bytes: Uint8Array | undefined): number {
  const digits = text(bytes);
  if (digits === "") return 0;
  if (/^[1-9][0-9]{0,14}$/.test(digits)) return Number(digits);
  throw new ContractError({ code: "ERR_CONTRACT_ARGUMENT", message: "argument 1 is not a sequence" });
}

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
