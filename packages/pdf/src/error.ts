import { OpenLadingError, type ErrorTable } from "@openlading/core";
import { CHECK_ERRORS } from "./check/errors.ts";
import { OFFICER_ERRORS } from "./officer/errors.ts";
import { PAGE_ERRORS } from "./page/errors.ts";
import { READ_ERRORS } from "./read/errors.ts";
import { QR_ERRORS } from "./qr/errors.ts";
import { SIGN_ERRORS } from "./sign/errors.ts";
import { TRUST_ERRORS } from "./trust/errors.ts";

/** Every code this package raises. */
export const PDF_ERRORS = {
  ...CHECK_ERRORS,
  ...OFFICER_ERRORS,
  ...PAGE_ERRORS,
  ...READ_ERRORS,
  ...QR_ERRORS,
  ...SIGN_ERRORS,
  ...TRUST_ERRORS,
} as const satisfies ErrorTable;

/** A code of this package. */
export type PdfErrorCode = keyof typeof PDF_ERRORS;

/** A page that cannot be made, signed, read or trusted. */
export class PdfError extends OpenLadingError<PdfErrorCode> {
  override readonly name = "PdfError";
}
