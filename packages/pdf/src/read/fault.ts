import type { JsonObject } from "@openlading/core";
import type { CheckErrorCode } from "../check/errors.ts";
import type { ReadErrorCode } from "./errors.ts";
import { PdfError } from "../error.ts";

/** A refusal by the reader or the checker; `details` names places, never content. */
export function fault(code: CheckErrorCode | ReadErrorCode, message: string, details: JsonObject = {}): PdfError {
  return new PdfError({ code, message, details });
}
