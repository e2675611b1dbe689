import { expect } from "chai";

describe("ledger-embedded", () => {
  it("exports exactly these names", async () => {
    expect(Object.keys(await import("../src/index.ts")).sort()).to.deep.equal(["openEmbeddedLedger"]);
  });
});
