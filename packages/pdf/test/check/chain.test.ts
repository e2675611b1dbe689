import { expect } from "chai";
import { generateSigner } from "@openlading/jws";
import { anchorsOf, CertificatePool } from "../../src/check/anchors.ts";
import { judgeChain } from "../../src/check/chain.ts";
import { parseCrl } from "../../src/check/crl.ts";
import { parseCertificate, type Certificate } from "../../src/sign/certificate.ts";
import { issueCertificate } from "../../src/specimen/issue.ts";
import { specimenName } from "../../src/specimen/name.ts";
import { caTrust } from "../attacks/trust.ts";
import { findings, KIND, NOW_MS, SIGNED_MS, START_MS, World } from "./fixture.ts";

const DAY_MS = 24 * 3600_000;

describe("certificate chains", function () {
  this.timeout(60_000);
  let world: World;

  before(async () => {
    world = await World.create();
  });

  /** Leaf, issuing authority and root, each changed as a careless or dishonest authority could have made them. */
  async function codes(change: {
    leaf?: Partial<Certificate>;
    issuing?: Partial<Certificate>;
    root?: Partial<Certificate>;
  }) {
    const [der = new Uint8Array()] = world.pki.authority.chain;
    const leaf = { ...parseCertificate(der), ...change.leaf };
    const root = { ...parseCertificate(world.pki.root), ...change.root };
    const pool = new CertificatePool();
    pool.add([leaf, { ...parseCertificate(world.pki.issuing), ...change.issuing }]);
    const [anchor] = anchorsOf(await caTrust(world));
    if (anchor === undefined) throw new Error("no anchor");
    const crls = (await world.pki.crls({ nowMs: NOW_MS })).map(parseCrl);
    const moment = { atMs: NOW_MS, isProven: false, nowMs: NOW_MS };
    const material = { pool, anchors: [{ ...anchor, certificate: root }], revocation: { crls, ocsps: [] } };
    return judgeChain({ leaf, kind: KIND, moment }, material).faults.map(({ code }) => code);
  }

  const purposes = (...list: string[]) => ({ extendedKeyUsage: { purposes: list, critical: false } });
  const constrained = { extensions: new Map([["2.5.29.30", { critical: true, value: new Uint8Array() }]]) };

  it("hold as they are issued, and with a purpose of signing", async () => {
    expect(await codes({})).to.deep.equal([]);
    expect(await codes({ leaf: purposes("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.4") })).to.deep.equal([]);
    expect(await codes({ root: { pathLength: 1 } })).to.deep.equal([]);
  });

  it("break where an issuer is none", async () => {
    expect(await codes({ issuing: { isAuthority: false } })).to.deep.equal(["ERR_PDF_UNTRUSTED"]);
    expect(await codes({ issuing: { keyUsage: new Set(["cRLSign"]) } })).to.deep.equal(["ERR_PDF_UNTRUSTED"]);
    expect(await codes({ root: { isAuthority: false } })).to.deep.equal(["ERR_PDF_UNTRUSTED"]);
  });

  it("break where a certificate does what it must not", async () => {
    const misused = ["ERR_PDF_CERTIFICATE_USAGE"];
    expect(await codes({ root: { pathLength: 0 } })).to.deep.equal(misused);
    expect(await codes({ issuing: constrained })).to.deep.equal(misused);
    expect(await codes({ leaf: constrained })).to.deep.equal(misused);
    expect(await codes({ leaf: { keyUsage: new Set(["keyEncipherment"]) } })).to.deep.equal(misused);
    expect(await codes({ leaf: { isAuthority: true } })).to.deep.equal(misused);
    expect(await codes({ leaf: purposes("1.3.6.1.5.5.7.3.1") })).to.deep.equal(misused);
    expect(await codes({ leaf: purposes() })).to.deep.equal(misused);
  });

  it("do not go through a signer's certificate", async () => {
    const { signer, chain } = world.pki.exporter;
    const [exporter = new Uint8Array(), issuing = new Uint8Array()] = chain;
    const own = await generateSigner("ES256");
    const times = { notBeforeMs: START_MS, notAfterMs: NOW_MS + DAY_MS };
    const issuer = { name: parseCertificate(exporter).subject, signer };
    const request = { ...times, subject: specimenName("Seal"), subjectKey: own, serial: 1, role: "signer" as const };
    const identity = { signer: own, chain: [await issueCertificate(issuer, request), exporter, issuing] };
    const sealed = await world.sealed(await world.declare(await world.print()), identity);
    const check = await world.check(sealed, { trust: await caTrust(world) });
    expect(findings(check)[0]).to.equal("4 ERR_PDF_UNTRUSTED");
  });

  it("are followed no further than anyone can look, where everybody issued everybody", async () => {
    const signer = await generateSigner("ES256");
    const name = specimenName("Everybody");
    const times = { notBeforeMs: START_MS, notAfterMs: NOW_MS };
    const all = await Promise.all(
      Array.from({ length: 60 }, async (_, serial) =>
        parseCertificate(await issueCertificate({ name, signer }, { ...times, subject: name, subjectKey: signer, serial, role: "authority" })),
      ),
    ); // prettier-ignore
    const pool = new CertificatePool();
    const [leaf] = pool.add(all);
    if (leaf === undefined) throw new Error("no leaf");
    expect(pool.paths(leaf, anchorsOf(await world.trust()))).to.deep.equal([]);
  });

  it("are not cleared by a list made after a certificate expired, which may have dropped it", async () => {
    const signer = await generateSigner("ES256");
    const identity = await world.pki.issue({ name: "Short", signer, notAfterMs: SIGNED_MS + DAY_MS });
    const timestamp = world.stamper();
    const declared = await world.declare(await world.print(), { timestamp });
    const sealed = await world.sealed(declared, { ...identity, timestamp });
    const trust = await caTrust(world);
    const [late, inTime] = [await world.pki.crls({ nowMs: NOW_MS }), await world.pki.crls({ nowMs: SIGNED_MS })];
    expect(findings(await world.check(sealed, { trust, crls: late }))).to.deep.equal(["4 ERR_PDF_REVOCATION_UNKNOWN"]);
    expect(findings(await world.check(sealed, { trust, crls: [...late, ...inTime] }))).to.deep.equal([]);
  });
});
