import { expect } from "chai";

describe("chaincode", () => {
  it("exports exactly these names", async () => {
    expect(Object.keys(await import("../src/index.ts")).sort()).to.deep.equal([
      "MAX_ARGUMENTS",
      "MAX_ARGUMENT_BYTES",
      "createSerializers",
      "toFabricContracts",
    ]);
  });
});
