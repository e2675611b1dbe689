import { MM } from "../page/ink.ts";

/** An image of an appearance, ready to become an image XObject. */
export interface AppearanceImage {
  /** The name the operators draw it by: `/Im0 Do` for `Im0`. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly colorSpace: "DeviceGray" | "DeviceRGB";
  readonly bitsPerComponent: 8;
  readonly filter: "DCTDecode" | "FlateDecode";
  /** The stream as it stands in the file: already compressed by `filter`. */
  readonly bytes: Uint8Array;
  /** Opacity, a `DeviceGray` image. */
  readonly softMask?: AppearanceImage;
}

/**
 * What a signature or a seal looks like: the content of one form XObject of BBox `appearanceBox(…)` and identity
 * matrix. Text is outlines: the operators use no font, and no resource but `images`.
 */
export interface Appearance {
  readonly widthMm: number;
  readonly heightMm: number;
  /** The content stream, not compressed, in points from the lower left corner. */
  readonly operators: Uint8Array;
  readonly images: readonly AppearanceImage[];
}

/** Where one appearance stands on a larger one; millimetres from the lower left corner. */
export interface PlacedAppearance {
  readonly appearance: Appearance;
  readonly xMm: number;
  readonly yMm: number;
  /** 1 unless said. */
  readonly scale?: number;
}

const NEWLINE = 0x0a;

/** The BBox of the form XObject that draws the appearance: points, `[0, 0, width, height]`. */
export function appearanceBox(appearance: Appearance): readonly [number, number, number, number] {
  return [0, 0, rounded(appearance.widthMm * MM), rounded(appearance.heightMm * MM)];
}

/**
 * The appearance made to fill a field's rectangle of `width` × `height` points without being stretched: centred, and
 * made smaller if it has to be, never larger. (A reader stretches a BBox to the widget's Rect, so they must be alike.)
 */
export function fitAppearance(appearance: Appearance, width: number, height: number): Appearance {
  const widthMm = width / MM;
  const heightMm = height / MM;
  const scale = Math.min(1, widthMm / appearance.widthMm, heightMm / appearance.heightMm);
  const xMm = (widthMm - appearance.widthMm * scale) / 2;
  const yMm = (heightMm - appearance.heightMm * scale) / 2;
  return combineAppearances(widthMm, heightMm, [{ appearance, xMm, yMm, scale }]);
}

/** Several appearances on one, drawn in the order given: a seal beside or over a signature. */
export function combineAppearances(widthMm: number, heightMm: number, parts: readonly PlacedAppearance[]): Appearance {
  const images: AppearanceImage[] = [];
  const chunks: Uint8Array[] = [];
  for (const part of parts) {
    const { operators, images: own } = renamed(part.appearance, images.length);
    images.push(...own);
    chunks.push(ascii(placing(part)), operators, ascii("\nQ\n"));
  }
  return { widthMm, heightMm, operators: joined(chunks), images };
}

function placing({ xMm, yMm, scale = 1 }: PlacedAppearance): string {
  const factor = String(rounded(scale));
  return `q ${factor} 0 0 ${factor} ${rounded(xMm * MM)} ${rounded(yMm * MM)} cm\n`;
}

/** The same appearance with its images numbered from `first`, so that two do not share a name. */
function renamed(appearance: Appearance, first: number): Pick<Appearance, "operators" | "images"> {
  if (appearance.images.length === 0 || first === 0) return appearance;
  let text = new TextDecoder("latin1").decode(appearance.operators);
  const images = appearance.images.map((image, index) => ({ ...image, name: `Im${first + index}` }));
  appearance.images.forEach(({ name }, index) => {
    text = text.replaceAll(`/${name} Do`, `/+Im${first + index} Do`);
  });
  return { operators: ascii(text.replaceAll("/+Im", "/Im")), images };
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes[bytes.length - 1] === NEWLINE ? bytes.subarray(0, -1) : bytes;
}
