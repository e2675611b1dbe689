import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { OpenLadingError, parseShape, parseStrictJson, sha256Hex, shape, utf8 } from "@openlading/core";
import type { LedgerClient } from "@openlading/ledger";
import { WitnessError } from "./error.ts";
import { openWitnessKeys, writeWitnessKeys } from "./keys.ts";
import { openWitness } from "./open.ts";
import type { OfferedKeys, Request, WitnessStatus } from "./protocol.ts";
import type { Witness } from "./witness.ts";

const RETRY_MS = 500;
const LOOK_MS = 10;
const PATIENCE_MS = 10_000;
const STATUS_MS = 5_000;
/** How often a quiet ledger's end is looked at, so that its cosignature does not age. */
const RENEW_MS = 60_000;

/** One organisation's witness as a program of its own. */
export interface WatchOptions {
  /** Everything it keeps, in a folder of its own: `networks/<networkId>` and keys that no network names yet. */
  readonly folder: string;
  /** Its name in every genesis, and whose it is. */
  readonly name: string;
  readonly owner: string;
  /** Seals its keys. */
  readonly passphrase: string;
  /** A connection of its own to a contract, by the contract's name; closed with the service. */
  readonly openLedger: (contract: string) => Promise<LedgerClient>;
  readonly hasSparseHeights?: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told what keeps it from going on, one line each. */
  readonly onFault?: (line: string) => void;
}

interface Watched {
  readonly networkId: string;
  readonly contract: string;
  readonly witness: Witness;
  readonly ledger: LedgerClient;
  fault: string | null;
}

const watchShape = shape.object({
  format: shape.literal("openlading-watch/1"),
  networkId: shape.hex(32),
  contract: shape.text({ min: 1, max: 255 }),
});
const WATCH = "watch.json";

