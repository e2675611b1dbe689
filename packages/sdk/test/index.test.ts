import { expect } from "chai";

describe("the package's exports", () => {
  it("are these values", async () => {
    expect(Object.keys(await import("../src/index.ts")).sort()).to.deep.equal([
      "SDK_ERRORS", "SdkError", "assertCommitted", "createHome", "createMemoryKeyring", "createMemoryStore", "findHome", "foundNetwork",
      "openNetwork", "openSqliteStore", "verifyDossier",
    ]); // prettier-ignore
  });
});
