import { DOCUMENT_KINDS } from "../kinds.ts";
import { code, date, dateTime, flag, integer, list, record, trimmed } from "./notation.ts";
import {
  carrier,
  containerOptional,
  customsDeclarationNumber,
  emptyIndicatorCode,
  envelopeOptional,
  envelopeRequired,
  equipmentReference,
  facility,
  fullnessCode,
  goodsOptional,
  goodsRequired,
  location,
  measured,
  packages,
  party,
  sizeTypeCode,
  statedSeal,
  transportDocumentReference,
  vessel,
} from "./trade-common.ts";

const container = record(
  {
    equipmentReference,
    sizeTypeCode,
    emptyIndicatorCode,
    seals: list(statedSeal),
    numberOfPackages: packages,
    grossKg: measured,
  },
  { ...containerOptional, fullnessCode, releaseReference: trimmed(35) },
);

const releaseInformation = record(
  { isFreightReleased: flag },
  { isOBLReceived: flag, isCustomsReleased: flag, freightReleaseDate: date },
);

const freeTime = record(
  { typeCodes: list(trimmed(3), { min: 1 }), duration: integer({ min: 0 }), timeUnit: code("CD", "WD", "HR") },
  { lastFreeDateTime: dateTime },
);

/** 提货单: the carrier's undertaking to deliver against a surrendered bill or a waybill. */
export const deliveryOrder = record(
  {
    ...envelopeRequired(...DOCUMENT_KINDS["delivery-order"].untdid),
    validTo: dateTime,
    transportDocumentReference,
    basis: code("SURRENDERED_EBL", "SURRENDERED_PAPER", "TELEX_RELEASE", "SEA_WAYBILL", "BANK_GUARANTEE"),
    basisReference: trimmed(100),
    releaseTo: party,
    ...carrier,
    vessel,
    arrivalDateTime: dateTime,
    pol: location,
    pod: location,
    facility,
  },
  {
    ...envelopeOptional,
    containers: list(container, { min: 1 }),
    goods: list(record(goodsRequired, goodsOptional), { min: 1 }),
    houseTransportDocumentReference: transportDocumentReference,
    masterDeliveryOrderReference: trimmed(35),
    authorisationReference: trimmed(100),
    agent: party,
    emptyReturn: record({ facility }, { latestReturnDateTime: dateTime, freeDays: integer({ min: 0, max: 999 }) }),
    freightPaymentTermCode: code("PRE", "COL"),
    releaseInformation,
    freeTimes: list(freeTime),
    customsDeclarationNumber,
    customsReleaseReference: trimmed(35),
  },
);
