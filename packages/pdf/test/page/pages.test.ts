import type { JsonObject } from "@openlading/core";
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { PdfError } from "../../src/error.ts";
import { compose } from "../../src/page/compose.ts";
import { loadDefaultFont } from "../../src/page/font.ts";
import { prepare } from "../../src/page/prepare.ts";
import { renderPrint } from "../../src/page/render.ts";
import { templateOf } from "../../src/page/templates.ts";
import { Source } from "../../src/page/text.ts";
import { scan } from "../../src/qr/scan.ts";
import { certificatePrint, example, ink, items, QR_TEXT, readPages } from "./fixture.ts";

const FORMS = ["RCEP", "FORM_E", "CHINA_AUSTRALIA", "CHINA_KOREA", "APTA", "NON_PREFERENTIAL"];
const PAGE_HEIGHT = 841.89;

const oneLine = (text: string): string => text.replaceAll(/\s+/gu, "");

/** Where each character of a page is drawn, read back from its content: `[character, [x, y, width, height]]`. */
async function cells(data: JsonObject): Promise<(readonly [string, readonly number[]])[]> {
  const font = await loadDefaultFont();
  const source = new Source(data);
  const layout = templateOf("certificate-of-origin").layout(source);
  if (layout === undefined) throw new Error("no layout");
  const { pages } = compose(prepare(layout, source, "1", font), { copy: "", checkCode: "", qrText: QR_TEXT }, font);
  const content = pages[0]?.content(encodeURIComponent) ?? "";
  const shown = /BT \/F1 ([\d.]+) Tf .*? ([\d.]+) ([\d.]+) Td\n<(.*)>/gu;
  return [...content.matchAll(shown)].flatMap(([, size, x, y, text]) => {
    let left = Number(x);
    return Array.from(decodeURIComponent(text ?? ""), (character) => {
      const width = (font.advance(character.codePointAt(0) ?? 0) * Number(size)) / 1000;
      const cell = [left, PAGE_HEIGHT - Number(y) - Number(size), width, Number(size) * 1.25];
      left += width;
      return [character, cell] as const;
    });
  });
}

describe("the pages of a print", () => {
  it("give back exactly the text of the document, Chinese and Vietnamese too", async () => {
    const remarks = "公司名称：华茂（示例）有限公司，“测试”。Công ty cổ phần nhập khẩu Hải Phòng, Đường Ví Dụ 45.";
    const [page] = await readPages((await renderPrint(certificatePrint({ remarks }))).bytes, 30);
    const text = oneLine(page?.text ?? "");
    for (const wanted of [
      remarks,
      "华茂示例贸易有限公司",
      "华茂示例机械厂",
      "SAO MAI EXAMPLE IMPORT JOINT STOCK COMPANY",
      "BALL BEARINGS 滚珠轴承",
      "LUBRICATING GREASE 润滑脂",
      "SPEC26RCEP000123",
    ]) {
      expect(text).to.include(oneLine(wanted));
    }
  });

  it("show ink in the place of every character, on every form", async () => {
    let seen = 0;
    for (const form of FORMS) {
      const input = certificatePrint({ form });
      const [page] = await readPages((await renderPrint(input)).bytes);
      if (page === undefined) throw new Error("no page");
      for (const [character, cell] of await cells(input.data)) {
        if (character.trim() === "") continue;
        expect(ink(page, cell), `${form}: ${character}`).to.be.above(0);
        seen += 1;
      }
    }
    expect(seen).to.be.above(6000);
  });

  it("carry a QR code that scans", async () => {
    for (const form of FORMS) {
      const { bytes } = await renderPrint(certificatePrint({ form }));
      expect(
        (await scan(bytes)).map(({ text }) => text),
        form,
      ).to.deep.equal([QR_TEXT]);
    }
  });

  it("go on when there are forty items, each of them once, with the head repeated", async () => {
    const pages = await readPages((await renderPrint(certificatePrint({ items: items(40) }))).bytes, 30);
    expect(pages).to.have.length(3);
    const rows = pages.flatMap(({ text }) => [...text.matchAll(/C\/NO\. \d+-\d+/gu)]);
    expect(rows).to.have.length(40);
    pages.forEach(({ text }, index) => {
      expect(text).to.include(`Page ${index + 1} of 3`);
      expect(oneLine(text)).to.include(oneLine("9. HS code of the goods (6 digit-level)"));
      expect(text).to.include("SPEC26RCEP000123");
    });
    expect(pages[0]?.text).to.include("continued on page 2");
    expect(pages[2]?.text).to.include("END OF ITEMS");
  });

  it("go on within an item that is longer than a page", async () => {
    const [first] = items(1);
    const shippingMarks = Array.from({ length: 150 }, (_, index) => `MARK ${index + 1}.`);
    const pages = await readPages(
      (await renderPrint(certificatePrint({ items: [{ ...first, shippingMarks }] }))).bytes,
      30,
    );
    const text = pages.map((page) => page.text).join(" ");
    expect(pages.length).to.be.above(1);
    for (const mark of shippingMarks) expect(text).to.include(mark);
  });

  it("print what a box has no room for on a further page", async () => {
    const remarks = Array.from({ length: 120 }, (_, index) => `remark ${index + 1} 备注${index + 1}；`).join(" ");
    const pages = await readPages((await renderPrint(certificatePrint({ remarks }))).bytes, 30);
    const text = oneLine(pages.map((page) => page.text).join(""));
    expect(pages.length).to.equal(2);
    expect(pages[0]?.text).to.include("continued on a further page");
    for (const number of [1, 60, 120]) expect(text).to.include(`备注${number}；`);
  });

  it("say on a bill of lading that it is a copy and no title", async () => {
    const data = example("import/transport-document.json");
    const [page] = await readPages(
      (await renderPrint({ ...certificatePrint(), kind: "bill-of-lading", data })).bytes,
      30,
    );
    expect(page?.text).to.include("COPY — NOT THE TRANSFERABLE RECORD");
    expect(page?.text).to.include("副本，非可转让记录");
  });

  it("number the copy and say when it was printed", async () => {
    const [page] = await readPages((await renderPrint(certificatePrint({}, 12))).bytes, 30);
    expect(page?.text).to.include("Copy 12 · printed at 2026-05-12 08:00:00 UTC");
    expect(page?.text).to.match(/校验码 [0-9A-F]{4} [0-9A-F]{4}/u);
  });

  it("are not drawn when a character cannot be: every one is named, with its place", async () => {
    const [first] = items(1);
    const change = { remarks: "a\u{2A6D6}b\u200Bc", items: [{ ...first, description: "WIDGET \u{1F600}" }] };
    const error = await rejectsWithCode(PdfError, "ERR_PDF_GLYPH", () => renderPrint(certificatePrint(change)));
    expect(error.details["missing"]).to.have.deep.members([
      { path: "$.remarks", character: "\u{2A6D6}", codePoint: "U+2A6D6" },
      { path: "$.remarks", character: "", codePoint: "U+200B" },
      { path: "$.items[0].description", character: "\u{1F600}", codePoint: "U+1F600" },
    ]);
  });

  it("refuse what turns the direction of writing", async () => {
    const change = { remarks: "total \u202E0001" };
    await rejectsWithCode(PdfError, "ERR_PDF_GLYPH", () => renderPrint(certificatePrint(change)));
  });
});
