import type { PDFiumDocument } from "@hyzyla/pdfium";
import { PdfError } from "../error.ts";
import { withOpenPdf } from "../picture/open-pdf.ts";
import { readImageSize } from "./image-size.ts";
import { readQrCodes, type Picture } from "./qr-reader.ts";

/** One code that was found. */
export interface ScannedCode {
  readonly text: string;
  /** Of a PDF: the page, from 1, and the resolution it was drawn at. */
  readonly page?: number;
  readonly dpi?: number;
}

export interface ScanLimits {
  /** 64 MB unless told. */
  readonly maxBytes?: number;
  /** 64 million unless told; also what one page of a PDF may be drawn to. */
  readonly maxPixels?: number;
  /** 50 unless told. */
  readonly maxPages?: number;
}

const DEFAULTS = { maxBytes: 64_000_000, maxPixels: 64_000_000, maxPages: 50 };
const RESOLUTIONS = [200, 300];
const POINTS_PER_INCH = 72;
const PDF_MAGIC = [0x25, 0x50, 0x44, 0x46, 0x2d];

/**
 * Finds the QR codes in a PNG, a JPEG or the pages of a PDF (drawn at 200 dpi, then, where nothing was found, at 300). Says
 * what they read, not whether it is true: see verifyQrText.
 * @throws PdfError `ERR_PDF_SCAN_FORMAT`, `ERR_PDF_SCAN_SIZE`
 */
export async function scan(bytes: Uint8Array, limits: ScanLimits = {}): Promise<readonly ScannedCode[]> {
  const within = { ...DEFAULTS, ...limits };
  if (bytes.length > within.maxBytes) throw tooLarge("a file is too large", { maxBytes: within.maxBytes });
  if (PDF_MAGIC.every((byte, at) => bytes[at] === byte))
    return withOpenPdf(bytes, (document) => scanPages(document, within));
  const size = readImageSize(bytes);
  if (size === null) throw unreadable("a file is no PNG, JPEG or PDF");
  assertPixels(size.width * size.height, within.maxPixels);
  return (await readCodes(bytes)).map((text) => ({ text }));
}

async function scanPages(document: PDFiumDocument, limits: Required<ScanLimits>): Promise<readonly ScannedCode[]> {
  const pages = document.getPageCount();
  if (pages > limits.maxPages) throw tooLarge("a PDF has too many pages", { pages, maxPages: limits.maxPages });
  const found: ScannedCode[] = [];
  for (let index = 0; index < pages; index += 1) found.push(...(await scanPage(document, index, limits)));
  return found;
}

async function scanPage(
  document: PDFiumDocument,
  index: number,
  { maxPixels }: Required<ScanLimits>,
): Promise<readonly ScannedCode[]> {
  for (const dpi of RESOLUTIONS) {
    const scale = dpi / POINTS_PER_INCH;
    // Drawing closes a page, so each resolution opens it anew.
    const page = document.getPage(index);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    assertPixels(originalWidth * scale * originalHeight * scale, maxPixels);
    const { width, height, data } = await page.render({ scale, render: "bitmap", colorSpace: "Gray" });
    const codes = await readCodes({ width, height, grey: data });
    if (codes.length > 0) return codes.map((text) => ({ text, page: index + 1, dpi }));
  }
  return [];
}

async function readCodes(picture: Picture): Promise<readonly string[]> {
  try {
    return await readQrCodes(picture);
  } catch (cause) {
    throw unreadable("a picture cannot be decoded", cause);
  }
}

function assertPixels(pixels: number, maxPixels: number): void {
  if (!(pixels > 0)) throw unreadable("a picture has no size");
  if (pixels > maxPixels) throw tooLarge("a picture has too many pixels", { maxPixels });
}

function tooLarge(message: string, details: Readonly<Record<string, number>>): PdfError {
  return new PdfError({ code: "ERR_PDF_SCAN_SIZE", message, details });
}

function unreadable(message: string, cause?: unknown): PdfError {
  return new PdfError({ code: "ERR_PDF_SCAN_FORMAT", message, cause });
}
