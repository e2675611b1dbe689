import { generateKeyPairSync } from "node:crypto";
import { decodeHex, encodeBase64, parseUtcInstant } from "@openlading/core";
import type { CarriedAct, CarriedCheckpoint, ProofSource } from "@openlading/dossier";
import { createSignatureChecker, decide, drive, stateDigest, type Decision, type RecordState } from "@openlading/law";
import {
  appendCosignatures, checkpointOrigin, closingLeaf, cosignCheckpoint, createHistoryTree, createMemoryMapStore, createMemoryNodeStore,
  createNoteSigner, createStateMap, encodeStateProof, entryLeaf, formatCheckpoint, leafHash, type NoteSigner,
} from "@openlading/log"; // prettier-ignore
import type { World } from "./world.ts";

/** Note signers with fresh keys, to found a world with. */
export function createNoteSigners(count = 3): readonly NoteSigner[] {
  return Array.from({ length: count }, (_, i) =>
    createNoteSigner({
      name: `witness-${"abcdefgh".charAt(i)}.example`,
      privateKey: generateKeyPairSync("ed25519").privateKey,
    }),
  );
}

interface Options {
  /** Witnesses that cosign. */
  readonly signers: readonly NoteSigner[];
  /** The moment of the cosignatures; the world's present one unless told. */
  readonly at?: string;
  /** How many of the world's acts the checkpoint covers; all unless told. */
  readonly acts?: number;
  /** Changes what the last act wrote, as witnesses that lie together would. */
  readonly forge?: (written: RecordState) => RecordState;
}

function digestAt(records: readonly RecordState[], index: number): string {
  const record = records[index];
  if (record === undefined) throw new TypeError("no such write");
  return stateDigest(record);
}

function forged(
  { entry, writes }: Decision,
  forge: (written: RecordState) => RecordState,
): Pick<Decision, "entry" | "writes"> {
  const others = writes.map(forge);
  return {
    writes: others,
    entry: { ...entry, writes: entry.writes.map((w, i) => ({ ...w, stateDigest: digestAt(others, i) })) },
  };
}

/** Replays a world's history, one act a block, as a witness would, and proves from it: one snapshot for dossiers. */
export async function createProofs(
  world: World,
  { signers, at = world.now(), acts: count, forge }: Options,
): Promise<ProofSource> {
  const records = new Map<string, RecordState>();
  const states = new Map<string, RecordState>();
  const tree = createHistoryTree(createMemoryNodeStore(), 0);
  const map = createStateMap(createMemoryMapStore());
  const checker = createSignatureChecker();
  const placed: Omit<CarriedAct, "inclusion">[] = [];
  const covered = world.history.slice(0, count);
  for (const [i, recorded] of covered.entries()) {
    const { act, approvals } = recorded;
    const decision = drive(decide(recorded, recorded.entry), (need) =>
      need.need === "record" ? (records.get(need.recordId) ?? null) : checker.check(need),
    );
    const isForged = forge !== undefined && i === covered.length - 1;
    const { entry, writes } = isForged ? forged(decision, forge) : { ...decision, entry: recorded.entry };
    for (const record of writes) {
      records.set(record.recordId, record);
      states.set(stateDigest(record), record);
    }
    placed.push({ act, approvals, entry, height: i + 1, index: 0, leafIndex: tree.size });
    tree.append(leafHash(entryLeaf({ entry, height: i + 1, index: 0 })));
    map.update(new Map(writes.map((w) => [w.recordId, decodeHex(stateDigest(w))])));
    tree.append(leafHash(closingLeaf({ height: i + 1, stateRoot: map.root() })));
  }
  const inclusion = (leafIndex: number): readonly string[] => tree.inclusionProof(leafIndex).map(encodeBase64);
  const body = formatCheckpoint({
    origin: checkpointOrigin(world.networkId),
    treeSize: tree.size,
    rootHash: tree.root(),
  });
  const seconds = Math.floor(parseUtcInstant(at) / 1000);
  const note = appendCosignatures(body, await Promise.all(signers.map((s) => cosignCheckpoint(body, s, seconds))));
  const last = tree.size - 1;
  const checkpoint: CarriedCheckpoint = {
    note,
    closing: {
      leafIndex: last,
      height: placed.length,
      stateRoot: Buffer.from(map.root()).toString("hex"),
      inclusion: inclusion(last),
    },
  };
  const byDigest = new Map(placed.map((p) => [p.entry.actDigest, p]));
  return {
    networkId: world.networkId,
    checkpoint: () => checkpoint,
    record: (id) => ({ state: records.get(id) ?? null, proof: encodeStateProof(map.prove(id)) }),
    act: (digest) => {
      const found = byDigest.get(digest);
      return found === undefined ? null : { ...found, inclusion: inclusion(found.leafIndex) };
    },
    stateByDigest: (id, digest) => {
      const state = states.get(digest);
      return state?.recordId === id ? state : null;
    },
  };
}
