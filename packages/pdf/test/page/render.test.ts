import { decodeUtf8, parseStrictJson, sha256Hex, type JsonObject } from "@openlading/core";
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PDFDocument, PDFName, PDFDict } from "pdf-lib";
import { PdfError } from "../../src/error.ts";
import { renderPrint } from "../../src/page/render.ts";
import { parsePrintParameters, rerenderPrint } from "../../src/page/rerender.ts";
import { readPdf } from "../../src/read/read.ts";
import { certificatePrint, example, items } from "./fixture.ts";

const run = promisify(execFile);
const CHILD = fileURLToPath(new URL("print-child.ts", import.meta.url));
const FLAGS = ["--conditions=@openlading/source", "--disable-warning=ExperimentalWarning"];

/** The known prints: each form of certificate, and each kind of paper by its example. */
const PAPERS = {
  "bill-of-lading": "import/transport-document.json",
  "delivery-order": "import/delivery-order.json",
  eir: "import/eir-out.json",
  "packing-list": "certificate/packing-list.json",
  "commercial-invoice": "certificate/invoice.json",
};

/** What they have been since version 1 of their templates; a change here needs a template of its own. */
const KNOWN: Readonly<Record<string, string>> = {
  RCEP: "acbcb4930b24373ab554ad8fe3bcaba666024afc2e49c6661e47f0ee71b4ecdb",
  FORM_E: "7da7881a7070a17f64506823ea215d6a99bc18045eb388e1eab016244d317c90",
  CHINA_AUSTRALIA: "cc5d2c7e114a41ce3b856e735d2dac08d381dfe896299966f739a7794c568bcd",
  CHINA_KOREA: "d83351c281993660e282808ed217d53f67ea920f65ecdefae18b646c42c9b8da",
  APTA: "cc3073f99a849b418b8c7e0c605a1b86b454e68d1d0d83a51ed7693892891b89",
  NON_PREFERENTIAL: "dce5071592d632df0c2556c070d661764f1218bee7d130c8285a3a4e4f17c2a8",
  "bill-of-lading": "8ec20b85d3482645c52923886cd1f11eaca44e1754868582f655472da7128a7d",
  "delivery-order": "cda9c383a26bbd8547d5d4a52ded30bb20600972c3ef287f2a6f9d0a0d7a8fad",
  eir: "67613e323e2d3cc4741f160b4f4f9220eceb84b877ce127547b94dc48fafa655",
  "packing-list": "e431c8139fb051d91b1e19a64e572fbffd07921d8845aa8fcad706a091137891",
  "commercial-invoice": "8b6408fd630f5fb9153a78438e4a8310ad7a6e4abbbf92658ec99d7d6bef94f1",
};

async function attached(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  return new Map(document.getAttachments().map(({ name, data }) => [name, data]));
}

