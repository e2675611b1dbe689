import qrcode from "qrcode-generator";
import { PdfError } from "../error.ts";

const MAX_VERSION = 18;

/**
 * The modules of the QR code of `text` at error correction level M, row by row, dark is true; no quiet zone.
 * @throws PdfError `ERR_PDF_QR_SIZE` when it would need more than version 18
 */
export function qrMatrix(text: string): boolean[][] {
  const size = 17 + 4 * MAX_VERSION;
  const code = qrcode(0, "M");
  try {
    code.addData(text, "Byte");
    code.make();
  } catch (cause) {
    throw tooLong(text, cause);
  }
  const modules = code.getModuleCount();
  if (modules > size) throw tooLong(text);
  const indices = Array.from({ length: modules }, (_, index) => index);
  return indices.map((row) => indices.map((column) => code.isDark(row, column)));
}

function tooLong(text: string, cause?: unknown): PdfError {
  const details = { characters: text.length, maxVersion: MAX_VERSION };
  return new PdfError({
    code: "ERR_PDF_QR_SIZE",
    message: "a text needs a larger code than scans from paper",
    details,
    cause,
  });
}
