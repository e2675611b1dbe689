import { expect } from "chai";

describe("@openlading/verify", () => {
  it("exports exactly its public names", async () => {
    expect(Object.keys(await import("../src/index.ts")).sort()).to.deep.equal([
      "CHECKS",
      "DIMENSIONS",
      "STATE_WORDS",
      "VERIFY_ERRORS",
      "VerifyError",
      "actionLabel",
      "explainVerdict",
      "judge",
      "parseTrustMaterial",
    ]);
  });
});
