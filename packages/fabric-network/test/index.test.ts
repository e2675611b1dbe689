import { expect } from "chai";

describe("@openlading/fabric-network", () => {
  it("exports these values and no others", async () => {
    expect(Object.keys(await import("../src/index.ts")).sort()).to.deep.equal([
      "FABRIC_NETWORK_ERRORS",
      "FabricNetworkError",
      "addChaincode",
      "findFabricPrograms",
      "packNode",
      "packService",
      "profilePath",
      "readNetwork",
      "readNetworkStatus",
      "requireFabricPrograms",
      "restartProcess",
      "startNetwork",
      "stopNetwork",
    ]);
  });
});
