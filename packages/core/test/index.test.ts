import { expect } from "chai";

describe("@openlading/core", () => {
  it("exports exactly these values", async () => {
    expect(Object.keys(await import("../src/index.ts")).sort()).to.deep.equal([
      "CORE_ERRORS",
      "CoreError",
      "OpenLadingError",
      "canonicalText",
      "canonicalize",
      "compareBytes",
      "concatBytes",
      "decodeBase64",
      "decodeBase64url",
      "decodeHex",
      "decodeUtf8",
      "documentChecksum",
      "domainDigest",
      "encodeBase64",
      "encodeBase64url",
      "encodeHex",
      "equalBytes",
      "formatInstant",
      "parseInstant",
      "parseShape",
      "parseStrictJson",
      "parseUtcInstant",
      "sha256",
      "sha256Hex",
      "shape",
      "utf8",
    ]);
  });
});
