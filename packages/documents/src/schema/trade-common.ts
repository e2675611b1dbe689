import { address, addressLines, countryCode, currencyCode, shippingMarks, unLocationCode } from "./dcsa-common.ts";
import {
  code,
  dateTime,
  flag,
  integer,
  list,
  matching,
  number,
  record,
  text,
  trimmed,
  type Members,
} from "./notation.ts";

// What our own kinds share. DCSA's name is used where DCSA has one.

/** Kilograms and cubic metres, to three decimals. */
export const measured = number({ above: 0, decimals: 3 });
export const packages = integer({ min: 1, max: 99_999_999 });
export const equipmentReference = trimmed(11);
export const sizeTypeCode = matching(/^[0-9A-Z]{4}$/u);
export const packageCode = matching(/^[A-Z0-9]{2}$/u);
export const HSCode = matching(/^\d{6,12}$/u);
export const transportDocumentReference = trimmed(20);
export const customsDeclarationNumber = matching(/^\d{8}[01IE]\d{9}$/u);
export const emptyIndicatorCode = code("EMPTY", "LADEN");
/** UNTDID 8169: empty, full, full with several consignments, full with one. */
export const fullnessCode = code("4", "5", "7", "8");
export const digest = matching(/^[0-9a-f]{64}$/u);

const partyId = record({ scheme: trimmed(20), value: trimmed(150) });
export const party = record({ name: trimmed(70), ids: list(partyId, { min: 1 }) }, { address, addressLines });

const printedName = { name: trimmed(120) };
const printedOptional = {
  nameInChinese: trimmed(120),
  ids: list(partyId),
  countryCode,
  address,
  addressLines,
};
/** A party as a form prints it: a foreign one may have no code, and the name may be a phrase the form allows. */
export const printedParty = record(printedName, printedOptional);
/** A party of a form that the issuer knows by a code. */
export const registeredParty = record({ ...printedName, ids: list(partyId, { min: 1 }) }, printedOptional);

/** A quantity with its unit of UNECE Recommendation 20. */
export const quantity = record({ value: number({ above: 0 }), unit: matching(/^[A-Z0-9]{2,3}$/u) });
/** Money to the hundredth. */
export const amount = number({ min: 0, decimals: 2 });
export const money = record({ amount: number({ above: 0, decimals: 2 }), currencyCode });
export const customsOffice = matching(/^\d{4}$/u);

export const vessel = record(
  { name: trimmed(50), voyage: trimmed(50) },
  { imo: matching(/^\d{7}$/u), callSign: trimmed(10) },
);

const placed = { name: trimmed(100), facilityCodeListProvider: trimmed(10) };
/** A place; its terminal or depot where that is known. */
export const location = record({ unLocationCode }, { ...placed, facilityCode: trimmed(17) });
/** A terminal, a depot or a warehouse. */
export const facility = record({ unLocationCode, facilityCode: trimmed(17) }, placed);

const sealNumber = trimmed(15);
const sealSource = code("CAR", "SHI", "CUS", "VET", "TER", "CON");
const sealCondition = code("OK", "DAMAGED", "MISSING", "BROKEN");
/** A seal as the one who looked at it saw it. */
export const affixedSeal = record({ number: sealNumber, source: sealSource }, { condition: sealCondition });
/** A seal as copied from another document, whose source may not be known. */
export const statedSeal = record({ number: sealNumber }, { source: sealSource, condition: sealCondition });

export const dangerousGoods = list(
  record(
    { UNNumber: matching(/^\d{4}$/u), imoClass: text(4) },
    { packingGroup: integer({ min: 1, max: 3 }), properShippingName: text(250) },
  ),
);

export const reefer = record({ temperatureSetpoint: number(), temperatureUnit: code("CEL", "FAH") });

/** One line of goods. */
export const goodsRequired: Members = {
  description: text(500),
  numberOfPackages: packages,
  packageCode,
  grossKg: measured,
};
export const goodsOptional: Members = { shippingMarks, volumeM3: measured, HSCode, dangerousGoods };

export const containerOptional: Members = { isShipperOwned: flag, tareKg: measured };

export const carrier: Members = {
  carrierCode: matching(/^\S+$/u, 4),
  carrierCodeListProvider: code("SMDG", "NMFTA", "BIC", "ZZZ"),
};

/** The envelope: `documentTypeCode` is the UNTDID 1001 code of the kind. */
export const envelopeRequired = (...typeCodes: readonly string[]): Members => ({
  documentTypeCode: code(...typeCodes),
  documentNumber: trimmed(35),
  issueDateTime: dateTime,
  issuer: party,
});

export const envelopeOptional: Members = {
  version: integer({ min: 1 }),
  previousChecksum: digest,
  /** UNTDID 1225: cancellation, change, replace, confirmation, duplicate, original. */
  functionCode: code("1", "4", "5", "6", "7", "9"),
  validFrom: dateTime,
  validTo: dateTime,
  references: list(record({ type: trimmed(3), value: trimmed(35) })),
  remarks: list(text(512), { max: 99 }),
};
