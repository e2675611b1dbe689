import { canonicalize, encodeHex, type JsonObject } from "@openlading/core";
import { LogError } from "./error.ts";
import { HASH_BYTES, leafHash } from "./hash.ts";
import { verifyInclusion } from "./history-proof.ts";

/** The leaf data of an entry: RFC 8785 bytes of `{entry, height, index}`, hashed with {@link leafHash}. */
export function entryLeaf(leaf: {
  readonly height: number;
  readonly index: number;
  readonly entry: JsonObject;
}): Uint8Array {
  assertPlace(leaf.height, "height");
  assertPlace(leaf.index, "index");
  return canonicalize({ height: leaf.height, index: leaf.index, entry: leaf.entry });
}

/** The leaf data that closes a block: RFC 8785 bytes of `{height, stateRoot}`, the root as lower-case hex. */
export function closingLeaf(leaf: { readonly height: number; readonly stateRoot: Uint8Array }): Uint8Array {
  assertPlace(leaf.height, "height");
  if (leaf.stateRoot.length !== HASH_BYTES) throw new TypeError("a state root is 32 bytes");
  return canonicalize({ height: leaf.height, stateRoot: encodeHex(leaf.stateRoot) });
}

/** A state root claimed to stand at the very end of a checkpointed history. */
export interface ClosingClaim {
  readonly height: number;
  readonly stateRoot: Uint8Array;
  readonly treeSize: number;
  readonly rootHash: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Establishes that `stateRoot` is the state as of this checkpoint: its closing leaf is the *last* leaf. The closing
 * leaf of an earlier block would prove an outdated state under a fresh checkpoint.
 * @throws LogError ERR_LOG_INCLUSION when it is not
 */
export function verifyClosing(claim: ClosingClaim): void {
  const { height, stateRoot, treeSize, rootHash, proof } = claim;
  if (stateRoot.length !== HASH_BYTES) {
    throw new LogError({ code: "ERR_LOG_INCLUSION", message: "the state root is not 32 bytes" });
  }
  const leaf = leafHash(closingLeaf({ height, stateRoot }));
  verifyInclusion({ leafHash: leaf, index: treeSize - 1, treeSize, proof, rootHash });
}

function assertPlace(value: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(`${name} is not a whole number`);
}
