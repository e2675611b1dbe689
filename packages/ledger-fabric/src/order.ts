import type { Status, SubmittedTransaction, Transaction } from "@hyperledger/fabric-gateway";
import { StatusCode } from "@hyperledger/fabric-gateway";
import { ConflictError, LedgerError, UnknownError, type Committed } from "@openlading/ledger";
import type { Connection } from "./connection.ts";
import type { Endorsed } from "./endorse.ts";
import { denied, unreachable, withFailover } from "./failover.ts";
import { isSubmitError, readFault } from "./fault.ts";
import { backoffMs, pause } from "./pause.ts";
import type { Parts } from "./parts.ts";

/**
 * Hands an endorsed transaction to be ordered and waits until it is in a block. An orderer that crashes forgets what it
 * has taken, and an answer may be lost: the same bytes are then handed in again, through whichever gateway answers.
 * They bear the same id, of which the ledger lets one be valid, so nothing is done twice.
 * @throws ConflictError, LedgerError when it is certain that nothing was written; UnknownError when nobody can tell
 */
export async function order(parts: Parts, { transaction, connection: first }: Endorsed): Promise<Committed> {
  const transactionId = transaction.getTransactionId();
  const result = transaction.getResult();
  const until = Date.now() + parts.timeouts.commitMs;
  let signed: Uint8Array | null = null;
  let connection = first;
  for (let attempt = 0; ; attempt += 1) {
    try {
      const again = signed === null ? transaction : connection.gateway.newTransaction(signed);
      const status = await handIn(parts, again);
      return await settle(parts, connection, { status, transactionId, result });
    } catch (error) {
      const isLast = Date.now() >= until;
      assertMayCommit(error, { isFirst: attempt === 0, isLast, transactionId });
      signed ??= transaction.getBytes();
      const { kind } = readFault(error);
      if (kind === "unavailable") parts.pool.leave(connection);
      connection = parts.pool.current;
      if (kind !== "late") await pause(backoffMs(attempt));
    }
  }
}

/** Goes on where the transaction may still be, or come to be, in a block. Only before it was first taken is a "no" certain. */
function assertMayCommit(
  error: unknown,
  { isFirst, isLast, transactionId }: { isFirst: boolean; isLast: boolean; transactionId: string },
): void {
  if (error instanceof LedgerError) throw error;
  const { kind } = readFault(error);
  if (isFirst && kind === "rejected") throw rejected(error);
  if (isFirst && kind === "denied" && isSubmitError(error)) throw denied(error);
  if (isLast) throw new UnknownError({ transactionId, cause: error });
}

async function handIn({ timeouts }: Parts, transaction: Transaction): Promise<Status> {
  const submitted: SubmittedTransaction = await transaction.submit({ deadline: Date.now() + timeouts.submitMs });
  return submitted.getStatus({ deadline: Date.now() + timeouts.commitStatusMs });
}

interface Outcome {
  readonly status: Status;
  readonly transactionId: string;
  readonly result: Uint8Array;
}

async function settle(parts: Parts, connection: Connection, outcome: Outcome): Promise<Committed> {
  const { status, transactionId, result } = outcome;
  const height = Number(status.blockNumber);
  parts.pool.reached(connection, height);
  if (status.code !== StatusCode.VALID) throw voided(status.code, transactionId);
  try {
    const index = await placeIn(parts, height, transactionId);
    return { transactionId, height, index, result };
  } catch (cause) {
    // It is committed; only its place is not known yet, and `status` will tell.
    throw new UnknownError({ transactionId, cause });
  }
}

async function placeIn({ pool, placements, queries }: Parts, height: number, transactionId: string): Promise<number> {
  const block = await placements.get(height, () =>
    withFailover(pool, (connection) => queries.block(connection, height)),
  );
  const placed = block.transactions.find((one) => one.isValid && one.transactionId === transactionId);
  if (placed === undefined) throw unreachable(new TypeError("the block does not hold the transaction"));
  return placed.index;
}

/** What a validation code means for the caller. @see fabric-protos peer/transaction.proto TxValidationCode */
function voided(code: number, transactionId: string): LedgerError {
  if (code === StatusCode.MVCC_READ_CONFLICT) return new ConflictError({ reason: "mvcc", transactionId });
  if (code === StatusCode.PHANTOM_READ_CONFLICT) return new ConflictError({ reason: "phantom", transactionId });
  const details = { transactionId, validationCode: code };
  if (code === StatusCode.ENDORSEMENT_POLICY_FAILURE) {
    const message = "the endorsements do not satisfy the policy";
    return new LedgerError({ code: "ERR_LEDGER_POLICY", message, details });
  }
  return new LedgerError({ code: "ERR_LEDGER_INVALID", message: "the transaction was declared void", details });
}

function rejected(cause: unknown): LedgerError {
  return new LedgerError({ code: "ERR_LEDGER_INVALID", message: "the orderer would not take the transaction", cause });
}
