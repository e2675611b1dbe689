import { addErrorPages } from "../error-pages.ts";

/** The printing and checking library is large: only who prints or checks loads it. */
export async function loadPdf() {
  const pdf = await import("@openlading/pdf");
  addErrorPages(pdf.PDF_ERRORS);
  return pdf;
}
