import { generateSigner, type Signer } from "@openlading/jws";
import { rejectsWithCode, throwsWithCode } from "@openlading/testkit";
import { fromBER } from "asn1js";
import { expect } from "chai";
import fc from "fast-check";
import { Certificate as PkijsCertificate, ContentInfo, SignedData as PkijsSignedData } from "pkijs";
import { PdfError } from "../../src/error.ts";
import { verifyPadesSignature } from "../../src/sign/pades-signature.ts";
import { prepareSignature, type SignatureTerms } from "../../src/sign/prepare.ts";
import { signPdf, type SignPdfOptions } from "../../src/sign/sign-pdf.ts";
import { parseSignedData } from "../../src/sign/signed-data.ts";
import { createSpecimenPki, type SpecimenIdentity, type SpecimenPki } from "../../src/specimen/pki.ts";
import { hasOpenssl, openssl, pem } from "./openssl.ts";
import {
  hexOf,
  leafOf,
  printedFile,
  signatureAt,
  signaturesOf,
  SIGNED_AT,
  SIGNED_AT_MS,
  specimenPki,
  SQUARE,
  START_MS,
} from "./printed.ts";

const KIB = 1024;

describe("signPdf", () => {
  let pki: SpecimenPki;
  let printed: Uint8Array;
  let certified: Uint8Array;
  let sealed: Uint8Array;
  let sealedRsa: Uint8Array;

  const sign = (
    file: Uint8Array,
    field: "exporter" | "authority",
    who: SpecimenIdentity,
    more = {},
  ): Promise<Uint8Array> => signPdf(file, { field, ...who, signedAt: SIGNED_AT, appearance: SQUARE, ...more });

  before(async () => {
    pki = await specimenPki();
    printed = await printedFile();
    certified = await sign(printed, "exporter", pki.exporter);
    sealed = await sign(certified, "authority", pki.authority);
    sealedRsa = await sign(certified, "authority", await pki.authorityRsa());
  });

  it("leaves every byte of the file as it was", () => {
    expect(Buffer.from(certified.subarray(0, printed.length)).equals(printed)).to.equal(true);
    expect(Buffer.from(sealed.subarray(0, certified.length)).equals(certified)).to.equal(true);
  });

  it("covers the whole file but the signature, with the room filled to the last ECDSA byte", () => {
    for (const file of [certified, sealed, sealedRsa]) {
      const last = signatureAt(file, -1);
      expect(last.end).to.equal(file.length);
      expect(last.padding.every((byte) => byte === 0)).to.equal(true);
      expect(last.padding.length).to.be.at.most(4);
    }
  });

  it("signs with P-256 and with RSA-PSS so that our own reader agrees", () => {
    for (const [file, identity] of [
      [sealed, pki.authority],
      [certified, pki.exporter],
    ] as const) {
      const { cms, covered } = signatureAt(file, -1);
      expect(hexOf(verifyPadesSignature(cms, covered).certificate.der)).to.equal(hexOf(leafOf(identity)));
    }
    const { cms, covered } = signatureAt(sealedRsa, 1);
    const { signedData } = verifyPadesSignature(cms, covered);
    expect(signedData.signer.scheme).to.deep.equal({ kind: "rsa-pss", digest: "sha256", saltBytes: 32 });
  });

  it("signs so that pkijs agrees, up to the root", async () => {
    const root = new PkijsCertificate({ schema: fromBER(new Uint8Array(pki.root)).result });
    for (const { cms, covered } of [...signaturesOf(sealed), ...signaturesOf(sealedRsa)]) {
      const info = new ContentInfo({ schema: fromBER(new Uint8Array(cms)).result });
      const signedData = new PkijsSignedData({ schema: info.content });
      const data = new Uint8Array(Buffer.concat(covered)).buffer;
      const answer = await signedData.verify({
        signer: 0,
        data,
        trustedCerts: [root],
        checkChain: true,
        checkDate: new Date(SIGNED_AT),
      });
      expect(answer).to.equal(true);
    }
  });

  it("signs so that openssl agrees", function () {
    if (!hasOpenssl) this.skip();
    for (const { cms, covered } of [...signaturesOf(sealed), ...signaturesOf(sealedRsa)]) {
      const files = { "s.der": cms, data: Buffer.concat(covered), "root.pem": pem(pki.root) };
      const time = String(SIGNED_AT_MS / 1000);
      const { ok, says } = openssl(files, "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "s.der", "-content", "data", "-CAfile", "root.pem", "-purpose", "any", "-attime", time, "-out", "out"); // prettier-ignore
      expect(ok, says).to.equal(true);
    }
  });

  it("states the three attributes of CAdES and no other, and embeds the chain without its root", () => {
    const { signer, certificates } = parseSignedData(signatureAt(sealed, 0).cms);
    expect([...signer.attributes.keys()].sort()).to.deep.equal([
      "1.2.840.113549.1.9.16.2.47",
      "1.2.840.113549.1.9.3",
      "1.2.840.113549.1.9.4",
    ]);
    expect(certificates.map(({ der }) => hexOf(der)).sort()).to.deep.equal(
      [leafOf(pki.exporter), pki.issuing].map(hexOf).sort(),
    );
  });

  it("touches the field, the signature and the drawing; the certification the catalog too", () => {
    const objects = (from: Uint8Array, to: Uint8Array): number =>
      [
        ...Buffer.from(to.subarray(from.length))
          .toString("latin1")
          .matchAll(/^\d+ 0 obj$/gm),
      ].length;
    expect(objects(printed, certified)).to.equal(4);
    expect(objects(certified, sealed)).to.equal(3);
  });

  it("certifies for filling in (DocMDP 2), then locks every field but those of archive time-stamps", () => {
    const revisions = [certified.subarray(printed.length), sealed.subarray(certified.length)];
    const [first = "", second = ""] = revisions.map((bytes) => Buffer.from(bytes).toString("latin1"));
    expect(first)
      .to.match(/\/Perms << \/DocMDP \d+ 0 R >>/)
      .and.contain("/TransformMethod /DocMDP");
    expect(first).to.contain("/V /1.2 /P 2 ").and.contain("/M (D:20260501080000Z)");
    expect(second).to.contain("/Action /Exclude /Fields").and.contain("(timestamp1)").and.not.contain("DocMDP");
  });

  it("writes reason and location, Chinese as UTF-16", async () => {
    const file = await sign(printed, "exporter", pki.exporter, { reason: "出口商声明", location: "Ningbo (CN)" });
    const added = Buffer.from(file.subarray(printed.length)).toString("latin1");
    expect(added).to.contain("/Reason <FEFF51FA53E3554658F0660E>").and.contain("/Location (Ningbo \\(CN\\))");
  });

  it("is a pure function of its input, but for the key's randomness", async () => {
    const prepare = (): Uint8Array => prepareSignature(printed, pki.exporter.signer, terms("exporter")).toBeSigned;
    expect(prepare()).to.deep.equal(prepare());
    expect(certified.length).to.equal((await sign(printed, "exporter", pki.exporter)).length);
  });

  it("keeps two signatures within the size", () => {
    expect(sealed.length).to.be.below(120 * KIB);
    expect(sealed.length - printed.length).to.be.below(12 * KIB);
  });

  it("is made in two halves when the key is elsewhere", async () => {
    const { alg, publicJwk } = pki.exporter.signer;
    const prepared = prepareSignature(printed, { alg, publicJwk }, terms("exporter"));
    const signature = await pki.exporter.signer.sign(prepared.toBeSigned);
    const { cms, covered } = signatureAt(prepared.complete(signature), 0);
    expect(verifyPadesSignature(cms, covered).timestampToken).to.equal(null);
  });

  it("shows nothing where no appearance is given", async () => {
    const file = await signPdf(printed, { ...terms("exporter"), signer: pki.exporter.signer });
    expect(signaturesOf(file)).to.have.length(1);
  });

  describe("refuses", () => {
    const refused = (code: PdfError["code"], act: () => Promise<unknown>): Promise<PdfError> =>
      rejectsWithCode(PdfError, code, act);

    it("a field the file has not", async () => {
      const options = {
        ...terms("exporter"),
        field: "carrier",
        signer: pki.exporter.signer,
        certify: null,
        lock: null,
      };
      await refused("ERR_PDF_SIGN_FIELD", () => signPdf(printed, options as unknown as SignPdfOptions));
    });
    it("a field that is signed already", async () => {
      await refused("ERR_PDF_SIGN_TAKEN", () => sign(certified, "exporter", pki.exporter));
    });
    it("a certification after another signature", async () => {
      const first = await sign(printed, "authority", pki.authority, { lock: null });
      await refused("ERR_PDF_SIGN_ORDER", () => sign(first, "exporter", pki.exporter));
    });
    it("a signature after the seal", async () => {
      const first = await sign(printed, "authority", pki.authority);
      await refused("ERR_PDF_SIGN_ORDER", () => sign(first, "exporter", pki.exporter, { certify: null }));
    });
    it("a chain that is another key's, is empty, or does not lead up", async () => {
      const { signer, chain } = pki.exporter;
      const chains = [pki.authority.chain, [], [chain[0], pki.root], (await pki.authorityRsa()).chain];
      for (const wrong of chains as Uint8Array[][]) {
        await refused("ERR_PDF_SIGN_CHAIN", () => sign(printed, "exporter", { signer, chain: wrong }));
      }
    });
    it("a certificate that has expired, or is not valid yet", async () => {
      const name = "Old exporter";
      const old = await pki.issue({ name, signer: pki.exporter.signer, notAfterMs: SIGNED_AT_MS - 1000 });
      await refused("ERR_PDF_SIGN_EXPIRED", () => sign(printed, "exporter", old));
      const early = new Date(START_MS - 1000).toISOString();
      await refused("ERR_PDF_SIGN_EXPIRED", () => sign(printed, "exporter", pki.exporter, { signedAt: early }));
    });
    it("a certificate whose key is not for signing documents", async () => {
      const issuing = await generateSigner("ES256");
      const other = await createSpecimenPki({ notBeforeMs: START_MS, keys: { issuing } });
      const ca: SpecimenIdentity = { signer: issuing, chain: [other.issuing, other.root] };
      await refused("ERR_PDF_SIGN_USAGE", () => sign(printed, "exporter", ca));
    });
    it("a signer that signs with another key, or not at all", async () => {
      const { alg, publicJwk, kid } = pki.exporter.signer;
      const other = await generateSigner("ES256");
      const wrong: Signer = { alg, publicJwk, kid, sign: (bytes) => other.sign(bytes) };
      const idle: Signer = { alg, publicJwk, kid, sign: () => Promise.resolve(new Uint8Array(64)) };
      for (const signer of [wrong, idle]) {
        await refused("ERR_PDF_SIGN_SIGNATURE", () => sign(printed, "exporter", { ...pki.exporter, signer }));
      }
    });
    it("a room too small, and says what is needed", async () => {
      const error = await refused("ERR_PDF_SIGN_ROOM", () =>
        sign(printed, "exporter", pki.exporter, { reserveBytes: 512 }),
      );
      expect(error.details["neededBytes"]).to.be.above(1000);
      expect(error.details["reservedBytes"]).to.equal(512);
    });
    it("an Ed25519 key", async () => {
      const signer = await generateSigner("EdDSA");
      expect(() => prepareSignature(printed, signer, terms("exporter"))).to.throw(TypeError);
    });
    it("an instant in another spelling", () => {
      const options = { ...terms("exporter"), signedAt: "2026-05-01" };
      expect(() => prepareSignature(printed, pki.exporter.signer, options)).to.throw();
    });
    it("files that are not laid out as printed", () => {
      const cut = printed.subarray(0, -20);
      const bent = Buffer.from(
        Buffer.from(printed)
          .toString("latin1")
          .replace(/startxref\n\d+/, "startxref\n17"),
        "latin1",
      );
      for (const file of [new Uint8Array(), new TextEncoder().encode("%PDF-1.7\n%%EOF"), cut, bent]) {
        throwsWithCode(PdfError, "ERR_PDF_SIGN_LAYOUT", () =>
          prepareSignature(file, pki.exporter.signer, terms("exporter")),
        );
      }
    });
    it("nothing otherwise than by its code, whatever byte of the file's end is changed", () => {
      const tail = 2000;
      fc.assert(
        fc.property(fc.nat(tail - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
          const file = new Uint8Array(certified);
          const at = file.length - tail + place;
          file[at] = (file[at] ?? 0) ^ change;
          try {
            prepareSignature(file, pki.authority.signer, terms("authority"));
          } catch (error) {
            expect(error).to.be.instanceOf(PdfError);
          }
        }),
        { numRuns: 200 },
      );
    });
  });

  function terms(field: "exporter" | "authority"): SignatureTerms {
    return { field, chain: pki[field].chain, signedAt: SIGNED_AT };
  }
});

describe("verifyPadesSignature", () => {
  it("refuses every changed byte of signature or content", async () => {
    const pki = await specimenPki();
    const file = await signPdf(await printedFile(), { field: "exporter", ...pki.exporter, signedAt: SIGNED_AT });
    const { cms, covered } = signatureAt(file, 0);
    const embedded = parseSignedData(cms).certificates.map(({ der }) => der);
    const issuing = embedded.find((der) => Buffer.from(der).equals(pki.issuing)) ?? cms;
    const start = Buffer.from(cms).indexOf(issuing);
    for (let at = 0; at < cms.length; at += 1) {
      // The issuer's certificate is no part of what the signature proves: the chain is another check.
      if (at >= start && at < start + issuing.length) continue;
      const changed = new Uint8Array(cms);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      expect(() => verifyPadesSignature(changed, covered), `byte ${at}`).to.throw(PdfError);
    }
    const other = new Uint8Array(covered[0]);
    other[1000] = (other[1000] ?? 0) ^ 1;
    throwsWithCode(PdfError, "ERR_PDF_CMS_DIGEST", () => verifyPadesSignature(cms, [other, covered[1]]));
  });
});
