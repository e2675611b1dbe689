import type { common } from "@hyperledger/fabric-protos";
import { OpenLadingError } from "@openlading/core";
import { heightOf, readBlock, type ReadBlock } from "./block.ts";
import type { Connection } from "./connection.ts";
import { denied, unreachable } from "./failover.ts";
import { readFault } from "./fault.ts";
import { backoffMs, pause } from "./pause.ts";
import type { Pool } from "./pool.ts";

/** Which blocks to stream. */
export interface StreamOptions {
  readonly from: number;
  /** The last height wanted; null follows for ever. */
  readonly to: number | null;
  readonly signal: AbortSignal;
}

/** How often a reader that does not follow tries again without a single block coming. */
const MAX_FAILURES = 8;

/**
 * Every block from a height on, once and in order, whatever happens to the streams that bring them: a stream that ends
 * or skips is opened again, at the next gateway, behind the last block that was handed out.
 * @throws LedgerError ERR_LEDGER_DENIED, ERR_LEDGER_CORRUPT; ERR_LEDGER_UNREACHABLE when it is not to follow
 */
export async function* streamBlocks(pool: Pool, { from, to, signal }: StreamOptions): AsyncGenerator<ReadBlock> {
  const place = { next: from, failures: 0 };
  const isDone = (): boolean => signal.aborted || (to !== null && place.next > to);
  while (!isDone()) {
    const connection = pool.current;
    try {
      for await (const block of inOrder(connection, place.next, signal)) {
        pool.reached(connection, block.height);
        place.next = block.height + 1;
        place.failures = 0;
        yield block;
        if (isDone()) return;
      }
    } catch (error) {
      if (isDone()) return;
      assertMayGoOn(error, to !== null && place.failures >= MAX_FAILURES);
    }
    place.failures += 1;
    pool.leave(connection);
    await pause(backoffMs(place.failures), signal);
  }
}

function assertMayGoOn(error: unknown, isEnough: boolean): void {
  if (error instanceof OpenLadingError) throw error;
  if (readFault(error).kind === "denied") throw denied(error);
  if (isEnough) throw unreachable(error);
}

/** The blocks of one stream from a height on; it ends where the stream leaves one out. */
async function* inOrder(connection: Connection, from: number, signal: AbortSignal): AsyncGenerator<ReadBlock> {
  let next = from;
  for await (const block of oneStream(connection, from, signal)) {
    const height = heightOf(block);
    if (height > next) return;
    if (height < next) continue;
    yield readBlock(block);
    next += 1;
  }
}

/** One stream, closed whatever way it is left. It is iterated at once: one that is not has nobody to catch its error. */
async function* oneStream(
  { network }: Connection,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<InstanceType<typeof common.Block>> {
  const stream = await network.getBlockEvents({ startBlock: BigInt(from) });
  const close = (): void => stream.close();
  signal.addEventListener("abort", close);
  try {
    yield* stream;
  } finally {
    signal.removeEventListener("abort", close);
    stream.close();
  }
}
