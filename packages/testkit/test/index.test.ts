import { expect } from "chai";

describe("@openlading/testkit", () => {
  it("exports exactly these values", async () => {
    const names = Object.keys(await import("../src/index.ts")).sort();
    expect(names).to.deep.equal([
      "NOT_YET",
      "application",
      "asText",
      "authorise",
      "certificateFacts",
      "createFixedClock",
      "createNoteSigners",
      "createProofs",
      "createShipment",
      "createTestIdentity",
      "createWorld",
      "decidePresentation",
      "describeLedger",
      "examine",
      "gateOut",
      "issueBill",
      "issueCertificate",
      "keyArg",
      "light",
      "newRight",
      "order",
      "present",
      "print",
      "printedCertificate",
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
