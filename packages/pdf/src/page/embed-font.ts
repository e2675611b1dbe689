import { sha256 } from "@openlading/core";
import { PDFName, PDFString, type PDFContext, type PDFRef } from "pdf-lib";
import type { PageFont } from "./font.ts";

/** A font in the file: its object, and the codes of a text in hex. */
export interface EmbeddedFont {
  readonly ref: PDFRef;
  readonly encode: (text: string) => string;
}

const TAG_LENGTH = 6;
const ENTRIES_PER_RANGE = 100;

/**
 * Puts the glyphs of `codePoints` into the file. Codes are numbered in the order of the code points, so the result
 * depends on which characters are shown and on nothing else; each code names its own character, so a text can be taken
 * out again exactly, also where two characters share a glyph.
 */
export function embedFont(context: PDFContext, font: PageFont, codePoints: readonly number[]): EmbeddedFont {
  const sorted = [...new Set(codePoints)].sort((a, b) => a - b);
  const codes = new Map(sorted.map((codePoint, index) => [codePoint, index + 1]));
  const { bytes, glyphs } = font.cut(sorted);
  const name = PDFName.of(`${tag(sorted, font)}+${font.name}`);
  const descendant = context.register(
    context.obj({
      Type: "Font",
      Subtype: "CIDFontType2",
      BaseFont: name,
      CIDSystemInfo: { Registry: PDFString.of("Adobe"), Ordering: PDFString.of("Identity"), Supplement: 0 },
      FontDescriptor: context.register(descriptor(context, font, name, bytes)),
      DW: 1000,
      W: [1, sorted.map((codePoint) => font.advance(codePoint))],
      CIDToGIDMap: context.register(context.flateStream(glyphMap(glyphs))),
    }),
  );
  const ref = context.register(
    context.obj({
      Type: "Font",
      Subtype: "Type0",
      BaseFont: name,
      Encoding: "Identity-H",
      DescendantFonts: [descendant],
      ToUnicode: context.register(context.flateStream(unicodeMap(sorted))),
    }),
  );
  const encode = (text: string): string =>
    Array.from(text, (character) => hex(codes.get(character.codePointAt(0) ?? 0) ?? 0)).join("");
  return { ref, encode };
}

function descriptor(context: PDFContext, font: PageFont, name: PDFName, file: Uint8Array) {
  return context.obj({
    Type: "FontDescriptor",
    FontName: name,
    Flags: 4,
    FontBBox: [...font.box],
    ItalicAngle: 0,
    Ascent: font.ascent,
    Descent: font.descent,
    CapHeight: font.capHeight,
    StemV: 80,
    FontFile2: context.register(context.flateStream(file, { Length1: file.length })),
  });
}

/** Six capital letters that name the set of glyphs. */
function tag(codePoints: readonly number[], font: PageFont): string {
  const digest = sha256(new TextEncoder().encode(`${font.digest} ${codePoints.join(" ")}`));
  return Array.from(digest.subarray(0, TAG_LENGTH), (byte) => String.fromCharCode(0x41 + (byte % 26))).join("");
}

function glyphMap(glyphs: readonly number[]): Uint8Array {
  const map = new Uint8Array(2 * (glyphs.length + 1));
  const view = new DataView(map.buffer);
  glyphs.forEach((glyph, index) => view.setUint16(2 * (index + 1), glyph));
  return map;
}

function unicodeMap(codePoints: readonly number[]): string {
  const entries = codePoints.map((codePoint, index) => `<${hex(index + 1)}> <${utf16(codePoint)}>`);
  const ranges: string[] = [];
  for (let at = 0; at < entries.length; at += ENTRIES_PER_RANGE) {
    const part = entries.slice(at, at + ENTRIES_PER_RANGE);
    ranges.push(`${part.length} beginbfchar\n${part.join("\n")}\nendbfchar`);
  }
  return [
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def",
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange",
    ...ranges,
    "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend",
  ].join("\n");
}

const hex = (code: number): string => code.toString(16).toUpperCase().padStart(4, "0");
const utf16 = (codePoint: number): string => {
  const text = String.fromCodePoint(codePoint);
  return Array.from({ length: text.length }, (_, index) => hex(text.charCodeAt(index))).join("");
};
