import { readFileSync } from "node:fs";
import { expect } from "chai";
import { sharedPath } from "@openlading/testkit";
import { CODE_LISTS, DOCUMENT_KINDS, DOCUMENT_SCHEMAS, isKnownCode, listCodes, PORT_CODE_TRAPS } from "../src/index.ts";

const folder = sharedPath("refdata");

function untdid(name: string): readonly string[] {
  const schema: unknown = JSON.parse(readFileSync(`${folder ?? ""}/uncefact-codelists/${name}.json`, "utf8"));
  const codes: string[] = [];
  JSON.stringify(schema, (key, value: unknown) => {
    if (key === "const" && typeof value === "string") codes.push(value);
    if (key === "enum" && Array.isArray(value)) codes.push(...value.map(String));
    return value;
  });
  return codes;
}

function csvColumn(path: string, column: number): readonly string[] {
  const rows = readFileSync(`${folder ?? ""}/${path}`, "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1);
  return rows.map((row) => row.split(",")[column] ?? "");
}

describe("code lists against the published ones", () => {
  before(function () {
    // The folder is a copy of public lists; docs/spec/document-kinds.md names them.
    if (folder === null) this.skip();
  });

  it("hold the same packages, currencies and size types", () => {
    expect(listCodes("package"))
      .to.deep.equal([...untdid("UNECE_UNTDID7065")].sort())
      .and.to.have.length(405);
    expect(listCodes("currency"))
      .to.deep.equal([...untdid("ISO_ISO3AlphaCurrencyCode")].sort())
      .and.to.have.length(179);
    const sizes = csvColumn("iso6346/isoequipmentcodes.csv", 0);
    expect(listCodes("size-type"))
      .to.deep.equal([...sizes].sort())
      .and.to.have.length(139);
  });

  it("hold the same IMO classes, zones and segregation groups", () => {
    expect(listCodes("imo-class")).to.deep.equal([...csvColumn("dcsa/imoclasses.csv", 0).filter(isClass)].sort());
    const datasets = "../dcsa/conformance/datasets";
    for (const zone of csvColumn(`${datasets}/inhalationzones.csv`, 0))
      expect(isKnownCode("inhalation-zone", zone)).to.equal(true);
    for (const group of csvColumn(`${datasets}/segregationgroups.csv`, 0))
      expect(isKnownCode("segregation-group", group)).to.equal(true);
  });

  it("know every country with a place in UN/LOCODE, and no other of that list", () => {
    const countries = new Set(csvColumn("unlocode/unlocode-subset.csv", 0).map((code) => code.slice(0, 2)));
    countries.delete("XZ"); // international waters
    for (const country of countries) expect(isKnownCode("country", country), country).to.equal(true);
    expect(listCodes("country")).to.have.length(249);
  });

  it("trap only codes that are no port, and name one that is", () => {
    const functions = new Map(
      readFileSync(`${folder ?? ""}/unlocode/unlocode-subset.csv`, "utf8")
        .split(/\r?\n/)
        .map((row) => [row.slice(0, 5), /,([-0-7B]{8}),/.exec(row)?.[1] ?? ""] as const),
    );
    for (const [trap, port] of Object.entries(PORT_CODE_TRAPS)) {
      expect(functions.get(trap), trap).to.match(/^-/);
      expect(functions.get(port), port).to.match(/^1/);
    }
    expect(Object.keys(PORT_CODE_TRAPS)).to.have.length(18);
  });

  it("map onto UNTDID codes that exist", () => {
    const lists = {
      sealSource: "9303",
      sealCondition: "4517",
      fullness: "8169",
      equipmentStatus: "8249",
      messageFunction: "1225",
    } as const;
    for (const [name, element] of Object.entries(lists) as [keyof typeof lists, string][]) {
      const known = untdid(`UNECE_UNTDID${element}`);
      for (const { untdid: code } of CODE_LISTS[name]) expect(known, `${name} ${code}`).to.include(code);
    }
    const names = untdid("UNECE_UNTDID1001");
    for (const { untdid: codes } of Object.values(DOCUMENT_KINDS)) expect(names).to.include.members([...codes]);
  });
});

const isClass = (code: string): boolean => /^[1-9]/.test(code);

describe("code lists of our own kinds", () => {
  it("are those the schemas accept", () => {
    const accepted = JSON.stringify(Object.values(DOCUMENT_SCHEMAS));
    for (const rows of Object.values(CODE_LISTS)) {
      expect(accepted).to.include(JSON.stringify(rows.map(({ code }) => code)));
    }
  });
});
