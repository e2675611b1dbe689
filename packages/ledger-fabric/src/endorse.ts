import type { Transaction } from "@hyperledger/fabric-gateway";
import { LedgerError } from "@openlading/ledger";
import { catchUp } from "./catch-up.ts";
import type { Connection } from "./connection.ts";
import { withFailover } from "./failover.ts";
import { readFault, reviveAnswer } from "./fault.ts";
import { backoffMs, pause } from "./pause.ts";
import type { Parts } from "./parts.ts";

/** How often endorsers that differ are asked again before it is the contract's fault. */
const DIFFERING_ATTEMPTS = 6;

/** An endorsed transaction, and through which gateway. Nothing has been sent to be ordered. */
export interface Endorsed {
  readonly transaction: Transaction;
  readonly connection: Connection;
}

/**
 * Has a transaction endorsed. An answer of the contract counts only from a peer that has every block this client has
 * seen: a peer behind refuses what is lawful. Each attempt is a new proposal, and none has been sent to be ordered.
 * @throws RefusedError, ConflictError, or LedgerError; in every case nothing was written
 */
export function endorse(
  parts: Parts,
  name: string,
  args: readonly Uint8Array[],
  signal: AbortSignal | undefined,
): Promise<Endorsed> {
  return withFailover(parts.pool, (connection) => endorseThrough(parts, connection, name, args, signal), signal);
}

async function endorseThrough(
  parts: Parts,
  connection: Connection,
  name: string,
  args: readonly Uint8Array[],
  signal: AbortSignal | undefined,
): Promise<Endorsed> {
  const { pool, timeouts } = parts;
  const tries = { differing: 0, isCaughtUp: false };
  for (;;) {
    if (tries.isCaughtUp) await catchUp(parts, connection, signal);
    const height = connection.height ?? -1;
    const isCurrent = height >= pool.seen || tries.isCaughtUp;
    try {
      const proposal = connection.submits.newProposal(name, { arguments: [...args] });
      return { transaction: await proposal.endorse({ deadline: Date.now() + timeouts.endorseMs }), connection };
    } catch (error) {
      await reconsider(error, { height, isCurrent, tries, signal });
    }
  }
}

/** Makes ready for another proposal, or throws what it came to. */
async function reconsider(
  error: unknown,
  at: {
    readonly height: number;
    readonly isCurrent: boolean;
    readonly tries: { differing: number; isCaughtUp: boolean };
    readonly signal: AbortSignal | undefined;
  },
): Promise<void> {
  const fault = readFault(error);
  if (fault.kind === "answered") {
    if (at.isCurrent) throw reviveAnswer(fault.text, Math.max(0, at.height));
    at.tries.isCaughtUp = true;
  } else if (fault.kind === "differing") {
    at.tries.differing += 1;
    if (at.tries.differing >= DIFFERING_ATTEMPTS) throw notDeterministic(error);
    await pause(backoffMs(at.tries.differing - 1), at.signal);
  } else throw error;
}

function notDeterministic(cause: unknown): LedgerError {
  const message = "the endorsers keep coming to different results";
  return new LedgerError({ code: "ERR_LEDGER_NOT_DETERMINISTIC", message, cause });
}
