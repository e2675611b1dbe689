import { expect } from "chai";
import fc from "fast-check";
import { generateSigner } from "@openlading/jws";
import { PdfError } from "../../src/error.ts";
import { parseOcsp } from "../../src/check/ocsp.ts";
import { addValidationData } from "../../src/sign/validation-data.ts";
import { createSpecimenPki, type SpecimenIdentity, type SpecimenPki } from "../../src/specimen/pki.ts";
import { drawSealAppearance } from "../../src/appearance/seal.ts";
import { hasOpenssl, openssl, pem } from "../sign/openssl.ts";
import { findings, NOW_MS, SIGNED_MS, START_MS, World } from "./fixture.ts";
import { writeOcsp, type OcspStatement } from "./ocsp-writer.ts";

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
const UNKNOWN = ["4 ERR_PDF_REVOCATION_UNKNOWN"];

describe("OCSP responses", function () {
  this.timeout(60_000);
  let world: World;
  let pki: SpecimenPki;
  let authority: SpecimenIdentity;
  let responder: SpecimenIdentity;
  let sealed: Uint8Array;

  before(async () => {
    const [issuing, issuer, ...roots] = await Promise.all([1, 2, 3, 4, 5].map(() => generateSigner("ES256")));
    if (issuing === undefined || issuer === undefined) throw new Error("no key");
    pki = await createSpecimenPki({ notBeforeMs: START_MS, keys: { issuing } });
    const seal = await drawSealAppearance({ name: "示例商会", text: "原产地证书专用章" });
    world = new World({ pki, issuer, roots, seal });
    authority = { signer: issuing, chain: [pki.issuing, pki.root] };
    responder = await pki.issue({ name: "Responder", signer: await generateSigner("ES256"), role: "ocsp" });
    sealed = await world.signed(await world.print());
  });

  const statement = (change: Partial<OcspStatement> = {}): OcspStatement => ({
    by: authority,
    isCarried: false,
    about: pki.exporter.chain[0] ?? new Uint8Array(),
    issuer: pki.issuing,
    status: "good",
    atMs: NOW_MS - HOUR_MS,
    untilMs: NOW_MS + DAY_MS,
    ...change,
  });
  const found = async (change: Partial<OcspStatement>): Promise<readonly string[]> =>
    findings(await world.check(sealed, { crls: [], ocsps: [await writeOcsp(statement(change))] }));

  it("count when they are the issuer's, or by one it lets answer", async () => {
    expect(await found({})).to.deep.equal([]);
    expect(await found({ by: responder, isCarried: true })).to.deep.equal([]);
    expect(await found({ untilMs: null })).to.deep.equal([]);
  });

  it("are read from the file's own store", async () => {
    const ocsps = [await writeOcsp(statement({ atMs: SIGNED_MS + HOUR_MS, by: responder, isCarried: true }))];
    const long = addValidationData(sealed, { certificates: [pki.issuing, pki.root], ocsps });
    expect(findings(await world.check(long, { crls: [] }))).to.deep.equal([]);
  });

  it("say that a certificate was revoked", async () => {
    const status = { revokedAtMs: SIGNED_MS - DAY_MS };
    expect(await found({ status })).to.deep.equal(["4 ERR_PDF_CERTIFICATE_REVOKED"]);
    expect(await found({ status, by: responder, isCarried: true })).to.deep.equal(["4 ERR_PDF_CERTIFICATE_REVOKED"]);
  });

  it("say nothing when they do not know, or are about another certificate", async () => {
    expect(await found({ status: "unknown" })).to.deep.equal(UNKNOWN);
    expect(await found({ about: pki.authority.chain[0] ?? new Uint8Array() })).to.deep.equal(UNKNOWN);
    expect(await found({ issuer: pki.root })).to.deep.equal(UNKNOWN);
  });

  it("say nothing at another time", async () => {
    expect(await found({ atMs: NOW_MS - 3 * DAY_MS, untilMs: NOW_MS - DAY_MS })).to.deep.equal(UNKNOWN);
    expect(await found({ atMs: NOW_MS - 2 * DAY_MS, untilMs: null })).to.deep.equal(UNKNOWN);
    expect(await found({ atMs: NOW_MS + HOUR_MS })).to.deep.equal(UNKNOWN);
  });

  it("say nothing when nobody entitled signed them", async () => {
    const stranger = await createSpecimenPki({ notBeforeMs: START_MS });
    const signer = await generateSigner("ES256");
    const other = await stranger.issue({ name: "Responder", signer, role: "ocsp" });
    const old = await pki.issue({ name: "Old responder", signer, role: "ocsp", notAfterMs: NOW_MS - DAY_MS });
    for (const by of [pki.exporter, other, old]) expect(await found({ by, isCarried: true })).to.deep.equal(UNKNOWN);
    expect(await found({ by: responder })).to.deep.equal(UNKNOWN);
  });

  it("are not taken when they say something unknown that must be understood", async () => {
    for (const extension of ["response", "answer"] as const)
      expect(await found({ extension })).to.deep.equal(["4 ERR_PDF_REVOCATION_DATA"]);
  });

  it("say nothing with any byte of them changed, and are refused by code whatever the bytes", async () => {
    const bytes = await writeOcsp(statement());
    const changes = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(changes, async ([at, change]) => {
        const ocsps = [bytes.with(at, (bytes[at] ?? 0) ^ change)];
        const rerender = () => Promise.resolve({ bytes: sealed.slice(0, Buffer.from(sealed).indexOf("%%EOF") + 5) });
        expect((await world.check(sealed, { crls: [], ocsps, rerender })).overall).to.not.equal("valid");
      }),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (random) => {
        expect(() => parseOcsp(random)).to.throw(PdfError);
      }),
    );
  });

  it("are well formed for OpenSSL too", async function () {
    if (!hasOpenssl) this.skip();
    const files = {
      "r.der": await writeOcsp(statement({ by: responder, isCarried: true })),
      "ca.pem": pem(pki.root) + pem(pki.issuing),
      "issuing.pem": pem(pki.issuing),
      "leaf.pem": pem(pki.exporter.chain[0] ?? new Uint8Array()),
    };
    const { says } = openssl(files, "ocsp", "-respin", "r.der", "-issuer", "issuing.pem", "-cert", "leaf.pem", "-CAfile", "ca.pem", "-no_nonce", "-attime", String(NOW_MS / 1000)); // prettier-ignore
    expect(says)
      .to.match(/Response verify OK/)
      .and.to.match(/\bgood\b/);
  });
});
