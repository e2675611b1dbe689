import { equalBytes } from "@openlading/core";
import { checkpointOrigin, cosignCheckpoint, formatCheckpoint, LogError, verifyConsistency, type HistoryTree, type NoteSigner } from "@openlading/log"; // prettier-ignore
import { diverged, WitnessError } from "./error.ts";
import { corrupt, sound } from "./row.ts";
import type { Line, Progress, Signed, Store } from "./store.ts";

/** A clock may be set back by so much without a word. */
const MAX_CLOCK_BACK_SECONDS = 300;

/** What is to be cosigned, and by whom. */
export interface Cosigning {
  readonly store: Store;
  readonly signer: NoteSigner;
  readonly networkId: string;
  /** How far the file is while this is signed. */
  readonly base: Progress;
  /** The history, ending at a block's end. */
  readonly tree: HistoryTree;
  readonly height: number;
  /** When the ledger was asked for its newest block: epoch seconds. */
  readonly askedSeconds: number;
}

/** Writes the body of this network's checkpoint. */
export function checkpointBody(networkId: string, treeSize: number, rootHash: Uint8Array): string {
  return formatCheckpoint({ origin: checkpointOrigin(networkId), treeSize, rootHash });
}

/**
 * Cosigns the history's end, if it extends what was signed before. What is about to be signed is on the disk first:
 * whatever happens next, no other root of this size will be. Answers null when another process moved the file on.
 * @throws WitnessError `ERR_WITNESS_DIVERGED`, `ERR_WITNESS_CLOCK`
 */
export async function cosign(cosigning: Cosigning): Promise<Line | null> {
  const { store, signer, networkId, base, tree, askedSeconds } = cosigning;
  const earlier = store.signed();
  const rootHash = sound("the history", () => tree.root());
  if (earlier !== null && earlier.treeSize > tree.size) return null;
  if (earlier !== null) assertExtends(earlier, rootHash, cosigning);
  const timeSeconds = timeFor(earlier, askedSeconds);
  if (!store.remember(base, earlier, { treeSize: tree.size, rootHash, timeSeconds })) return null;
  const line = await cosignCheckpoint(checkpointBody(networkId, tree.size, rootHash), signer, timeSeconds);
  return { timeSeconds, line };
}

function assertExtends(earlier: Signed, rootHash: Uint8Array, { tree, height }: Cosigning): void {
  const at = { height, index: null, reason: "ERR_LOG_CONSISTENCY" };
  const proof = sound("the history", () => tree.consistencyProof(earlier.treeSize));
  try {
    verifyConsistency({
      oldSize: earlier.treeSize,
      newSize: tree.size,
      oldRoot: earlier.rootHash,
      newRoot: rootHash,
      proof,
    });
  } catch (cause) {
    if (cause instanceof LogError) throw diverged(at, "the history does not extend what was signed", cause);
    throw cause;
  }
}

/** Never before the last cosignature: a small step back of the clock is bridged, a large one is an operator's matter. */
function timeFor(earlier: Signed | null, askedSeconds: number): number {
  const last = earlier?.timeSeconds ?? 0;
  if (last - askedSeconds > MAX_CLOCK_BACK_SECONDS) {
    const details = { secondsBack: last - askedSeconds };
    throw new WitnessError({ code: "ERR_WITNESS_CLOCK", message: "the clock went back", details });
  }
  return Math.max(last, askedSeconds);
}

/** Holds the file's own history against what was signed for it: a restored or altered file is found out at once. */
export function assertMemory(store: Store, tree: HistoryTree): void {
  const signed = store.signed();
  if (signed === null || signed.treeSize > tree.size) return;
  if (!equalBytes(tree.root(signed.treeSize), signed.rootHash)) throw corrupt("the history is not the one that was signed"); // prettier-ignore
}
