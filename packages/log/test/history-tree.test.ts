import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import fc from "fast-check";
import {
  createHistoryTree,
  createMemoryNodeStore,
  leafHash,
  LogError,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
  type HistoryTree,
} from "../src/index.ts";

const MAX_SIZE = 70;
const sizes = fc.integer({ min: 1, max: MAX_SIZE });
const hashes = Array.from({ length: MAX_SIZE }, (_, index) => leafHash(Uint8Array.of(index)));

function grow(leaves: readonly Uint8Array[]): HistoryTree {
  const tree = createHistoryTree(createMemoryNodeStore(), 0);
  for (const leaf of leaves) tree.append(leaf);
  return tree;
}

/** MTH of RFC 9162, word for word. */
function plainRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only !== undefined && leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(plainRoot(leaves.slice(0, split)), plainRoot(leaves.slice(split)));
}

function at(index: number): Uint8Array {
  return hashes[index] ?? new Uint8Array(32);
}

/** One byte of one array changed. */
function flipped(list: readonly Uint8Array[], which: number): Uint8Array[] {
  return list.map((bytes, index) => (index === which ? bytes.map((byte, at) => (at === 7 ? byte ^ 1 : byte)) : bytes));
}

describe("history tree", () => {
  const tree = grow(hashes);

  it("has the root of the definition at every size", () => {
    for (let size = 1; size <= MAX_SIZE; size += 1) {
      expect(tree.root(size)).to.deep.equal(plainRoot(hashes.slice(0, size)));
    }
  });

  it("proves every leaf at every size", () => {
    for (let size = 1; size <= MAX_SIZE; size += 1) {
      const rootHash = tree.root(size);
      for (let index = 0; index < size; index += 1) {
        const proof = tree.inclusionProof(index, size);
        verifyInclusion({ leafHash: at(index), index, treeSize: size, proof, rootHash });
      }
    }
  });

  it("proves every pair of sizes consistent", () => {
    for (let newSize = 1; newSize <= MAX_SIZE; newSize += 1) {
      for (let oldSize = 1; oldSize <= newSize; oldSize += 1) {
        const proof = tree.consistencyProof(oldSize, newSize);
        verifyConsistency({ oldSize, newSize, oldRoot: tree.root(oldSize), newRoot: tree.root(newSize), proof });
      }
    }
  });

  it("refuses a tampered, shortened, lengthened or reordered inclusion proof", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: MAX_SIZE }), fc.nat(), fc.nat(), (size, a, b) => {
        const index = a % size;
        const good = tree.inclusionProof(index, size);
        const which = b % good.length;
        const bad = [flipped(good, which), good.toSpliced(which, 1), good.toSpliced(which, 0, at(b % MAX_SIZE))];
        if (good.length > 1) bad.push([...good.slice(1), ...good.slice(0, 1)]);
        for (const proof of bad) {
          throwsWithCode(LogError, "ERR_LOG_INCLUSION", () => {
            verifyInclusion({ leafHash: at(index), index, treeSize: size, proof, rootHash: tree.root(size) });
          });
        }
      }),
    );
  });

  it("refuses a leaf at another place", () => {
    fc.assert(
      fc.property(sizes, sizes, sizes, (size, a, b) => {
        const [index, other] = [a % size, b % size];
        fc.pre(index !== other);
        throwsWithCode(LogError, "ERR_LOG_INCLUSION", () => {
          const proof = tree.inclusionProof(index, size);
          verifyInclusion({ leafHash: at(index), index: other, treeSize: size, proof, rootHash: tree.root(size) });
        });
      }),
    );
  });

  it("refuses a fork: an old leaf changed, left out or swapped", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: MAX_SIZE }), fc.nat(), fc.nat(), (newSize, a, b) => {
        const oldSize = 2 + (a % (newSize - 2));
        const place = b % (oldSize - 1);
        const forks = [
          hashes.with(place, leafHash(Uint8Array.of(1, 2, 3))),
          hashes.toSpliced(place, 1),
          hashes.toSpliced(place, 2, at(place + 1), at(place)),
        ];
        for (const fork of forks.map((leaves) => grow(leaves.slice(0, newSize)))) {
          const size = Math.min(newSize, fork.size);
          if (size < oldSize) continue;
          throwsWithCode(LogError, "ERR_LOG_CONSISTENCY", () => {
            const proof = fork.consistencyProof(oldSize, size);
            const [oldRoot, newRoot] = [tree.root(oldSize), fork.root(size)];
            verifyConsistency({ oldSize, newSize: size, oldRoot, newRoot, proof });
          });
        }
      }),
    );
  });

  it("refuses a tampered or shortened consistency proof", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: MAX_SIZE }), fc.nat(), fc.nat(), (newSize, a, b) => {
        const oldSize = 1 + (a % (newSize - 1));
        const good = tree.consistencyProof(oldSize, newSize);
        const which = b % good.length;
        for (const proof of [flipped(good, which), good.toSpliced(which, 1)]) {
          throwsWithCode(LogError, "ERR_LOG_CONSISTENCY", () => {
            verifyConsistency({ oldSize, newSize, oldRoot: tree.root(oldSize), newRoot: tree.root(newSize), proof });
          });
        }
      }),
    );
  });

  it("goes on from its store at any size, and over leaves a crash left behind", () => {
    for (let size = 0; size < MAX_SIZE; size += 1) {
      const store = createMemoryNodeStore();
      const before = createHistoryTree(store, 0);
      for (const leaf of hashes.slice(0, size)) before.append(leaf);
      before.append(leafHash(Uint8Array.of(9, 9)));
      const after = createHistoryTree(store, size);
      for (const leaf of hashes.slice(size)) after.append(leaf);
      expect(after.root()).to.deep.equal(tree.root());
    }
  });

  it("stores complete subtrees only", () => {
    let stored = 0;
    const inner = createMemoryNodeStore();
    const counting = createHistoryTree(
      {
        get: inner.get,
        set: (level, index, hash) => {
          stored += 1;
          inner.set(level, index, hash);
        },
      },
      0,
    );
    for (const leaf of hashes.slice(0, 64)) counting.append(leaf);
    expect(stored).to.equal(127);
  });

  it("says which node its store lacks", () => {
    const empty = createHistoryTree(createMemoryNodeStore(), 5);
    const error = throwsWithCode(LogError, "ERR_LOG_NODE", () => empty.root());
    expect(error.details).to.deep.equal({ level: 2, index: 0 });
  });

  it("refuses bad calls", () => {
    expect(() => tree.root(MAX_SIZE + 1)).to.throw(TypeError);
    expect(() => tree.inclusionProof(5, 5)).to.throw(TypeError);
    expect(() => tree.inclusionProof(-1)).to.throw(TypeError);
    expect(() => tree.consistencyProof(0)).to.throw(TypeError);
    expect(() => tree.consistencyProof(6, 5)).to.throw(TypeError);
    expect(() => createHistoryTree(createMemoryNodeStore(), -1)).to.throw(TypeError);
    expect(() => {
      grow([]).append(new Uint8Array(31));
    }).to.throw(TypeError);
  });

  it("keeps places beyond 32 bits apart", () => {
    const wanted: number[] = [];
    const hash = at(0);
    const spy = createHistoryTree(
      {
        get: (_, index) => {
          wanted.push(index);
          return hash;
        },
        set: () => undefined,
      },
      2 ** 40 + 1,
    );
    const proof = spy.inclusionProof(2 ** 39 + 3);
    expect(proof).to.have.lengthOf(41);
    expect(wanted).to.include(2 ** 39 + 2);
    throwsWithCode(LogError, "ERR_LOG_INCLUSION", () => {
      verifyInclusion({ leafHash: hash, index: 2 ** 39 + 3, treeSize: 2 ** 40 + 1, proof, rootHash: at(1) });
    });
  });
});

describe("history proofs", () => {
  it("refuse hashes of another length and endless proofs", () => {
    const claim = { leafHash: at(0), index: 0, treeSize: 2, rootHash: at(0) };
    throwsWithCode(LogError, "ERR_LOG_INCLUSION", () => {
      verifyInclusion({ ...claim, proof: [new Uint8Array(31)] });
    });
    throwsWithCode(LogError, "ERR_LOG_INCLUSION", () => {
      verifyInclusion({ ...claim, proof: Array.from({ length: 65 }, () => at(0)) });
    });
    throwsWithCode(LogError, "ERR_LOG_INCLUSION", () => {
      verifyInclusion({ ...claim, leafHash: new Uint8Array(0), proof: [at(0)] });
    });
    throwsWithCode(LogError, "ERR_LOG_INCLUSION", () => {
      verifyInclusion({ ...claim, index: 0.5, proof: [at(0)] });
    });
    throwsWithCode(LogError, "ERR_LOG_CONSISTENCY", () => {
      verifyConsistency({ oldSize: 1, newSize: Number.NaN, oldRoot: at(0), newRoot: at(0), proof: [] });
    });
  });
});
