import type { PDFiumDocument } from "@hyzyla/pdfium";
import { PdfError } from "../error.ts";
import { withOpenPdf } from "./open-pdf.ts";

/** A picture: rows from the top, one byte (grey) or three (red, green, blue) for each dot. */
export interface PageImage {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly samples: Uint8Array;
}

export interface DrawPageOptions {
  /** From 1; the first unless told. */
  readonly page?: number;
  /** 150 unless told. */
  readonly dpi?: number;
  /** Grey instead of colour. */
  readonly isGrey?: boolean;
}

const POINTS_PER_INCH = 72;
const MAX_PIXELS = 64_000_000;
const BGRA = 4;

/**
 * Draws a page of a PDF as somebody would see it, its signatures' appearances included. Whether the file is genuine is
 * not looked at: only draw what was checked, or what is drawn to be looked at.
 * @throws PdfError `ERR_PDF_SCAN_FORMAT` when it cannot be opened or has no such page, `ERR_PDF_SCAN_SIZE` when the
 * picture would be too large
 */
export function drawPage(bytes: Uint8Array, o: DrawPageOptions = {}): Promise<PageImage> {
  return withOpenPdf(bytes, (document) => draw(document, o));
}

async function draw(document: PDFiumDocument, o: DrawPageOptions): Promise<PageImage> {
  const { page: number = 1, dpi = 150, isGrey = false } = o;
  if (!Number.isSafeInteger(number) || number < 1 || number > document.getPageCount())
    throw new PdfError({ code: "ERR_PDF_SCAN_FORMAT", message: "the PDF has no such page" });
  const scale = dpi / POINTS_PER_INCH;
  const page = document.getPage(number - 1);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  if (!(originalWidth * scale * originalHeight * scale <= MAX_PIXELS))
    throw new PdfError({ code: "ERR_PDF_SCAN_SIZE", message: "the picture would have too many pixels" });
  const colorSpace = isGrey ? "Gray" : "BGRA";
  const { width, height, data } = await page.render({ scale, render: "bitmap", colorSpace, renderFormFields: true });
  return isGrey ? { width, height, channels: 1, samples: data } : { width, height, channels: 3, samples: toRgb(data) };
}

/** The library hands colour out as red, green, blue, opacity. */
function toRgb(data: Uint8Array): Uint8Array {
  const samples = new Uint8Array((data.length / BGRA) * 3);
  for (let from = 0, to = 0; from < data.length; from += BGRA, to += 3) {
    samples[to] = data[from] ?? 0;
    samples[to + 1] = data[from + 1] ?? 0;
    samples[to + 2] = data[from + 2] ?? 0;
  }
  return samples;
}
