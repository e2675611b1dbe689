import { DOCUMENT_KINDS } from "../kinds.ts";
import { countryCode, currencyCode, shippingMarks } from "./dcsa-common.ts";
import { date, integer, list, matching, number, record, text, trimmed } from "./notation.ts";
import {
  amount,
  envelopeOptional,
  envelopeRequired,
  HSCode,
  location,
  measured,
  packageCode,
  packages,
  printedParty,
  quantity,
  registeredParty,
  transportDocumentReference,
} from "./trade-common.ts";

const line = record(
  {
    lineNumber: integer({ min: 1, max: 9999 }),
    description: text(500),
    quantity,
    unitPrice: number({ min: 0, decimals: 6 }),
    amount,
  },
  {
    HSCode,
    originCountryCode: countryCode,
    shippingMarks,
    numberOfPackages: packages,
    packageCode,
    netKg: measured,
    grossKg: measured,
  },
);

/** `total` = lines + freight + insurance + charges − discount, of what the terms of delivery put on the invoice. */
const totals = record(
  { lineAmount: amount, total: amount },
  { freight: amount, insurance: amount, charges: amount, discount: amount, fob: amount },
);

/** 商业发票: what the seller asks of the buyer. `issuer` is the seller, who need not be the exporter. */
export const commercialInvoice = record(
  {
    ...envelopeRequired(...DOCUMENT_KINDS["commercial-invoice"].untdid),
    exporter: registeredParty,
    consignee: printedParty,
    currencyCode,
    lines: list(line, { min: 1, max: 9999 }),
    totals,
  },
  {
    ...envelopeOptional,
    buyer: printedParty,
    contractReference: trimmed(35),
    orderReference: trimmed(35),
    transportDocumentReference,
    packingListReference: trimmed(35),
    termsOfDelivery: record({ incoterms: matching(/^[A-Z]{3}$/u), place: trimmed(100) }),
    termsOfPayment: text(200),
    dueDate: date,
    portOfLoading: location,
    portOfDischarge: location,
    signatory: trimmed(70),
  },
);
