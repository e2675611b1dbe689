import { createHash, hash, randomBytes } from "node:crypto";
import { createHistoryTree, createMemoryNodeStore, leafHash, verifyInclusion } from "@openlading/log";
import { MerkleTree } from "merkletreejs";
import type { Bench } from "./bench.ts";
import { calls } from "./sample.ts";

const LEAVES = 1000;

/** A batch of a thousand: root and every proof. */
export async function treeGroup(bench: Bench): Promise<void> {
  const { effort } = bench;
  const data = Array.from({ length: LEAVES }, () => new Uint8Array(randomBytes(32)));
  const hashes = data.map((leaf) => leafHash(leaf));
  const node = new Uint8Array(65);
  const bare = (): Buffer | undefined => {
    let last: Buffer | undefined;
    for (let i = 0; i < 2 * LEAVES - 1; i += 1) last = hash("sha256", node, "buffer");
    return last;
  };
  bench.title(
    "tree of 1,000 leaves",
    "Root and 1,000 inclusion proofs from leaf data; the limit makes the 1,999 hash calls and nothing else.",
  );
  await bench.compare({ name: "1,999 × crypto.hash of 65 bytes, to bytes", sample: calls(effort, bare) }, [
    { name: "history tree: leaves, root, 1,000 proofs", sample: calls(effort, () => proofs(data)), atMost: 2 },
    { name: "merkletreejs getProof(leaf, index), node:crypto", sample: calls(effort, () => merkleTreeJs(hashes)) },
  ]);

  const tree = createHistoryTree(createMemoryNodeStore(), 0);
  for (const one of hashes) tree.append(one);
  const claim = {
    leafHash: hashes[7] ?? new Uint8Array(),
    index: 7,
    treeSize: LEAVES,
    proof: tree.inclusionProof(7),
    rootHash: tree.root(),
  };
  const eleven = (): void => {
    for (let i = 0; i < 11; i += 1) hash("sha256", node, "buffer");
  };
  bench.title("one proof's check", "An inclusion proof of ten hashes; the limit is eleven hash calls.");
  await bench.compare({ name: "11 × crypto.hash of 65 bytes, to bytes", sample: calls(effort, eleven) }, [
    { name: "verifyInclusion", sample: calls(effort, () => { verifyInclusion(claim); }) },
  ]); // prettier-ignore
}

function proofs(data: readonly Uint8Array[]): number {
  const tree = createHistoryTree(createMemoryNodeStore(), 0);
  for (const leaf of data) tree.append(leafHash(leaf));
  let hashes = tree.root().length;
  for (let index = 0; index < data.length; index += 1) hashes += tree.inclusionProof(index).length;
  return hashes;
}

function merkleTreeJs(hashes: readonly Uint8Array[]): number {
  const sha256 = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest();
  const leaves = hashes.map((one) => Buffer.from(one));
  const tree = new MerkleTree(leaves, sha256, { sortPairs: true });
  let count = tree.getRoot().length;
  leaves.forEach((leaf, index) => {
    count += tree.getProof(leaf, index).length;
  });
  return count;
}
