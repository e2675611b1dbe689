import type { Json } from "@openlading/core";
import type { DocumentKind } from "../src/index.ts";

/** A rule, the kind that breaks it, how the example is changed, and where the fault is. */
export type BrokenRow = readonly [
  rule: string,
  kind: DocumentKind,
  change: Readonly<Record<string, Json | undefined>>,
  path: string,
];

const CERTIFICATE = "certificate-of-origin";
const APPLICATION = "certificate-application";
const fob = { amount: 100, currencyCode: "USD" };
const ITEM_2 = "$.items[1].originCriterion";

/** Parties, criteria and so on of another form than RCEP. */
export function asForm(form: string, ...criteria: readonly (string | undefined)[]): Record<string, Json | undefined> {
  const criterion = (index: number): string | undefined => criteria[Math.min(index, criteria.length - 1)];
  return {
    form,
    "items.0.originCriterion": criterion(0),
    "items.1.originCriterion": criterion(1),
    "items.2.originCriterion": criterion(2),
    "items.1.fob": undefined,
  };
}

const AUSTRALIA = {
  ...asForm("CHINA_AUSTRALIA", "WP"),
  destinationCountryCode: "AU",
  "consignee.countryCode": "AU",
};
const KOREA = { ...asForm("CHINA_KOREA", "WP"), destinationCountryCode: "KR", "consignee.countryCode": "KR" };