describe("renderPrint", () => {
  it("gives the same bytes for the same input, here and in other processes", async () => {
    const [first, again] = [await renderPrint(certificatePrint()), await renderPrint(certificatePrint())];
    const children = await Promise.all([1, 2].map(() => run(process.execPath, [...FLAGS, CHILD])));
    expect(sha256Hex(again.bytes)).to.equal(sha256Hex(first.bytes));
    for (const { stdout } of children) expect(stdout).to.equal(sha256Hex(first.bytes));
  });

  it("gives the bytes that it has always given, for every form and paper", async () => {
    const forms = ["RCEP", "FORM_E", "CHINA_AUSTRALIA", "CHINA_KOREA", "APTA", "NON_PREFERENTIAL"];
    const prints = [
      ...forms.map((form) => [form, certificatePrint({ form })] as const),
      ...Object.entries(PAPERS).map(
        ([kind, path]) => [kind, { ...certificatePrint(), kind, data: example(path) }] as const,
      ),
    ];
    const digests: Record<string, string> = {};
    for (const [name, input] of prints) digests[name] = sha256Hex((await renderPrint(input)).bytes);
    expect(digests).to.deep.equal(KNOWN);
  });

  it("does not depend on what was printed before", async () => {
    const before = await renderPrint(certificatePrint());
    await renderPrint(certificatePrint({ items: items(40) }));
    expect((await renderPrint(certificatePrint())).bytes).to.deep.equal(before.bytes);
  });

  it("gives other bytes for another copy", async () => {
    const [one, two] = [await renderPrint(certificatePrint({}, 1)), await renderPrint(certificatePrint({}, 2))];
    expect(sha256Hex(one.bytes)).not.to.equal(sha256Hex(two.bytes));
  });

  it("is a file that our strict reader reads, of one revision", async () => {
    const { bytes } = await renderPrint(certificatePrint());
    expect(readPdf(bytes).revisions).to.have.length(1);
  });

  it("carries the document, its proof and the parameters of the print", async () => {
    const input = certificatePrint();
    const files = await attached((await renderPrint(input)).bytes);
    expect([...files.keys()].sort()).to.deep.equal(["certificate.json", "certificate.jws", "print.json"]);
    const data = files.get("certificate.json") ?? new Uint8Array();
    expect(JSON.parse(decodeUtf8(data))).to.deep.equal(input.data);
    expect(decodeUtf8(files.get("certificate.jws") ?? new Uint8Array())).to.equal(input.manifest);
    const parameters = parsePrintParameters(files.get("print.json") ?? new Uint8Array());
    expect(parameters).to.include({ template: "certificate/1", kind: "certificate-of-origin", copy: 1 });
  });

  it("has two empty signature fields on its first page", async () => {
    const { bytes, fields } = await renderPrint(certificatePrint());
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    const annotations = document.getPage(0).node.Annots();
    expect(annotations?.size()).to.equal(2);
    const names = [0, 1].map((index) => annotations?.lookup(index, PDFDict));
    expect(names.map((field) => field?.get(PDFName.of("T"))?.toString())).to.deep.equal(["(exporter)", "(authority)"]);
    expect(names.every((field) => field?.has(PDFName.of("V")) === false)).to.equal(true);
    expect(fields.exporter?.page).to.equal(0);
    expect(fields.authority?.rect).to.have.length(4);
  });

  it("leaves room for a round seal of 40 mm in the authority's field", async () => {
    for (const form of ["RCEP", "FORM_E", "CHINA_AUSTRALIA", "CHINA_KOREA", "APTA", "NON_PREFERENTIAL"]) {
      const [left = 0, bottom = 0, right = 0, top = 0] =
        (await renderPrint(certificatePrint({ form }))).fields.authority?.rect ?? [];
      expect(Math.min(right - left, top - bottom) / (72 / 25.4), form).to.be.at.least(40);
    }
  });

  it("embeds every font, as a subset", async () => {
    const { bytes } = await renderPrint(certificatePrint({ items: items(40) }));
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    const dictionaries = document.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) => (object instanceof PDFDict ? [object] : []));
    const descriptors = dictionaries.filter((each) => each.get(PDFName.of("Type"))?.toString() === "/FontDescriptor");
    expect(descriptors).to.have.length(1);
    for (const each of descriptors) {
      expect(each.has(PDFName.of("FontFile2"))).to.equal(true);
      expect(each.get(PDFName.of("FontName"))?.toString()).to.match(/^\/[A-Z]{6}\+/u);
    }
  });

  it("prints each kind that has a form", async () => {
    for (const [kind, path] of Object.entries(PAPERS)) {
      const { bytes } = await renderPrint({ ...certificatePrint(), kind, data: example(path) });
      expect([...(await attached(bytes)).keys()].sort(), kind).to.deep.equal([
        "document.json",
        "document.jws",
        "print.json",
      ]);
    }
  });

  it("keeps a certificate under 60 KB before it is signed", async () => {
    expect((await renderPrint(certificatePrint())).bytes.length).to.be.below(60_000);
  });

  it("refuses a form that is only verified, and a kind without one", async () => {
    await rejectsWithCode(PdfError, "ERR_PDF_FORM", () => renderPrint(certificatePrint({ form: "FORM_D" })));
    await rejectsWithCode(PdfError, "ERR_PDF_FORM", () => renderPrint({ ...certificatePrint(), kind: "clp" }));
    await rejectsWithCode(PdfError, "ERR_PDF_FORM", () =>
      renderPrint({ ...certificatePrint(), template: "certificate/9" }),
    );
  });

  it("refuses a QR text that would not scan from paper", async () => {
    const { print, ...rest } = certificatePrint();
    const qrText = `https://verify.chamber.example/c/1#${"x".repeat(600)}`;
    await rejectsWithCode(PdfError, "ERR_PDF_QR_SIZE", () => renderPrint({ ...rest, print: { ...print, qrText } }));
  });

  it("refuses parameters that are not spelt as they must be", async () => {
    const { print, ...rest } = certificatePrint();
    for (const wrong of [{ copy: 0 }, { copy: 1.5 }, { qrText: "二维码" }]) {
      const failure = await renderPrint({ ...rest, print: { ...print, ...wrong } }).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(TypeError);
    }
  });

  it("refuses a font that is no TrueType file", async () => {
    for (const font of [new Uint8Array(100), new TextEncoder().encode("OTTO but no more than that")]) {
      await rejectsWithCode(PdfError, "ERR_PDF_FONT", () => renderPrint({ ...certificatePrint(), font }));
    }
  });
});

describe("rerenderPrint", () => {
  it("makes the same bytes again from what a print carries", async () => {
    for (const input of [certificatePrint(), certificatePrint({ items: items(40) }, 7)]) {
      const { bytes } = await renderPrint(input);
      expect((await rerenderPrint(await attached(bytes))).bytes).to.deep.equal(bytes);
    }
  });

  it("makes other bytes when the document was edited", async () => {
    const { bytes } = await renderPrint(certificatePrint());
    const files = await attached(bytes);
    const data = JSON.parse(decodeUtf8(files.get("certificate.json") ?? new Uint8Array())) as JsonObject;
    files.set("certificate.json", new TextEncoder().encode(JSON.stringify({ ...data, destinationCountryCode: "MY" })));
    expect(sha256Hex((await rerenderPrint(files)).bytes)).not.to.equal(sha256Hex(bytes));
  });

  it("refuses a file that is missing, one too many, and parameters not in canonical form", async () => {
    const files = await attached((await renderPrint(certificatePrint())).bytes);
    const parameters = files.get("print.json") ?? new Uint8Array();
    const without = new Map([...files].filter(([name]) => name !== "certificate.json"));
    const spaced = new Map(files).set("print.json", new TextEncoder().encode(` ${decodeUtf8(parameters)}`));
    const more = new Map(files).set("other.json", parameters);
    for (const wrong of [without, spaced, more])
      await rejectsWithCode(PdfError, "ERR_PDF_PRINT", () => rerenderPrint(wrong));
  });

  it("refuses a print made with another font", async () => {
    const files = await attached((await renderPrint(certificatePrint())).bytes);
    const parameters = parseStrictJson(files.get("print.json") ?? new Uint8Array()) as JsonObject;
    const text = JSON.stringify({ ...parameters, font: "0".repeat(64) }, Object.keys(parameters).sort());
    files.set("print.json", new TextEncoder().encode(text));
    await rejectsWithCode(PdfError, "ERR_PDF_FONT", () => rerenderPrint(files));
  });
});
