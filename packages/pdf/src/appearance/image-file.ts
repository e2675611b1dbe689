import { PdfError } from "../error.ts";

/** What an image is for; the sizes of a seal depend on its shape. */
export type ImageUse = "signature" | "round" | "oval" | "rectangle" | "seal";

/** Format and size, as the header of the file says. */
export interface ImageHeader {
  readonly format: "png" | "jpeg";
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

/** Greatest width and height in millimetres, as customs takes them for upload; `seal` is any shape. */
export const IMAGE_LIMITS: Readonly<Record<ImageUse, readonly [number, number]>> = {
  round: [45, 45],
  rectangle: [55, 40],
  oval: [55, 45],
  seal: [55, 45],
  signature: [35, 30],
};

export const SCAN_DPI = 600;
const MAX_BYTES = 2 * 1024 * 1024;
const MM_PER_INCH = 25.4;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
const BASELINE_TO_PROGRESSIVE = new Set([0xc0, 0xc1, 0xc2]);

/** Pixels to millimetres at the resolution of a scan. */
export const scannedMm = (pixels: number): number => (pixels / SCAN_DPI) * MM_PER_INCH;

/**
 * Reads the header of a supplied image and holds it against the limits; no pixel is unpacked before that.
 * @throws PdfError `ERR_PDF_IMAGE` when it is no PNG or JPEG, or too large in bytes or on paper
 */
export function checkImage(bytes: Uint8Array, use: ImageUse): ImageHeader {
  if (bytes.length > MAX_BYTES) throw refused("the image is over 2 MB", { bytes: bytes.length });
  const header = PNG.every((byte, at) => bytes[at] === byte) ? pngHeader(bytes) : jpegHeader(bytes);
  const [widthMm, heightMm] = IMAGE_LIMITS[use];
  const isTooLarge = scannedMm(header.width) > widthMm + 0.05 || scannedMm(header.height) > heightMm + 0.05;
  const isEmpty = header.width === 0 || header.height === 0;
  if (!isTooLarge && !isEmpty) return header;
  const details = { use, width: header.width, height: header.height, widthMm, heightMm, dpi: SCAN_DPI };
  throw refused("the image is larger on paper than its use allows", details);
}

function pngHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length < 33) throw refused("the PNG is cut short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return { format: "png", width: view.getUint32(16), height: view.getUint32(20), components: 0 };
}

/** Walks the segments to the frame header. */
function jpegHeader(bytes: Uint8Array): ImageHeader {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw refused("the image is neither PNG nor JPEG");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 2; at + 9 < bytes.length && view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    if (!BASELINE_TO_PROGRESSIVE.has(view.getUint8(at + 1))) continue;
    const components = view.getUint8(at + 9);
    const isPlain = view.getUint8(at + 4) === 8 && (components === 1 || components === 3);
    if (!isPlain) break;
    return { format: "jpeg", width: view.getUint16(at + 7), height: view.getUint16(at + 5), components };
  }
  throw refused("the JPEG is not one of 8 bits in grey or colour");
}

/** The refusal of an image. */
export function refused(message: string, details: Record<string, number | string> = {}, cause?: unknown): PdfError {
  return new PdfError({ code: "ERR_PDF_IMAGE", message, details, cause });
}
