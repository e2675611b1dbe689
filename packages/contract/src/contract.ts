import { canonicalize, parseShape, parseStrictJson, shape } from "@openlading/core";
import {
  createSignatureChecker, decide, decodeAct, driveAsync, encodeRecord,  LawError,
  type Decision, type Head, type Need, type RecordedAct, type RecordState, type SignatureChecker, type SignedAct,
} from "@openlading/law"; // prettier-ignore
import { ConflictError, duplicateOf, type ContractDefinition, type TransactionContext } from "@openlading/ledger";
import { ContractError } from "./error.ts";
import { actKey, recordKey } from "./keys.ts";
import { createRecordReader, type RecordReader } from "./record-reader.ts";
import { readActs, readParty, readRecord, scanRecords } from "./readers.ts";
import { encodeActPointer, encodeRecordedAct, findRecordedAct } from "./recorded-act.ts";

/** Name of the event every committed act emits; its payload is the RFC 8785 form of a `RecordedAct`. */
export const ENTRY_EVENT = "openlading.entry";

const submissionShape = shape.object({
  act: shape.text({ min: 1, max: 192 * 1024 }),
  approvals: shape.list(shape.text({ min: 1, max: 192 * 1024 }), { max: 16 }),
});

/**
 * The contract: one submitting transaction, `submitAct(act)`, and readers. It drives the law over the ledger's
 * transaction and adds nothing to it. The same definition runs on every ledger.
 */
export function createContract(signatures: SignatureChecker = createSignatureChecker()): ContractDefinition {
  const driver: Driver = { signatures, read: createRecordReader() };
  return {
    name: "openlading",
    submits: { submitAct: (tx, args) => submitAct(tx, args, driver) },
    reads: { readRecord, readParty, readActs, scanRecords },
  };
}

/** What answers the law's questions, beside the transaction. */
interface Driver {
  readonly signatures: SignatureChecker;
  readonly read: RecordReader;
}

/** The one argument of `submitAct`. */
export function encodeSubmission({ act, approvals }: SignedAct): Uint8Array {
  return canonicalize({ act, approvals });
}

async function submitAct(tx: TransactionContext, args: readonly Uint8Array[], driver: Driver): Promise<Uint8Array> {
  const signed = parseSubmission(args[0]);
  const { actDigest, payload } = decodeAct(signed);
  const earlier = await earlierAct(tx, payload.heads[0], driver);
  // A committed act sent again, in whatever signature twin, answers its first outcome.
  if (earlier?.entry.actDigest === actDigest) return duplicateOf(earlier.entry.transactionId);
  store(tx, signed, await decideOver(tx, signed, driver));
  return canonicalize({ actDigest });
}

/** The act that already stands in this one's place. The record's sequence says whether there is any: most have none. */
async function earlierAct(
  tx: TransactionContext,
  main: Head | undefined,
  { read }: Driver,
): Promise<RecordedAct | null> {
  if (main === undefined) return null;
  const state = await readState(tx, main.recordId, read);
  return state === null || state.sequence < main.sequence ? null : findRecordedAct(tx, main);
}

function parseSubmission(bytes: Uint8Array | undefined): SignedAct {
  try {
    return parseShape(submissionShape, parseStrictJson(bytes ?? new Uint8Array()), "submission");
  } catch (cause) {
    throw new ContractError({ code: "ERR_CONTRACT_ARGUMENT", message: "argument 0 is not a submission", cause });
  }
}

async function decideOver(tx: TransactionContext, signed: SignedAct, { signatures, read }: Driver): Promise<Decision> {
  const answer = (need: Need): RecordState | null | boolean | Promise<RecordState | null | boolean> =>
    need.need === "record" ? readState(tx, need.recordId, read) : signatures.checkAsync(need);
  try {
    return await driveAsync(decide(signed, tx), answer);
  } catch (error) {
    throw asConflict(error);
  }
}

function readState(
  tx: TransactionContext,
  recordId: string,
  read: RecordReader,
): RecordState | null | Promise<RecordState | null> {
  const bytes = tx.get(recordKey(recordId));
  return bytes instanceof Promise ? bytes.then((b) => b && read(recordId, b)) : bytes && read(recordId, bytes);
}

/** A head that no longer stands, or not yet, is no refusal: someone was first, or a predecessor is on its way. */
function asConflict(error: unknown): unknown {
  if (!(error instanceof LawError)) return error;
  const { code, message, details } = error;
  if (code === "ERR_LAW_HEAD_TAKEN") return new ConflictError({ message, details, reason: "mvcc", cause: error });
  if (code === "ERR_LAW_HEAD_AHEAD")
    return new ConflictError({ message, details, reason: "predecessor", cause: error });
  return error;
}

function store(tx: TransactionContext, signed: SignedAct, { entry, writes }: Decision): void {
  const recorded = encodeRecordedAct({ ...signed, entry });
  const [main] = writes;
  for (const record of writes) {
    tx.put(recordKey(record.recordId), encodeRecord(record));
    tx.put(actKey(record.recordId, record.sequence), record === main ? recorded : encodeActPointer(main ?? record));
  }
  tx.setEvent(ENTRY_EVENT, recorded);
}
