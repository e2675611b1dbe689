import { expect } from "chai";

describe("the exports of documents", () => {
  it("are exactly these", async () => {
    expect(Object.keys(await import("../src/index.ts")).sort()).to.deep.equal([
      "CODE_LISTS",
      "CROSS_RULES",
      "DOCUMENT_ERRORS",
      "DOCUMENT_FAULTS",
      "DOCUMENT_KINDS",
      "DOCUMENT_RULES",
      "DOCUMENT_SCHEMAS",
      "DocumentError",
      "PORT_CODE_TRAPS",
      "attachmentShape",
      "checkAttachment",
      "checkDocument",
      "checkIdentifier",
      "crossCheckDocuments",
      "detectDocumentKind",
      "documentNumber",
      "isDocumentKind",
      "isKnownCode",
      "listCodes",
      "listIdentifiers",
      "parseAttachment",
      "parseDocument",
      "readCustomsRelease",
      "readDeliveryOrder",
      "readEir",
      "readTransportDocument",
      "suggestPortCode",
    ]);
  });
});
