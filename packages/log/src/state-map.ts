import { encodeHex, equalBytes } from "@openlading/core";
import { HASH_BYTES } from "./hash.ts";
import type { MapStore } from "./map-store.ts";
import { bitAt, recordKey, stateNodeHash } from "./state-hash.ts";
import { damagedPage, decodePage, encodePage, hashOf, PAGE_SLOTS, readSlot, type StateNode } from "./state-page.ts";
import type { StateProof } from "./state-proof.ts";

/** A sparse Merkle map from record id (64 lower-case hex characters) to state digest (32 bytes). */
export interface StateMap {
  /** The root over all records; 32 zero bytes for none. It depends on the contents alone, not on their order. */
  root(): Uint8Array;
  /** Sets the digests of some records, each touched node hashed once, and returns the new root. */
  update(changes: ReadonlyMap<string, Uint8Array>): Uint8Array;
  /** The digest of a record, or null. */
  get(recordId: string): Uint8Array | null;
  /** Proof of a record's digest, or of its absence, under the present root. */
  prove(recordId: string): StateProof;
}

/**
 * Opens the map kept in `store`; nothing is read or rebuilt until it is asked for. Records are never removed.
 * @throws LogError ERR_LOG_STATE_PAGE, from any method, when a page is missing or damaged
 */
export function createStateMap(store: MapStore): StateMap {
  return {
    root: () => hashOf(readTop(store)).slice(),
    update: (changes) => applyUpdate(store, changes),
    get(recordId) {
      const key = recordKey(recordId);
      const { end } = descend(store, key);
      return end?.kind === "leaf" && equalBytes(end.key, key) ? end.digest.slice() : null;
    },
    prove(recordId) {
      const key = recordKey(recordId);
      const { end, siblings } = descend(store, key);
      const isOther = end?.kind === "leaf" && !equalBytes(end.key, key);
      const leaf = isOther ? { recordId: encodeHex(end.key), digest: end.digest.slice() } : null;
      return { siblings: siblings.reverse(), leaf };
    },
  };
}

type Leaf = Extract<StateNode, { kind: "leaf" }>;

/** Where the path of a key ends, and the siblings met on the way from the root down. */
interface Descent {
  readonly end: StateNode | undefined;
  readonly siblings: (Uint8Array | null)[];
}

const TOP_SLOT = 1;
const LAST_INNER_SLOT = 15;
const LEVELS_PER_PAGE = 4;

function readTop(store: MapStore): StateNode | undefined {
  const page = store.get("");
  return page === null ? undefined : readSlot(page, TOP_SLOT);
}

function descend(store: MapStore, key: Uint8Array): Descent {
  const path = encodeHex(key);
  const siblings: (Uint8Array | null)[] = [];
  let end = readTop(store);
  let page: Uint8Array = new Uint8Array(0);
  let slot = TOP_SLOT;
  for (let depth = 0; end?.kind === "node"; depth += 1) {
    if (depth % LEVELS_PER_PAGE === 0) {
      page = readPage(store, path.slice(0, depth / LEVELS_PER_PAGE));
      slot = TOP_SLOT;
    }
    const bit = bitAt(key, depth);
    const sibling = readSlot(page, 2 * slot + 1 - bit);
    siblings.push(sibling === undefined ? null : hashOf(sibling).slice());
    slot = 2 * slot + bit;
    end = readSlot(page, slot);
  }
  return { end, siblings };
}

function readPage(store: MapStore, prefix: string): Uint8Array {
  const page = store.get(prefix);
  if (page === null) throw damagedPage(`the state map lacks the page at depth ${String(prefix.length)}`);
  return page;
}

/** A page open for writing during one update. */
interface OpenPage {
  readonly prefix: string;
  readonly slots: (StateNode | undefined)[];
}

interface Session {
  readonly store: MapStore;
  readonly open: Map<string, OpenPage>;
}

function applyUpdate(store: MapStore, changes: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const leaves = Array.from(changes, ([recordId, digest]): Leaf => {
    if (digest.length !== HASH_BYTES) throw new TypeError("a state digest is 32 bytes");
    return { kind: "leaf", key: recordKey(recordId), digest };
  });
  if (leaves.length === 0) return hashOf(readTop(store)).slice();
  const stored = store.get("");
  const top: OpenPage = { prefix: "", slots: stored === null ? blankSlots() : decodePage(stored) };
  const session: Session = { store, open: new Map([["", top]]) };
  place(session, top, TOP_SLOT, 0, leaves);
  for (const page of session.open.values()) store.set(page.prefix, encodePage(page.slots));
  return hashOf(top.slots[TOP_SLOT]).slice();
}

/** Puts leaves below one position. A leaf sits at the shortest prefix that is its own. */
function place(session: Session, page: OpenPage, slot: number, depth: number, leaves: readonly Leaf[]): void {
  const here = page.slots[slot];
  const isNode = here?.kind === "node";
  const all = isNode ? leaves : withResident(here, leaves);
  const [only] = all;
  if (!isNode && all.length === 1) {
    page.slots[slot] = only;
    return;
  }
  const [below, left] = childrenOf(session, page, slot, isNode);
  const sides = partition(all, depth);
  sides.forEach((side, bit) => {
    if (side.length > 0) place(session, below, left + bit, depth + 1, side);
  });
  const hash = stateNodeHash(hashOf(below.slots[left]), hashOf(below.slots[left + 1]));
  page.slots[slot] = { kind: "node", hash };
}

function withResident(resident: Leaf | undefined, leaves: readonly Leaf[]): readonly Leaf[] {
  if (resident === undefined || leaves.some((leaf) => equalBytes(leaf.key, resident.key))) return leaves;
  return [...leaves, resident];
}

function partition(leaves: readonly Leaf[], depth: number): [Leaf[], Leaf[]] {
  const sides: [Leaf[], Leaf[]] = [[], []];
  for (const leaf of leaves) sides[bitAt(leaf.key, depth)].push(leaf);
  return sides;
}

/** The page and slot of the left child. Below a new node the page starts blank, whatever the store still holds. */
function childrenOf(session: Session, page: OpenPage, slot: number, exists: boolean): [OpenPage, number] {
  if (slot <= LAST_INNER_SLOT) return [page, 2 * slot];
  const prefix = page.prefix + (slot - LAST_INNER_SLOT - 1).toString(16);
  let below = session.open.get(prefix);
  if (below === undefined) {
    below = { prefix, slots: exists ? decodePage(readPage(session.store, prefix)) : blankSlots() };
    session.open.set(prefix, below);
  }
  return [below, 2];
}

function blankSlots(): (StateNode | undefined)[] {
  return new Array<StateNode | undefined>(PAGE_SLOTS).fill(undefined);
}
