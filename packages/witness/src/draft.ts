import { decodeHex } from "@openlading/core";
import { encodeRecord, type Decision, type RecordState } from "@openlading/law";
import { closingLeaf, createHistoryTree, createStateMap, leafHash, type HistoryTree, type StateMap } from "@openlading/log"; // prettier-ignore
import type { Cache } from "./cache.ts";
import { sound } from "./row.ts";
import { nodeId, type Addition, type BlockEnd, type Progress, type Store, type StoredAct, type StoredState } from "./store.ts"; // prettier-ignore

/** A committed act that the law confirms: where it stands, the event's payload, its leaf data, and what it does. */
export interface Confirmed {
  readonly height: number;
  readonly index: number;
  readonly payload: Uint8Array;
  readonly leaf: Uint8Array;
  readonly decision: Decision;
}

/** Blocks replayed but not yet written: the file and, over it, what they change. Thrown away when anything is wrong. */
export class Draft implements Addition {
  readonly base: Progress;
  readonly blocks: BlockEnd[] = [];
  readonly acts: StoredAct[] = [];
  readonly states: StoredState[] = [];
  readonly nodes = new Map<number, Uint8Array>();
  readonly pages = new Map<string, Uint8Array>();
  readonly tree: HistoryTree;
  readonly #map: StateMap;
  readonly #cache: Cache;
  readonly #records = new Map<string, RecordState>();
  readonly #changes = new Map<string, Uint8Array>();
  #progress: Progress;

  /** `base` is how far the file was when `cache` was last in step with it. */
  constructor(store: Store, cache: Cache, base: Progress) {
    this.base = base;
    this.#progress = base;
    this.#cache = cache;
    const nodes = {
      get: (level: number, index: number) => this.nodes.get(nodeId(level, index)) ?? store.get(level, index),
      set: (level: number, index: number, hash: Uint8Array) => void this.nodes.set(nodeId(level, index), hash),
    };
    this.tree = createHistoryTree(nodes, this.base.treeSize);
    this.#map = createStateMap({
      get: (prefix) => this.pages.get(prefix) ?? cache.pages.get(prefix),
      set: (prefix, page) => void this.pages.set(prefix, page),
    });
  }

  get progress(): Progress {
    return this.#progress;
  }

  /** A record as of the last act added. */
  record(recordId: string): RecordState | null {
    return this.#records.get(recordId) ?? this.#cache.record(recordId);
  }

  /** Adds an act that was confirmed. */
  addAct({ height, index, payload, leaf, decision: { entry, writes } }: Confirmed): void {
    const leafIndex = this.tree.size;
    sound("the history", () => {
      this.tree.append(leafHash(leaf));
    });
    this.acts.push({ leafIndex, height, index, actDigest: entry.actDigest, payload });
    writes.forEach((record, i) => {
      const digest = entry.writes[i]?.stateDigest ?? "";
      this.#records.set(record.recordId, record);
      this.#changes.set(record.recordId, decodeHex(digest));
      this.states.push({ record, leafIndex, digest, state: encodeRecord(record) });
    });
  }

  /** Ends a block: a closing leaf if it held entries, progress in any case. */
  endBlock(height: number, blockDigest: Uint8Array): void {
    if (this.#changes.size > 0) {
      const stateRoot = sound("the state map", () => this.#map.update(this.#changes));
      this.#changes.clear();
      sound("the history", () => {
        this.tree.append(leafHash(closingLeaf({ height, stateRoot })));
      });
      this.blocks.push({ height, treeSize: this.tree.size, stateRoot });
    }
    this.#progress = { height, blockDigest, treeSize: this.tree.size };
  }
}
