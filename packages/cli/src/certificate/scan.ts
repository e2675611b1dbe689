import { formatInstant } from "@openlading/core";
import type { DecodedQr, QrVerdict, ScannedCode, VerifiedTrustList } from "@openlading/pdf";
import { loadPdf } from "./load-pdf.ts";

/** One code of a picture: its verdict, or why it is none of ours. */
export interface ScannedCertificate extends ScannedCode {
  /** Null where the code is none of a certificate. */
  readonly verdict: QrVerdict | null;
  /** What the code says, trusted or not. */
  readonly decoded: DecodedQr | null;
  /** Why it is none of ours. */
  readonly code: string | null;
}

/**
 * Finds the QR codes of a picture or PDF and judges each against a trust list. Never sees what is printed beside them.
 * @throws PdfError `ERR_PDF_SCAN_FORMAT`, `ERR_PDF_SCAN_SIZE`
 */
export async function scanCertificates(
  bytes: Uint8Array,
  o: { readonly trust: VerifiedTrustList; readonly nowMs: number; readonly expectedHost?: string },
): Promise<readonly ScannedCertificate[]> {
  const { scan, decodeQrText, verifyQrText, PdfError } = await loadPdf();
  const now = formatInstant(o.nowMs);
  const host = o.expectedHost === undefined ? {} : { expectedHost: o.expectedHost };
  const found: ScannedCertificate[] = [];
  for (const one of await scan(bytes)) {
    try {
      const decoded = decodeQrText(one.text);
      found.push({ ...one, decoded, verdict: await verifyQrText(one.text, o.trust, { now, ...host }), code: null });
    } catch (error) {
      if (!(error instanceof PdfError)) throw error;
      found.push({ ...one, decoded: null, verdict: null, code: error.code });
    }
  }
  return found;
}
