import { sha256Hex } from "@openlading/core";
import * as fontkit from "fontkit";
import { readFile } from "node:fs/promises";
import { PdfError } from "../error.ts";

/** One step of a glyph's outline, in thousandths of the font size. */
export interface OutlineStep {
  readonly command: "moveTo" | "lineTo" | "quadraticCurveTo" | "bezierCurveTo" | "closePath";
  readonly args: readonly number[];
}

/** A font read once: what is needed to measure, to embed and to draw outlines. Widths are thousandths of the size. */
export interface PageFont {
  readonly name: string;
  /** SHA-256 of the file, lower-case hex. */
  readonly digest: string;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly box: readonly [number, number, number, number];
  has(codePoint: number): boolean;
  advance(codePoint: number): number;
  outline(codePoint: number): readonly OutlineStep[];
  /** A TrueType file with the glyphs of `codePoints` and the glyph number of each. */
  cut(codePoints: readonly number[]): { readonly bytes: Uint8Array; readonly glyphs: readonly number[] };
}

const DEFAULT_FONT = new URL("../../fonts/NotoSansSC-OpenLading.ttf", import.meta.url);
const opened = new WeakMap<Uint8Array, PageFont>();
let shipped: Promise<PageFont> | undefined;

/** The font that comes with the package, read at the first call. */
export function loadDefaultFont(): Promise<PageFont> {
  shipped ??= readFile(DEFAULT_FONT).then(openFont);
  return shipped;
}

/**
 * The font in `bytes`, a single TrueType file; read once for each array. Nothing of its licence is looked at.
 * @throws PdfError `ERR_PDF_FONT` when it is no TrueType font, is a collection, or has CFF outlines
 */
export function openFont(bytes: Uint8Array): PageFont {
  const known = opened.get(bytes);
  if (known !== undefined) return known;
  const font = read(parse(bytes), sha256Hex(bytes));
  opened.set(bytes, font);
  return font;
}

function parse(bytes: Uint8Array): fontkit.Font {
  const isTrueType = bytes.length > 12 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) === 0x00010000;
  if (!isTrueType) throw refused("the font is not a single TrueType file");
  try {
    const font = fontkit.create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    if ("fonts" in font) throw refused("the font is a collection");
    return font;
  } catch (cause) {
    if (cause instanceof PdfError) throw cause;
    throw refused("the font file cannot be read", cause);
  }
}

function read(font: fontkit.Font, digest: string): PageFont {
  const scale = 1000 / font.unitsPerEm;
  const advances = new Map<number, number>();
  const outlines = new Map<number, readonly OutlineStep[]>();
  const { minX, minY, maxX, maxY } = font.bbox;
  return {
    name: font.postscriptName,
    digest,
    ascent: font.ascent * scale,
    descent: font.descent * scale,
    capHeight: font.capHeight * scale,
    box: [minX * scale, minY * scale, maxX * scale, maxY * scale],
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    advance: (codePoint) =>
      remembered(advances, codePoint, () => font.glyphForCodePoint(codePoint).advanceWidth * scale),
    outline: (codePoint) =>
      remembered(outlines, codePoint, () => font.glyphForCodePoint(codePoint).path.scale(scale).commands),
    cut: (codePoints) => {
      const subset = font.createSubset();
      const glyphs = codePoints.map((codePoint) => Number(subset.includeGlyph(font.glyphForCodePoint(codePoint))));
      return { bytes: subset.encode(), glyphs };
    },
  };
}

function remembered<T>(cache: Map<number, T>, codePoint: number, make: () => T): T {
  const known = cache.get(codePoint);
  if (known !== undefined) return known;
  const made = make();
  cache.set(codePoint, made);
  return made;
}

function refused(message: string, cause?: unknown): PdfError {
  return new PdfError({ code: "ERR_PDF_FONT", message, cause });
}
