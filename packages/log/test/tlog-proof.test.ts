import { sha256, utf8 } from "@openlading/core";
import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import fc from "fast-check";
import {
  appendCosignatures,
  cosignCheckpoint,
  createHistoryTree,
  createMemoryNodeStore,
  formatCheckpoint,
  formatTlogProof,
  leafHash,
  LogError,
  parseTlogProof,
  verifyTlogProof,
} from "../src/index.ts";
import { ORIGIN, testSigner, TIME } from "./witnesses.ts";

const witness = testSigner("one.example");
const leaves = Array.from({ length: 9 }, (_, index) => leafHash(Uint8Array.of(index)));
const tree = createHistoryTree(createMemoryNodeStore(), 0);
for (const leaf of leaves) tree.append(leaf);
const policy = { origin: ORIGIN, witnesses: [witness.vkey], threshold: 1 };

describe("tlog proof", () => {
  let checkpoint = "";

  before(async () => {
    const body = formatCheckpoint({ origin: ORIGIN, treeSize: 9, rootHash: tree.root() });
    checkpoint = appendCosignatures(body, [await cosignCheckpoint(body, witness, TIME)]);
  });

  it("reads what it writes", () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const extra = fc.option(fc.uint8Array({ maxLength: 90 }));
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.array(hash, { maxLength: 64 }), extra, (index, proof, more) => {
        const parts = { extra: more, index, proof, checkpoint };
        expect(parseTlogProof(formatTlogProof(parts))).to.deep.equal(parts);
      }),
    );
  });

  it("establishes that a leaf is in a cosigned history", () => {
    leaves.forEach((leaf, index) => {
      const text = formatTlogProof({ extra: null, index, proof: tree.inclusionProof(index), checkpoint });
      const found = verifyTlogProof(text, { ...policy, leafHash: leaf });
      expect([found.index, found.checkpoint.treeSize]).to.deep.equal([index, 9]);
      throwsWithCode(LogError, "ERR_LOG_INCLUSION", () =>
        verifyTlogProof(text, { ...policy, leafHash: sha256(utf8("another leaf")) }),
      );
      throwsWithCode(LogError, "ERR_LOG_THRESHOLD", () =>
        verifyTlogProof(text, { ...policy, witnesses: [testSigner("two.example").vkey], leafHash: leaf }),
      );
    });
  });

  it("is refused when malformed", () => {
    const good = formatTlogProof({ extra: Uint8Array.of(1), index: 3, proof: tree.inclusionProof(3), checkpoint });
    const bad = [
      "",
      good.replace("@v1", "@v2"),
      good.replace("index 3", "index 03"),
      good.replace("index 3", "index -3"),
      good.replace("index 3", "index 9007199254740992"),
      good.replace("index 3\n", ""),
      good.replace("extra AQ==", "extra AR=="),
      good.replace("extra AQ==", "more AQ=="),
      good.replace("index 3\n", "index 3\nAQ==\n"),
      good.replace("index 3\n", `index 3\n${`${"A".repeat(43)}=\n`.repeat(61)}`),
      good.replace("\n\n", "\n"),
      "x".repeat(262_145),
    ];
    for (const text of bad) throwsWithCode(LogError, "ERR_LOG_TLOG_PROOF", () => parseTlogProof(text));
    throwsWithCode(LogError, "ERR_LOG_NOTE", () => parseTlogProof(good.slice(0, -1)));
    expect(() => formatTlogProof({ extra: null, index: -1, proof: [], checkpoint })).to.throw(TypeError);
  });
});
