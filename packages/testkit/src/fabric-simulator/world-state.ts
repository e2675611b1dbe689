import { compareBytes, utf8 } from "@openlading/core";

/** Which transaction wrote a value. @see Fabric `core/ledger/internal/version/version.go` Height */
export interface Version {
  readonly block: number;
  readonly transaction: number;
}

/** One key as of some height; no bytes means that it was deleted there. */
interface Written {
  readonly version: Version;
  readonly bytes: Uint8Array | null;
}

/** A key that is there. */
export interface StateRow {
  readonly key: string;
  readonly version: Version;
  readonly bytes: Uint8Array;
}

/**
 * The world state with its past, so that a simulation reads one height throughout while blocks are committed: a peer
 * reaches the same by keeping commits waiting until simulations are done.
 * @see Fabric `core/ledger/kvledger/txmgmt/txmgr/txmgr.go` commitRWLock
 */
export class WorldState {
  readonly #values = new Map<string, Written[]>();
  readonly #sorted: { readonly key: string; readonly bytes: Uint8Array }[] = [];

  get(key: string, height: number): StateRow | null {
    const written = this.#values.get(key)?.findLast(({ version }) => version.block <= height);
    if (written === undefined || written.bytes === null) return null;
    return { key, version: written.version, bytes: written.bytes };
  }

  /** The keys in `[from, to)` in the byte order of UTF-8, as LevelDB has them. */
  *range(from: string, to: string, height: number): Generator<StateRow> {
    const [first, last] = [utf8(from), utf8(to)];
    for (let at = this.#place(first); at < this.#sorted.length; at += 1) {
      const next = this.#sorted[at];
      if (next === undefined || compareBytes(next.bytes, last) >= 0) return;
      const row = this.get(next.key, height);
      if (row !== null) yield row;
    }
  }

  put(key: string, bytes: Uint8Array | null, version: Version): void {
    const past = this.#values.get(key);
    if (past !== undefined) return void past.push({ version, bytes });
    this.#values.set(key, [{ version, bytes }]);
    const encoded = utf8(key);
    this.#sorted.splice(this.#place(encoded), 0, { key, bytes: encoded });
  }

  /** The first place whose key is not before `key`. */
  #place(key: Uint8Array): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const found = this.#sorted[middle];
      if (found !== undefined && compareBytes(found.bytes, key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
