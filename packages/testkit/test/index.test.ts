import { expect } from "chai";

describe("@openlading/testkit", () => {
  it("exports exactly these values", async () => {
    const names = Object.keys(await import("../src/index.ts")).sort();
    expect(names).to.deep.equal([
      "NOT_YET",
      "asText",
      "createFixedClock",
      "createNoteSigners",
      "createProofs",
      "createShipment",
      "createTestIdentity",
      "createWorld",
      "describeLedger",
      "gateOut",
      "issueBill",
      "keyArg",
      "light",
      "newRight",
      "order",
      "readyForGate",
      "rejectsWithCode",
      "rowOf",
      "sharedPath",
      "startFabricSimulator",
      "suiteContract",
      "surrender",
      "takeTour",
      "throwsWithCode",
      "transitionsOf",
      "vesting",
    ]);
  });
});
