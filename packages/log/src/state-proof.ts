import {
  decodeBase64url,
  decodeHex,
  encodeBase64url,
  encodeHex,
  equalBytes,
  parseShape,
  shape,
  type Infer,
} from "@openlading/core";
import { LogError, type LogErrorCode } from "./error.ts";
import { HASH_BYTES } from "./hash.ts";
import { bitAt, emptyStateHash, recordKey, stateLeafHash, stateNodeHash } from "./state-hash.ts";

/** Bits in a record id: no path is longer. */
const MAX_DEPTH = 256;

/**
 * The path of one record id in a state map. `siblings` go from the end of the path up to the root's child, null for an
 * empty subtree. `leaf` is the other record that stands where an absent one would be; null when the record is present,
 * or absent with nothing in its place.
 */
export interface StateProof {
  readonly siblings: readonly (Uint8Array | null)[];
  readonly leaf: { readonly recordId: string; readonly digest: Uint8Array } | null;
}

/**
 * The JSON form. `depth` counts siblings; `present` is a bitmap in hex, one bit a sibling from the end of the path up,
 * high bit first, set where the sibling is not empty, padded with zero bits; `siblings` holds those hashes, joined.
 */
export const STATE_PROOF_SHAPE = shape.object({
  depth: shape.integer({ min: 0, max: MAX_DEPTH }),
  present: shape.text({ max: MAX_DEPTH / 4, pattern: /^(?:[0-9a-f]{2})*$/ }),
  siblings: shape.base64url({ maxBytes: MAX_DEPTH * HASH_BYTES }),
  leaf: shape.optional(shape.object({ recordId: shape.hex(HASH_BYTES), digest: shape.hex(HASH_BYTES) })),
});

/** A value of {@link STATE_PROOF_SHAPE}. */
export type StateProofJson = Infer<typeof STATE_PROOF_SHAPE>;

/** What {@link verifyStateProof} is given; `digest` null claims that the record does not exist. */
export interface StateClaim {
  readonly root: Uint8Array;
  readonly recordId: string;
  readonly digest: Uint8Array | null;
  readonly proof: StateProof;
}

/** Writes a proof in its JSON form. */
export function encodeStateProof(proof: StateProof): StateProofJson {
  const depth = proof.siblings.length;
  const present = new Uint8Array(Math.ceil(depth / 8));
  const hashes = new Uint8Array(proof.siblings.filter((sibling) => sibling !== null).length * HASH_BYTES);
  let offset = 0;
  proof.siblings.forEach((sibling, level) => {
    if (sibling === null) return;
    present[level >> 3] = (present[level >> 3] ?? 0) | (0x80 >> (level & 7));
    hashes.set(sibling, offset);
    offset += HASH_BYTES;
  });
  const path = { depth, present: encodeHex(present), siblings: encodeBase64url(hashes) };
  if (proof.leaf === null) return path;
  return { ...path, leaf: { recordId: proof.leaf.recordId, digest: encodeHex(proof.leaf.digest) } };
}

/**
 * Reads the JSON form; establishes its shape, not that it proves anything.
 * @throws CoreError ERR_CORE_SHAPE when members are missing, unknown or malformed
 * @throws LogError ERR_LOG_STATE_PROOF_FORM when bitmap, depth and hashes do not agree
 */
export function parseStateProof(value: unknown): StateProof {
  const json = parseShape(STATE_PROOF_SHAPE, value, "state proof");
  const present = decodeHex(json.present);
  if (present.length !== Math.ceil(json.depth / 8)) throw malformed("the bitmap of a state proof has another length");
  const hashes = decodeBase64url(json.siblings);
  const siblings: (Uint8Array | null)[] = [];
  let offset = 0;
  for (let level = 0; level < present.length * 8; level += 1) {
    const isPresent = bitAt(present, level) === 1;
    if (level >= json.depth) {
      if (isPresent) throw malformed("the bitmap of a state proof has padding bits set");
      continue;
    }
    siblings.push(isPresent ? hashes.slice(offset, offset + HASH_BYTES) : null);
    if (isPresent) offset += HASH_BYTES;
  }
  if (offset !== hashes.length) throw malformed("a state proof has more or fewer hashes than its bitmap names");
  const leaf = json.leaf === undefined ? null : { ...json.leaf, digest: decodeHex(json.leaf.digest) };
  const proof = { siblings, leaf };
  assertCanonical(proof);
  return proof;
}

/**
 * Establishes that under `root` the record has this state digest, or, with `digest` null, that it does not exist.
 * Says nothing about who vouches for the root.
 * @throws LogError ERR_LOG_STATE_PROOF when the proof does not show it
 * @throws LogError ERR_LOG_STATE_PROOF_FORM when the proof is not one a map makes
 */
export function verifyStateProof(claim: StateClaim): void {
  const key = recordKey(claim.recordId);
  assertCanonical(claim.proof);
  let hash = startOf(key, claim);
  let depth = claim.proof.siblings.length;
  for (const sibling of claim.proof.siblings) {
    depth -= 1;
    const other = sibling ?? emptyStateHash();
    hash = bitAt(key, depth) === 0 ? stateNodeHash(hash, other) : stateNodeHash(other, hash);
  }
  if (!equalBytes(hash, claim.root)) throw refused("the state proof leads to another root");
}

function startOf(key: Uint8Array, claim: StateClaim): Uint8Array {
  const { digest, proof } = claim;
  if (digest !== null) {
    if (digest.length !== HASH_BYTES) throw refused("the state digest is not 32 bytes");
    if (proof.leaf !== null) throw refused("a proof of absence is offered for a record said to be present");
    return stateLeafHash(key, digest);
  }
  if (proof.leaf === null) return emptyStateHash();
  const other = recordKey(proof.leaf.recordId);
  if (equalBytes(other, key)) throw refused("the leaf offered for absence is the record itself");
  for (let depth = 0; depth < proof.siblings.length; depth += 1) {
    if (bitAt(other, depth) !== bitAt(key, depth)) throw refused("the leaf offered for absence is on another path");
  }
  return stateLeafHash(other, proof.leaf.digest);
}

/** A leaf, or nothing, beside an empty subtree would have moved up: the lowest sibling is never empty. */
function assertCanonical(proof: StateProof): void {
  const { siblings, leaf } = proof;
  if (siblings.length > MAX_DEPTH) throw malformed("a state proof is longer than a record id");
  if (siblings[0] === null) throw malformed("the lowest sibling of a state proof is empty");
  if (siblings.some((sibling) => sibling !== null && !isUsable(sibling))) {
    throw malformed("a sibling of a state proof is not 32 bytes, or stands for an empty subtree");
  }
  if (leaf !== null && leaf.digest.length !== HASH_BYTES)
    throw malformed("the digest of a state proof is not 32 bytes");
}

function isUsable(sibling: Uint8Array): boolean {
  return sibling.length === HASH_BYTES && sibling.some((byte) => byte !== 0);
}

function malformed(message: string): LogError {
  return refusal("ERR_LOG_STATE_PROOF_FORM", message);
}

function refused(message: string): LogError {
  return refusal("ERR_LOG_STATE_PROOF", message);
}

function refusal(code: LogErrorCode, message: string): LogError {
  return new LogError({ code, message });
}
