import {
  commodityCodes,
  customsReference,
  itemReference,
  license,
  measure,
  reference,
  seal,
  shippingMarks,
  volume,
  weight,
} from "./dcsa-common.ts";
import {
  code,
  date,
  dateTime,
  exactlyOne,
  flag,
  integer,
  list,
  matching,
  number,
  record,
  text,
  trimmed,
  type RecordType,
} from "./notation.ts";

// DCSA transport document 3.0.4: consignmentItems and utilizedTransportEquipments.

const equipmentReference = trimmed(11);
const fourDigits = matching(/^\d{4}$/u);
const subsidiaryRisk = matching(/^[0-9](\.[0-9])?$/u);
const temperatureUnit = code("CEL", "FAH");
const percent = number({ min: 0, max: 100 });

const innerPackaging: RecordType = record(
  { quantity: integer(), material: text(100), description: text(100) },
  { innerPackagings: list({ kind: "recursive", type: () => innerPackaging }) },
);

const emergencyContactDetails = record(
  { contact: text(255), phone: trimmed(30) },
  { provider: text(255), referenceNumber: text(255) },
);

const limits = record(
  { temperatureUnit },
  {
    flashPoint: number(),
    transportControlTemperature: number(),
    transportEmergencyTemperature: number(),
    SADT: number(),
    SAPT: number(),
  },
);

const dangerousGoods = record(
  { properShippingName: text(250), imoClass: text(4) },
  {
    codedVariantList: matching(/^[0-3][0-9A-Z]{3}$/u),
    technicalName: text(250),
    subsidiaryRisk1: subsidiaryRisk,
    subsidiaryRisk2: subsidiaryRisk,
    isMarinePollutant: flag,
    packingGroup: integer({ min: 1, max: 3 }),
    isLimitedQuantity: flag,
    isExceptedQuantity: flag,
    isSalvagePackings: flag,
    isEmptyUncleanedResidue: flag,
    isWaste: flag,
    isHot: flag,
    isCompetentAuthorityApprovalRequired: flag,
    competentAuthorityApproval: trimmed(70),
    segregationGroups: list(text(2)),
    innerPackagings: list(innerPackaging),
    emergencyContactDetails,
    EMSNumber: text(7),
    endOfHoldingTime: date,
    fumigationDateTime: dateTime,
    isReportableQuantity: flag,
    inhalationZone: { kind: "text", min: 1, max: 1 },
    grossWeight: weight,
    netWeight: weight,
    netExplosiveContent: measure("KGM", "LBR", "GRM", "ONZ"),
    netVolume: measure("MTQ", "FTQ", "LTR"),
    limits,
  },
  exactlyOne({ UNNumber: fourDigits }, { NANumber: fourDigits }),
);

const outerPackaging = record(
  { numberOfPackages: integer({ min: 1, max: 99_999_999 }), description: text(100) },
  {
    packageCode: matching(/^[A-Z0-9]{2}$/u),
    imoPackagingCode: matching(/^[A-Z0-9]{1,5}$/u),
    woodDeclaration: text(30),
    dangerousGoods: list(dangerousGoods),
  },
);

const licenses = { exportLicense: license, importLicense: license };

const cargoItem = record(
  { equipmentReference, cargoGrossWeight: weight, outerPackaging },
  {
    cargoGrossVolume: volume,
    cargoNetWeight: weight,
    cargoNetVolume: volume,
    ...licenses,
    ...commodityCodes,
    customsReferences: list(customsReference),
  },
);

/** Goods under one booking, split over containers. */
export const consignmentItem = record(
  {
    carrierBookingReference: trimmed(35),
    descriptionOfGoods: list(trimmed(35), { max: 150 }),
    HSCodes: list(matching(/^\d{6,10}$/u), { min: 1 }),
    cargoItems: list(cargoItem, { min: 1 }),
  },
  {
    extendedHSCodes: list(matching(/^\d{6,12}$/u)),
    ...commodityCodes,
    shippingMarks,
    ...licenses,
    references: list(itemReference),
    customsReferences: list(customsReference),
  },
);

const activeReeferSettings = record(
  {},
  {
    temperatureSetpoint: number(),
    temperatureUnit,
    o2Setpoint: percent,
    co2Setpoint: percent,
    humiditySetpoint: percent,
    airExchangeSetpoint: number({ min: 0 }),
    airExchangeUnit: code("MQH", "FQH"),
    isVentilationOpen: flag,
    isDrainholesOpen: flag,
    isBulbMode: flag,
    isColdTreatmentRequired: flag,
    isControlledAtmosphereRequired: flag,
  },
);

/** A container used, with its seals. */
export const utilizedTransportEquipment = record(
  {
    equipment: record({ equipmentReference }, { ISOEquipmentCode: trimmed(4), tareWeight: weight }),
    isShipperOwned: flag,
    seals: list(seal, { min: 1 }),
  },
  {
    isNonOperatingReefer: flag,
    activeReeferSettings,
    shippingMarks,
    references: list(reference),
    customsReferences: list(customsReference),
  },
);
