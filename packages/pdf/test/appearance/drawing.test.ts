import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { appearanceBox, combineAppearances, fitAppearance, type Appearance } from "../../src/appearance/appearance.ts";
import { drawSealAppearance } from "../../src/appearance/seal.ts";
import { drawSignatureAppearance } from "../../src/appearance/signature.ts";
import { PdfError } from "../../src/error.ts";

const text = ({ operators }: Appearance): string => new TextDecoder().decode(operators);
const OPERATORS = /^(?:q|Q|f|S|h|h f|-?[\d.]+(?: -?[\d.]+)* (?:cm|m|l|c|w|re|rg|RG|S|f)|.*)$/u;

describe("drawSealAppearance", () => {
  it("draws outlines alone: no text operator, no font, no image", async () => {
    for (const shape of ["round", "oval", "rectangle"] as const) {
      const seal = await drawSealAppearance({ name: "示例商会原产地证书签证中心", text: "专用章", shape });
      expect(text(seal)).not.to.match(/\b(?:BT|Tf|Tj|Do)\b/u);
      expect(seal.images).to.deep.equal([]);
      expect(
        text(seal)
          .split("\n")
          .every((line) => OPERATORS.test(line)),
      ).to.equal(true);
    }
  });

  it("keeps within the sizes of registered seals", async () => {
    const round = await drawSealAppearance({ name: "示例商会" });
    expect([round.widthMm, round.heightMm]).to.deep.equal([42, 42]);
    const oval = await drawSealAppearance({ name: "示例商会", shape: "oval" });
    expect([oval.widthMm <= 55, oval.heightMm <= 45]).to.deep.equal([true, true]);
  });

  it("is the same for the same words, and other for others", async () => {
    const [one, same, other] = await Promise.all(
      ["甲公司", "甲公司", "乙公司"].map((name) => drawSealAppearance({ name })),
    );
    expect(one?.operators).to.deep.equal(same?.operators);
    expect(one?.operators).not.to.deep.equal(other?.operators);
  });

  it("refuses a character that the font does not have", async () => {
    const error = await rejectsWithCode(PdfError, "ERR_PDF_GLYPH", () => drawSealAppearance({ name: "示\u{2A6D6}例" }));
    expect(error.details["missing"]).to.deep.equal([{ path: "name", character: "\u{2A6D6}", codePoint: "U+2A6D6" }]);
  });
});

describe("drawSignatureAppearance", () => {
  it("draws name, date and reason as outlines", async () => {
    const short = await drawSignatureAppearance({ name: "SPECIMEN 示例" });
    const long = await drawSignatureAppearance({ name: "SPECIMEN 示例", date: "2026-05-11", reason: "Declaration" });
    expect(long.heightMm).to.be.above(short.heightMm);
    expect(text(long)).not.to.match(/\b(?:BT|Tf|Tj)\b/u);
  });

  it("sets a long name on several lines of one size, none of them wider than the appearance", async () => {
    const name =
      "华茂示例国际贸易与工业发展集团（上海自由贸易试验区）有限责任公司 HUAMAO EXAMPLE TRADING GROUP CO., LTD. ".repeat(
        4,
      );
    const { operators, widthMm, heightMm } = await drawSignatureAppearance({ name: name.trim() });
    const glyphs = [...new TextDecoder().decode(operators).matchAll(/^q (\S+) \S+ \S+ \S+ (\S+) (\S+) cm$/gmu)];
    expect(glyphs.length).to.be.above(250);
    expect(new Set(glyphs.map(([, size]) => size))).to.have.property("size", 1);
    expect(Math.max(...glyphs.map(([, , x]) => Number(x)))).to.be.below((widthMm * 72) / 25.4 - 2);
    expect(Math.max(...glyphs.map(([, , , y]) => Number(y)))).to.be.below((heightMm * 72) / 25.4);
    expect(Math.min(...glyphs.map(([, , , y]) => Number(y)))).to.be.above(0);
  });

  it("refuses a character that the font does not have", async () => {
    await rejectsWithCode(PdfError, "ERR_PDF_GLYPH", () => drawSignatureAppearance({ name: "a", reason: "\u202E" }));
  });
});

describe("fitAppearance", () => {
  it("has the size of the field, and makes nothing larger", async () => {
    const seal = await drawSealAppearance({ name: "示例商会" });
    const fitted = fitAppearance(seal, 200, 60);
    expect(appearanceBox(fitted)).to.deep.equal([0, 0, 200, 60]);
    expect(text(fitted)).to.match(/^q 0\.504 0 0 0\.504 70 0 cm/u);
    expect(text(fitAppearance(seal, 600, 600))).to.match(/^q 1 0 0 1 /u);
  });

  it("keeps the images of several apart", () => {
    const image = {
      name: "Im0",
      width: 1,
      height: 1,
      colorSpace: "DeviceGray",
      bitsPerComponent: 8,
      filter: "FlateDecode",
      bytes: new Uint8Array(),
    } as const;
    const one: Appearance = {
      widthMm: 1,
      heightMm: 1,
      operators: new TextEncoder().encode("/Im0 Do"),
      images: [image],
    };
    const both = combineAppearances(2, 2, [
      { appearance: one, xMm: 0, yMm: 0 },
      { appearance: one, xMm: 1, yMm: 0 },
    ]);
    expect(both.images.map(({ name }) => name)).to.deep.equal(["Im0", "Im1"]);
    expect(text(both)).to.include("/Im0 Do").and.to.include("/Im1 Do");
  });
});
