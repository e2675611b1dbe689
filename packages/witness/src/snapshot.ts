import { encodeBase64, encodeHex, parseStrictJson } from "@openlading/core";
import { clockId, parseRecordedAct, type Entry, type RecordState } from "@openlading/law";
import { createHistoryTree, createStateMap, encodeStateProof, type ConsistencyClaim, type HistoryTree, type StateProofJson } from "@openlading/log"; // prettier-ignore
import { checkpointBody } from "./cosign.ts";
import { sound } from "./row.ts";
import type { BlockEnd, Store, StoredAct } from "./store.ts";

/** A checkpoint this witness cosigned. */
export interface WitnessCheckpoint {
  /** What every witness of this history cosigns, byte for byte. */
  readonly body: string;
  readonly height: number;
  readonly treeSize: number;
  readonly rootHash: Uint8Array;
  /** The leaf that says which state the checkpoint stands for. `stateRoot` is hex, `inclusion` padded base64. */
  readonly closing: {
    readonly leafIndex: number;
    readonly height: number;
    readonly stateRoot: string;
    readonly inclusion: readonly string[];
  };
  /** This witness's signature line, without newline. */
  readonly cosignature: string;
  /** The time in it: epoch seconds. */
  readonly cosignedAt: number;
}

/** A committed act with its place in the history; `inclusion` is padded base64, under the newest block's end. */
export interface WitnessedAct {
  readonly act: string;
  readonly approvals: readonly string[];
  readonly entry: Entry;
  readonly height: number;
  readonly index: number;
  readonly leafIndex: number;
  readonly inclusion: readonly string[];
}

/** A record's newest state, null when there is none, and the proof of either. */
export interface ProvenRecord {
  readonly state: RecordState | null;
  readonly proof: StateProofJson;
}

/** One moment of a witness: everything is proven under the newest block's end. */
export interface WitnessSnapshot {
  readonly networkId: string;
  /** The newest block's end, or null when it is not cosigned (yet). */
  checkpoint(): WitnessCheckpoint | null;
  record(recordId: string): ProvenRecord;
  /** A record's acts, oldest first. */
  acts(recordId: string): readonly WitnessedAct[];
  /** A committed act by its digest, hex; null when there is none. */
  act(actDigest: string): WitnessedAct | null;
  /** A present or earlier state of a record by its digest, hex. */
  stateByDigest(recordId: string, digest: string): RecordState | null;
}

/** Reads a store as it stands. The caller keeps it from moving on meanwhile. */
export function createSnapshot(store: Store, networkId: string): WitnessSnapshot {
  const tree = createHistoryTree(store, store.progress().treeSize);
  const clock = clockId(networkId);
  return {
    networkId,
    checkpoint: () => {
      const end = store.blockEnd();
      return end === null ? null : checkpointOf(store, tree, networkId, end);
    },
    record: (recordId) => ({
      state: store.record(recordId),
      proof: sound("the state map", () => encodeStateProof(createStateMap(store.pages).prove(recordId))),
    }),
    acts: (recordId) => store.acts(recordId).map((stored) => witnessed(stored, tree)),
    act: (actDigest) => {
      const stored = store.act(actDigest);
      return stored === null ? null : witnessed(stored, tree);
    },
    stateByDigest: (recordId, digest) => store.stateByDigest(recordId, digest, recordId === clock),
  };
}

/** The checkpoint at a block's end, if it was cosigned. */
export function checkpointOf(
  store: Store,
  tree: HistoryTree,
  networkId: string,
  { height, treeSize, stateRoot }: BlockEnd,
): WitnessCheckpoint | null {
  const line = store.line(treeSize);
  if (line === null) return null;
  return sound("the history", () => {
    const rootHash = tree.root(treeSize);
    const leafIndex = treeSize - 1;
    const inclusion = tree.inclusionProof(leafIndex, treeSize).map(encodeBase64);
    return {
      body: checkpointBody(networkId, treeSize, rootHash),
      height,
      treeSize,
      rootHash,
      closing: { leafIndex, height, stateRoot: encodeHex(stateRoot), inclusion },
      cosignature: line.line,
      cosignedAt: line.timeSeconds,
    };
  });
}

/** Shows that the history at one size is a prefix of the history at another. */
export function consistencyOf(tree: HistoryTree, oldSize: number, newSize: number): ConsistencyClaim {
  return {
    oldSize,
    newSize,
    oldRoot: tree.root(oldSize),
    newRoot: tree.root(newSize),
    proof: tree.consistencyProof(oldSize, newSize),
  };
}

function witnessed({ payload, height, index, leafIndex }: StoredAct, tree: HistoryTree): WitnessedAct {
  return sound("a stored act", () => {
    const { act, approvals, entry } = parseRecordedAct(parseStrictJson(payload));
    return { act, approvals, entry, height, index, leafIndex, inclusion: tree.inclusionProof(leafIndex).map(encodeBase64) }; // prettier-ignore
  });
}