/** The networks one witness watches: each with keys, memory and connection of its own. */
export class Watches {
  readonly #options: WatchOptions;
  readonly #watched = new Map<string, Watched>();
  readonly #stop = new AbortController();
  readonly #running: Promise<void>[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** Goes on with every network it was told of before. */
  async resume(): Promise<void> {
    await mkdir(this.#networks, { recursive: true, mode: 0o700 });
    await mkdir(this.#offers, { recursive: true, mode: 0o700 });
    for (const networkId of await readdir(this.#networks)) await this.#start(networkId);
  }

  /** Makes keys for a network to be founded: each network has keys of its own. */
  async newKeys(): Promise<OfferedKeys> {
    const { name, owner, passphrase } = this.#options;
    const made = await mkdtemp(join(this.#offers, "new-"));
    const keys = await writeWitnessKeys(made, { name, passphrase });
    await rename(made, this.#offer(keys.vkey));
    return { name, owner, ...keys };
  }

  /** Starts watching the network whose genesis names keys made here; does nothing when it is watched already. */
  watch({ networkId, contract, vkey }: Request<"watch">): Promise<void> {
    return this.#inTurn(async () => {
      const [offer, place] = [this.#offer(vkey), join(this.#networks, networkId)];
      if (!existsSync(place)) {
        if (!existsSync(offer)) throw unwatched("the keys were not made here, or belong to another network");
        await writeFile(join(offer, WATCH), JSON.stringify({ format: "openlading-watch/1", networkId, contract }));
        await rename(offer, place);
      }
      // It may not have started when it was told before.
      const watched = this.#watched.get(networkId) ?? (await this.#start(networkId));
      assertSame(watched, { contract, vkey });
    });
  }

  /** The witness of one network. @throws WitnessError `ERR_WITNESS_UNWATCHED` */
  of(networkId: string): Witness {
    return this.#find(networkId).witness;
  }

  /** Catches up; to a height that others saw, once this witness's own node has come so far. @throws as the witness's */
  async catchUp(networkId: string, height?: number): Promise<{ readonly height: number }> {
    const { witness, ledger } = this.#find(networkId);
    if (height === undefined) return witness.catchUp();
    const end = performance.now() + PATIENCE_MS;
    while ((await ledger.height()) < height && performance.now() < end) await pause(LOOK_MS);
    return witness.catchUp({ height });
  }

  async status(): Promise<WitnessStatus> {
    const networks = await Promise.all([...this.#watched.values()].map(statusOf));
    return { name: this.#options.name, networks };
  }

  /** Lets go of everything; what was signed is in the files. */
  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.allSettled([this.#turn, ...this.#running]);
    for (const { witness, ledger } of this.#watched.values()) {
      await witness.close();
      await ledger.close();
    }
  }

  get #networks(): string {
    return join(this.#options.folder, "networks");
  }

  get #offers(): string {
    return join(this.#options.folder, "offers");
  }

  #offer(vkey: string): string {
    return join(this.#offers, sha256Hex(utf8(vkey)));
  }

  #find(networkId: string): Watched {
    const found = this.#watched.get(networkId);
    if (found === undefined) throw unwatched("the witness was not told of this network");
    return found;
  }

  async #start(networkId: string): Promise<Watched> {
    const { name, passphrase, now, openLedger, hasSparseHeights = false } = this.#options;
    const folder = join(this.#networks, networkId);
    const { contract } = parseShape(watchShape, parseStrictJson(await readFile(join(folder, WATCH))), WATCH);
    const keys = await openWitnessKeys(folder, { name, passphrase });
    const ledger = await openLedger(contract);
    const path = join(folder, "witness.db");
    const opening = openWitness({ ledger, path, networkId, ...keys, now, hasSparseHeights });
    const witness = await opening.catch(async (error: unknown) => {
      await ledger.close();
      throw error;
    });
    const watched: Watched = { networkId, contract, witness, ledger, fault: null };
    this.#watched.set(networkId, watched);
    this.#running.push(this.#follow(watched));
    return watched;
  }

  async #follow(watched: Watched): Promise<void> {
    const { signal } = this.#stop;
    const renewing = setInterval(
      () => void watched.witness.catchUp().catch((e: unknown) => this.#note(watched, e)),
      RENEW_MS,
    );
    signal.addEventListener("abort", () => clearInterval(renewing));
    while (!signal.aborted && watched.witness.halt === null) {
      try {
        await watched.witness.catchUp({ signal });
        watched.fault = null;
        await watched.witness.follow({ signal });
      } catch (error) {
        this.#note(watched, error);
      }
      await pause(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  #note(watched: Watched, error: unknown): void {
    if (this.#stop.signal.aborted) return;
    const fault = error instanceof OpenLadingError ? `${error.code}: ${error.message}` : String(error);
    if (fault !== watched.fault) this.#options.onFault?.(`${watched.networkId}: ${fault}`);
    watched.fault = fault;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

async function statusOf({
  networkId,
  contract,
  witness,
  ledger,
  fault,
}: Watched): Promise<WitnessStatus["networks"][number]> {
  const { height } = witness;
  const newest = witness.checkpointAt(height);
  return {
    networkId,
    contract,
    height,
    behind: await countBehind(ledger, height).catch(() => null),
    treeSize: newest?.treeSize ?? 0,
    checkpoint: newest === null ? null : { height: newest.height, cosignedAt: newest.cosignedAt },
    fault: witness.halt?.message ?? fault,
  };
}

async function countBehind(ledger: LedgerClient, height: number): Promise<number> {
  let count = 0;
  const blocks = ledger.blocks({ from: height + 1, signal: AbortSignal.timeout(STATUS_MS) });
  for await (const block of blocks) count += block.events.length > 0 ? 1 : 0;
  return count;
}

function assertSame({ contract, witness }: Watched, asked: { readonly contract: string; readonly vkey: string }): void {
  if (contract !== asked.contract || witness.vkey !== asked.vkey)
    throw unwatched("the network is watched with other keys, or at another contract");
}

function unwatched(message: string): WitnessError {
  return new WitnessError({ code: "ERR_WITNESS_UNWATCHED", message });
}
