import { decodeUtf8, utf8 } from "@openlading/core";
import { LedgerError, UnknownError, type Block, type Committed, type Key, type LedgerClient } from "@openlading/ledger";
import { keyArg } from "@openlading/testkit";
import { expect } from "chai";

const WORKERS = 6;

/** What one submit came to. */
interface Attempt {
  readonly key: Key;
  readonly value: string;
  readonly outcome: Committed | LedgerError;
}

/** Writes under keys of its own, from several workers, until it is told to stop; remembers what each came to. */
export class Workload {
  readonly #client: LedgerClient;
  readonly #run = crypto.randomUUID();
  readonly #attempts: Attempt[] = [];
  #isStopping = false;
  readonly #workers: Promise<void>[];

  constructor(client: LedgerClient) {
    this.#client = client;
    this.#workers = Array.from({ length: WORKERS }, (_, index) => this.#work(index));
  }

  get committed(): number {
    return this.#attempts.filter(({ outcome }) => !(outcome instanceof Error)).length;
  }

  /** Waits until so many more have been committed. */
  async progress(count: number): Promise<void> {
    for (const goal = this.committed + count; this.committed < goal;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(): Promise<readonly Attempt[]> {
    this.#isStopping = true;
    await Promise.all(this.#workers);
    return this.#attempts;
  }

  async #work(worker: number): Promise<void> {
    for (let turn = 0; !this.#isStopping; turn += 1) {
      const key: Key = [this.#run, String(worker), String(turn)];
      const value = `${worker}/${turn}`;
      const outcome = await this.#client.submit("put", [keyArg(key), utf8(value)]).catch((error: unknown) => {
        if (error instanceof LedgerError) return error;
        throw error;
      });
      this.#attempts.push({ key, value, outcome });
      if (outcome instanceof Error) await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Nothing lost, nothing done twice: every outcome is what the ledger holds, and every event came exactly once. */
export async function expectTruth(
  reader: LedgerClient,
  attempts: readonly Attempt[],
  blocks: readonly Block[],
): Promise<void> {
  const seen = blocks.flatMap(({ height, events }) => events.map((event) => ({ ...event, height })));
  const ids = seen.map(({ transactionId }) => transactionId);
  expect(new Set(ids).size, "no event comes twice").to.equal(ids.length);
  expect(blocks.map(({ height }) => height)).to.deep.equal(
    blocks.map(({ height }) => height).toSorted((a, b) => a - b),
  );
  for (const { key, value, outcome } of attempts) {
    const stored = decodeUtf8(await reader.evaluate("get", [keyArg(key)]));
    if (!(outcome instanceof Error)) {
      expect(stored).to.equal(value);
      const event = seen.find(({ transactionId }) => transactionId === outcome.transactionId);
      expect(event, `the event of ${value}`).to.include({ height: outcome.height, index: outcome.index });
    } else if (outcome instanceof UnknownError) {
      const isThere = (await reader.status(outcome.transactionId)) !== null;
      expect(stored).to.equal(isThere ? value : "");
    } else {
      expect(stored, `${outcome.code} means that nothing was written`).to.equal("");
    }
  }
}

/** Follows a ledger from its next block on until told to stop: at a height that others saw, or at the newest it knows. */
export async function follow(client: LedgerClient): Promise<(height?: number) => Promise<readonly Block[]>> {
  const from = (await client.height()) + 1;
  const stop = new AbortController();
  const seen: Block[] = [];
  const following = (async () => {
    for await (const block of client.blocks({ from, follow: true, signal: stop.signal })) seen.push(block);
  })();
  return async (height) => {
    for (const end = height ?? (await client.height()); (seen.at(-1)?.height ?? from - 1) < end;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    stop.abort();
    await following;
    return seen;
  };
}
