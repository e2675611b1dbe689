/** A stored value and the position of the transaction that wrote it. */
export interface Entry {
  readonly bytes: Uint8Array;
  readonly version: number;
}

const ENTRY_OVERHEAD_BYTES = 200;

/** Recently used entries in two generations: bounded, and cheap enough to ask before every read. */
export class EntryCache {
  readonly #maxBytes: number;
  #young = new Map<string, Entry | null>();
  #old = new Map<string, Entry | null>();
  #youngBytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes / 2;
  }

  /** The entry, null when it is known to be absent, undefined when nothing is known. */
  get(key: string): Entry | null | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, entry: Entry | null): void {
    this.#young.set(key, entry);
    this.#youngBytes += ENTRY_OVERHEAD_BYTES + (entry?.bytes.length ?? 0);
    if (this.#youngBytes < this.#maxBytes) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#youngBytes = 0;
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#youngBytes = 0;
  }
}
