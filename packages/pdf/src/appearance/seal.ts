import { loadDefaultFont, openFont, type PageFont } from "../page/font.ts";
import { assertGlyphs } from "../page/glyphs.ts";
import { MM, number } from "../page/ink.ts";
import { textWidth } from "../page/line-break.ts";
import type { Appearance } from "./appearance.ts";
import { ellipse, glyphPath, outlinedText, star } from "./outline.ts";

/** What the default artwork of a seal shows. */
export interface SealInput {
  /** The name on the ring, Chinese or Latin. */
  readonly name: string;
  /** The purpose under the star: 原产地证书专用章. */
  readonly text?: string;
  /** `round` unless said. */
  readonly shape?: "round" | "oval" | "rectangle";
  /** A TrueType font; the one that comes with the package unless given. */
  readonly font?: Uint8Array;
}

/** Sizes that seals usually have, in millimetres. */
const SIZES = { round: [42, 42], oval: [45, 30], rectangle: [45, 24] } as const;
const RED = "0.8 0.06 0.1 rg 0.8 0.06 0.1 RG";
const MARK = "示例 SPECIMEN";
const RING_MM = 1.1;
/** How much of the ring a long name takes, in radians. */
const MAX_SWEEP = Math.PI * 1.24;

/**
 * A red seal as vector outlines. It is artwork, no registered seal, and says so: 示例 / SPECIMEN stands on it. A
 * registered seal is supplied as an image, `drawImageAppearance`.
 * @throws PdfError `ERR_PDF_GLYPH` when the font lacks a character of the name or the text
 */
export async function drawSealAppearance({
  name,
  text = "",
  shape = "round",
  font: bytes,
}: SealInput): Promise<Appearance> {
  const font = bytes === undefined ? await loadDefaultFont() : openFont(bytes);
  assertGlyphs(
    [
      {
        parts: [
          { text: name, path: "name" },
          { text, path: "text" },
        ],
      },
    ],
    font,
  );
  const [widthMm, heightMm] = SIZES[shape];
  const drawn = shape === "rectangle" ? rectangle(name, text, font) : ring(name, text, font, [widthMm, heightMm]);
  const operators = new TextEncoder().encode(`q ${RED}\n${drawn}\nQ`);
  return { widthMm, heightMm, operators, images: [] };
}

function ring(name: string, text: string, font: PageFont, [widthMm, heightMm]: readonly [number, number]): string {
  const [rx, ry] = [(widthMm / 2) * MM, (heightMm / 2) * MM];
  const line = RING_MM * MM;
  const inner = Math.min(rx, ry);
  const isRound = rx === ry;
  return [
    `${number(line)} w ${ellipse(rx, ry, rx - line / 2, ry - line / 2)} S`,
    onRing(name, font, { cx: rx, cy: ry, rx: rx - line, ry: ry - line }),
    isRound ? star(rx, ry + inner * 0.06, inner * 0.31) : "",
    centred(text, font, { x: rx, y: ry - inner * (isRound ? 0.48 : 0.2), size: inner * 0.15, width: rx * 1.2 }),
    centred(MARK, font, { x: rx, y: ry - inner * (isRound ? 0.7 : 0.55), size: inner * 0.13, width: rx * 1.1 }),
  ].join("\n");
}

/** Characters along the upper part of the ring, clockwise, feet to the middle. */
function onRing(name: string, font: PageFont, { cx, cy, rx, ry }: Record<"cx" | "cy" | "rx" | "ry", number>): string {
  const characters = Array.from(name);
  const whole = textWidth(name, font, 1);
  const room = (MAX_SWEEP * Math.min(rx, ry)) / (1.12 * (whole + MAX_SWEEP));
  const size = Math.min(ry * 0.3, room);
  const [ax, ay] = [rx - size * 1.12, ry - size * 1.12];
  const sweep = Math.min(MAX_SWEEP, (whole * size * 1.22) / Math.min(ax, ay));
  let passed = 0;
  return characters
    .map((character) => {
      const own = textWidth(character, font, 1);
      const angle = Math.PI / 2 + sweep / 2 - (sweep * (passed + own / 2)) / whole;
      passed += own;
      const turn = Math.atan2(Math.sin(angle) / ay, Math.cos(angle) / ax) - Math.PI / 2;
      const back = (own * size) / 2;
      const x = cx + ax * Math.cos(angle) - back * Math.cos(turn);
      const y = cy + ay * Math.sin(angle) - back * Math.sin(turn);
      return glyphPath(character, font, { size, angle: turn, x, y });
    })
    .filter((glyph) => glyph !== "")
    .join("\n");
}

interface Centre {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly width: number;
}

function centred(text: string, font: PageFont, { x, y, size, width }: Centre): string {
  if (text === "") return "";
  const own = Math.min(size, width / textWidth(text, font, 1));
  return outlinedText(text, font, own, x - textWidth(text, font, own) / 2, y);
}

function rectangle(name: string, text: string, font: PageFont): string {
  const [width, height] = [SIZES.rectangle[0] * MM, SIZES.rectangle[1] * MM];
  const line = RING_MM * MM;
  const x = width / 2;
  return [
    `${number(line)} w ${number(line / 2)} ${number(line / 2)} ${number(width - line)} ${number(height - line)} re S`,
    centred(name, font, { x, y: height * 0.58, size: height * 0.24, width: width * 0.88 }),
    centred(text, font, { x, y: height * 0.33, size: height * 0.16, width: width * 0.88 }),
    centred(MARK, font, { x, y: height * 0.12, size: height * 0.12, width: width * 0.8 }),
  ].join("\n");
}
