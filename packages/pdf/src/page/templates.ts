import { PdfError } from "../error.ts";
import { RCEP } from "./forms/rcep.ts";
import type { Layout } from "./layout.ts";
import type { Source } from "./text.ts";

/** A way of printing a kind of document; a change of a single dot is a new version of it. */
export interface Template {
  /** `certificate/1`: what print.json names. */
  readonly id: string;
  readonly kind: string;
  /** Name, without ending, of the attached document and its proof. */
  readonly attachmentName: string;
  readonly layout: (data: Source) => Layout | undefined;
}

const CERTIFICATES: Readonly<Record<string, Layout>> = { RCEP };

/** Every template there is, by id; `renderPrint` uses the last of a kind. */
export const TEMPLATES: readonly Template[] = [
  {
    id: "certificate/1",
    kind: "certificate-of-origin",
    attachmentName: "certificate",
    layout: (data) => CERTIFICATES[data.at("form").text],
  },
];

/**
 * The template a print of `kind` is made with: the one named, else the newest.
 * @throws PdfError `ERR_PDF_FORM` when there is none
 */
export function templateOf(kind: string, id?: string): Template {
  const template = TEMPLATES.findLast((each) => each.kind === kind && (id === undefined || each.id === id));
  if (template !== undefined) return template;
  throw new PdfError({
    code: "ERR_PDF_FORM",
    message: "there is no printed form of this kind of document",
    details: { kind, ...(id === undefined ? {} : { template: id }) },
  });
}
