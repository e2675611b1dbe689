import { expect } from "chai";
import * as log from "../src/index.ts";

describe("@openlading/log", () => {
  it("exports these values and no others", () => {
    expect(Object.keys(log).sort()).to.deep.equal([
      "LOG_ERRORS",
      "LogError",
      "STATE_PROOF_SHAPE",
      "appendCosignatures",
      "checkpointOrigin",
      "closingLeaf",
      "cosignCheckpoint",
      "createCachedMapStore",
      "createHistoryTree",
      "createMemoryMapStore",
      "createMemoryNodeStore",
      "createNoteSigner",
      "createStateMap",
      "encodeStateProof",
      "entryLeaf",
      "formatCheckpoint",
      "formatTlogProof",
      "formatVerifierKey",
      "leafHash",
      "nodeHash",
      "parseCheckpoint",
      "parseNote",
      "parseStateProof",
      "parseTlogProof",
      "parseVerifierKey",
      "verifyClosing",
      "verifyConsistency",
      "verifyCosignedCheckpoint",
      "verifyInclusion",
      "verifyStateProof",
      "verifyTlogProof",
    ]);
  });
});
