import { expect } from "chai";

describe("ledger", () => {
  it("exports exactly these names", async () => {
    expect(Object.keys(await import("../src/index.ts")).sort()).to.deep.equal([
      "ConflictError",
      "LEDGER_ERRORS",
      "LedgerError",
      "MAX_KEY_BYTES",
      "RefusedError",
      "UnknownError",
      "cancellation",
      "decodeKey",
      "duplicateOf",
      "encodeKey",
      "encodeRefusal",
      "keyRange",
      "readDuplicate",
      "reviveRefusal",
      "unlessAborted",
    ]);
  });
});
