import type { PrintFiles } from "../page/rerender.ts";
import { readPdf } from "../read/read.ts";
import { readAttachments } from "./attachments.ts";

/**
 * What a printed file carries: its attachments, as they were in its first revision, and the bytes of that. Whether any of
 * it is genuine is not looked at: see checkPdf.
 * @throws PdfError ERR_PDF_… when the file cannot be read
 */
export function readPrintFiles(bytes: Uint8Array): { readonly files: PrintFiles; readonly firstRevision: Uint8Array } {
  const file = readPdf(bytes);
  return { files: readAttachments(file), firstRevision: bytes.subarray(0, file.revisions[0]?.end ?? 0) };
}
