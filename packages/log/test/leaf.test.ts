import { decodeUtf8 } from "@openlading/core";
import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import {
  closingLeaf,
  createHistoryTree,
  createMemoryNodeStore,
  entryLeaf,
  leafHash,
  LogError,
  verifyClosing,
} from "../src/index.ts";

describe("leaves", () => {
  const stateRoot = new Uint8Array(32).fill(0xab);

  it("are the canonical bytes of entry, height and index", () => {
    const leaf = entryLeaf({ height: 7, index: 0, entry: { rulesVersion: 1, actDigest: "00" } });
    expect(decodeUtf8(leaf)).to.equal('{"entry":{"actDigest":"00","rulesVersion":1},"height":7,"index":0}');
  });

  it("close a block with its state root", () => {
    expect(decodeUtf8(closingLeaf({ height: 7, stateRoot }))).to.equal(`{"height":7,"stateRoot":"${"ab".repeat(32)}"}`);
  });

  it("refuse bad calls", () => {
    expect(() => entryLeaf({ height: -1, index: 0, entry: {} })).to.throw(TypeError);
    expect(() => closingLeaf({ height: 1, stateRoot: new Uint8Array(31) })).to.throw(TypeError);
  });

  it("take the closing leaf of the last block for the state, not that of an earlier one", () => {
    const tree = createHistoryTree(createMemoryNodeStore(), 0);
    const newRoot = new Uint8Array(32).fill(0xcd);
    tree.append(leafHash(closingLeaf({ height: 1, stateRoot })));
    tree.append(leafHash(closingLeaf({ height: 2, stateRoot: newRoot })));
    const head = { treeSize: 2, rootHash: tree.root() };
    verifyClosing({ ...head, height: 2, stateRoot: newRoot, proof: tree.inclusionProof(1) });
    throwsWithCode(LogError, "ERR_LOG_INCLUSION", () => {
      verifyClosing({ ...head, height: 1, stateRoot, proof: tree.inclusionProof(0) });
    });
    throwsWithCode(LogError, "ERR_LOG_INCLUSION", () => {
      verifyClosing({ treeSize: 0, rootHash: head.rootHash, height: 1, stateRoot, proof: [] });
    });
    throwsWithCode(LogError, "ERR_LOG_INCLUSION", () => {
      verifyClosing({ ...head, height: 2, stateRoot: new Uint8Array(3), proof: tree.inclusionProof(1) });
    });
  });
});
