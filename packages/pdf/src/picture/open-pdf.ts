import { PDFiumLibrary, type PDFiumDocument } from "@hyzyla/pdfium";
import { PdfError } from "../error.ts";

/** The part of the library that opens a file. */
interface Opener {
  loadDocument(bytes: Uint8Array): Promise<PDFiumDocument>;
}

let running: Promise<Opener> | null = null;

/**
 * Opens a PDF to be drawn for as long as `use` takes. The library is started once; after a failure of its own it is started
 * anew for the next file, since its memory may be in any state.
 * @throws PdfError `ERR_PDF_SCAN_FORMAT` when the file cannot be opened or drawn, and whatever `use` throws of ours
 */
export async function withOpenPdf<T>(bytes: Uint8Array, use: (document: PDFiumDocument) => Promise<T>): Promise<T> {
  running ??= PDFiumLibrary.init();
  try {
    const document = await (await running).loadDocument(bytes);
    try {
      return await use(document);
    } finally {
      document.destroy();
    }
  } catch (cause) {
    if (cause instanceof PdfError) throw cause;
    running = null;
    throw new PdfError({ code: "ERR_PDF_SCAN_FORMAT", message: "a PDF cannot be opened or drawn", cause });
  }
}
