import { equalBytes } from "@openlading/core";
import { ConflictError } from "@openlading/ledger";
import { catchUp } from "./catch-up.ts";
import type { Connection } from "./connection.ts";
import { withFailover } from "./failover.ts";
import { readFault, reviveAnswer } from "./fault.ts";
import { backoffMs, pause } from "./pause.ts";
import type { Parts } from "./parts.ts";

const ATTEMPTS = 6;

/** A query to be answered. */
export interface Query {
  readonly name: string;
  readonly args: readonly Uint8Array[];
  /** Organisations whose peers must give one answer; none: the gateway's own peer is enough. */
  readonly agreeing: readonly string[];
  readonly signal: AbortSignal | undefined;
}

/**
 * Answers a query from a peer that has every block this client has seen. One peer can lie; where organisations are
 * named, one peer of each is asked, and all must agree.
 * @throws ConflictError when they keep answering differently, as while blocks are on their way
 */
export async function evaluate(parts: Parts, query: Query): Promise<Uint8Array> {
  return withFailover(
    parts.pool,
    async (connection) => {
      if ((connection.height ?? 0) < parts.pool.seen) await catchUp(parts, connection, query.signal);
      return agreed(parts, connection, query);
    },
    query.signal,
  );
}

async function agreed(parts: Parts, connection: Connection, query: Query): Promise<Uint8Array> {
  const { agreeing, signal } = query;
  if (agreeing.length === 0) return ask(parts, connection, query, []);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const [first, ...others] = await Promise.all(agreeing.map((mspId) => ask(parts, connection, query, [mspId])));
    if (first !== undefined && others.every((other) => equalBytes(first, other))) return first;
    await pause(backoffMs(attempt), signal);
  }
  throw new ConflictError({ reason: "mvcc", message: "the organisations asked do not give one answer" });
}

async function ask(
  { timeouts }: Parts,
  connection: Connection,
  { name, args }: Query,
  organisations: readonly string[],
): Promise<Uint8Array> {
  const endorsingOrganizations = organisations.length === 0 ? {} : { endorsingOrganizations: [...organisations] };
  const proposal = connection.reads.newProposal(name, { arguments: [...args], ...endorsingOrganizations });
  try {
    return await proposal.evaluate({ deadline: Date.now() + timeouts.evaluateMs });
  } catch (error) {
    const fault = readFault(error);
    throw fault.kind === "answered" ? reviveAnswer(fault.text, connection.height ?? 0) : error;
  }
}
