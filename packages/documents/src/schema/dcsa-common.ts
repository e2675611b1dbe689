import { code, date, flag, list, matching, number, record, text, trimmed } from "./notation.ts";

// DCSA transport document 3.0.4: the blocks its parts share.

export const countryCode = matching(/^[A-Z]{2}$/u);
export const unLocationCode = matching(/^[A-Z]{2}[A-Z2-9]{3}$/u);
export const currencyCode = matching(/^[A-Z]{3}$/u);
export const addressLines = list(text(250), { max: 5 });
export const shippingMarks = list(text(35), { max: 50 });

const addressRequired = { street: text(70), city: trimmed(35), countryCode };
const addressOptional = {
  streetNumber: text(50),
  floor: trimmed(50),
  postCode: text(10),
  POBox: text(20),
  stateRegion: text(65),
};
export const address = record(addressRequired, addressOptional);
export const partyAddress = record(addressRequired, { ...addressOptional, UNLocationCode: unLocationCode });

const positive = number({ above: 0 });
/** A quantity with its unit, greater than zero. */
export const measure = (...units: readonly string[]) => record({ value: positive, unit: code(...units) });
export const weight = measure("KGM", "LBR");
export const volume = measure("MTQ", "FTQ");

export const license = record({}, { isRequired: flag, reference: trimmed(35), issueDate: date, expiryDate: date });
export const reference = record({ type: text(3), value: trimmed(35) });
export const itemReference = record({ type: text(3), values: list(trimmed(35), { min: 1 }) });
export const customsReference = record({
  type: trimmed(50),
  countryCode,
  values: list(trimmed(35), { min: 1 }),
});

const commodityCode = (max: number) =>
  record({ type: trimmed(10), values: list(trimmed(max), { min: 1 }) }, { countryCode });
export const commodityCodes = {
  nationalCommodityCodes: list(commodityCode(10)),
  extendedNationalCommodityCodes: list(commodityCode(16)),
};

export const seal = record({ number: text(15) }, { source: code("CAR", "SHI", "VET", "CUS") });
