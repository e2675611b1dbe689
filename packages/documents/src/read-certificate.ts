import type { JsonObject } from "@openlading/core";
import { numberAt, recordAt, recordsAt, textAt } from "./access.ts";
import { addMonths, dateOf, dayOf } from "./calendar.ts";
import { isCertificateForm, type CertificateForm } from "./forms/codes.ts";
import { CERTIFICATE_FORMS } from "./forms/table.ts";

/** One item of a certificate of origin. */
export interface CertificateItemView {
  readonly itemNumber: number;
  readonly description: string;
  readonly HSCode: string;
  readonly originCriterion: string | null;
  readonly quantity: { readonly value: number; readonly unit: string };
  readonly invoiceNumber: string;
}

/** What a certificate of origin, or the application for one, says. */
export interface CertificateView {
  readonly number: string;
  readonly form: CertificateForm;
  readonly issuerName: string;
  readonly exporterName: string;
  readonly consigneeName: string;
  readonly originCountryCode: string;
  readonly destinationCountryCode: string;
  /** The day of certification; null on an application. */
  readonly certifiedOn: string | null;
  /** The last day on which its agreement has it presented; null where that is not held, and on an application. */
  readonly presentBy: string | null;
  readonly invoices: readonly { readonly number: string; readonly date: string }[];
  readonly items: readonly CertificateItemView[];
  readonly replaces: string | null;
}

const nameAt = (data: JsonObject, member: string): string => textAt(recordAt(data, member), "name") ?? "";

/**
 * What the data of a certificate of origin says, in one shape for whoever judges it.
 * @param data that of a parsed certificate or application
 * @throws TypeError when the data names no form: parse the document first
 */
export function readCertificate(data: JsonObject): CertificateView {
  const form = data["form"];
  if (!isCertificateForm(form)) throw new TypeError("data must be that of a parsed certificate of origin");
  const certifiedOn = textAt(recordAt(data, "certification"), "date") ?? null;
  return {
    number: textAt(data, "documentNumber") ?? "",
    form,
    issuerName: nameAt(data, "issuer"),
    exporterName: nameAt(data, "exporter"),
    consigneeName: nameAt(data, "consignee"),
    originCountryCode: textAt(data, "originCountryCode") ?? "",
    destinationCountryCode: textAt(data, "destinationCountryCode") ?? "",
    certifiedOn,
    presentBy: presentBy(form, certifiedOn),
    invoices: recordsAt(data, "invoices").map((invoice) => ({
      number: textAt(invoice, "number") ?? "",
      date: textAt(invoice, "date") ?? "",
    })),
    items: recordsAt(data, "items").map(toItem),
    replaces: textAt(recordAt(data, "replaces"), "number") ?? null,
  };
}

function presentBy(form: CertificateForm, certifiedOn: string | null): string | null {
  const [months, day] = [CERTIFICATE_FORMS[form].validity?.months, dayOf(certifiedOn ?? undefined)];
  return months === undefined || day === undefined ? null : dateOf(addMonths(day, months));
}

function toItem(item: JsonObject): CertificateItemView {
  const quantity = recordAt(item, "quantity");
  return {
    itemNumber: numberAt(item, "itemNumber") ?? 0,
    description: textAt(item, "description") ?? "",
    HSCode: textAt(item, "HSCode") ?? "",
    originCriterion: textAt(item, "originCriterion") ?? null,
    quantity: { value: numberAt(quantity, "value") ?? 0, unit: textAt(quantity, "unit") ?? "" },
    invoiceNumber: textAt(item, "invoiceNumber") ?? "",
  };
}
