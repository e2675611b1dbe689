import { expect } from "chai";

describe("@openlading/contract", () => {
  it("exports exactly these values", async () => {
    const names = Object.keys(await import("../src/index.ts")).sort();
    expect(names).to.deep.equal([
      "CONTRACT_ERRORS",
      "ContractError",
      "ENTRY_EVENT",
      "createContract",
      "encodeSubmission",
    ]);
  });
});
