import { OpenLadingError } from "@openlading/core";
import { LedgerError } from "@openlading/ledger";
import type { Connection } from "./connection.ts";
import { readFault } from "./fault.ts";
import type { Pool } from "./pool.ts";
import { backoffMs, pause } from "./pause.ts";

const BUSY_ATTEMPTS = 6;

/**
 * Asks the gateway in use, and the next one where it cannot be reached, once round. For what writes nothing.
 * @throws LedgerError ERR_LEDGER_UNREACHABLE, ERR_LEDGER_ENDORSERS, ERR_LEDGER_DENIED, ERR_LEDGER_BUSY; any other error as it came
 */
export async function withFailover<T>(
  pool: Pool,
  ask: (connection: Connection) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const tries: Tries = { failed: 0, busy: 0, noEndorsers: null };
  for (;;) {
    const connection = pool.current;
    try {
      return await ask(connection);
    } catch (error) {
      if (error instanceof OpenLadingError || signal?.aborted === true) throw error;
      await recover(pool, connection, error, tries);
    }
  }
}

/** What has been tried; that a gateway found no endorsers outweighs that another was not there. */
interface Tries {
  failed: number;
  busy: number;
  noEndorsers: unknown;
}

/** Makes ready for another try, or throws what it came to. */
async function recover(pool: Pool, connection: Connection, error: unknown, tries: Tries): Promise<void> {
  const { kind } = readFault(error);
  switch (kind) {
    case "denied":
      throw denied(error);
    case "busy":
      tries.busy += 1;
      if (tries.busy >= BUSY_ATTEMPTS) throw tooBusy(error);
      return pause(backoffMs(tries.busy));
    case "endorsers":
    case "unavailable":
    case "late":
      if (kind === "endorsers") tries.noEndorsers ??= error;
      leave(pool, connection, error, tries);
      return;
    default:
      throw error;
  }
}

/** Goes on to the next gateway, or throws when all have been tried. */
function leave(pool: Pool, connection: Connection, error: unknown, tries: Tries): void {
  pool.leave(connection);
  tries.failed += 1;
  if (tries.failed < pool.connections.length) return;
  throw tries.noEndorsers === null ? unreachable(error) : withoutEndorsers(tries.noEndorsers);
}

function withoutEndorsers(cause: unknown): LedgerError {
  const message = "no gateway gets endorsements that satisfy the policy of the chaincode";
  return new LedgerError({ code: "ERR_LEDGER_ENDORSERS", message, details: reasonOf(cause), cause });
}

export function unreachable(cause: unknown): LedgerError {
  const message = "no gateway could do what was asked";
  return new LedgerError({ code: "ERR_LEDGER_UNREACHABLE", message, details: reasonOf(cause), cause });
}

/** What the gateway said, for whoever sees no more of an error than its code and details. */
function reasonOf(cause: unknown): { readonly reason?: string } {
  return cause instanceof Error ? { reason: cause.message } : {};
}

export function denied(cause: unknown): LedgerError {
  const message = "the network does not accept this identity or its signature";
  return new LedgerError({ code: "ERR_LEDGER_DENIED", message, cause });
}

function tooBusy(cause: unknown): LedgerError {
  return new LedgerError({ code: "ERR_LEDGER_BUSY", message: "the gateway takes no more calls at once", cause });
}