/** One way of breaking each rule on certificates, invoices, tax bills and tonnage papers, and nothing else. */
export const BROKEN_CERTIFICATES: readonly BrokenRow[] = [
  [
    "CERTIFICATE_NOT_ISSUED",
    APPLICATION,
    {
      ...asForm("FORM_D", "WO"),
      originCountryCode: "MY",
      "exporter.countryCode": undefined,
      "items.0.originCountryCode": undefined,
      "items.1.originCountryCode": undefined,
      "items.2.originCountryCode": undefined,
    },
    "$.form",
  ],
  ["CERTIFICATE_TYPE", CERTIFICATE, { documentTypeCode: "861" }, "$.documentTypeCode"],
  ["CERTIFICATE_ORIGIN", CERTIFICATE, { "items.0.originCountryCode": "DE" }, "$.items[0].originCountryCode"],
  ["CERTIFICATE_ORIGIN", CERTIFICATE, { originCountryCode: "DE" }, "$.originCountryCode"],
  ["CERTIFICATE_ITEM_ORIGIN", CERTIFICATE, { "items.0.originCountryCode": undefined }, "$.items[0].originCountryCode"],
  ["CERTIFICATE_DESTINATION", CERTIFICATE, { destinationCountryCode: "DE" }, "$.destinationCountryCode"],
  ["CERTIFICATE_DESTINATION", APPLICATION, { destinationCountryCode: "CN" }, "$.destinationCountryCode"],
  ["CERTIFICATE_EXPORTER_COUNTRY", APPLICATION, { "exporter.countryCode": "SG" }, "$.exporter"],
  ["CERTIFICATE_TO_ORDER", CERTIFICATE, { "consignee.name": "To the order of Example Bank" }, "$.consignee.name"],
  ["CERTIFICATE_CONSIGNEE_COUNTRY", CERTIFICATE, { "consignee.countryCode": "GB" }, "$.consignee"],
  ["CERTIFICATE_ITEM_NUMBERS", CERTIFICATE, { "items.2.itemNumber": 4 }, "$.items[2].itemNumber"],
  ["CERTIFICATE_CRITERION", CERTIFICATE, { "items.1.originCriterion": "PSR", "items.1.fob": undefined }, ITEM_2],
  ["CERTIFICATE_CRITERION", CERTIFICATE, { "items.0.originCriterion": undefined }, "$.items[0].originCriterion"],
  ["CERTIFICATE_CRITERION", CERTIFICATE, { "items.0.originCriterion": "CTC 40%" }, "$.items[0].originCriterion"],
  ["CERTIFICATE_CRITERION_ALONE", CERTIFICATE, { "items.0.originCriterion": "ACU" }, "$.items[0].originCriterion"],
  ["CERTIFICATE_CRITERION_ALONE", CERTIFICATE, { "items.0.originCriterion": "ACU, DMI" }, "$.items[0].originCriterion"],
  ["CERTIFICATE_PERCENTAGE", CERTIFICATE, { ...asForm("FORM_E", "WO", "39.99%", "PE"), "items.1.fob": fob }, ITEM_2],
  ["CERTIFICATE_FOB", CERTIFICATE, { "items.1.fob": undefined }, "$.items[1].fob"],
  ["CERTIFICATE_FOB", CERTIFICATE, { "items.0.fob": fob }, "$.items[0].fob"],
  ["CERTIFICATE_FOB", CERTIFICATE, { ...AUSTRALIA, "items.2.fob": fob }, "$.items[2].fob"],
  ["CERTIFICATE_HS_DIGITS", CERTIFICATE, { "items.0.HSCode": "84821020" }, "$.items[0].HSCode"],
  ["CERTIFICATE_HS_DIGITS", CERTIFICATE, { "items.0.HSCode": "8482" }, "$.items[0].HSCode"],
  ["CERTIFICATE_MARKS", CERTIFICATE, { "items.0.shippingMarks": [] }, "$.items[0].shippingMarks"],
  ["CERTIFICATE_MASS", CERTIFICATE, { "items.0.netKg": 4860.001 }, "$.items[0].netKg"],
  ["CERTIFICATE_DATES", CERTIFICATE, { "declaration.date": "2026-05-13" }, "$.declaration.date"],
  ["CERTIFICATE_DATES", CERTIFICATE, { "certification.date": "2026-05-13" }, "$.certification.date"],
  ["CERTIFICATE_DATES", APPLICATION, { "declaration.date": "2026-05-12" }, "$.declaration.date"],
  ["CERTIFICATE_INVOICE_DATE", CERTIFICATE, { "invoices.0.date": "2026-05-12" }, "$.invoices[0].date"],
  [
    "CERTIFICATE_RETROACTIVE",
    CERTIFICATE,
    { ...asForm("FORM_E", "WO"), "transport.departureDate": "2026-05-08" },
    "$.ticks",
  ],
  ["CERTIFICATE_RETROACTIVE", CERTIFICATE, { ...asForm("FORM_E", "WO"), ticks: ["RETROACTIVE"] }, "$.ticks"],
  [
    "CERTIFICATE_TOO_LATE",
    CERTIFICATE,
    { ...asForm("FORM_E", "WO"), "transport.departureDate": "2025-05-11", ticks: ["RETROACTIVE"] },
    "$.certification.date",
  ],
  ["CERTIFICATE_TICK", CERTIFICATE, { ticks: ["EXHIBITION"] }, "$.ticks[0]"],
  ["CERTIFICATE_TICK", CERTIFICATE, { ticks: ["BACK_TO_BACK", "BACK_TO_BACK"] }, "$.ticks[1]"],
  ["CERTIFICATE_THIRD_PARTY", CERTIFICATE, { ticks: ["THIRD_PARTY_INVOICING"] }, "$.ticks"],
  ["CERTIFICATE_THIRD_PARTY", CERTIFICATE, { "invoices.0.issuer": { name: "Example Trading Pte Ltd" } }, "$.ticks"],
  ["CERTIFICATE_INVOICE", CERTIFICATE, { "items.1.invoiceNumber": "HM2" }, "$.items[1].invoiceNumber"],
  [
    "CERTIFICATE_INVOICE_LIST",
    CERTIFICATE,
    { "invoices.1": { number: "HM2", date: "2026-05-08" } },
    "$.invoices[1].number",
  ],
  [
    "CERTIFICATE_INVOICE_LIST",
    CERTIFICATE,
    { "invoices.1": { number: "HM26050801", date: "2026-05-08" } },
    "$.invoices[1].number",
  ],
  [
    "CERTIFICATE_REPLACES",
    CERTIFICATE,
    { replaces: { number: "SPEC26RCEP000123", date: "2026-05-01" } },
    "$.replaces.number",
  ],
  ["INVOICE_LINE_NUMBERS", "commercial-invoice", { "lines.0.lineNumber": 2 }, "$.lines[0].lineNumber"],
  ["INVOICE_LINE_AMOUNT", "commercial-invoice", { "lines.2.unitPrice": 6.2501 }, "$.lines[2].amount"],
  [
    "INVOICE_LINES_TOTAL",
    "commercial-invoice",
    { "totals.lineAmount": 75400.01, "totals.total": 76736.51 },
    "$.totals.lineAmount",
  ],
  ["INVOICE_TOTAL", "commercial-invoice", { "totals.discount": 0.01 }, "$.totals.total"],
  ["INVOICE_CURRENCY", "commercial-invoice", { currencyCode: "USX" }, "$.currencyCode"],
  ["TAX_BILL_NUMBER", "duty-tax-bill", { customsDeclarationNumber: "224820261000000043" }, "$.documentNumber"],
  ["TAX_BILL_LETTER", "duty-tax-bill", { documentNumber: "224820261000000042-A01" }, "$.documentNumber"],
  ["TAX_BILL_LINES", "duty-tax-bill", { "lines.1.lineNumber": 1 }, "$.lines[1].lineNumber"],
  [
    "TAX_BILL_BASE",
    "duty-tax-bill",
    {
      taxTypeCode: "DUTY",
      documentNumber: "224820261000000042-A01",
      "lines.0.dutyAmount": undefined,
      "lines.0.amount": 26000,
      "lines.1.amount": 10400.07,
      totalAmount: 36400.07,
    },
    "$.lines[1].dutyAmount",
  ],
  ["TAX_BILL_AMOUNT", "duty-tax-bill", { "lines.1.amount": 11024.06, totalAmount: 38584.06 }, "$.lines[1].amount"],
  ["TAX_BILL_TOTAL", "duty-tax-bill", { totalAmount: 38584.06 }, "$.totalAmount"],
  ["TAX_BILL_DUE", "duty-tax-bill", { dueDate: "2026-06-04" }, "$.dueDate"],
  ["TAX_BILL_LATE_FEE", "duty-tax-bill", { "payment.date": "2026-06-08" }, "$.lateFee"],
  ["TAX_BILL_LATE_FEE", "duty-tax-bill", { lateFee: 1 }, "$.lateFee"],
  ["TONNAGE_SETTLED", "tonnage-licence", { payment: undefined }, "$.payment"],
  ["TONNAGE_FACTOR", "tonnage-voucher", { "ship.shipTypeCode": "TUG", factor: 1 }, "$.factor"],
  ["TONNAGE_EXEMPT", "tonnage-voucher", { netTonnage: 20, amount: 30 }, "$.exemptionCode"],
  ["TONNAGE_DUE", "tonnage-voucher", { dueDate: "2026-06-03" }, "$.dueDate"],
  ["TONNAGE_LATE_FEE", "tonnage-voucher", { "payment.date": "2026-06-07" }, "$.lateFee"],
  ["TONNAGE_PERIOD", "tonnage-licence", { licenceTo: "2026-06-20" }, "$.licenceTo"],
  [
    "TONNAGE_PERIOD",
    "tonnage-licence",
    { extensions: [{ reasonCode: "REPAIR", days: 3, proof: "REP-1" }] },
    "$.licenceTo",
  ],
];

