import { HASH_BYTES, sha256Into } from "./hash.ts";
import { bitAt, leafPreimage, nodePreimage } from "./state-hash.ts";
import { bytesOfKind, KINDS_BYTES, kindAt, LEAF, LEAF_BYTES, NODE, NOTHING, SLOTS, type Leaf } from "./state-page.ts";

/** The slots whose children are in the page below. */
export const FIRST_OUTER_SLOT = 16;
const NO_BYTES: Uint8Array = new Uint8Array(0);

/**
 * A page taken apart for one update. The hashes stand at fixed places, two siblings side by side as they are hashed;
 * leaves stay where they are in the stored page until they are written back.
 */
export class OpenPage {
  #stored = NO_BYTES;
  readonly #kinds = new Uint8Array(SLOTS);
  readonly #offsets = new Uint16Array(SLOTS);
  readonly #fresh = new Array<Leaf | null>(SLOTS).fill(null);
  readonly #hashes = Buffer.from(new ArrayBuffer(SLOTS * HASH_BYTES));
  /** Inner slots whose hash no longer stands, one bit each. */
  #stale = 0;

  /** Opens a checked page, or with null a new one. What was open before is forgotten: the buffers are worth keeping. */
  open(stored: Uint8Array | null): void {
    this.#stored = stored ?? NO_BYTES;
    this.#stale = 0;
    this.#fresh.fill(null);
    this.#hashes.fill(0);
    this.#kinds.fill(NOTHING);
    let offset = KINDS_BYTES;
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const kind = kindAt(this.#stored, slot);
      if (kind === NOTHING) continue;
      this.#kinds[slot] = kind;
      this.#offsets[slot] = offset;
      if (kind === NODE) this.#hashes.set(this.#stored.subarray(offset, offset + HASH_BYTES), slot * HASH_BYTES);
      offset += bytesOfKind(kind);
    }
  }

  /**
   * Puts a leaf below `slot`, at the shortest prefix that is its own. Leaves that belong to a page below are handed to
   * `sink`, with the outer slot above them and whether that page is new.
   */
  insert(leaf: Leaf, top: number, depth: number, sink: (slot: number, leaf: Leaf, isNew: boolean) => void): void {
    let slot = top;
    for (let at = depth; ; at += 1) {
      const kind = this.#kinds[slot] ?? NOTHING;
      const resident = kind === LEAF ? this.#leafAt(slot) : null;
      if (kind === NOTHING || (resident !== null && isSameKey(resident.key, leaf.key))) {
        this.#putLeaf(slot, leaf);
        return;
      }
      this.#stale |= 1 << slot;
      this.#kinds[slot] = NODE;
      if (slot >= FIRST_OUTER_SLOT) {
        if (resident !== null) sink(slot, resident, true);
        sink(slot, leaf, false);
        return;
      }
      if (resident !== null) this.#putLeaf(2 * slot + bitAt(resident.key, at), resident);
      slot = 2 * slot + bitAt(leaf.key, at);
    }
  }

  /** Hashes an outer slot from the two slots at the top of the page below it. */
  joinBelow(slot: number, below: OpenPage): void {
    hashPair(below.#pair(2), this.#hashes, slot);
  }

  /** Hashes every inner slot that no longer stands, each once. */
  settle(): void {
    for (let slot = FIRST_OUTER_SLOT - 1; slot > 0; slot -= 1) {
      if ((this.#stale & (1 << slot)) !== 0) hashPair(this.#pair(2 * slot), this.#hashes, slot);
    }
  }

  /** The hash that stands for a slot; a copy. */
  hash(slot: number): Uint8Array {
    if (this.#kinds[slot] === LEAF) this.#hashLeaf(slot);
    return new Uint8Array(this.#hashes.subarray(slot * HASH_BYTES, (slot + 1) * HASH_BYTES));
  }

  /** The page's bytes as they are stored. */
  pack(): Uint8Array {
    let length = KINDS_BYTES;
    for (let slot = 0; slot < SLOTS; slot += 1) length += bytesOfKind(this.#kinds[slot] ?? NOTHING);
    const page = new Uint8Array(length);
    let offset = KINDS_BYTES;
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const kind = this.#kinds[slot] ?? NOTHING;
      if (kind === NOTHING) continue;
      page[slot >> 2] = (page[slot >> 2] ?? 0) | (kind << (6 - 2 * (slot & 3)));
      offset += kind === LEAF ? this.#packLeaf(page, offset, slot) : this.#packNode(page, offset, slot);
    }
    return page;
  }

  /** Two siblings' hashes side by side; a leaf's is made now, an empty slot's is all zeros. */
  #pair(left: number): Uint8Array {
    for (let slot = left; slot <= left + 1; slot += 1) if (this.#kinds[slot] === LEAF) this.#hashLeaf(slot);
    return this.#hashes.subarray(left * HASH_BYTES, (left + 2) * HASH_BYTES);
  }

  #putLeaf(slot: number, leaf: Leaf): void {
    this.#kinds[slot] = LEAF;
    this.#fresh[slot] = leaf;
  }

  #leafAt(slot: number): Leaf {
    const fresh = this.#fresh[slot];
    if (fresh !== null && fresh !== undefined) return fresh;
    const middle = (this.#offsets[slot] ?? 0) + HASH_BYTES;
    const key = this.#stored.subarray(middle - HASH_BYTES, middle);
    return { key, digest: this.#stored.subarray(middle, middle + HASH_BYTES) };
  }

  #hashLeaf(slot: number): void {
    const { key, digest } = this.#leafAt(slot);
    sha256Into(leafPreimage(key, digest), this.#hashes, slot * HASH_BYTES);
  }

  #packLeaf(page: Uint8Array, offset: number, slot: number): number {
    if (this.#fresh[slot] === null) {
      const from = this.#offsets[slot] ?? 0;
      page.set(this.#stored.subarray(from, from + LEAF_BYTES), offset);
      return LEAF_BYTES;
    }
    const { key, digest } = this.#leafAt(slot);
    page.set(key, offset);
    page.set(digest, offset + HASH_BYTES);
    return LEAF_BYTES;
  }

  #packNode(page: Uint8Array, offset: number, slot: number): number {
    page.set(this.#hashes.subarray(slot * HASH_BYTES, (slot + 1) * HASH_BYTES), offset);
    return HASH_BYTES;
  }
}

function hashPair(pair: Uint8Array, target: Buffer, slot: number): void {
  sha256Into(nodePreimage(pair), target, slot * HASH_BYTES);
}

/** Keys are public: no need for constant time. */
function isSameKey(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < HASH_BYTES; i += 1) if (a[i] !== b[i]) return false;
  return true;
}
