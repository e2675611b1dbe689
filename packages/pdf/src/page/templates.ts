import { PdfError } from "../error.ts";
import { BILL_COPY } from "./forms/bill-copy.ts";
import { APTA } from "./forms/apta.ts";
import { CHINA_AUSTRALIA, CHINA_KOREA } from "./forms/bilateral.ts";
import { FORM_E } from "./forms/form-e.ts";
import { NON_PREFERENTIAL } from "./forms/non-preferential.ts";
import { DELIVERY_ORDER, EIR } from "./forms/release.ts";
import { COMMERCIAL_INVOICE, PACKING_LIST } from "./forms/sale.ts";
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

const CERTIFICATES: ReadonlyMap<string, Layout> = new Map(
  Object.entries({ RCEP, FORM_E, CHINA_AUSTRALIA, CHINA_KOREA, APTA, NON_PREFERENTIAL }),
);

const plain = (id: string, kind: string, layout: Layout): Template => ({
  id,
  kind,
  attachmentName: "document",
  layout: () => layout,
});

/** Every template there is; `renderPrint` uses the last of a kind. */
export const TEMPLATES: readonly Template[] = [
  {
    id: "certificate/1",
    kind: "certificate-of-origin",
    attachmentName: "certificate",
    layout: (data) => CERTIFICATES.get(data.at("form").text),
  },
  plain("bill-copy/1", "bill-of-lading", BILL_COPY),
  plain("delivery-order/1", "delivery-order", DELIVERY_ORDER),
  plain("eir/1", "eir", EIR),
  plain("packing-list/1", "packing-list", PACKING_LIST),
  plain("commercial-invoice/1", "commercial-invoice", COMMERCIAL_INVOICE),
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
