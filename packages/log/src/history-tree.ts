import { LogError } from "./error.ts";
import { emptyHistoryRoot, HASH_BYTES, nodeHash } from "./hash.ts";
import type { NodeStore } from "./node-store.ts";

/** An append-only Merkle tree and its proofs. @see RFC 9162 section 2.1 */
export interface HistoryTree {
  /** Leaves so far. */
  readonly size: number;
  /** Adds one leaf by its hash; stores it and every subtree it completes. */
  append(leafHash: Uint8Array): void;
  /** The root over the first `size` leaves (all by default). */
  root(size?: number): Uint8Array;
  /** Sibling hashes from the leaf to the root, in the tree of the first `size` leaves. */
  inclusionProof(index: number, size?: number): Uint8Array[];
  /** Shows that the first `oldSize` leaves are a prefix of the first `newSize`. */
  consistencyProof(oldSize: number, newSize?: number): Uint8Array[];
}

/** A complete subtree on the left edge of what remains: the binary digits of the size, highest first. */
interface Peak {
  readonly level: number;
  readonly start: number;
  readonly hash: Uint8Array;
}

/** The peaks of one size, and for each the hash of everything from its first leaf to the end. */
interface Edge {
  readonly size: number;
  readonly peaks: readonly Peak[];
  readonly tails: readonly Uint8Array[];
}

/**
 * Opens the history of `size` leaves kept in `store`. Only complete subtrees are stored, so nothing is read or
 * rebuilt until it is asked for.
 * @throws LogError ERR_LOG_NODE, from any method, when the store lacks a node a history of this size has
 */
export function createHistoryTree(store: NodeStore, size: number): HistoryTree {
  assertCount(size, Number.MAX_SAFE_INTEGER, "size");
  let count = size;
  let edge: Edge | undefined;
  const edgeOf = (wanted: number): Edge => {
    assertCount(wanted, count, "size");
    if (edge?.size !== wanted) edge = readEdge(store, wanted);
    return edge;
  };
  return {
    get size() {
      return count;
    },
    append(leafHash) {
      appendLeaf(store, count, leafHash);
      count += 1;
    },
    root: (at = count) => edgeOf(at).tails[0] ?? emptyHistoryRoot(),
    inclusionProof(index, at = count) {
      assertCount(index, at - 1, "index");
      return inclusionPath(store, edgeOf(at), index);
    },
    consistencyProof(oldSize, newSize = count) {
      assertCount(oldSize, newSize, "oldSize");
      if (oldSize === 0) throw new TypeError("nothing can be shown about an empty history");
      return consistencyPath(store, edgeOf(newSize), oldSize);
    },
  };
}

function assertCount(value: number, maximum: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < 0 || value > maximum) throw new TypeError(`${name} is out of range`);
}

function readNode(store: NodeStore, level: number, index: number): Uint8Array {
  const hash = store.get(level, index);
  if (hash?.length === HASH_BYTES) return hash;
  throw new LogError({
    code: "ERR_LOG_NODE",
    message: `the node store has no usable node ${String(index)} at level ${String(level)}`,
    details: { level, index },
  });
}

function appendLeaf(store: NodeStore, at: number, leafHash: Uint8Array): void {
  if (leafHash.length !== HASH_BYTES) throw new TypeError("a leaf hash is 32 bytes");
  let level = 0;
  let index = at;
  let hash = leafHash;
  store.set(level, index, hash);
  while (index % 2 === 1) {
    hash = nodeHash(readNode(store, level, index - 1), hash);
    level += 1;
    index = (index - 1) / 2;
    store.set(level, index, hash);
  }
}

function readEdge(store: NodeStore, size: number): Edge {
  const peaks: Peak[] = [];
  for (let start = 0; start < size;) {
    const level = highestBit(size - start);
    const width = 2 ** level;
    peaks.push({ level, start, hash: readNode(store, level, start / width) });
    start += width;
  }
  const tails: Uint8Array[] = [];
  let tail: Uint8Array | undefined;
  for (const peak of peaks.toReversed()) {
    tail = tail === undefined ? peak.hash : nodeHash(peak.hash, tail);
    tails.unshift(tail);
  }
  return { size, peaks, tails };
}

function inclusionPath(store: NodeStore, edge: Edge, index: number): Uint8Array[] {
  const path: Uint8Array[] = [];
  const at = edge.peaks.findLastIndex((peak) => peak.start <= index);
  const height = edge.peaks[at]?.level ?? 0;
  let position = index;
  for (let level = 0; level < height; level += 1) {
    const isRight = position % 2;
    path.push(readNode(store, level, isRight === 0 ? position + 1 : position - 1));
    position = (position - isRight) / 2;
  }
  const tail = edge.tails[at + 1];
  if (tail !== undefined) path.push(tail);
  for (const peak of edge.peaks.slice(0, at).reverse()) path.push(peak.hash);
  return path;
}

/** SUBPROOF of RFC 9162 section 2.1.4.1, from the root down; the proof is listed from the bottom up. */
function consistencyPath(store: NodeStore, edge: Edge, oldSize: number): Uint8Array[] {
  const path: Uint8Array[] = [];
  let start = 0;
  let end = edge.size;
  let isWholeOld = true;
  while (end !== oldSize) {
    const middle = start + 2 ** highestBit(end - start - 1);
    if (oldSize <= middle) {
      path.push(rangeHash(store, edge, middle, end));
      end = middle;
    } else {
      path.push(rangeHash(store, edge, start, middle));
      start = middle;
      isWholeOld = false;
    }
  }
  if (!isWholeOld) path.push(rangeHash(store, edge, start, end));
  return path.reverse();
}

/** A range met on a path is either a complete subtree or everything from a peak to the end. */
function rangeHash(store: NodeStore, edge: Edge, start: number, end: number): Uint8Array {
  const level = highestBit(end - start);
  const width = 2 ** level;
  if (width === end - start) return readNode(store, level, start / width);
  const tail = edge.tails[edge.peaks.findIndex((peak) => peak.start === start)];
  if (tail === undefined) throw new TypeError("a range of the history tree starts inside a complete subtree");
  return tail;
}

/** Sizes go beyond 32 bits, so no bitwise operators. */
function highestBit(value: number): number {
  let bit = 0;
  for (let power = 2; power <= value; power *= 2) bit += 1;
  return bit;
}
