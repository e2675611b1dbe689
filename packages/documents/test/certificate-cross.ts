import type { Json } from "@openlading/core";
import { parseDocument, crossCheckDocuments, type DocumentKind } from "../src/index.ts";
import { changed, EXPORT_EXAMPLES } from "./examples.ts";

export type ExportSet = readonly (readonly [kind: DocumentKind, change: Readonly<Record<string, Json | undefined>>])[];

/** What the documents of the export shipment, changed, say against each other. */
export function checkExport(set: ExportSet): readonly string[] {
  const documents = set.map(([kind, change]) => parseDocument(kind, changed(kind, change, EXPORT_EXAMPLES)));
  return crossCheckDocuments(documents).map(({ code, path }) => `${code.replace("ERR_DOC_CROSS_", "")} ${path}`);
}

export const CERTIFICATE = ["certificate-of-origin", {}] as const;
export const APPLICATION = ["certificate-application", {}] as const;
export const INVOICE = ["commercial-invoice", {}] as const;
export const LIST = ["packing-list", {}] as const;
export const BILL = ["bill-of-lading", {}] as const;
export const TAX_BILL = ["duty-tax-bill", {}] as const;
export const RELEASE = ["customs-release", {}] as const;
const VOUCHER = ["tonnage-voucher", {}] as const;
const LICENCE = ["tonnage-licence", {}] as const;

/** A certificate of the same shipment under another number. */
const SECOND = { documentNumber: "SPEC26RCEP000124" };
const OTHERS = { name: "Example Other Ltd", ids: [{ scheme: "DID", value: "did:web:other.example" }] };

const duty = {
  taxTypeCode: "DUTY",
  documentNumber: "224820261000000042-A01",
  "lines.0.dutyAmount": undefined,
  "lines.0.amount": 26000,
  "lines.1.dutyAmount": undefined,
  "lines.1.amount": 10400.07,
  totalAmount: 36400.07,
} as const;