/** Broken figures that were not looked up again: they make warnings where the rule makes errors. */
export const DOUBTFUL_CERTIFICATES: readonly BrokenRow[] = [
  ["CERTIFICATE_RETROACTIVE", CERTIFICATE, { "transport.departureDate": "2026-05-11" }, "$.ticks"],
  ["CERTIFICATE_RETROACTIVE", CERTIFICATE, { ...KOREA, "transport.departureDate": "2026-04-30" }, "$.ticks"],
  [
    "CERTIFICATE_TOO_LATE",
    CERTIFICATE,
    {
      ...asForm("APTA", "A"),
      destinationCountryCode: "KR",
      "consignee.countryCode": "KR",
      "transport.departureDate": "2026-05-06",
    },
    "$.certification.date",
  ],
  [
    "CERTIFICATE_HS_DIGITS",
    CERTIFICATE,
    {
      ...asForm("APTA", "A"),
      destinationCountryCode: "KR",
      "consignee.countryCode": "KR",
      "items.0.HSCode": "84821020",
    },
    "$.items[0].HSCode",
  ],
  ["TAX_BILL_DUE", "duty-tax-bill", { dueDate: "2026-07-01" }, "$.dueDate"],
  ["TONNAGE_AMOUNT", "tonnage-voucher", { amount: 39600.01 }, "$.amount"],
];
