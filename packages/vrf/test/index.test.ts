import { expect } from "chai";
import { VRF_ERRORS } from "../src/index.ts";

describe("@openlading/vrf", () => {
  it("exports exactly these values", async () => {
    expect(Object.keys(await import("../src/index.ts")).sort()).to.deep.equal([
      "VRF_ERRORS",
      "VrfError",
      "createKeyProver",
      "documentAlpha",
      "generateVrfKey",
      "normalizeDocumentNumber",
      "readVrfKeyFile",
      "verifyVrf",
      "writeVrfKeyFile",
    ]);
  });

  it("says of every code when and what next, in English and in Chinese of its own", () => {
    for (const [code, { when, next }] of Object.entries(VRF_ERRORS)) {
      for (const text of [when, next]) expect(text.zh, code).to.match(/\p{Script=Han}{2}/u);
    }
  });
});
