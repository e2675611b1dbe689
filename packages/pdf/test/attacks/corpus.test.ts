import { expect } from "chai";
import { findings, NOW, World } from "../check/fixture.ts";
import { PdfError } from "../../src/error.ts";
import { createTrustList } from "../../src/trust/create.ts";
import { verifyTrustList, type TrustListReader } from "../../src/trust/verify.ts";
import { addValidationData } from "../../src/sign/validation-data.ts";
import type { Attack, Honest } from "./attack.ts";
import { BYTES } from "./bytes.ts";
import { DICTIONARY } from "./dictionary.ts";
import { ON_TOP } from "./on-top.ts";
import { PREPARED } from "./prepared.ts";
import { SIGNERS } from "./signers.ts";
import { STAMPED } from "./stamped.ts";
import { TRUST } from "./trust.ts";

export const ATTACKS: readonly Attack[] = [
  ...BYTES,
  ...DICTIONARY,
  ...ON_TOP,
  ...PREPARED,
  ...TRUST,
  ...SIGNERS,
  ...STAMPED,
];
const COUNT = 154;

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

  it("refuses a trust list that is old, rolled back or signed by too few, before any file is looked at", async () => {
    const { world } = honest;
    const code = async (roots: number, reader: TrustListReader): Promise<unknown> => {
      const file = await createTrustList(world.payload(), world.roots.slice(0, roots));
      return verifyTrustList(file, world.anchor, reader).then(
        () => "accepted",
        (error: unknown) => (error instanceof PdfError ? error.code : error),
      );
    };
    expect(await code(2, { now: NOW })).to.equal("accepted");
    expect(await code(2, { now: "2027-01-01T00:00:00.000Z" })).to.equal("ERR_PDF_TRUST_OLD");
    expect(await code(2, { now: NOW, seenVersion: 8 })).to.equal("ERR_PDF_TRUST_ROLLBACK");
    expect(await code(1, { now: NOW })).to.equal("ERR_PDF_TRUST_THRESHOLD");
  });

  it("is as large as it says, each attack under a name of its own", () => {
    expect(new Set(ATTACKS.map(({ family, name }) => `${family}: ${name}`)).size).to.equal(ATTACKS.length);
    expect(ATTACKS.length).to.equal(COUNT);
  });
});
