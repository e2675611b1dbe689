import { X509Certificate } from "node:crypto";
import { generateSigner } from "@openlading/jws";
import { fromBER } from "asn1js";
import { expect } from "chai";
import { Certificate as PkijsCertificate, CertificateRevocationList } from "pkijs";
import { isIssuedBy, isSelfIssued, parseCertificate } from "../../src/sign/certificate.ts";
import { createSpecimenPki, type SpecimenPki } from "../../src/specimen/pki.ts";
import { hasOpenssl, openssl, pem } from "../sign/openssl.ts";
import { leafOf, SIGNED_AT_MS, specimenPki, START_MS } from "../sign/printed.ts";

describe("the specimen PKI", () => {
  let pki: SpecimenPki;
  before(async () => {
    pki = await specimenPki();
  });

  it("issues certificates that Node reads as we do and that say SPECIMEN 示例", async () => {
    const [issuer, top] = [new X509Certificate(pki.issuing), new X509Certificate(pki.root)];
    expect(issuer.verify(top.publicKey)).to.equal(true);
    for (const identity of [pki.exporter, pki.authority, await pki.authorityRsa(), pki.timestamping]) {
      const leaf = new X509Certificate(leafOf(identity));
      const read = parseCertificate(leafOf(identity));
      expect(leaf.subject).to.contain("SPECIMEN 示例");
      expect(leaf.verify(issuer.publicKey)).to.equal(true);
      expect(leaf.publicKey.export({ format: "jwk" })).to.include(identity.signer.publicJwk);
      expect(new Date(leaf.validFrom).getTime()).to.equal(read.notBeforeMs);
      expect([...(read.keyUsage ?? [])]).to.deep.equal(["digitalSignature", "nonRepudiation"]);
      expect(read.isAuthority).to.equal(false);
    }
    const [root, issuing] = [parseCertificate(pki.root), parseCertificate(pki.issuing)];
    expect([root.isAuthority, issuing.isAuthority, isSelfIssued(root), isSelfIssued(issuing)]).to.deep.equal([
      true,
      true,
      true,
      false,
    ]);
    expect([isIssuedBy(issuing, root), isIssuedBy(root, issuing)]).to.deep.equal([true, false]);
    expect([...(issuing.keyUsage ?? [])]).to.deep.equal(["keyCertSign", "cRLSign"]);
    expect(parseCertificate(leafOf(pki.timestamping)).extendedKeyUsage).to.deep.equal({
      purposes: ["1.3.6.1.5.5.7.3.8"],
      critical: true,
    });
  });

  it("issues chains openssl accepts at that time, until one is revoked", async function () {
    if (!hasOpenssl) this.skip();
    const other = await createSpecimenPki({ notBeforeMs: START_MS });
    const leaf = leafOf(other.exporter);
    const verdict = async (): Promise<string> => {
      const crls = await other.crls({ nowMs: SIGNED_AT_MS - 1000 });
      const files = { "root.pem": pem(other.root), "issuing.pem": pem(other.issuing), "leaf.pem": pem(leaf), "crls.pem": crls.map((crl) => pem(crl, "X509 CRL")).join("") }; // prettier-ignore
      return openssl(files, "verify", "-x509_strict", "-attime", String(SIGNED_AT_MS / 1000), "-crl_check_all", "-CRLfile", "crls.pem", "-CAfile", "root.pem", "-untrusted", "issuing.pem", "leaf.pem").says; // prettier-ignore
    };
    expect(await verdict()).to.contain("leaf.pem: OK");
    other.revoke(leaf, { atMs: SIGNED_AT_MS - 5000, reason: 1 });
    expect(await verdict()).to.contain("certificate revoked");
  });

  it("lists what was revoked, when and why, as pkijs reads it", async () => {
    const other = await createSpecimenPki({ notBeforeMs: START_MS });
    other.revoke(leafOf(other.authority), { atMs: SIGNED_AT_MS, reason: 4 });
    const [, list] = await other.crls({ nowMs: SIGNED_AT_MS });
    const crl = new CertificateRevocationList({ schema: fromBER(new Uint8Array(list ?? other.root)).result });
    const issuing = new PkijsCertificate({ schema: fromBER(new Uint8Array(other.issuing)).result });
    expect(await crl.verify({ issuerCertificate: issuing })).to.equal(true);
    expect(crl.revokedCertificates?.map(({ revocationDate }) => revocationDate.value.getTime())).to.deep.equal([
      SIGNED_AT_MS,
    ]);
  });

  it("says the same with the same keys and times, and issues expired variants", async () => {
    const signer = await generateSigner("PS256");
    const keys = { root: signer, issuing: signer, exporter: signer, authority: signer, timestamping: signer };
    const one = await createSpecimenPki({ notBeforeMs: START_MS, keys });
    const two = await createSpecimenPki({ notBeforeMs: START_MS, keys });
    const [first, second] = [one, two].map(({ exporter }) => parseCertificate(leafOf(exporter)));
    expect(first?.tbs).to.deep.equal(second?.tbs);
    const { chain } = await one.issue({ name: "Former exporter", signer, notAfterMs: START_MS + 1000 });
    expect(parseCertificate(leafOf({ chain })).notAfterMs).to.equal(START_MS + 1000);
  });
});
