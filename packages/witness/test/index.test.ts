import { expect } from "chai";

describe("@openlading/witness", () => {
  it("exports what its index lists", async () => {
    expect(Object.keys(await import("../src/index.ts")).sort()).to.deep.equal([
      "WITNESS_ERRORS",
      "WitnessError",
      "openWitness",
      "openWitnessKeys",
      "reachWitness",
      "serveWitness",
      "writeWitnessKeys",
    ]);
  });
});
