import { expect } from "chai";
import fc from "fast-check";
import { generateSigner } from "@openlading/jws";
import { addValidationData } from "../../src/sign/validation-data.ts";
import { caTrust } from "../attacks/trust.ts";
import { certificate, findings, HOST, ISSUER, NOW, NUMBER, SIGNED_MS, World } from "./fixture.ts";

const DAY_MS = 24 * 3600_000;

describe("checkPdf", function () {
  this.timeout(120_000);
  let world: World;
  let files: Awaited<ReturnType<World["levels"]>>;

  before(async () => {
    world = await World.create();
    files = await world.levels();
  });

  for (const level of ["B-B", "B-T", "B-LT", "B-LTA"] as const)
    it(`finds a ${level} file valid in all eight steps`, async () => {
      const check = await world.check(files[level]);
      expect(findings(check)).to.deep.equal([]);
      expect(check.checks.map(({ step, outcome }) => [step, outcome])).to.deep.equal(
        [1, 2, 3, 4, 5, 6, 7, 8].map((step) => [step, "valid"]),
      );
      expect(check.overall).to.equal("valid");
      expect(check.origin).to.equal("NATIVE");
      expect(check.facts.level).to.equal(level);
      expect(check.facts).to.deep.include({
        issuer: ISSUER,
        number: certificate()["documentNumber"],
        copy: 1,
        pages: 1,
      });
    });

  it("says which time counts, and whether anything proves it", async () => {
    const times = async (level: keyof typeof files) =>
      (await world.check(files[level])).facts.signatures.map(({ field, time }) => [field, time.isProven]);
    expect(await times("B-B")).to.deep.equal([["exporter", false], ["authority", false]]); // prettier-ignore
    expect(await times("B-LTA")).to.deep.equal([["exporter", true], ["authority", true], ["timestamp1", true]]); // prettier-ignore
  });

  it("needs no revocation list beside a file that brings its own", async () => {
    expect(findings(await world.check(files["B-LT"], { crls: [] }))).to.deep.equal([]);
    expect(findings(await world.check(files["B-LTA"], { crls: [] }))).to.deep.equal([]);
    expect(findings(await world.check(files["B-T"], { crls: [] }))).to.deep.equal(["4 ERR_PDF_REVOCATION_UNKNOWN"]);
  });

  it("accepts a seal by RSA, and one whose key was revoked after the time-stamp", async () => {
    const print = await world.print();
    const rsa = await world.pki.authorityRsa();
    const sealed = await world.sealed(await world.declare(print), rsa);
    expect(findings(await world.check(sealed, { trust: await caTrust(world) }))).to.deep.equal([]);
    const identity = await world.pki.issue({ name: "Seal revoked after", signer: await generateSigner("ES256") });
    const timestamp = world.stamper();
    const stamped = await world.sealed(await world.declare(print, { timestamp }), { ...identity, timestamp });
    world.pki.revoke(identity.chain[0] ?? stamped, { atMs: SIGNED_MS + DAY_MS });
    expect(findings(await world.check(stamped, { trust: await caTrust(world) }))).to.deep.equal([]);
  });

  it("tells two copies apart and finds both valid", async () => {
    const second = await world.signed(await world.print(undefined, undefined, 2));
    expect((await world.check(second)).facts.copy).to.equal(2);
  });

  it("takes an answer about the status, and says how old it is", async () => {
    const status = {
      issuer: ISSUER,
      number: NUMBER,
      state: "LIVE" as const,
      asOf: NOW,
    };
    const { facts, overall } = await world.check(files["B-B"], { status });
    expect(overall).to.equal("valid");
    expect(facts.status).to.deep.include({ source: "ANSWER", ageMs: 0, state: "LIVE" });
    const gone = await world.check(files["B-B"], { status: { ...status, state: "CANCELLED" } });
    expect(findings(gone)).to.deep.equal(["8 ERR_PDF_CANCELLED"]);
  });

  it("sends the reader of a file made elsewhere to its issuer, and never calls it valid", async () => {
    const { PDFDocument } = await import("pdf-lib");
    const document = await PDFDocument.create({ updateMetadata: false });
    document.addPage([300, 300]);
    const bytes = await document.save({ useObjectStreams: false });
    const check = await world.check(bytes);
    expect([check.origin, check.overall]).to.deep.equal(["REGISTERED", "unknown"]);
    expect(check.verdict.en).to.match(/not checked here; query the official site/);
    expect(check.verdict.zh).to.match(/官方网站/);
    const named = await world.check(bytes, { number: "EX260000000009" });
    expect(named.verdict.en).to.match(/query the official site with number EX260000000009$/);
    expect(named.verdict.zh).to.match(/凭编号 EX260000000009 到官方网站查询$/);
  });

  it("skips what an earlier fault left nothing to look at for, and blames it for nothing", async () => {
    const { checks } = await world.check(files["B-B"].subarray(0, 5000));
    expect(checks.map(({ outcome }) => outcome)).to.deep.equal(["invalid", ...Array<string>(7).fill("skipped")]);
  });

  it("refuses a trust list that nobody verified", async () => {
    const list = { ...(await world.trust()) };
    const caught = await world.check(files["B-B"], { trust: list }).catch((error: unknown) => error);
    expect(caught).to.be.instanceOf(TypeError);
  });

  it("does not find validation data valid when a page is printed with another font than it has", async () => {
    const rerender = () => Promise.resolve({ bytes: new Uint8Array(9) });
    expect(findings(await world.check(files["B-B"], { rerender }))).to.deep.equal(["7 ERR_PDF_PRINT_DIFFERS"]);
  });

  for (const level of ["B-B", "B-T", "B-LT", "B-LTA"] as const)
    it(`never finds a ${level} file valid with any byte of it changed`, async () => {
      const bytes = files[level];
      const [trust, crls] = [await world.trust(), await world.pki.crls({ nowMs: Date.parse(NOW) })];
      // The printer is the slow part and its answer is known: what revision 0 must be.
      const original = bytes.slice(0, Buffer.from(bytes).indexOf("%%EOF") + 5);
      const same = () => Promise.resolve({ bytes: original });
      expect(findings(await world.check(bytes, { rerender: same }))).to.deep.equal([]);
      const at = fc.oneof(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: original.length, max: bytes.length - 1 }),
      );
      await fc.assert(
        fc.asyncProperty(at, fc.integer({ min: 1, max: 255 }), async (offset, change) => {
          const mutant = bytes.slice();
          mutant[offset] = (mutant[offset] ?? 0) ^ change;
          const { overall } = await world.check(mutant, { trust, crls, expectedHost: HOST, rerender: same });
          expect(overall, `${offset} ^ ${change}`).to.not.equal("valid");
        }),
        { numRuns: 300 },
      );
    });

  it("never finds a file valid that lost or gained an end", async () => {
    const bytes = files["B-LTA"];
    const lengths = fc.integer({ min: 0, max: bytes.length - 1 });
    await fc.assert(
      fc.asyncProperty(lengths, async (length) => {
        expect((await world.check(bytes.subarray(0, length))).overall).to.not.equal("valid");
      }),
      { numRuns: 100 },
    );
  });

  it("keeps validation data apart that nothing needs", async () => {
    const twice = addValidationData(files["B-LT"], await world.validationData(SIGNED_MS + 2 * 3600_000));
    expect(findings(await world.check(twice))).to.deep.equal([]);
  });
});
