import { consignmentItem, utilizedTransportEquipment } from "./dcsa-cargo.ts";
import {
  address,
  addressLines,
  countryCode,
  currencyCode,
  customsReference,
  license,
  reference,
  unLocationCode,
} from "./dcsa-common.ts";
import { contactDetail, documentParties } from "./dcsa-parties.ts";
import {
  code,
  date,
  exactlyOne,
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

// DCSA transport document 3.0.4 (bill of lading and sea waybill), as the published OpenAPI document accepts it.

const atLeastZero = number({ min: 0 });
const count = integer({ min: 0 });
const paymentTermCode = code("PRE", "COL");
const locationName = trimmed(100);
const displayedName = list(text(35), { max: 5 });

const city = record({ city: trimmed(35), countryCode }, { stateRegion: text(65) });
const facility = record({ facilityCode: trimmed(6), facilityCodeListProvider: code("BIC", "SMDG") });
const port = record({}, { locationName, city, UNLocationCode: unLocationCode });
const placeMembers: Members = {
  locationName,
  facilityName: text(100),
  address,
  addressLines,
  facility,
  UNLocationCode: unLocationCode,
};
const geoCoordinate = record({ latitude: text(10), longitude: text(11) });
const place = record({}, { ...placeMembers, geoCoordinate });

const vesselVoyage = record(
  { vesselName: trimmed(50), carrierExportVoyageNumber: trimmed(50) },
  { universalExportVoyageReference: matching(/^\d{2}[0-9A-Z]{2}[NEWSR]$/u), role: text(30) },
);

const transports = record(
  {
    plannedArrivalDate: date,
    plannedDepartureDate: date,
    portOfLoading: port,
    portOfDischarge: port,
    vesselVoyages: list(vesselVoyage, { min: 1 }),
  },
  {
    preCarriageBy: text(50),
    onCarriageBy: text(50),
    placeOfReceipt: place,
    placeOfDelivery: place,
    onwardInlandRouting: record({}, placeMembers),
  },
);

const charge = record(
  {
    chargeName: trimmed(50),
    currencyAmount: atLeastZero,
    currencyCode,
    paymentTermCode,
    calculationBasis: trimmed(50),
    unitPrice: atLeastZero,
    quantity: atLeastZero,
  },
  { extendedChargeName: trimmed(100) },
);

const feedback = record(
  { severity: text(50), code: text(50), message: text(5000) },
  { jsonPath: text(500), property: text(100) },
);

const required: Members = {
  transportDocumentReference: trimmed(20),
  transportDocumentStatus: text(50),
  transportDocumentTypeCode: code("BOL", "SWB"),
  isShippedOnBoardType: flag,
  isElectronic: flag,
  isToOrder: flag,
  invoicePayableAt: record({}, {}, exactlyOne({ UNLocationCode: unLocationCode }, { freeText: text(35) })),
  partyContactDetails: list(contactDetail, { min: 1 }),
  documentParties,
  consignmentItems: list(consignmentItem, { min: 1 }),
  utilizedTransportEquipments: list(utilizedTransportEquipment, { min: 1 }),
  termsAndConditions: text(50_000),
  receiptTypeAtOrigin: code("CY", "SD", "CFS"),
  deliveryTypeAtDestination: code("CY", "SD", "CFS"),
  cargoMovementTypeAtOrigin: text(3),
  cargoMovementTypeAtDestination: text(3),
  carrierCode: matching(/^\S+$/u, 4),
  carrierCodeListProvider: code("SMDG", "NMFTA"),
  transports,
};

const optional: Members = {
  transportDocumentSubReference: trimmed(100),
  shippingInstructionsReference: trimmed(100),
  freightPaymentTermCode: paymentTermCode,
  numberOfCopiesWithCharges: count,
  numberOfCopiesWithoutCharges: count,
  numberOfOriginalsWithCharges: count,
  numberOfOriginalsWithoutCharges: count,
  displayedNameForPlaceOfReceipt: displayedName,
  displayedNameForPortOfLoad: displayedName,
  displayedNameForPortOfDischarge: displayedName,
  displayedNameForPlaceOfDelivery: displayedName,
  shippedOnBoardDate: date,
  displayedShippedOnBoardReceivedForShipment: trimmed(250),
  issueDate: date,
  receivedForShipmentDate: date,
  serviceContractReference: text(30),
  contractQuotationReference: trimmed(35),
  extendedContractQuotationReference: trimmed(70),
  declaredValue: atLeastZero,
  declaredValueCurrency: currencyCode,
  carrierClauses: list(trimmed(20_000)),
  numberOfRiderPages: count,
  charges: list(charge),
  placeOfIssue: record({}, { locationName }, exactlyOne({ UNLocationCode: unLocationCode }, { countryCode })),
  exportLicense: license,
  importLicense: license,
  references: list(reference),
  customsReferences: list(customsReference),
  feedbacks: list(feedback),
};

/** A bill of lading or a sea waybill. */
export const transportDocument = record(required, optional);
