import { readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { sharedPath } from "@openlading/testkit";
import { checkIdentifier, listIdentifiers, type IdentifierName } from "../src/index.ts";
import { containerRemainder, gs1CheckDigit, imoCheckDigit, usccCheckCharacter } from "../src/check-digits.ts";

const VECTORS = sharedPath("refdata/test-vectors.json");

interface VectorRow {
  readonly valid?: readonly string[];
  readonly warn?: readonly { readonly value: string }[];
  readonly invalid?: readonly (string | { readonly value: string })[];
}

const NAMES: Readonly<Record<string, IdentifierName>> = {
  iso6346ContainerNumber: "container-number",
  imoShipNumber: "imo-number",
  unifiedSocialCreditCode: "uscc",
  lei: "lei",
  chinaCustomsDeclarationNumber: "declaration-number",
};

const verdict = (name: IdentifierName, value: string): string => checkIdentifier(name, value)?.severity ?? "valid";
const valueOf = (row: string | { readonly value: string }): string => (typeof row === "string" ? row : row.value);

function runVectors(name: IdentifierName, row: VectorRow | undefined): number {
  const { valid = [], warn = [], invalid = [] } = row ?? {};
  for (const value of valid) expect(verdict(name, value), value).to.equal("valid");
  for (const { value } of warn) expect(verdict(name, value), value).to.equal("warning");
  // Genuine social credit codes are reported to fail the check: never more than a warning.
  const worst = name === "uscc" ? "warning" : "error";
  for (const each of invalid) expect(verdict(name, valueOf(each)), valueOf(each)).to.equal(worst);
  return valid.length + warn.length + invalid.length;
}

describe("identifiers", () => {
  it("agree with the published vectors", function () {
    if (VECTORS === null) this.skip();
    const vectors = JSON.parse(readFileSync(VECTORS, "utf8")) as Record<string, VectorRow>;
    const counts = Object.entries(NAMES).map(([key, name]) => runVectors(name, vectors[key]));
    expect(counts.reduce((sum, count) => sum + count)).to.equal(25);
  });

  const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
  const flip = (text: string, index: number, by: number): string =>
    text.slice(0, index) + String((Number(text[index]) + by) % 10) + text.slice(index + 1);

  it("accept each container number with its check digit and refuse it with any other", () => {
    const stem = fc.tuple(fc.stringMatching(/^[A-Z]{3}[UJZ]$/), digits(6)).map(([owner, serial]) => owner + serial);
    fc.assert(
      fc.property(stem, fc.integer({ min: 1, max: 9 }), (head, by) => {
        const number = head + String(containerRemainder(head) % 10);
        expect(verdict("container-number", number)).to.equal(containerRemainder(head) === 10 ? "warning" : "valid");
        expect(verdict("container-number", flip(number, 10, by))).to.equal("error");
      }),
    );
  });

  it("find every single wrong digit of a ship, a location and, but for the remainder 10, a container", () => {
    fc.assert(
      fc.property(digits(6), fc.integer({ min: 1, max: 9 }), (head, by) => {
        expect(verdict("imo-number", head + String(imoCheckDigit(head)))).to.equal("valid");
        expect(verdict("imo-number", flip(head + String(imoCheckDigit(head)), 6, by))).to.equal("error");
      }),
    );
    fc.assert(
      fc.property(digits(12), fc.nat(12), fc.integer({ min: 1, max: 9 }), (head, index, by) => {
        const number = head + String(gs1CheckDigit(head));
        expect(verdict("gln", number)).to.equal("valid");
        expect(verdict("gln", flip(number, index, by))).to.equal("error");
      }),
    );
  });

  it("warn of a social credit code with a wrong check character and accept the right one", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-HJ-NPQRTUWXY]{17}$/), (head) => {
        const right = usccCheckCharacter(head);
        expect(verdict("uscc", head + right)).to.equal("valid");
        expect(verdict("uscc", head + (right === "0" ? "1" : "0"))).to.equal("warning");
      }),
    );
  });

  it("suggest the port where the airport's code is written", () => {
    expect(checkIdentifier("port-code", "CNSHA")).to.deep.include({ severity: "warning", suggestion: "CNSHG" });
    expect(checkIdentifier("port-code", "CNSHG")).to.equal(null);
    expect(verdict("port-code", "CNSH1")).to.equal("error");
  });

  it("tell a chapter that does not exist, an unknown package, currency, country or size", () => {
    expect([verdict("hs-code", "640510"), verdict("hs-code", "771234"), verdict("hs-code", "64051")]).to.deep.equal([
      "valid",
      "warning",
      "error",
    ]);
    expect([verdict("package-code", "CT"), verdict("package-code", "9Z")]).to.deep.equal(["valid", "warning"]);
    expect([verdict("currency", "CNY"), verdict("currency", "DEM")]).to.deep.equal(["valid", "error"]);
    expect([verdict("country", "CN"), verdict("country", "XX")]).to.deep.equal(["valid", "error"]);
    expect([verdict("size-type", "22G1"), verdict("size-type", "2210")]).to.deep.equal(["valid", "warning"]);
  });

  it("never throw on any text, and explain in two languages", () => {
    fc.assert(
      fc.property(fc.constantFrom(...listIdentifiers()), fc.string(), (name, value) => {
        const found = checkIdentifier(name, value);
        if (found !== null) expect(found.text.zh).to.match(/\p{Script=Han}/u);
      }),
    );
  });

  it("of an unknown name are a bad call", () => {
    expect(() => checkIdentifier("constructor" as IdentifierName, "x")).to.throw(TypeError);
  });
});
