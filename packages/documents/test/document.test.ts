import { expect } from "chai";
import { documentChecksum, type Json } from "@openlading/core";
import { throwsWithCode } from "@openlading/testkit";
import {
  checkDocument,
  detectDocumentKind,
  DOCUMENT_KINDS,
  documentNumber,
  DocumentError,
  isDocumentKind,
  parseDocument,
  type DocumentKind,
} from "../src/index.ts";
import { changed, EXAMPLES } from "./examples.ts";

const KINDS = Object.keys(DOCUMENT_KINDS).filter(isDocumentKind);

describe("a document", () => {
  for (const kind of KINDS) {
    it(`of kind ${kind} is accepted without fault or warning`, () => {
      expect(checkDocument(kind, EXAMPLES[kind])).to.deep.equal([]);
      const parsed = parseDocument(kind, JSON.stringify(EXAMPLES[kind]));
      expect(parsed.documentChecksum).to.equal(documentChecksum(EXAMPLES[kind]));
      expect(detectDocumentKind(EXAMPLES[kind])).to.equal(kind);
    });

    it(`of kind ${kind} is refused as any other kind`, () => {
      for (const other of KINDS.filter((name) => name !== kind)) {
        throwsWithCode(DocumentError, "ERR_DOCUMENT_INVALID", () => parseDocument(other, EXAMPLES[kind]));
      }
    });

    it(`of kind ${kind} is refused without its number, and every missing member is named`, () => {
      const missing = checkDocument(kind, {}).filter(({ code }) => code === "ERR_DOC_REQUIRED");
      expect(missing.map(({ path }) => path)).to.include(
        kind === "bill-of-lading" || kind === "sea-waybill" ? "$.transportDocumentReference" : "$.documentNumber",
      );
    });
  }

  it("keeps members that the schema does not know, and the checksum covers them", () => {
    const plain = parseDocument("eir", EXAMPLES.eir);
    const extended = parseDocument("eir", { ...EXAMPLES.eir, yardRow: "B12" });
    expect(extended.data["yardRow"]).to.equal("B12");
    expect(extended.documentChecksum).to.not.equal(plain.documentChecksum);
  });

  it("keeps times as received, offset and all", () => {
    expect(parseDocument("eir", EXAMPLES.eir).data["gateDateTime"]).to.equal("2026-05-24T11:05:00+08:00");
  });

  it("is frozen and independent of what it was made from", () => {
    const source = changed("clp", {});
    const parsed = parseDocument("clp", source);
    Reflect.set(source, "signatory", "someone else");
    expect(parsed.data["signatory"]).to.equal("J. de Vries");
    expect(Object.isFrozen(parsed.data["totals"])).to.equal(true);
  });

  it("is read from bytes as from text", () => {
    const text = JSON.stringify(EXAMPLES["delivery-order"]);
    const bytes = new TextEncoder().encode(text);
    expect(parseDocument("delivery-order", bytes)).to.deep.equal(parseDocument("delivery-order", text));
  });

  it("that is no object is refused", () => {
    for (const text of ["[]", "null", '"x"', "1"]) {
      throwsWithCode(DocumentError, "ERR_DOCUMENT_NOT_OBJECT", () => parseDocument("clp", text));
    }
  });

  it("of an unknown kind is a bad call", () => {
    const kind = "constructor" as DocumentKind;
    for (const call of [() => checkDocument(kind, {}), () => parseDocument(kind, {}), () => documentNumber(kind, {})]) {
      expect(call).to.throw(TypeError);
    }
  });

  it("reports every fault at once, in both languages, with its path", () => {
    const data = changed("delivery-order", {
      "containers.0.grossKg": 1.2345,
      "containers.0.seals": [{ number: " x" }],
      basis: "TRUST_ME",
      validTo: "2026-02-30T00:00:00Z",
      documentNumber: "",
    });
    const error = throwsWithCode(DocumentError, "ERR_DOCUMENT_INVALID", () => parseDocument("delivery-order", data));
    const faults = checkDocument("delivery-order", data);
    expect(error.details["faults"]).to.deep.equal(faults);
    expect(faults.map(({ path, code }) => `${path} ${code}`)).to.have.members([
      "$.documentNumber ERR_DOC_PATTERN",
      "$.validTo ERR_DOC_DATE",
      "$.basis ERR_DOC_CODE",
      "$.containers[0].seals[0].number ERR_DOC_PATTERN",
      "$.containers[0].grossKg ERR_DOC_DECIMALS",
    ]);
    for (const { text } of faults)
      expect(text.zh)
        .to.match(/\p{Script=Han}/u)
        .and.not.equal(text.en);
  });

  it("never breaks the checks, whatever it holds", () => {
    const junk: Json[] = [null, 7, "x", [], [null], [[]], {}, { constructor: 1 }, true];
    for (const kind of KINDS) {
      for (const name of Object.keys(EXAMPLES[kind])) {
        for (const value of junk)
          expect(() => checkDocument(kind, { ...EXAMPLES[kind], [name]: value })).to.not.throw();
      }
    }
  });

  it("that says nothing about its kind has none", () => {
    for (const data of [null, [], {}, { documentTypeCode: "999" }, { transportDocumentTypeCode: "constructor" }]) {
      expect(detectDocumentKind(data)).to.equal(null);
    }
  });

  it("with warnings only is accepted, and the warnings are handed on", () => {
    const parsed = parseDocument("bill-of-lading", changed("bill-of-lading", { placeOfIssue: undefined }));
    expect(parsed.warnings.map(({ code }) => code)).to.deep.equal(["ERR_DOC_RULE_ISSUE_PLACE"]);
  });
});
