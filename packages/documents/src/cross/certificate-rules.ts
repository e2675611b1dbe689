import type { JsonObject } from "@openlading/core";
import { numberAt, placedAt, recordAt, recordsAt, sum, textAt, textsAt } from "../access.ts";
import { localDate } from "../calendar.ts";
import { sumOfAmounts } from "../decimal.ts";
import { isSameParty } from "../rules/certificate-form.ts";
import { consigneePhrase } from "../rules/certificate-parties.ts";
import {
  certifiedTotals,
  invoicePairs,
  isSameGoods,
  packingListsOf,
  itemsOf,
  statedTotals,
  subheading,
  type InvoicePair,
} from "./certificate-match.ts";
import { crossRules, isSame, type CrossReport, type CrossRule, type Shipment } from "./shipment.ts";

const isTicked = (data: JsonObject, tick: string): boolean => textsAt(data, "ticks").includes(tick);

/** The quantity of the goods of a subheading in a unit; with no subheading, of everything in that unit. */
function quantityOf(owners: readonly JsonObject[], code: string | undefined, unit: string | undefined): number {
  const same = owners.filter((owner) => {
    const own = subheading(owner);
    const isOfCode = code === undefined || own === undefined || isSameGoods(code, own);
    return isOfCode && textAt(recordAt(owner, "quantity"), "unit") === unit;
  });
  return sum(same.map((owner) => numberAt(recordAt(owner, "quantity"), "value") ?? 0));
}

function checkGoods({ invoice, items }: InvoicePair, report: CrossReport): void {
  const codes = recordsAt(invoice.data, "lines").map(subheading);
  if (codes.includes(undefined)) return;
  for (const { data, path } of items) {
    const code = subheading(data);
    if (code !== undefined && !codes.some((own) => own !== undefined && isSameGoods(own, code)))
      report(`${path}.HSCode`);
  }
}

function checkQuantities({ invoice, items }: InvoicePair, report: CrossReport): void {
  const lines = recordsAt(invoice.data, "lines");
  const owners = items.map(({ data }) => data);
  for (const { data, path } of items) {
    const [code, unit] = [subheading(data), textAt(recordAt(data, "quantity"), "unit")];
    const invoiced = quantityOf(lines, code, unit);
    if (invoiced > 0 && quantityOf(owners, code, unit) > invoiced) report(`${path}.quantity`);
  }
}

function checkValue({ invoice, items }: InvoicePair, report: CrossReport): void {
  const values = items.map(({ data }) => recordAt(data, "fob"));
  const currency = textAt(invoice.data, "currencyCode");
  const totals = recordAt(invoice.data, "totals");
  const most = numberAt(totals, "fob") ?? numberAt(totals, "total") ?? Infinity;
  const isComparable = values.every(({ currencyCode }) => currencyCode === undefined || currencyCode === currency);
  if (!isComparable || sumOfAmounts(values.map((value) => numberAt(value, "amount") ?? 0)) <= most) return;
  for (const { data, path } of items) if (data["fob"] !== undefined) report(`${path}.fob`);
}

