import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import fc from "fast-check";
import { der, derGeneralizedTime, derInteger, derOid, derSequence, derSetOf, derTime } from "../../src/sign/der.ts";
import { derChildren, oidText, parseDer, timeOf } from "../../src/sign/der-reader.ts";
import { PdfError } from "../../src/error.ts";

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(" ", ""), "hex"));

describe("DER", () => {
  it("reads back every element it writes", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), (contents) => {
        const written = derSequence(...contents.map((content) => der(0x04, content)));
        const read = derChildren(parseDer(written)).map(({ content }) => new Uint8Array(content));
        expect(read).to.deep.equal(contents);
      }),
    );
  });

  it("reads back every time and object identifier it writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: -631152000, max: 4102444799 }), (seconds) => {
        expect(timeOf(parseDer(derTime(seconds * 1000)))).to.equal(seconds * 1000);
        expect(timeOf(parseDer(derGeneralizedTime(seconds * 1000)))).to.equal(seconds * 1000);
      }),
    );
    for (const oid of ["1.2.840.113549.1.9.16.2.47", "2.5.29.15", "2.16.840.1.101.3.4.2.1", "0.4.0.2023.1.1"]) {
      expect(oidText(parseDer(derOid(oid)))).to.equal(oid);
    }
  });

  it("writes integers in their shortest form and sets in their order", () => {
    expect(derInteger(0)).to.deep.equal(hex("02 01 00"));
    expect(derInteger(128)).to.deep.equal(hex("02 02 00 80"));
    expect(derInteger(hex("00 00 7f 01"))).to.deep.equal(hex("02 02 7f 01"));
    expect(derSetOf([derInteger(2), derInteger(1)])).to.deep.equal(hex("31 06 02 01 01 02 01 02"));
  });

  const REFUSED: Readonly<Record<string, string>> = {
    nothing: "",
    "an end inside an element": "04 05 01",
    "bytes after the element": "05 00 00",
    "an indefinite length": "30 80 00 00",
    "an indefinite length over as many bytes as its sign says": `04 80 ${"00".repeat(128)}`,
    "a length longer than need be": "04 81 01 00",
    "a length with a leading zero": "04 82 00 80 00",
    "a tag of many bytes": "1f 81 00 00",
    "an integer longer than need be": "02 02 00 01",
    "an integer of no bytes": "02 00",
    "a boolean that is neither": "01 01 01",
    "an object identifier that does not end": "06 02 2a 86",
  };
  for (const [name, bytes] of Object.entries(REFUSED)) {
    it(`refuses ${name}`, () => {
      throwsWithCode(PdfError, "ERR_PDF_DER", () => parseDer(hex(bytes)));
    });
  }

  it("refuses elements nested too deeply", () => {
    let nested = derInteger(1);
    for (let depth = 0; depth < 40; depth += 1) nested = derSequence(nested);
    throwsWithCode(PdfError, "ERR_PDF_DER", () => parseDer(nested));
  });

  it("refuses times that no calendar has", () => {
    for (const text of [
      "20260431000000Z",
      "20260101240000Z",
      "20260101000060Z",
      "202601010000Z",
      "20260101000000.10Z",
    ]) {
      const element = parseDer(der(0x18, new TextEncoder().encode(text)));
      throwsWithCode(PdfError, "ERR_PDF_DER", () => timeOf(element));
    }
  });

  it("never fails otherwise than by its code, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          parseDer(bytes);
        } catch (error) {
          expect(error).to.be.instanceOf(PdfError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
