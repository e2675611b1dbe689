import { LogError } from "./error.ts";
import { HASH_BYTES } from "./hash.ts";
import { emptyStateHash, stateLeafHash } from "./state-hash.ts";

/**
 * A page holds four levels of the tree, as bytes. Slots are numbered as in a binary heap: the children of slot `s` are
 * `2s` and `2s + 1`; the children of slots 16 to 31 are slots 2 and 3 of the page below. Slot 1 is used by the top page
 * alone, slot 0 by none.
 *
 * Bytes: for slots 0 to 31 a kind of two bits (0 nothing, 1 leaf, 2 node; the first slot in the high bits), eight
 * bytes in all, then for each filled slot in order a leaf's key and digest or a node's hash.
 */
export const NOTHING = 0;
export const LEAF = 1;
export const NODE = 2;
export const SLOTS = 32;
export const KINDS_BYTES = 8;
/** A leaf in a page: its key, then its digest. */
export const LEAF_BYTES = 2 * HASH_BYTES;
/** Kind 3 does not exist: its size makes the length of a page that holds it impossible. */
const BYTES_OF_KIND = [0, 2 * HASH_BYTES, HASH_BYTES, 1 << 20] as const;
/** The same, of the four kinds in one byte: offsets are added up on every step of a path. */
const BYTES_OF_FOUR = Uint32Array.from({ length: 256 }, (_, four) =>
  [6, 4, 2, 0].reduce((sum, shift) => sum + bytesOfKind(four >> shift), 0),
);

/** A record and its state digest, as they stand in a page. */
export interface Leaf {
  readonly key: Uint8Array;
  readonly digest: Uint8Array;
}

/**
 * Establishes that stored bytes have the length their kinds ask for.
 * @throws LogError ERR_LOG_STATE_PAGE when the page is absent or damaged
 */
export function checkedPage(page: Uint8Array | null, prefix: string): Uint8Array {
  if (page !== null && page.length >= KINDS_BYTES && offsetOf(page, SLOTS) === page.length) return page;
  const state = page === null ? "missing" : "damaged";
  const message = `a page of the state map at depth ${String(prefix.length)} is ${state}`;
  throw new LogError({ code: "ERR_LOG_STATE_PAGE", message, details: { depth: prefix.length } });
}

/** What stands in a slot. */
export function kindAt(page: Uint8Array, slot: number): number {
  return ((page[slot >> 2] ?? 0) >> (6 - 2 * (slot & 3))) & 3;
}

/** The hash that stands for a slot in its parent; a copy. */
export function hashAt(page: Uint8Array, slot: number): Uint8Array {
  const kind = kindAt(page, slot);
  if (kind === NOTHING) return emptyStateHash();
  if (kind === NODE) return part(page, offsetOf(page, slot));
  const { key, digest } = leafAt(page, slot);
  return stateLeafHash(key, digest);
}

/** The leaf in a slot that holds one; copies. */
export function leafAt(page: Uint8Array, slot: number): Leaf {
  const offset = offsetOf(page, slot);
  return { key: part(page, offset), digest: part(page, offset + HASH_BYTES) };
}

function offsetOf(page: Uint8Array, slot: number): number {
  let offset = KINDS_BYTES;
  const wholeBytes = slot >> 2;
  for (let at = 0; at < wholeBytes; at += 1) offset += BYTES_OF_FOUR[page[at] ?? 0] ?? 0;
  for (let before = wholeBytes * 4; before < slot; before += 1) offset += bytesOfKind(kindAt(page, before));
  return offset;
}

/** Bytes of what stands in a slot of this kind. */
export function bytesOfKind(bits: number): number {
  return BYTES_OF_KIND[bits & 3] ?? 0;
}

function part(page: Uint8Array, offset: number): Uint8Array {
  // Not page.slice: a store may hand out Buffers, whose own slice shares memory.
  return Uint8Array.prototype.slice.call(page, offset, offset + HASH_BYTES);
}
