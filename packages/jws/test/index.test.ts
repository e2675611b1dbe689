import { expect } from "chai";

describe("@openlading/jws", () => {
  it("exports exactly these values", async () => {
    expect(Object.keys(await import("../src/index.ts")).sort()).to.deep.equal([
      "JWS_ERRORS",
      "JwsError",
      "createMemorySigner",
      "createSignatureMemo",
      "decodeCompactJws",
      "generateSigner",
      "importVerificationKey",
      "jwkThumbprint",
      "openKeyFile",
      "parsePublicJwk",
      "signCompactJws",
      "verifyCompactJws",
      "verifyCompactJwsAsync",
      "writeKeyFile",
    ]);
  });
});
