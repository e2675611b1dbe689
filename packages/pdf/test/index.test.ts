import { expect } from "chai";

describe("@openlading/pdf", () => {
  it("exports exactly these values", async () => {
    expect(Object.keys(await import("../src/index.ts")).sort()).to.deep.equal([
      "PDF_ERRORS",
      "PdfError",
      "TRUST_LIST_FORMAT",
      "TRUST_LIST_TYP",
      "addArchiveTimestamp",
      "addValidationData",
      "appearanceBox",
      "checkCode",
      "combineAppearances",
      "createOfficerPage",
      "createQrText",
      "createSpecimenPki",
      "createSpecimenTsa",
      "createTimestampClient",
      "createTrustList",
      "decodeQrText",
      "documentNumberDigest",
      "drawImageAppearance",
      "drawSealAppearance",
      "drawSignatureAppearance",
      "findSigner",
      "findWithdrawal",
      "fitAppearance",
      "parsePrintParameters",
      "prepareSignature",
      "qrMatrix",
      "qrMismatches",
      "readSigningChain",
      "renderPrint",
      "rerenderPrint",
      "scan",
      "serveSpecimenTsa",
      "signPdf",
      "signerStanding",
      "verifyQrText",
      "verifyTrustList",
    ]);
  });
});
