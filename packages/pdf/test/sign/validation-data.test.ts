import { expect } from "chai";
import { rejectsWithCode, throwsWithCode } from "@openlading/testkit";
import { PdfError } from "../../src/error.ts";
import { addArchiveTimestamp } from "../../src/sign/archive-timestamp.ts";
import { verifyPadesSignature } from "../../src/sign/pades-signature.ts";
import { openPrintedFile, readObject, readPlainStream } from "../../src/sign/printed-file.ts";
import { readArray, referenceOf } from "../../src/sign/pdf-syntax.ts";
import { signPdf } from "../../src/sign/sign-pdf.ts";
import { createTimestampClient, type TimestampClient } from "../../src/sign/timestamp-client.ts";
import { verifyTimestampToken } from "../../src/sign/timestamp-token.ts";
import { addValidationData } from "../../src/sign/validation-data.ts";
import type { SpecimenPki } from "../../src/specimen/pki.ts";
import { createSpecimenTsa } from "../../src/specimen/tsa.ts";
import { hexOf, printedFile, signatureAt, signaturesOf, SIGNED_AT, SIGNED_AT_MS, specimenPki } from "./printed.ts";

describe("long-term data", () => {
  let pki: SpecimenPki;
  let timestamp: TimestampClient;
  let signed: Uint8Array;
  let crls: readonly Uint8Array[];

  before(async () => {
    pki = await specimenPki();
    crls = await pki.crls({ nowMs: SIGNED_AT_MS });
    const tsa = createSpecimenTsa({ identity: pki.timestamping, now: () => SIGNED_AT_MS });
    timestamp = createTimestampClient({ transport: tsa.transport });
    const terms = { signedAt: SIGNED_AT, timestamp };
    const certified = await signPdf(await printedFile(), { field: "exporter", ...pki.exporter, ...terms });
    signed = await signPdf(certified, { field: "authority", ...pki.authority, ...terms });
  });

  const storeOf = (file: Uint8Array): Readonly<Record<string, readonly Uint8Array[]>> => {
    const opened = openPrintedFile(file);
    const store = readObject(opened.text, opened.offsets, referenceOf(opened.root.get("DSS")) ?? -1);
    const items = (key: string): readonly Uint8Array[] =>
      readArray(store.get(key) ?? "[]").map((reference) => readPlainStream(opened, referenceOf(reference) ?? -1));
    return { Certs: items("Certs"), CRLs: items("CRLs"), OCSPs: items("OCSPs") };
  };

  it("puts certificates, lists and answers in the store, each once", () => {
    const once = addValidationData(signed, { certificates: [pki.issuing, pki.issuing], crls, ocsps: [pki.root] });
    expect(Buffer.from(once.subarray(0, signed.length)).equals(signed)).to.equal(true);
    const twice = addValidationData(once, { certificates: [pki.issuing, pki.root], crls });
    const hexes = (list: readonly Uint8Array[] = []): readonly string[] => list.map(hexOf);
    expect(hexes(storeOf(once)["Certs"])).to.deep.equal(hexes([pki.issuing]));
    expect(hexes(storeOf(once)["OCSPs"])).to.deep.equal(hexes([pki.root]));
    expect(hexes(storeOf(twice)["Certs"])).to.deep.equal(hexes([pki.issuing, pki.root]));
    expect(hexes(storeOf(twice)["CRLs"])).to.deep.equal(hexes(crls));
  });

  it("puts a document time-stamp over everything below it, again and again", async () => {
    let file = addValidationData(signed, { certificates: [pki.issuing], crls });
    for (let count = 3; count <= 5; count += 1) {
      const below = file;
      file = await addArchiveTimestamp(below, { timestamp });
      expect(Buffer.from(file.subarray(0, below.length)).equals(below)).to.equal(true);
      const last = signatureAt(file, -1);
      expect(signaturesOf(file)).to.have.length(count);
      expect(last.end).to.equal(file.length);
      expect(verifyTimestampToken(last.cms, last.covered).timeMs).to.equal(SIGNED_AT_MS);
    }
    expect(openPrintedFile(file).fields.map(({ name }) => name)).to.deep.equal(
      ["exporter", "authority", "timestamp1", "timestamp2", "timestamp3"], // prettier-ignore
    );
    const first = signatureAt(file, 0);
    expect(verifyPadesSignature(first.cms, first.covered).timestampToken).not.to.equal(null);
  });

  it("stays within the size with two time-stamped signatures", () => {
    expect(signed.length).to.be.below(150 * 1024);
  });

  it("refuses a room too small for the time-stamp, and files that are not as printed", async () => {
    await rejectsWithCode(PdfError, "ERR_PDF_SIGN_ROOM", () =>
      addArchiveTimestamp(signed, { timestamp, reserveBytes: 100 }),
    );
    const tight = { field: "exporter", ...pki.exporter, signedAt: SIGNED_AT, timestamp, reserveBytes: 2000 } as const;
    const printed = await printedFile();
    await rejectsWithCode(PdfError, "ERR_PDF_SIGN_ROOM", () => signPdf(printed, tight));
    throwsWithCode(PdfError, "ERR_PDF_SIGN_LAYOUT", () => addValidationData(new Uint8Array(100), { crls }));
  });
});
