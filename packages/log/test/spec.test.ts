import { readFileSync } from "node:fs";
import { decodeHex, decodeUtf8, utf8 } from "@openlading/core";
import { expect } from "chai";
import {
  checkpointOrigin,
  leafHash,
  parseStateProof,
  verifyClosing,
  verifyStateProof,
  verifyTlogProof,
} from "../src/index.ts";
import { buildExample, type Example } from "./example.ts";

function page(name: string): string {
  return decodeUtf8(readFileSync(new URL(`../../../docs/spec/${name}.md`, import.meta.url)));
}

describe("the specification's example", () => {
  let example: Example;

  before(async () => {
    example = await buildExample();
  });

  it("stands in the pages as it is computed", () => {
    const { leaves, leafHashes, historyRoot, recordIds, digests, stateRoot, presence, absence } = example;
    const parts = {
      "history-tree": [...leaves, ...leafHashes, historyRoot],
      "state-map": [...recordIds, ...digests, stateRoot, presence, absence],
      checkpoint: [example.networkId, ...example.vkeys, example.cosigned],
      receipt: [leaves[1] ?? "", example.receipt],
    };
    for (const [name, texts] of Object.entries(parts)) {
      const text = page(name);
      for (const part of texts) expect(text.includes(part), `${name}.md lacks ${part.slice(0, 40)}`).to.equal(true);
    }
  });

  it("verifies", () => {
    const [first = "", , absent = ""] = example.recordIds;
    const root = decodeHex(example.stateRoot);
    const presence = parseStateProof(JSON.parse(example.presence));
    verifyStateProof({ root, recordId: first, digest: decodeHex(example.digests[0] ?? ""), proof: presence });
    const absence = parseStateProof(JSON.parse(example.absence));
    verifyStateProof({ root, recordId: absent, digest: null, proof: absence });
    const policy = { origin: checkpointOrigin(example.networkId), witnesses: example.vkeys, threshold: 2 };
    const found = verifyTlogProof(example.receipt, { ...policy, leafHash: leafHash(utf8(example.leaves[1] ?? "")) });
    const { treeSize, rootHash } = found.checkpoint;
    const proof = [decodeHex(lastSibling(example))];
    verifyClosing({ height: 1, stateRoot: root, treeSize, rootHash, proof });
  });
});

/** The sibling of the third of three leaves: the node over the first two, which the history page names. */
function lastSibling(example: Example): string {
  const [, sibling = ""] = /node over leaves 0 and 1: `([0-9a-f]{64})`/.exec(page("history-tree")) ?? [];
  expect(example.leafHashes).to.not.include(sibling);
  return sibling;
}
