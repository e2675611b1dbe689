import { expect } from "chai";
import fc from "fast-check";
import { loadDefaultFont, type PageFont } from "../../src/page/font.ts";
import { breakText, textWidth } from "../../src/page/line-break.ts";

const SIZE = 10;

describe("breakText", () => {
  let font: PageFont;
  before(async () => {
    font = await loadDefaultFont();
  });

  it("breaks between Chinese characters, never before closing or after opening punctuation", () => {
    expect(breakText("原产地证书，由企业打印。", font, SIZE, 50)).to.deep.equal(["原产地证", "书，由企业", "打印。"]);
    expect(breakText("甲乙丙丁（戊己）", font, SIZE, 50)).to.deep.equal(["甲乙丙丁", "（戊己）"]);
  });

  it("breaks between Latin words, and keeps figures and dates whole", () => {
    expect(breakText("issued 2026-05-12 at Ningbo", font, SIZE, 62)).to.deep.equal([
      "issued",
      "2026-05-12",
      "at Ningbo",
    ]);
  });

  it("divides a word that is wider than a line", () => {
    const lines = breakText("W".repeat(30), font, SIZE, 50);
    expect(lines.join("")).to.equal("W".repeat(30));
    expect(lines.length).to.be.above(4);
  });

  it("keeps every line within its width and every character in its order", () => {
    const text = fc.string({
      unit: fc.constantFrom(...Array.from("原产地证书，。（）“”abcXYZ019 -/,.")),
      maxLength: 80,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 20, max: 300 }), (value, width) => {
        const lines = breakText(value, font, SIZE, width);
        for (const line of lines) expect(textWidth(line, font, SIZE)).to.be.at.most(width + 0.01);
        expect(lines.join("").replaceAll(" ", "")).to.equal(value.replaceAll(" ", ""));
      }),
    );
  });
});
