import { decodeHex } from "@openlading/core";
import { HASH_BYTES, pairHasher } from "./hash.ts";

/**
 * Both hashes begin with a domain of their own, so that no node of the map is a node or leaf of the history tree
 * and no leaf is a node: SHA-256("openlading/state-map/1" || 0x00 || tag || 32 bytes || 32 bytes).
 */
const DOMAIN = "openlading/state-map/1";
const PREFIX_BYTES = DOMAIN.length + 2;

/** Tag 0: the leaf of a record, SHA-256(domain || 0x00 || recordId || stateDigest). It does not depend on its depth. */
export const stateLeafHash = pairHasher(tagged(0));

/** Tag 1: an interior node, SHA-256(domain || 0x01 || left || right). */
export const stateNodeHash = pairHasher(tagged(1));

const leafScratch = scratchOf(0);
const nodeScratch = scratchOf(1);

/** The bytes a leaf's hash is taken over; valid until the next call. */
export function leafPreimage(key: Uint8Array, digest: Uint8Array): Uint8Array {
  leafScratch.set(key, PREFIX_BYTES);
  leafScratch.set(digest, PREFIX_BYTES + HASH_BYTES);
  return leafScratch;
}

/** The bytes a node's hash is taken over, its two children given as 64 bytes; valid until the next call. */
export function nodePreimage(pair: Uint8Array): Uint8Array {
  nodeScratch.set(pair, PREFIX_BYTES);
  return nodeScratch;
}

/** The hash of an empty subtree, and the root of the empty map: 32 zero bytes. */
export function emptyStateHash(): Uint8Array {
  return new Uint8Array(HASH_BYTES);
}

/** The bit that chooses the child at `depth`: the most significant bit of the key first, 0 is left. */
export function bitAt(key: Uint8Array, depth: number): 0 | 1 {
  return (((key[depth >> 3] ?? 0) >> (7 - (depth & 7))) & 1) === 1 ? 1 : 0;
}

/**
 * The 32 bytes of a record id.
 * @throws TypeError when it is not 64 lower-case hex characters
 */
export function recordKey(recordId: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/.test(recordId)) throw new TypeError("a record id is 64 lower-case hex characters");
  return decodeHex(recordId);
}

function scratchOf(tag: number): Uint8Array {
  const scratch = new Uint8Array(PREFIX_BYTES + 2 * HASH_BYTES);
  scratch.set(tagged(tag));
  return scratch;
}

function tagged(tag: number): Uint8Array {
  const prefix = new Uint8Array(PREFIX_BYTES);
  new TextEncoder().encodeInto(DOMAIN, prefix);
  prefix[DOMAIN.length + 1] = tag;
  return prefix;
}
