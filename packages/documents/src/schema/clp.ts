import { DOCUMENT_KINDS } from "../kinds.ts";
import { code, dateTime, list, record, trimmed } from "./notation.ts";
import {
  affixedSeal,
  containerOptional,
  envelopeOptional,
  envelopeRequired,
  equipmentReference,
  fullnessCode,
  goodsOptional,
  goodsRequired,
  location,
  measured,
  packages,
  party,
  reefer,
  sizeTypeCode,
  transportDocumentReference,
  vessel,
} from "./trade-common.ts";

const container = record(
  { equipmentReference, sizeTypeCode, seals: list(affixedSeal, { min: 1 }) },
  { ...containerOptional, maximumGrossKg: measured },
);

const handOver = code("CY", "SD", "CFS");
const line = record(goodsRequired, {
  ...goodsOptional,
  transportDocumentReference,
  carrierBookingReference: trimmed(35),
});

/** 装箱单: what was stuffed into one container, by whoever stuffed it. */
export const clp = record(
  {
    ...envelopeRequired(...DOCUMENT_KINDS.clp.untdid),
    carrierBookingReference: trimmed(35),
    vessel,
    pol: location,
    pod: location,
    container,
    lines: list(line, { min: 1 }),
    totals: record({ numberOfPackages: packages, grossKg: measured }, { volumeM3: measured }),
  },
  {
    ...envelopeOptional,
    transportDocumentReferences: list(transportDocumentReference),
    placeOfDelivery: location,
    containerOperator: party,
    fullnessCode,
    receiptTypeAtOrigin: handOver,
    deliveryTypeAtDestination: handOver,
    vgmKg: measured,
    vgmMethod: code("SM1", "SM2"),
    stuffingPlace: location,
    stuffingDateTime: dateTime,
    signatory: trimmed(70),
    reefer,
  },
);
