import { countryCode, shippingMarks } from "./dcsa-common.ts";
import { DOCUMENT_KINDS } from "../kinds.ts";
import { integer, list, record, text, trimmed } from "./notation.ts";
import {
  envelopeOptional,
  envelopeRequired,
  equipmentReference,
  HSCode,
  measured,
  packageCode,
  packages,
  party,
  quantity,
  transportDocumentReference,
} from "./trade-common.ts";

const line = record(
  {
    packageFrom: integer({ min: 1 }),
    packageTo: integer({ min: 1 }),
    packageCode,
    quantityPerPackage: quantity,
    totalQuantity: quantity,
    netKg: measured,
    grossKg: measured,
    description: text(500),
  },
  { shippingMarks, volumeM3: measured, HSCode, originCountryCode: countryCode, equipmentReference },
);

/** 装箱清单: the exporter's list of packages. */
export const packingList = record(
  {
    ...envelopeRequired(...DOCUMENT_KINDS["packing-list"].untdid),
    invoiceReference: trimmed(35),
    exporter: party,
    consignee: party,
    lines: list(line, { min: 1 }),
    totals: record({ numberOfPackages: packages, netKg: measured, grossKg: measured }, { volumeM3: measured }),
  },
  {
    ...envelopeOptional,
    contractReference: trimmed(35),
    importer: party,
    transportDocumentReference,
  },
);
