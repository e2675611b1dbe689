import { decodeUtf8 } from "@openlading/core";
import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { array, assert, constantFrom, property } from "fast-check";
import { documentAlpha, normalizeDocumentNumber, VrfError } from "../src/index.ts";

describe("normalizeDocumentNumber", () => {
  it("upper-cases and drops space, hyphen, slash and full stop", () => {
    for (const spelling of ["EXLU-1234/56.7", "exlu 1234567", "EXLU1234567", " e.x-l/u 1234567 "]) {
      expect(normalizeDocumentNumber(spelling)).to.equal("EXLU1234567");
    }
  });

  it("is settled after one pass", () => {
    const character = constantFrom("a", "z", "A", "Z", "0", "9", " ", "-", "/", ".");
    assert(
      property(array(character, { minLength: 1, maxLength: 64 }), (characters) => {
        const spelling = `7${characters.join("")}`.slice(0, 64);
        const normal = normalizeDocumentNumber(spelling);
        expect(normalizeDocumentNumber(normal)).to.equal(normal);
        expect(normal).to.match(/^[0-9A-Z]+$/);
      }),
    );
  });

  it("refuses what is empty, too long, or has any other character", () => {
    for (const number of [
      "",
      " ",
      "-/.",
      "A".repeat(65),
      "A_1",
      "A+1",
      "A\t1",
      "A\n",
      "А1",
      "Ａ1",
      "ı1",
      "ß",
      "é",
      "提单",
      "A\u00001",
      "A\u00A01",
    ]) {
      throwsWithCode(VrfError, "ERR_VRF_NUMBER", () => normalizeDocumentNumber(number));
    }
    expect(normalizeDocumentNumber("A".repeat(64))).to.have.length(64);
  });
});

describe("documentAlpha", () => {
  it("is the canonical list of domain, network, party, family and normal number", () => {
    const alpha = documentAlpha({
      networkId: "n1",
      partyId: "exl.example",
      family: "transport-document",
      number: "exl-1",
    });
    expect(decodeUtf8(alpha)).to.equal('["openlading/record-id/1","n1","exl.example","transport-document","EXL1"]');
  });

  it("differs whenever one member differs, however they are split", () => {
    const base = { networkId: "n", partyId: "p", family: "f", number: "1" };
    const variants = [
      base,
      { ...base, networkId: "m" },
      { ...base, partyId: "q" },
      { ...base, family: "g" },
      { ...base, number: "2" },
    ];
    const shifted = { networkId: 'n","p', partyId: "f", family: "x", number: "1" };
    expect(new Set([...variants, shifted].map((one) => decodeUtf8(documentAlpha(one)))).size).to.equal(6);
  });
});
