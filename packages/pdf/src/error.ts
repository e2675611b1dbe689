import { OpenLadingError, type ErrorTable } from "@openlading/core";
import { SIGN_ERRORS } from "./sign/errors.ts";
import { TRUST_ERRORS } from "./trust/errors.ts";

/** Every code this package raises. */
export const PDF_ERRORS = {
  ...SIGN_ERRORS,
  ...TRUST_ERRORS,
} as const satisfies ErrorTable;

/** A code of this package. */
export type PdfErrorCode = keyof typeof PDF_ERRORS;

/** A page that cannot be made, signed, read or trusted. */
export class PdfError extends OpenLadingError<PdfErrorCode> {
  override readonly name = "PdfError";
}
