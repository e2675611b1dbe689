import { expect } from "chai";
import { FORMAT_ERRORS } from "../src/index.ts";

describe("@openlading/formats", () => {
  it("exports exactly these values", async () => {
    expect(Object.keys(await import("../src/index.ts")).sort()).to.deep.equal([
      "FORMAT_ERRORS",
      "FormatError",
      "completeEir",
      "convert",
      "detectFormat",
      "formatInterchange",
      "parseInterchange",
      "readCodeco",
      "readCoreor",
      "readCusres",
      "readDcsaTransportDocument",
      "readIssuanceRequest",
      "toGateFact",
      "writeCodeco",
      "writeDcsaTransportDocument",
    ]);
  });

  it("explains every code in both languages", () => {
    for (const [code, { when, next }] of Object.entries(FORMAT_ERRORS)) {
      for (const text of [when, next]) {
        expect(text.zh, code).to.match(/\p{Script=Han}/u);
        expect(text.en, code).not.to.equal(text.zh);
      }
    }
  });
});
