import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { readIssuerCertificates } from "../../src/check/issuer-certificates.ts";
import { PdfError } from "../../src/error.ts";
import { signPdf } from "../../src/sign/sign-pdf.ts";
import { createTimestampClient } from "../../src/sign/timestamp-client.ts";
import { createSpecimenPki } from "../../src/specimen/pki.ts";
import { createSpecimenTsa } from "../../src/specimen/tsa.ts";
import { hexOf, printedFile, SIGNED_AT, SIGNED_AT_MS, specimenPki } from "../sign/printed.ts";

describe("readIssuerCertificates", () => {
  it("gives the authorities of signatures and time-stamps, each once, and nobody's own certificate", async () => {
    const pki = await specimenPki();
    const other = await createSpecimenPki({ notBeforeMs: SIGNED_AT_MS - 86_400_000 });
    const { transport } = createSpecimenTsa({ identity: other.timestamping, now: () => SIGNED_AT_MS });
    const terms = { signedAt: SIGNED_AT, timestamp: createTimestampClient({ transport }) };
    const certified = await signPdf(await printedFile(), { field: "exporter", ...pki.exporter, ...terms });
    const sealed = await signPdf(certified, { field: "authority", ...pki.authority, ...terms });
    const wanted = [pki, other].map(({ issuing }) => hexOf(issuing));
    expect(readIssuerCertificates(sealed).map(hexOf).sort()).to.deep.equal(wanted.sort());
  });

  it("refuses a file without a signature", async () => {
    const printed = await printedFile();
    throwsWithCode(PdfError, "ERR_PDF_UNSIGNED", () => readIssuerCertificates(printed));
    throwsWithCode(PdfError, "ERR_PDF_HEADER", () => readIssuerCertificates(new Uint8Array(100)));
  });
});
