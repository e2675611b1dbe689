import { encodeHex, equalBytes } from "@openlading/core";
import { HASH_BYTES } from "./hash.ts";
import type { MapStore } from "./map-store.ts";
import { bitAt, emptyStateHash, recordKey, stateLeafHash, stateNodeHash } from "./state-hash.ts";
import { blankPage, checkedPage, hashAt, kindAt, LEAF, leafAt, NODE, NOTHING, put, type Leaf } from "./state-page.ts";
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
const FIRST_OUTER_SLOT = 16;

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

/** A page open for writing during one update; `bytes` are its own. */
interface OpenPage {
  readonly prefix: string;
  bytes: Uint8Array;
}

interface Session {
  readonly store: MapStore;
  readonly open: Map<string, OpenPage>;
}

function applyUpdate(store: MapStore, changes: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const leaves = Array.from(changes, ([recordId, digest]): Leaf => {
    if (digest.length !== HASH_BYTES) throw new TypeError("a state digest is 32 bytes");
    return { key: recordKey(recordId), digest };
  });
  if (leaves.length === 0) return readRoot(store);
  const session: Session = { store, open: new Map() };
  const root = place(session, openPage(session, "", store.get("") !== null), TOP_SLOT, 0, leaves);
  for (const page of session.open.values()) store.set(page.prefix, page.bytes);
  return root;
}

/** Puts leaves below one position and returns its hash. A leaf sits at the shortest prefix that is its own. */
function place(session: Session, page: OpenPage, slot: number, depth: number, leaves: readonly Leaf[]): Uint8Array {
  const kind = kindAt(page.bytes, slot);
  const all = kind === LEAF ? withResident(leafAt(page.bytes, slot), leaves) : leaves;
  const [only] = all;
  if (kind !== NODE && all.length === 1 && only !== undefined) {
    page.bytes = put(page.bytes, slot, only);
    return stateLeafHash(only.key, only.digest);
  }
  const isInner = slot < FIRST_OUTER_SLOT;
  const below = isInner ? page : openPage(session, page.prefix + (slot & 15).toString(16), kind === NODE);
  const left = isInner ? 2 * slot : LEFT_OF_PAGE;
  const [zeros, ones] = partition(all, depth);
  const leftHash = zeros.length > 0 ? place(session, below, left, depth + 1, zeros) : hashAt(below.bytes, left);
  const rightHash = ones.length > 0 ? place(session, below, left + 1, depth + 1, ones) : hashAt(below.bytes, left + 1);
  const hash = stateNodeHash(leftHash, rightHash);
  page.bytes = put(page.bytes, slot, hash);
  return hash;
}

function withResident(resident: Leaf, leaves: readonly Leaf[]): readonly Leaf[] {
  return leaves.some((leaf) => equalBytes(leaf.key, resident.key)) ? leaves : [...leaves, resident];
}

function partition(leaves: readonly Leaf[], depth: number): [Leaf[], Leaf[]] {
  const sides: [Leaf[], Leaf[]] = [[], []];
  for (const leaf of leaves) sides[bitAt(leaf.key, depth)].push(leaf);
  return sides;
}

/** Copies a page to write on. Below a new node it starts blank, whatever an interrupted update left in the store. */
function openPage(session: Session, prefix: string, exists: boolean): OpenPage {
  const known = session.open.get(prefix);
  if (known !== undefined) return known;
  const bytes = exists ? new Uint8Array(checkedPage(session.store.get(prefix), prefix)) : blankPage();
  const page = { prefix, bytes };
  session.open.set(prefix, page);
  return page;
}
