import type { Connection } from "./connection.ts";
import { pause } from "./pause.ts";
import type { Parts } from "./parts.ts";

const POLL_MS = 10;
const PATIENCE_MS = 3_000;

/**
 * Waits until a gateway's peer has every block that this client has seen anywhere: what an older state answers is
 * neither a refusal nor a conflict. After three seconds it is asked as it is.
 */
export async function catchUp({ pool, queries }: Parts, connection: Connection, signal?: AbortSignal): Promise<void> {
  const wanted = pool.seen;
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const height = await queries.height(connection);
    pool.reached(connection, height);
    if (height >= wanted || Date.now() >= until || signal?.aborted === true) return;
    await pause(POLL_MS, signal);
  }
}
