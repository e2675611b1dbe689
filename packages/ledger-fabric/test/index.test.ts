import { expect } from "chai";

describe("ledger-fabric", () => {
  it("exports exactly these names", async () => {
    expect(Object.keys(await import("../src/index.ts")).sort()).to.deep.equal([
      "createFabricLedger",
      "createFabricSigner",
      "diagnoseFabric",
      "followBlocks",
      "openCheckpointer",
      "readFabricProfile",
    ]);
  });
});
