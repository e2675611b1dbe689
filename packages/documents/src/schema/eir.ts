import { DOCUMENT_KINDS } from "../kinds.ts";
import { code, dateTime, integer, list, matching, number, record, text, trimmed } from "./notation.ts";
import {
  affixedSeal,
  containerOptional,
  dangerousGoods,
  digest,
  emptyIndicatorCode,
  envelopeOptional,
  envelopeRequired,
  equipmentReference,
  facility,
  fullnessCode,
  location,
  measured,
  party,
  reefer,
  sizeTypeCode,
  transportDocumentReference,
  vessel,
} from "./trade-common.ts";

const container = record(
  { sizeTypeCode },
  {
    ...containerOptional,
    equipmentReference,
    seals: list(affixedSeal),
    grossKg: measured,
    vgmKg: measured,
    maximumGrossKg: measured,
  },
);

/** CEDEX codes: where, what part, what happened to it. */
const damage = record(
  { damageCode: matching(/^[0-9A-Z]{2,3}$/u) },
  {
    locationCode: matching(/^[0-9A-Z]{2,4}$/u),
    componentCode: matching(/^[0-9A-Z]{3}$/u),
    severity: code("MINOR", "MAJOR", "SEVERE"),
    description: text(250),
    photoDigest: digest,
  },
);

/** Terminal or haulier signs, or says why not. */
const confirmation = record(
  { role: code("TERMINAL", "DEPOT", "HAULIER"), confirmedBy: party, confirmedDateTime: dateTime },
  { refusalReason: text(250) },
);

/** 设备交接单: one container, one crossing of one gate. */
export const eir = record(
  {
    ...envelopeRequired(...DOCUMENT_KINDS.eir.untdid),
    direction: code("OUT", "IN"),
    emptyIndicatorCode,
    equipmentStatus: code("CONTINENTAL", "EXPORT", "IMPORT", "REMAIN_ON_BOARD", "TRANSHIPMENT"),
    container,
    containerOperator: party,
    haulier: party,
    facility,
  },
  {
    ...envelopeOptional,
    fullnessCode,
    user: party,
    modeOfTransport: code("ROAD", "RAIL", "BARGE"),
    truckPlate: trimmed(20),
    driverDigest: digest,
    gateDateTime: dateTime,
    pickUpPlace: facility,
    returnPlace: facility,
    latestReturnDateTime: dateTime,
    freeDays: integer({ min: 0, max: 999 }),
    vessel,
    carrierBookingReference: trimmed(35),
    transportDocumentReference,
    deliveryOrderReference: trimmed(35),
    pol: location,
    pod: location,
    condition: code("SOUND", "DAMAGED", "DIRTY"),
    damages: list(damage),
    dangerousGoods,
    reefer,
    overDimensionsCm: record(
      {},
      {
        front: number({ min: 0 }),
        back: number({ min: 0 }),
        left: number({ min: 0 }),
        right: number({ min: 0 }),
        height: number({ min: 0 }),
      },
    ),
    confirmations: list(confirmation),
  },
);
