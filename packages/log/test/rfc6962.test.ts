import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeBase64, decodeHex, encodeHex, parseShape, shape } from "@openlading/core";
import { sharedPath, throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import {
  createHistoryTree,
  createMemoryNodeStore,
  leafHash,
  LogError,
  verifyConsistency,
  verifyInclusion,
  type LogErrorCode,
} from "../src/index.ts";

const count = shape.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const text = shape.text();
const INCLUSION = shape.object({
  leafIdx: count,
  treeSize: count,
  root: text,
  leafHash: text,
  proof: shape.nullable(shape.list(text)),
  desc: text,
  wantErr: shape.boolean(),
});
const CONSISTENCY = shape.object({
  size1: count,
  size2: count,
  root1: text,
  root2: text,
  proof: shape.nullable(shape.list(text)),
  desc: text,
  wantErr: shape.boolean(),
});
const KNOWN = shape.object({ source: text, leaves_hex: shape.list(text), roots_hex_by_tree_size: shape.list(text) });

// The set's subtree proofs belong to another draft (Merkle tree certificates): out of scope.
describe("RFC 6962 vectors", () => {
  it("gives the roots of the reference tree", function () {
    const folder = sharedPath("vectors/rfc6962-merkle");
    if (folder === null) return skip(this);
    const known = parseShape(KNOWN, readJson(join(folder, "known-roots.json")), "known roots");
    const tree = createHistoryTree(createMemoryNodeStore(), 0);
    const roots = [tree.root()];
    for (const leaf of known.leaves_hex) {
      tree.append(leafHash(decodeHex(leaf)));
      roots.push(tree.root());
    }
    expect(roots.map(encodeHex)).to.deep.equal(known.roots_hex_by_tree_size);
    expect(roots).to.have.lengthOf(9);
  });

  it("judges 98 inclusion proofs as the set says, 6 good", function () {
    const folder = sharedPath("vectors/rfc6962-merkle/inclusion");
    if (folder === null) return skip(this);
    const cases = jsonFiles(folder).map((file) => parseShape(INCLUSION, readJson(file), "inclusion vector"));
    for (const vector of cases) {
      const claim = {
        leafHash: decodeBase64(vector.leafHash),
        index: vector.leafIdx,
        treeSize: vector.treeSize,
        proof: (vector.proof ?? []).map(decodeBase64),
        rootHash: decodeBase64(vector.root),
      };
      judge(vector.wantErr, "ERR_LOG_INCLUSION", () => {
        verifyInclusion(claim);
      });
    }
    expect(cases).to.have.lengthOf(98);
    expect(cases.filter((vector) => !vector.wantErr)).to.have.lengthOf(6);
  });

  it("judges 98 consistency proofs as the set says, 6 good", function () {
    const folder = sharedPath("vectors/rfc6962-merkle/consistency");
    if (folder === null) return skip(this);
    const cases = jsonFiles(folder).map((file) => parseShape(CONSISTENCY, readJson(file), "consistency vector"));
    for (const vector of cases) {
      const claim = {
        oldSize: vector.size1,
        newSize: vector.size2,
        oldRoot: decodeBase64(vector.root1),
        newRoot: decodeBase64(vector.root2),
        proof: (vector.proof ?? []).map(decodeBase64),
      };
      judge(vector.wantErr, "ERR_LOG_CONSISTENCY", () => {
        verifyConsistency(claim);
      });
    }
    expect(cases).to.have.lengthOf(98);
    expect(cases.filter((vector) => !vector.wantErr)).to.have.lengthOf(6);
  });
});

function judge(wantErr: boolean, code: LogErrorCode, verify: () => void): void {
  if (wantErr) throwsWithCode(LogError, code, verify);
  else verify();
}

function jsonFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(folder, name));
}

function readJson(file: string): unknown {
  // Some indices are 2^64 - 1: they come as the largest whole number there is here, which is outside just the same.
  return JSON.parse(readFileSync(file, "utf8"), (_, value: unknown) =>
    typeof value === "number" && !Number.isSafeInteger(value) ? Number.MAX_SAFE_INTEGER : value,
  );
}

function skip(context: Mocha.Context): never {
  if (context.test !== undefined) context.test.title += " (transparency-dev/merkle vectors are not on this machine)";
  return context.skip();
}