/** Rules between a certificate of origin, or its application, and the invoice and packing list. */
export const CERTIFICATE_RULES: readonly CrossRule[] = crossRules([
  [
    "CERT_INVOICE_DATE",
    "error",
    "the date of the invoice differs between certificate and invoice",
    "证书与发票的发票日期不一致",
    (shipment, report) => {
      for (const { invoice, listed } of invoicePairs(shipment)) {
        if (textAt(listed.data, "date") !== localDate(textAt(invoice.data, "issueDateTime"))) {
          report(`${listed.path}.date`);
        }
      }
    },
  ],
  [
    "CERT_INVOICE_ISSUER",
    "error",
    "the invoice is of another than the exporter, and the certificate does not say so",
    "发票由出口商以外的一方开具，而证书未标注第三方发票",
    (shipment, report) => {
      for (const { certificate, invoice, listed } of invoicePairs(shipment)) {
        const issuer = recordAt(invoice.data, "issuer");
        const stated = [recordAt(certificate.data, "exporter"), recordAt(listed.data, "issuer")];
        if (!stated.some((party) => isSameParty(issuer, party))) report(`${listed.path}.issuer`);
      }
    },
  ],
  [
    "CERT_INVOICE_EXPORTER",
    "error",
    "the exporter differs between certificate and invoice",
    "证书与发票的出口商不一致",
    (shipment, report) => {
      for (const { certificate, invoice } of invoicePairs(shipment)) {
        const [own, other] = [recordAt(certificate.data, "exporter"), recordAt(invoice.data, "exporter")];
        const isThirdParty = isTicked(certificate.data, "THIRD_PARTY_INVOICING");
        if (!isThirdParty && !isSameParty(own, other)) report(`${certificate.path}.exporter`);
      }
    },
  ],
  [
    "CERT_INVOICE_CONSIGNEE",
    "warning",
    "the consignee of the certificate is neither consignee nor buyer of the invoice",
    "证书的收货人既不是发票的收货人也不是买方",
    (shipment, report) => {
      for (const { certificate, invoice } of invoicePairs(shipment)) {
        if (consigneePhrase(certificate.data) !== undefined) continue;
        const own = recordAt(certificate.data, "consignee");
        const others = ["consignee", "buyer"].map((name) => recordAt(invoice.data, name));
        if (!others.some((other) => isSameParty(own, other))) report(`${certificate.path}.consignee`);
      }
    },
  ],
  [
    "CERT_INVOICE_GOODS",
    "error",
    "an item is of a subheading that its invoice does not hold",
    "证书项目的商品编码不在其发票上",
    (shipment, report) => {
      for (const pair of invoicePairs(shipment)) checkGoods(pair, report);
    },
  ],
  [
    "CERT_INVOICE_QUANTITY",
    "error",
    "the certificate covers more of the goods than the invoice",
    "证书所列数量多于发票",
    (shipment, report) => {
      for (const pair of invoicePairs(shipment)) checkQuantities(pair, report);
    },
  ],
  [
    "CERT_INVOICE_VALUE",
    "error",
    "the FOB values of the certificate exceed the invoice",
    "证书所列 FOB 价格超过发票金额",
    (shipment, report) => {
      for (const pair of invoicePairs(shipment)) checkValue(pair, report);
    },
  ],
  [
    "CERT_PACKAGES",
    "error",
    "the certificate covers more packages than the packing lists or the bill",
    "证书所列件数多于装箱清单或提单",
    (shipment, report) => {
      for (const certificate of shipment.certificates) {
        const { packages } = certifiedTotals(certificate);
        if (statedTotals(shipment, certificate).some((total) => packages > total.packages)) {
          report(`${certificate.path}.items`);
        }
      }
    },
  ],
  [
    "CERT_GROSS",
    "warning",
    "the gross mass of the certificate exceeds that of the packing lists or the bill",
    "证书所列毛重超过装箱清单或提单",
    (shipment, report) => {
      for (const certificate of shipment.certificates) {
        const { grossKg } = certifiedTotals(certificate);
        const isMore = ({ grossKg: stated }: { readonly grossKg: number | null }): boolean =>
          grossKg !== null && stated !== null && grossKg > stated;
        if (statedTotals(shipment, certificate).some(isMore)) report(`${certificate.path}.items`);
      }
    },
  ],
  [
    "CERT_PART",
    "warning",
    "the certificate covers a part of the packages only",
    "证书仅涵盖部分件数",
    (shipment, report) => {
      for (const certificate of shipment.certificates) {
        const { packages } = certifiedTotals(certificate);
        if (statedTotals(shipment, certificate).some((total) => packages < total.packages)) {
          report(`${certificate.path}.items`);
        }
      }
    },
  ],
  [
    "CERT_MARKS",
    "warning",
    "a shipping mark of the certificate is not on the packing list",
    "证书的唛头不在装箱清单上",
    (shipment, report) => {
      checkMarks(shipment, report);
    },
  ],
]);

function checkMarks(shipment: Shipment, report: CrossReport): void {
  for (const certificate of shipment.certificates) {
    const lines = packingListsOf(shipment, certificate).flatMap(({ data }) => recordsAt(data, "lines"));
    const marks = lines.flatMap((line) => textsAt(line, "shippingMarks"));
    for (const { data, path } of marks.length === 0 ? [] : itemsOf(certificate)) {
      const isOn = textsAt(data, "shippingMarks").every((mark) => marks.some((other) => isSame(mark, other)));
      if (!isOn) report(`${path}.shippingMarks`);
    }
  }
}

/** The exporter's name on a certificate as the other papers spell it. */
export const exporterName = (certificate: JsonObject): string | undefined =>
  textAt(recordAt(certificate, "exporter"), "name");

/** The numbers of the invoices that a certificate lists. */
export const invoiceNumbers = (certificate: JsonObject): readonly string[] =>
  placedAt(certificate, "invoices").flatMap(({ data }) => textAt(data, "number") ?? []);
