import { expect } from "chai";
import { findings, World } from "../check/fixture.ts";
import { addValidationData } from "../../src/sign/validation-data.ts";
import type { Attack, Honest } from "./attack.ts";
import { BYTES } from "./bytes.ts";
import { DICTIONARY } from "./dictionary.ts";
import { ON_TOP } from "./on-top.ts";
import { PREPARED } from "./prepared.ts";
import { TRUST } from "./trust.ts";

export const ATTACKS: readonly Attack[] = [...BYTES, ...DICTIONARY, ...ON_TOP, ...PREPARED, ...TRUST];
const COUNT = 133;

describe("attack corpus", function () {
  this.timeout(120_000);
  let honest: Honest;
  const rows: string[] = [];

  before(async () => {
    const world = await World.create();
    const print = await world.print();
    const sealed = await world.signed(print);
    const long = addValidationData(await world.signed(print, world.stamper()), await world.validationData());
    honest = { world, print, sealed, long };
  });

  after(() => {
    process.stdout.write(`\n      step  code                           attack\n${rows.join("\n")}\n\n`);
  });

  it("starts from honest files that are valid", async () => {
    expect((await honest.world.check(honest.sealed)).overall).to.equal("valid");
    expect((await honest.world.check(honest.long)).overall).to.equal("valid");
  });

  for (const { family, name, step, code, overall = "invalid", make } of ATTACKS) {
    it(`refuses ${family}: ${name}`, async () => {
      const made = await make(honest);
      const { bytes, options = {} } = made instanceof Uint8Array ? { bytes: made } : made;
      const check = await honest.world.check(bytes, options);
      expect(findings(check)[0], findings(check).join()).to.equal(`${step} ${code}`);
      expect(check.overall).to.equal(overall);
      rows.push(`      ${String(step).padEnd(4)}  ${code.padEnd(30)} ${family}: ${name}`);
    });
  }

  it("is as large as it says, each attack under a name of its own", () => {
    expect(new Set(ATTACKS.map(({ family, name }) => `${family}: ${name}`)).size).to.equal(ATTACKS.length);
    expect(ATTACKS.length).to.equal(COUNT);
  });
});
