import { equalBytes } from "@openlading/core";
import { LogError, type LogErrorCode } from "./error.ts";
import { HASH_BYTES, nodeHash } from "./hash.ts";

/** More than any history of fewer than 2^53 leaves needs; keeps hostile proofs from costing more. */
const MAX_PROOF_HASHES = 64;

/** What {@link verifyInclusion} is given: hashes of 32 bytes, the proof from the leaf's sibling upwards. */
export interface InclusionClaim {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly treeSize: number;
  readonly proof: readonly Uint8Array[];
  readonly rootHash: Uint8Array;
}

/** What {@link verifyConsistency} is given. */
export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly newSize: number;
  readonly oldRoot: Uint8Array;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Establishes that the leaf is at `index` of the history with this size and root. Says nothing about who vouches
 * for the root.
 * @throws LogError ERR_LOG_INCLUSION when it does not
 * @see RFC 9162 section 2.1.3.2
 */
export function verifyInclusion(claim: InclusionClaim): void {
  const { index, treeSize, proof } = claim;
  const refuse = refusal("ERR_LOG_INCLUSION", { index, treeSize });
  assertInside(index, treeSize, refuse);
  if (claim.leafHash.length !== HASH_BYTES) throw refuse("the leaf hash is not 32 bytes");
  assertHashes(proof, refuse);
  let node = index;
  let last = treeSize - 1;
  let hash = claim.leafHash;
  for (const sibling of proof) {
    if (last === 0) throw refuse("the inclusion proof is too long");
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      [node, last] = skipLeftEdge(node, last);
    } else hash = nodeHash(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  if (last !== 0) throw refuse("the inclusion proof is too short");
  if (!equalBytes(hash, claim.rootHash)) throw refuse("the inclusion proof leads to another root");
}

/**
 * Establishes that the history with the old root is a prefix of the one with the new root.
 * @throws LogError ERR_LOG_CONSISTENCY when it does not; an old size of zero is refused, it would say nothing
 * @see RFC 9162 section 2.1.4.2
 */
export function verifyConsistency(claim: ConsistencyClaim): void {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim;
  const refuse = refusal("ERR_LOG_CONSISTENCY", { oldSize, newSize });
  if (!isCount(oldSize) || !isCount(newSize) || oldSize < 1 || oldSize > newSize) {
    throw refuse("the sizes are not in order");
  }
  assertHashes(proof, refuse);
  if (oldSize === newSize) {
    if (proof.length > 0) throw refuse("the consistency proof is too long");
    if (!equalBytes(oldRoot, newRoot)) throw refuse("two roots of one size differ");
    return;
  }
  const roots = foldConsistency(claim, refuse);
  if (!equalBytes(roots.oldRoot, oldRoot)) throw refuse("the consistency proof leads to another old root");
  if (!equalBytes(roots.newRoot, newRoot)) throw refuse("the consistency proof leads to another new root");
}

type Refusal = (message: string) => LogError;

function foldConsistency(claim: ConsistencyClaim, refuse: Refusal): { oldRoot: Uint8Array; newRoot: Uint8Array } {
  let [node, last] = [claim.oldSize - 1, claim.newSize - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  // When the old size is a power of two its root is itself a node of the new tree, and the proof leaves it out.
  const [first, ...rest] = node === 0 ? [claim.oldRoot, ...claim.proof] : claim.proof;
  if (first?.length !== HASH_BYTES) throw refuse("the consistency proof is too short");
  let oldHash = first;
  let newHash = first;
  for (const sibling of rest) {
    if (last === 0) throw refuse("the consistency proof is too long");
    if (node % 2 === 1 || node === last) {
      oldHash = nodeHash(sibling, oldHash);
      newHash = nodeHash(sibling, newHash);
      [node, last] = skipLeftEdge(node, last);
    } else newHash = nodeHash(newHash, sibling);
    [node, last] = [half(node), half(last)];
  }
  if (last !== 0) throw refuse("the consistency proof is too short");
  return { oldRoot: oldHash, newRoot: newHash };
}

/** A node without right sibling moves up unchanged: skip to the level where it is a right child. */
function skipLeftEdge(node: number, last: number): [number, number] {
  while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
  return [node, last];
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function assertInside(index: number, treeSize: number, refuse: Refusal): void {
  if (!isCount(index) || !isCount(treeSize) || index >= treeSize) throw refuse("the index is outside the history");
}

function assertHashes(proof: readonly Uint8Array[], refuse: Refusal): void {
  if (proof.length > MAX_PROOF_HASHES) throw refuse("the proof is too long");
  if (proof.some((hash) => hash.length !== HASH_BYTES)) throw refuse("a hash of the proof is not 32 bytes");
}

function refusal(code: LogErrorCode, numbers: Readonly<Record<string, number>>): Refusal {
  return (message) => {
    const details = Object.fromEntries(Object.entries(numbers).filter(([, value]) => Number.isSafeInteger(value)));
    return new LogError({ code, message, details });
  };
}