/** One way of breaking each rule across the papers of a certificate, and nothing else. */
export const BROKEN_EXPORTS: readonly (readonly [expected: readonly string[], set: ExportSet])[] = [
  [
    ["CERT_INVOICE_DATE documents[0].invoices[0].date"],
    [["certificate-of-origin", { "invoices.0.date": "2026-05-07" }], INVOICE],
  ],
  [["CERT_INVOICE_ISSUER documents[0].invoices[0].issuer"], [CERTIFICATE, ["commercial-invoice", { issuer: OTHERS }]]],
  [
    ["CERT_INVOICE_ISSUER documents[0].invoices[0].issuer"],
    [
      [
        "certificate-of-origin",
        { ticks: ["THIRD_PARTY_INVOICING"], "invoices.0.issuer": { name: "Example Trading Pte Ltd" } },
      ],
      ["commercial-invoice", { issuer: OTHERS }],
    ],
  ],
  [["CERT_INVOICE_EXPORTER documents[0].exporter"], [CERTIFICATE, ["commercial-invoice", { exporter: OTHERS }]]],
  [["CERT_INVOICE_EXPORTER documents[0].exporter"], [APPLICATION, ["commercial-invoice", { exporter: OTHERS }]]],
  [["CERT_INVOICE_CONSIGNEE documents[0].consignee"], [CERTIFICATE, ["commercial-invoice", { consignee: OTHERS }]]],
  [
    ["CERT_INVOICE_GOODS documents[0].items[0].HSCode"],
    [["certificate-of-origin", { "items.0.HSCode": "848220" }], INVOICE],
  ],
  [
    ["CERT_INVOICE_QUANTITY documents[0].items[0].quantity"],
    [["certificate-of-origin", { "items.0.quantity.value": 24001 }], INVOICE],
  ],
  [
    ["CERT_INVOICE_VALUE documents[0].items[1].fob"],
    [["certificate-of-origin", { "items.1.fob.amount": 75400.01 }], INVOICE],
  ],
  [["CERT_PACKAGES documents[0].items"], [["certificate-of-origin", { "items.0.numberOfPackages": 121 }], LIST]],
  [["CERT_PACKAGES documents[0].items"], [["certificate-of-origin", { "items.0.numberOfPackages": 121 }], BILL]],
  [["CERT_GROSS documents[0].items"], [["certificate-of-origin", { "items.0.grossKg": 4860.001 }], LIST]],
  [["CERT_GROSS documents[0].items"], [["certificate-of-origin", { "items.0.grossKg": 4861 }], BILL]],
  [["CERT_PART documents[0].items"], [["certificate-of-origin", { "items.0.numberOfPackages": 119 }], LIST]],
  [
    ["CERT_MARKS documents[0].items[0].shippingMarks"],
    [["certificate-of-origin", { "items.0.shippingMarks": ["SAO MAI", "DA NANG"] }], LIST],
  ],
  [
    ["CERT_BILL_SHIPPER documents[0].exporter.name"],
    [["certificate-of-origin", { "exporter.name": "HUAMAO EXAMPLE" }], BILL],
  ],
  [
    ["CERT_BILL_PORTS documents[0].transport.portOfDischarge"],
    [["certificate-of-origin", { "transport.portOfDischarge.unLocationCode": "VNSGN" }], BILL],
  ],
  [
    ["CERT_BILL_DEPARTURE documents[0].transport.departureDate"],
    [["certificate-of-origin", { "transport.departureDate": "2026-05-13" }], BILL],
  ],
  [["CERT_TWICE documents[1]"], [CERTIFICATE, ["certificate-of-origin", SECOND]]],
  [
    ["CERT_APPLICATION documents[0].items"],
    [["certificate-of-origin", { "items.0.originCriterion": "PE" }], APPLICATION],
  ],
  [["TAX_BILL_UNPAID documents[0].payment"], [["duty-tax-bill", { payment: undefined }], RELEASE]],
  [
    ["TAX_BILL_DECLARATION documents[1].customsDeclarationNumber"],
    [
      RELEASE,
      ["duty-tax-bill", { customsDeclarationNumber: "224820261000000043", documentNumber: "224820261000000043-L01" }],
    ],
  ],
  [["TAX_BILL_TWICE documents[1]"], [TAX_BILL, ["duty-tax-bill", { documentNumber: "224820261000000042-L02" }]]],
  [
    ["TONNAGE_VOUCHER documents[1].netTonnage", "TONNAGE_VOUCHER documents[1].amount"],
    [VOUCHER, ["tonnage-licence", { netTonnage: 12001, amount: 39603.3 }]],
  ],
  [["TONNAGE_VOUCHER documents[1].ship.imo"], [VOUCHER, ["tonnage-licence", { "ship.imo": "9321483" }]]],
  [["TONNAGE_VOUCHER documents[1].periodCode"], [["tonnage-voucher", { periodCode: "D90" }], LICENCE]],
  [
    ["TONNAGE_OVERLAP documents[1].licenceFrom"],
    [
      LICENCE,
      [
        "tonnage-licence",
        { documentNumber: "2", voucherNumber: "3", licenceFrom: "2026-06-18", licenceTo: "2026-07-17" },
      ],
    ],
  ],
];

/** Sets that agree, each beside a row above. */
export const SOUND_EXPORTS: readonly (readonly [name: string, set: ExportSet])[] = [
  ["all papers of the shipment", [CERTIFICATE, APPLICATION, INVOICE, LIST, BILL]],
  ["the customs papers", [TAX_BILL, RELEASE, VOUCHER, LICENCE]],
  [
    "a third party's invoice that is ticked",
    [
      ["certificate-of-origin", { ticks: ["THIRD_PARTY_INVOICING"], "invoices.0.issuer": OTHERS }],
      ["commercial-invoice", { issuer: OTHERS }],
    ],
  ],
  [
    "a certificate and the one that replaces it",
    [
      CERTIFICATE,
      ["certificate-of-origin", { ...SECOND, replaces: { number: "SPEC26RCEP000123", date: "2026-05-12" } }],
    ],
  ],
  [
    "a certificate of a later shipment",
    [CERTIFICATE, ["certificate-of-origin", { ...SECOND, transportDocumentReference: "EXLU26051489" }]],
  ],
  ["a tax bill of one declaration for another tax", [TAX_BILL, ["duty-tax-bill", duty]]],
  [
    "a licence and the next",
    [
      LICENCE,
      [
        "tonnage-licence",
        { documentNumber: "2", voucherNumber: "3", licenceFrom: "2026-06-19", licenceTo: "2026-07-18" },
      ],
    ],
  ],
];
