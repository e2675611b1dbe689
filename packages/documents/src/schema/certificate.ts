import { CERTIFICATE_FORM_CODES, CERTIFICATE_TICKS } from "../forms/codes.ts";
import { DOCUMENT_KINDS } from "../kinds.ts";
import { countryCode, shippingMarks } from "./dcsa-common.ts";
import { code, date, integer, list, matching, record, text, trimmed, type Members } from "./notation.ts";
import {
  envelopeOptional,
  envelopeRequired,
  location,
  measured,
  money,
  packageCode,
  packages,
  printedParty,
  quantity,
  registeredParty,
  transportDocumentReference,
} from "./trade-common.ts";

const item = record(
  {
    itemNumber: integer({ min: 1, max: 9999 }),
    shippingMarks,
    numberOfPackages: packages,
    packageCode,
    description: text(500),
    /** As many digits as the form asks for. */
    HSCode: matching(/^\d{4,10}$/u),
    quantity,
    invoiceNumber: trimmed(35),
  },
  { originCriterion: trimmed(40), originCountryCode: countryCode, netKg: measured, grossKg: measured, fob: money },
);

/** An invoice that the goods go under; the issuer is named where it is not the exporter. */
const invoice = record({ number: trimmed(35), date }, { issuer: printedParty });

const transport = record(
  { departureDate: date, meansOfTransport: trimmed(100), portOfLoading: location, portOfDischarge: location },
  { route: trimmed(200), imo: matching(/^\d{7}$/u) },
);

const signing = record({ place: trimmed(100), date }, { signatory: trimmed(70) });
const numbered = record({ number: trimmed(35), date });

const body: Members = {
  form: code(...CERTIFICATE_FORM_CODES),
  exporter: registeredParty,
  consignee: printedParty,
  transport,
  originCountryCode: countryCode,
  destinationCountryCode: countryCode,
  items: list(item, { min: 1, max: 9999 }),
  invoices: list(invoice, { min: 1, max: 999 }),
  declaration: signing,
};

const bodyOptional: Members = {
  ...envelopeOptional,
  /** Box text of some forms in place of a producer: CONFIDENTIAL, NOT AVAILABLE. */
  producer: printedParty,
  ticks: list(code(...CERTIFICATE_TICKS)),
  transportDocumentReference,
  packingListReference: trimmed(35),
};

/** 原产地证书: what the authority certifies. `issuer` is the authority. */
export const certificateOfOrigin = record(
  { ...envelopeRequired(...DOCUMENT_KINDS["certificate-of-origin"].untdid), ...body, certification: signing },
  {
    ...bodyOptional,
    /** The applicant's own number of the application that was granted. */
    applicationReference: trimmed(35),
    verificationUrl: matching(/^https:\/\/[\x21-\x7e]+$/u, 200),
    replaces: numbered,
    duplicateOf: numbered,
  },
);

/** 原产地证书申请: what the exporter asks the authority to certify. `issuer` is the applicant, the number its own. */
export const certificateApplication = record(
  { ...envelopeRequired(...DOCUMENT_KINDS["certificate-application"].untdid), ...body, authority: registeredParty },
  { ...bodyOptional, replaces: numbered },
);
