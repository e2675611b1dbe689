import type { JsonObject } from "@openlading/core";
import { expect } from "chai";
import { qrMismatches } from "../../src/qr/match.ts";
import { decodeQrText } from "../../src/qr/text.ts";
import { scan } from "../../src/qr/scan.ts";
import { certificate, findings, KIND, World } from "./fixture.ts";

const FORMS = ["RCEP", "FORM_E", "CHINA_AUSTRALIA", "CHINA_KOREA", "APTA", "NON_PREFERENTIAL"];

/** The items of the example, over and over, numbered from 1. */
function items(count: number): JsonObject[] {
  const own = certificate()["items"] as JsonObject[];
  return Array.from({ length: count }, (_, index) => ({ ...own[index % own.length], itemNumber: index + 1 }));
}

describe("every form, signed and sealed", () => {
  let world: World;
  before(async () => {
    world = await World.create();
  });

  for (const form of FORMS) {
    it(`is valid: ${form}`, async () => {
      const file = await world.signed(await world.print(certificate({ form })));
      expect(findings(await world.check(file))).to.deep.equal([]);
    });
  }

  it("is valid with forty items on three pages, its code with the first and the digest of all", async () => {
    const data = certificate({ items: items(40) });
    const file = await world.signed(await world.print(data));
    const check = await world.check(file);
    expect([check.overall, check.facts.pages]).to.deep.equal(["valid", 3]);
    const [code] = await scan(file);
    const { facts } = decodeQrText(code?.text ?? "");
    expect(facts.items).to.have.length(1);
    expect(facts.itemTable?.count).to.equal(40);
    expect(qrMismatches(facts, { documentKind: KIND, data })).to.deep.equal([]);
    const others = { documentKind: KIND, data: { ...data, items: items(40).reverse() } };
    expect(qrMismatches(facts, others)).to.include("itemTable");
  });
});
