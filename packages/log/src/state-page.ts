import { LogError } from "./error.ts";
import { HASH_BYTES } from "./hash.ts";
import { emptyStateHash, stateLeafHash } from "./state-hash.ts";

/** What stands at one position of the map; nothing there is `undefined`. */
export type StateNode =
  | { readonly kind: "node"; readonly hash: Uint8Array }
  | { readonly kind: "leaf"; readonly key: Uint8Array; readonly digest: Uint8Array };

/**
 * A page holds four levels of the tree. Slots are numbered as in a binary heap: the children of slot `s` are `2s` and
 * `2s + 1`; the children of slots 16 to 31 are slots 2 and 3 of the page below. Slot 1 is used by the top page alone.
 *
 * Bytes: for slots 0 to 31 a kind of two bits (0 nothing, 1 leaf, 2 node; the first slot in the high bits), eight
 * bytes in all, then for each filled slot in order a leaf's key and digest or a node's hash.
 */
export const PAGE_SLOTS = 32;
const KINDS_BYTES = 8;
const LEAF_KIND = 1;
const NODE_KIND = 2;
const LEAF_BYTES = 2 * HASH_BYTES;
const BYTES_OF_KIND = [0, LEAF_BYTES, HASH_BYTES, Number.NaN] as const;

/** The hash that stands for a position in its parent. */
export function hashOf(node: StateNode | undefined): Uint8Array {
  if (node === undefined) return emptyStateHash();
  return node.kind === "node" ? node.hash : stateLeafHash(node.key, node.digest);
}

/** Writes slots as bytes for the store. */
export function encodePage(slots: readonly (StateNode | undefined)[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const kinds = new Uint8Array(KINDS_BYTES);
  slots.forEach((node, slot) => {
    if (node === undefined) return;
    const kind = node.kind === "node" ? NODE_KIND : LEAF_KIND;
    kinds[slot >> 2] = (kinds[slot >> 2] ?? 0) | (kind << (6 - 2 * (slot & 3)));
    if (node.kind === "node") parts.push(node.hash);
    else parts.push(node.key, node.digest);
  });
  const page = new Uint8Array(KINDS_BYTES + parts.length * HASH_BYTES);
  page.set(kinds);
  parts.forEach((part, index) => {
    page.set(part, KINDS_BYTES + index * HASH_BYTES);
  });
  return page;
}

/**
 * Reads all slots of a stored page.
 * @throws LogError ERR_LOG_STATE_PAGE when the bytes are not a page
 */
export function decodePage(page: Uint8Array): (StateNode | undefined)[] {
  const slots = new Array<StateNode | undefined>(PAGE_SLOTS).fill(undefined);
  let offset = KINDS_BYTES;
  for (let slot = 0; slot < PAGE_SLOTS; slot += 1) {
    const kind = kindAt(page, slot);
    slots[slot] = nodeAt(page, kind, offset);
    offset += BYTES_OF_KIND[kind];
  }
  // A kind that does not exist makes the offset NaN, which no length equals.
  if (offset !== page.length) throw damagedPage("a page of the state map has the wrong length");
  return slots;
}

/** Reads one slot without decoding the page: proofs touch four slots of a page, not all. */
export function readSlot(page: Uint8Array, slot: number): StateNode | undefined {
  let offset = KINDS_BYTES;
  for (let before = 0; before < slot; before += 1) offset += BYTES_OF_KIND[kindAt(page, before)];
  const kind = kindAt(page, slot);
  if (!(offset + BYTES_OF_KIND[kind] <= page.length)) throw damagedPage("a page of the state map is cut off");
  return nodeAt(page, kind, offset);
}

/** The refusal of a page that is missing or damaged. */
export function damagedPage(message: string): LogError {
  return new LogError({ code: "ERR_LOG_STATE_PAGE", message });
}

function kindAt(page: Uint8Array, slot: number): 0 | 1 | 2 | 3 {
  const kind = ((page[slot >> 2] ?? 0) >> (6 - 2 * (slot & 3))) & 3;
  return kind === 0 || kind === LEAF_KIND || kind === NODE_KIND ? kind : 3;
}

function nodeAt(page: Uint8Array, kind: number, offset: number): StateNode | undefined {
  if (kind === 0) return undefined;
  const first = page.subarray(offset, offset + HASH_BYTES);
  if (kind === NODE_KIND) return { kind: "node", hash: first };
  return { kind: "leaf", key: first, digest: page.subarray(offset + HASH_BYTES, offset + LEAF_BYTES) };
}
