import type { DocumentKind } from "../kinds.ts";
import { clp } from "./clp.ts";
import { customsRelease } from "./customs-release.ts";
import { deliveryOrder } from "./delivery-order.ts";
import { eir } from "./eir.ts";
import type { RecordType } from "./notation.ts";
import { packingList } from "./packing-list.ts";
import { transportDocument } from "./transport-document.ts";

/** The schema of every kind of document. */
export const DOCUMENT_SCHEMAS: Readonly<Record<DocumentKind, RecordType>> = {
  "bill-of-lading": transportDocument,
  "sea-waybill": transportDocument,
  "delivery-order": deliveryOrder,
  eir,
  clp,
  "packing-list": packingList,
  "customs-release": customsRelease,
};
