import { loadDefaultFont, openFont } from "../page/font.ts";
import { assertGlyphs } from "../page/glyphs.ts";
import { MM, number } from "../page/ink.ts";
import { breakText } from "../page/line-break.ts";
import type { Appearance } from "./appearance.ts";
import { outlinedText } from "./outline.ts";
import { drawImageAppearance } from "./image-appearance.ts";

/** What a signature shows: whose it is, when and what for, and the handwriting where it is supplied. */
export interface SignatureInput {
  readonly name: string;
  /** As it is to be read. */
  readonly date?: string;
  readonly reason?: string;
  /** PNG or JPEG of the handwriting, at most 35 × 30 mm at 600 dpi. */
  readonly image?: Uint8Array;
  /** A TrueType font; the one that comes with the package unless given. */
  readonly font?: Uint8Array;
}

const WIDTH_MM = 60;
const LINE_MM = 4;
const SIZE = 8;
/** Points left and right of the words. */
const PAD = 2;

/**
 * A signature as outlines, the handwriting over its words.
 * @throws PdfError `ERR_PDF_GLYPH` when the font lacks a character
 * @throws PdfError `ERR_PDF_IMAGE` when the image is over the limits
 */
export async function drawSignatureAppearance(input: SignatureInput): Promise<Appearance> {
  const font = input.font === undefined ? await loadDefaultFont() : openFont(input.font);
  const rows = [
    { path: "name", label: "Signed by 签名人: ", text: input.name },
    { path: "date", label: "Date 日期: ", text: input.date },
    { path: "reason", label: "Reason 事由: ", text: input.reason },
  ].flatMap(({ path, label, text }) => (text === undefined ? [] : [{ path, text: label + text.normalize("NFC") }]));
  assertGlyphs(
    rows.map((row) => ({ parts: [row] })),
    font,
  );
  const lines = rows.flatMap(({ text }) => breakText(text, font, SIZE, WIDTH_MM * MM - 2 * PAD));
  const textMm = lines.length * LINE_MM + 1;
  const words = lines.map((text, index) =>
    outlinedText(text, font, SIZE, PAD, (textMm - LINE_MM * (index + 0.8)) * MM),
  );
  const content = `q 0.05 0.1 0.35 rg\n${words.join("\n")}\nQ`;
  return withImage(input.image, content, textMm);
}

function withImage(image: Uint8Array | undefined, content: string, textMm: number): Appearance {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  if (image === undefined) return { widthMm: WIDTH_MM, heightMm: textMm, operators: encode(content), images: [] };
  const drawn = drawImageAppearance(image, { use: "signature" });
  const moved = `q 1 0 0 1 ${number(((WIDTH_MM - drawn.widthMm) / 2) * MM)} ${number(textMm * MM)} cm`;
  const operators = encode(`${content}\n${moved}\n${new TextDecoder().decode(drawn.operators)}\nQ`);
  return { widthMm: WIDTH_MM, heightMm: textMm + drawn.heightMm, operators, images: drawn.images };
}
