import { expect } from "chai";
import { rejectsWithCode } from "@openlading/testkit";
import { readPng } from "../../src/appearance/png.ts";
import { PdfError } from "../../src/error.ts";
import { renderPrint } from "../../src/page/render.ts";
import { drawPage } from "../../src/picture/draw-page.ts";
import { writePng } from "../../src/picture/write-png.ts";
import { certificatePrint } from "../page/fixture.ts";

describe("a page as a picture", () => {
  it("is drawn in grey or colour, and a PNG of it has the same dots", async () => {
    const { bytes } = await renderPrint(certificatePrint());
    const grey = await drawPage(bytes, { dpi: 40, isGrey: true });
    const colour = await drawPage(bytes, { dpi: 40 });
    expect([grey.width, grey.height]).to.deep.equal([colour.width, colour.height]);
    expect(colour.samples.length).to.equal(grey.samples.length * 3);
    expect(Math.min(...grey.samples.subarray(0, 50_000))).to.be.below(128);
    const again = readPng(writePng(colour), colour.width, colour.height);
    expect(again.color).to.deep.equal(colour.samples);
  });

  it("is not drawn of what is no PDF, has no such page, or would be too large", async () => {
    const { bytes } = await renderPrint(certificatePrint());
    await rejectsWithCode(PdfError, "ERR_PDF_SCAN_FORMAT", () => drawPage(new Uint8Array(100)));
    await rejectsWithCode(PdfError, "ERR_PDF_SCAN_FORMAT", () => drawPage(bytes, { page: 2 }));
    await rejectsWithCode(PdfError, "ERR_PDF_SCAN_SIZE", () => drawPage(bytes, { dpi: 5000 }));
  });
});
