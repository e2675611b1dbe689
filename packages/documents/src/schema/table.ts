import type { DocumentKind } from "../kinds.ts";
import { certificateApplication, certificateOfOrigin } from "./certificate.ts";
import { clp } from "./clp.ts";
import { commercialInvoice } from "./commercial-invoice.ts";
import { customsRelease } from "./customs-release.ts";
import { deliveryOrder } from "./delivery-order.ts";
import { dutyTaxBill } from "./duty-tax-bill.ts";
import { eir } from "./eir.ts";
import type { RecordType } from "./notation.ts";
import { packingList } from "./packing-list.ts";
import { tonnageLicence, tonnageVoucher } from "./tonnage.ts";
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
  "certificate-of-origin": certificateOfOrigin,
  "certificate-application": certificateApplication,
  "commercial-invoice": commercialInvoice,
  "duty-tax-bill": dutyTaxBill,
  "tonnage-voucher": tonnageVoucher,
  "tonnage-licence": tonnageLicence,
};
