import { expect } from "chai";

describe("@openlading/dossier", () => {
  it("exports exactly its public names", async () => {
    expect(Object.keys(await import("../src/index.ts")).sort()).to.deep.equal([
      "DOSSIER_ERRORS",
      "DOSSIER_FORMAT",
      "DossierError",
      "MANIFEST_TYP",
      "buildDossier",
      "createBinding",
      "createIssuanceManifest",
      "createManifest",
      "decodeBinding",
      "decodeManifest",
      "encodeDossier",
      "isParsedDossier",
      "issuanceManifestDigest",
      "issuanceManifestOf",
      "keyStanding",
      "openDossier",
      "parseDossier",
      "parseDossierV1",
      "redactDossier",
      "requiredRecords",
      "verifyBinding",
      "verifyIssuanceManifest",
      "verifyManifest",
      "writeDossier",
    ]);
  });
});
