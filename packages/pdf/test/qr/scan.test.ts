import { generateSigner } from "@openlading/jws";
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import jsqr from "jsqr";
import { PDFDocument } from "pdf-lib";
import { PdfError } from "../../src/error.ts";
import { renderPrint } from "../../src/page/render.ts";
import { createQrText } from "../../src/qr/create.ts";
import { readImageSize } from "../../src/qr/image-size.ts";
import { qrMatrix } from "../../src/qr/matrix.ts";
import { scan } from "../../src/qr/scan.ts";
import { certificate, HOST, items } from "./fixture.ts";
import { encodeJpeg } from "./jpeg.ts";
import { encodePng, scanOfCode, spoil, toRgba, type Grey } from "./picture.ts";

const decode = jsqr as unknown as (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null;
const withJsqr = (picture: Grey): string | undefined => decode(toRgba(picture), picture.width, picture.height)?.data;

describe("scan", () => {
  let text: string;
  let longest: string;

  before(async () => {
    const signer = await generateSigner("ES256");
    const make = (data: ReturnType<typeof certificate>): Promise<string> =>
      createQrText({ host: HOST, documentKind: "certificate-of-origin", data, signer });
    text = await make(certificate());
    longest = await make(certificate({ items: items(40) }));
    expect(qrMatrix(longest)).to.have.length(89);
  });

  for (const dpi of [150, 200, 300]) {
    it(`reads a code of version 18 at 40 mm from a clean scan of ${dpi.toString()} dpi, as two decoders do`, async () => {
      const picture = scanOfCode(longest, { dpi });
      expect(await scan(encodePng(picture))).to.deep.equal([{ text: longest }]);
      if (dpi > 150) expect(withJsqr(picture)).to.equal(longest);
    });
  }

  it("reads it rotated by 3.5 degrees, blurred, noisy, at 150 dpi and JPEG quality 55", async () => {
    for (const one of [text, longest]) {
      const bytes = encodeJpeg(spoil(scanOfCode(one, { dpi: 150, degrees: 3.5 })), 55);
      expect(await scan(bytes)).to.deep.equal([{ text: one }]);
    }
  });

  it("reads the same at 200 and 300 dpi, as two decoders do", async () => {
    for (const dpi of [200, 300]) {
      const picture = spoil(scanOfCode(text, { dpi, degrees: 3.5 }));
      expect(await scan(encodeJpeg(picture, 55))).to.deep.equal([{ text }]);
      if (dpi === 300) expect(withJsqr(spoil(scanOfCode(text, { dpi, degrees: 3.5 }), 6))).to.equal(text);
    }
  });

  it("reads it on its head", async () => {
    const picture = scanOfCode(text, { dpi: 200, degrees: 177 });
    expect(await scan(encodePng(picture))).to.deep.equal([{ text }]);
  });

  it("reads the code of a printed certificate from its PDF", async () => {
    const print = { copy: 1, printedAt: "2026-05-12T08:00:00.000Z", qrText: text };
    const { bytes } = await renderPrint({ kind: "certificate-of-origin", data: certificate(), print });
    expect(await scan(bytes)).to.deep.equal([{ text, page: 1, dpi: 200 }]);
  });

  it("reads a good file beside and after one that cannot be opened", async () => {
    const print = { copy: 1, printedAt: "2026-05-12T08:00:00.000Z", qrText: text };
    const { bytes } = await renderPrint({ kind: "certificate-of-origin", data: certificate(), print });
    const broken = scan(Buffer.from("%PDF-1.7\nnothing")).catch((error: unknown) => error);
    const [good, bad] = await Promise.all([scan(bytes), broken]);
    expect(bad).to.be.instanceOf(PdfError);
    for (const codes of [good, await scan(bytes)]) expect(codes.map((code) => code.text)).to.deep.equal([text]);
  });

  it("finds nothing on an empty page and in an empty picture", async () => {
    const document = await PDFDocument.create();
    document.addPage([595, 842]);
    expect(await scan(await document.save())).to.deep.equal([]);
    expect(await scan(encodePng({ width: 64, height: 64, grey: new Uint8Array(4096).fill(255) }))).to.deep.equal([]);
  });

  it("refuses a file that is too large, before reading it", async () => {
    await rejectsWithCode(PdfError, "ERR_PDF_SCAN_SIZE", () => scan(new Uint8Array(64_000_001)));
    await rejectsWithCode(PdfError, "ERR_PDF_SCAN_SIZE", () =>
      scan(encodePng(scanOfCode(text, { dpi: 100 })), { maxBytes: 100 }),
    );
  });

  it("refuses a picture of too many pixels by its head alone, and one of none", async () => {
    const bomb = Buffer.from(encodePng({ width: 1, height: 1, grey: new Uint8Array(1) }));
    bomb.writeUInt32BE(50_000, 16);
    bomb.writeUInt32BE(50_000, 20);
    await rejectsWithCode(PdfError, "ERR_PDF_SCAN_SIZE", () => scan(bomb));
    bomb.writeUInt32BE(0, 20);
    await rejectsWithCode(PdfError, "ERR_PDF_SCAN_FORMAT", () => scan(bomb));
    const jpeg = Buffer.from(encodeJpeg({ width: 8, height: 8, grey: new Uint8Array(64) }, 50));
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(65_000, frame + 5);
    jpeg.writeUInt16BE(65_000, frame + 7);
    await rejectsWithCode(PdfError, "ERR_PDF_SCAN_SIZE", () => scan(jpeg));
  });

  it("refuses a PDF of too many pages, or of a page too large to draw", async () => {
    const many = await PDFDocument.create();
    for (let page = 0; page < 3; page += 1) many.addPage([100, 100]);
    const bytes = await many.save();
    await rejectsWithCode(PdfError, "ERR_PDF_SCAN_SIZE", () => scan(bytes, { maxPages: 2 }));
    const wide = await PDFDocument.create();
    wide.addPage([14_000, 14_000]);
    const wideBytes = await wide.save();
    await rejectsWithCode(PdfError, "ERR_PDF_SCAN_SIZE", () => scan(wideBytes));
  });

  it("refuses other bytes, and pictures and files that break off", async () => {
    const png = encodePng(scanOfCode(text, { dpi: 100 }));
    for (const bytes of [
      new Uint8Array(0),
      Buffer.from("GIF89a"),
      Buffer.from("%PDF-1.7\nnothing"),
      png.subarray(0, 60),
      Uint8Array.of(0xff, 0xd8, 0xff),
    ]) {
      await rejectsWithCode(PdfError, "ERR_PDF_SCAN_FORMAT", () => scan(bytes));
    }
  });

  it("reads the size of a picture from its head", () => {
    const picture = { width: 33, height: 17, grey: new Uint8Array(561) };
    expect(readImageSize(encodePng(picture))).to.deep.equal({ width: 33, height: 17 });
    expect(readImageSize(encodeJpeg(picture, 80))).to.deep.equal({ width: 33, height: 17 });
    expect(readImageSize(Buffer.from("BM"))).to.equal(null);
  });

  it("refuses to draw a text that needs a larger code", () => {
    expect(qrMatrix("A".repeat(560))).to.have.length(89);
    for (const long of ["A".repeat(561), "A".repeat(5000)]) {
      expect(() => qrMatrix(long))
        .to.throw(PdfError)
        .with.property("code", "ERR_PDF_QR_SIZE");
    }
  });
});
