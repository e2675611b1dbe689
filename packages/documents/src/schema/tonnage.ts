import { DOCUMENT_KINDS } from "../kinds.ts";
import { countryCode } from "./dcsa-common.ts";
import { code, date, integer, list, matching, number, record, trimmed, type Members } from "./notation.ts";
import { amount, customsOffice, digest, envelopeOptional, envelopeRequired, printedParty } from "./trade-common.ts";

const ship = record(
  {
    name: trimmed(50),
    imo: matching(/^\d{7}$/u),
    flagCountryCode: countryCode,
    shipTypeCode: code("POWERED", "TUG", "UNPOWERED_BARGE"),
  },
  { callSign: trimmed(10), nationalityCertificate: trimmed(35), tonnageCertificate: trimmed(35) },
);

const dues: Members = {
  customsOffice,
  ship,
  netTonnage: integer({ min: 1, max: 999_999 }),
  rateClass: code("PREFERENTIAL", "ORDINARY"),
  periodCode: code("D30", "D90", "Y1"),
  currencyCode: code("CNY"),
  amount,
};

const payment = record({ date, reference: trimmed(70) }, { channel: trimmed(35) });
const settled: Members = {
  ...envelopeOptional,
  payment,
  guaranteeReference: trimmed(70),
  master: printedParty,
  layoutDigest: digest,
};

/** 船舶吨税缴款凭证: what customs assessed for a ship and a period. */
export const tonnageVoucher = record(
  { ...envelopeRequired(...DOCUMENT_KINDS["tonnage-voucher"].untdid), ...dues, dueDate: date },
  {
    ...settled,
    entryDate: date,
    /** Part of the amount that is due by a rule of reduction; 0.5 for tugs and unpowered barges. */
    factor: number({ above: 0, max: 1, decimals: 4 }),
    exemptionCode: trimmed(20),
    lateFee: amount,
    licenceNumber: trimmed(35),
  },
);

const extension = record({
  reasonCode: code("REFUGE", "QUARANTINE", "REPAIR", "REQUISITION"),
  days: integer({ min: 1, max: 999 }),
  proof: trimmed(70),
});

/** 船舶吨税执照: from which to which day the ship's dues are settled, both days included. */
export const tonnageLicence = record(
  {
    ...envelopeRequired(...DOCUMENT_KINDS["tonnage-licence"].untdid),
    ...dues,
    voucherNumber: trimmed(35),
    licenceFrom: date,
    licenceTo: date,
  },
  { ...settled, extensions: list(extension, { min: 1 }), previousLicenceNumber: trimmed(35) },
);
