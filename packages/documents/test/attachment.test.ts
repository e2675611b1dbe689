import { expect } from "chai";
import { sha256Hex, utf8 } from "@openlading/core";
import { throwsWithCode } from "@openlading/testkit";
import { checkAttachment, DocumentError, parseAttachment } from "../src/index.ts";

const bytes = utf8("%PDF-1.7 packing list");
const description = {
  name: "packing list.pdf",
  mediaType: "application/pdf",
  size: bytes.length,
  digest: sha256Hex(bytes),
  signature: { format: "cms-detached", value: "AAAA", signatoryName: "J. de Vries" },
};

describe("an attachment", () => {
  it("is the bytes that its description states", () => {
    expect(checkAttachment(parseAttachment(description), bytes)).to.deep.equal([]);
  });

  it("is not other bytes, of the same length or not", () => {
    const codes = (other: Uint8Array) => checkAttachment(parseAttachment(description), other).map(({ code }) => code);
    expect(codes(utf8("%PDF-1.7 packing lisT"))).to.deep.equal(["ERR_DOC_ATTACHMENT_DIGEST"]);
    expect(codes(utf8("short"))).to.deep.equal(["ERR_DOC_ATTACHMENT_SIZE", "ERR_DOC_ATTACHMENT_DIGEST"]);
  });

  it("may be unsigned", () => {
    const { signature, ...plain } = description;
    expect(signature.format).to.equal("cms-detached");
    expect(parseAttachment(plain)).to.deep.equal(plain);
  });

  for (const [what, change] of [
    ["a path for a name", { name: "../x.pdf" }],
    ["a control character in its name", { name: "x\u0000.pdf" }],
    ["no media type", { mediaType: "pdf" }],
    ["a digest in upper case", { digest: description.digest.toUpperCase() }],
    ["a negative size", { size: -1 }],
    ["a member that is not described", { url: "https://example.com" }],
  ] as const) {
    it(`is refused with ${what}`, () => {
      const error = throwsWithCode(DocumentError, "ERR_DOCUMENT_ATTACHMENT", () =>
        parseAttachment({ ...description, ...change }),
      );
      expect(error.details["faults"]).to.be.an("array").that.has.length(1);
    });
  }
});
