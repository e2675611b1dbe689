import type { JsonObject } from "@openlading/core";
import { PdfError, type PdfErrorCode } from "../error.ts";

/** A refusal by the reader or the checker; `details` names places, never content. */
export function fault(code: PdfErrorCode, message: string, details: JsonObject = {}): PdfError {
  return new PdfError({ code, message, details });
}
