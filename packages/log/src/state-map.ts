import { encodeHex, equalBytes } from "@openlading/core";
import { HASH_BYTES } from "./hash.ts";
import type { MapStore } from "./map-store.ts";
import { FIRST_OUTER_SLOT, OpenPage } from "./open-page.ts";
import { bitAt, emptyStateHash, recordKey } from "./state-hash.ts";
import { checkedPage, hashAt, kindAt, LEAF, leafAt, NODE, NOTHING, type Leaf } from "./state-page.ts";
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
    root: () => readRoot(store),
    update: (changes) => applyUpdate(store, changes),
    get(recordId) {
      const key = recordKey(recordId);
      const { leaf } = descend(store, key, recordId, null);
      return leaf !== null && equalBytes(leaf.key, key) ? leaf.digest : null;
    },
    prove(recordId) {
      const key = recordKey(recordId);
      const siblings: (Uint8Array | null)[] = [];
      const { leaf } = descend(store, key, recordId, siblings);
      siblings.reverse();
      if (leaf === null || equalBytes(leaf.key, key)) return { siblings, leaf: null };
      return { siblings, leaf: { recordId: encodeHex(leaf.key), digest: leaf.digest } };
    },
  };
}

const TOP_SLOT = 1;
const LEFT_OF_PAGE = 2;

function readRoot(store: MapStore): Uint8Array {
  const page = store.get("");
  return page === null ? emptyStateHash() : hashAt(checkedPage(page, ""), TOP_SLOT);
}

/** Follows a key to where its path ends; notes the siblings met, from the root down, when asked to. */
function descend(
  store: MapStore,
  key: Uint8Array,
  path: string,
  siblings: (Uint8Array | null)[] | null,
): { readonly leaf: Leaf | null } {
  const top = store.get("");
  if (top === null) return { leaf: null };
  let page = checkedPage(top, "");
  let slot = TOP_SLOT;
  for (let depth = 0; kindAt(page, slot) === NODE; depth += 1) {
    if (slot >= FIRST_OUTER_SLOT) {
      const prefix = path.slice(0, depth / 4);
      page = checkedPage(store.get(prefix), prefix);
      slot = TOP_SLOT;
    }
    const bit = bitAt(key, depth);
    const sibling = 2 * slot + 1 - bit;
    siblings?.push(kindAt(page, sibling) === NOTHING ? null : hashAt(page, sibling));
    slot = 2 * slot + bit;
  }
  return { leaf: kindAt(page, slot) === LEAF ? leafAt(page, slot) : null };
}

function applyUpdate(store: MapStore, changes: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const leaves = Array.from(changes, ([recordId, digest]): Leaf => {
    if (digest.length !== HASH_BYTES) throw new TypeError("a state digest is 32 bytes");
    return { key: recordKey(recordId), digest };
  });
  if (leaves.length === 0) return readRoot(store);
  const session: Session = { store, packed: new Map(), spare: [] };
  const top = updatePage(session, { prefix: "", leaves, isNew: store.get("") === null });
  for (const [prefix, page] of session.packed) store.set(prefix, page);
  return top.hash(TOP_SLOT);
}

/** One update. Nothing is set before all of it has been worked out. */
interface Session {
  readonly store: MapStore;
  readonly packed: Map<string, Uint8Array>;
  /** Open pages to be used again: one for each level of the map is enough. */
  readonly spare: OpenPage[];
}

/** What an update puts below one outer slot. */
interface Below {
  readonly prefix: string;
  readonly leaves: Leaf[];
  readonly isNew: boolean;
}

/** Puts leaves into the page of their prefix and those below it, each touched node hashed once. */
function updatePage(session: Session, { prefix, leaves, isNew }: Below): OpenPage {
  // Below a new node a page starts blank, whatever an interrupted update left in the store.
  const page = session.spare.pop() ?? new OpenPage();
  page.open(isNew ? null : checkedPage(session.store.get(prefix), prefix));
  const depth = prefix === "" ? 0 : 4 * prefix.length + 1;
  const outer = new Map<number, Below>();
  const sink = (slot: number, leaf: Leaf, isPageNew: boolean): void => {
    const below = outer.get(slot) ?? { prefix: prefix + (slot & 15).toString(16), leaves: [], isNew: isPageNew };
    outer.set(slot, below);
    below.leaves.push(leaf);
  };
  for (const leaf of leaves) {
    const top = prefix === "" ? TOP_SLOT : LEFT_OF_PAGE + bitAt(leaf.key, depth - 1);
    page.insert(leaf, top, depth, sink);
  }
  for (const [slot, below] of outer) {
    const finished = updatePage(session, below);
    page.joinBelow(slot, finished);
    session.spare.push(finished);
  }
  page.settle();
  session.packed.set(prefix, page.pack());
  return page;
}
