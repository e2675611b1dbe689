import type { JsonObject, Text } from "@openlading/core";
import { numberAt, recordAt, recordsAt, sum, textAt, textsAt } from "../access.ts";
import type { ParsedDocument } from "../document.ts";
import type { DocumentKind } from "../kinds.ts";
import { readTransportDocument, sealNumbers, type TransportDocumentView, type TransportEquipment } from "../read.ts";

/** A document among others, with the path that stands for it in faults. */
export interface PlacedDocument {
  readonly path: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly checksum: string;
  readonly data: JsonObject;
}

/** A bill of lading or sea waybill with what it says of its containers. */
export interface PlacedBill extends PlacedDocument {
  readonly view: TransportDocumentView;
  readonly equipment: ReadonlyMap<string, TransportEquipment>;
  readonly bookings: ReadonlySet<string>;
}

/** The documents of one shipment, sorted by kind; cancelled and superseded ones are left out. */
export interface Shipment {
  readonly bills: readonly PlacedBill[];
  readonly deliveryOrders: readonly PlacedDocument[];
  readonly eirs: readonly PlacedDocument[];
  readonly clps: readonly PlacedDocument[];
  readonly packingLists: readonly PlacedDocument[];
  readonly releases: readonly PlacedDocument[];
  /** Certificates of origin and applications for them. */
  readonly certificates: readonly PlacedDocument[];
  readonly invoices: readonly PlacedDocument[];
  readonly taxBills: readonly PlacedDocument[];
  readonly tonnageVouchers: readonly PlacedDocument[];
  readonly tonnageLicences: readonly PlacedDocument[];
}

/** How a rule across documents hands in the places that break it. */
export type CrossReport = (path: string) => void;

/** A rule across documents. */
export interface CrossRule {
  readonly code: `ERR_DOC_CROSS_${string}`;
  readonly severity: "error" | "warning";
  readonly text: Text;
  readonly check: (shipment: Shipment, report: CrossReport) => void;
}

/** Rows of the table of rules across documents. */
export function crossRules(
  rows: readonly (readonly [
    name: string,
    severity: "error" | "warning",
    en: string,
    zh: string,
    check: CrossRule["check"],
  ])[],
): readonly CrossRule[] {
  return rows.map(([name, severity, en, zh, check]) => ({
    code: `ERR_DOC_CROSS_${name}`,
    severity,
    text: { en, zh },
    check,
  }));
}

const CANCELLATION = "1";

/** Sorts documents by kind. Of the versions of a number the highest counts. */
export function toShipment(documents: readonly ParsedDocument[]): Shipment {
  const placed = documents.map(({ kind, number, data, documentChecksum }, index) => ({
    path: `documents[${index}]`,
    kind,
    number,
    checksum: documentChecksum,
    data,
  }));
  const live = placed.filter((document) => isLive(document, placed));
  const of = (kind: DocumentKind): readonly PlacedDocument[] => live.filter((document) => document.kind === kind);
  return {
    bills: [...of("bill-of-lading"), ...of("sea-waybill")].map(toBill),
    deliveryOrders: of("delivery-order"),
    eirs: of("eir"),
    clps: of("clp"),
    packingLists: of("packing-list"),
    releases: of("customs-release"),
    certificates: [...of("certificate-of-origin"), ...of("certificate-application")],
    invoices: of("commercial-invoice"),
    taxBills: of("duty-tax-bill"),
    tonnageVouchers: of("tonnage-voucher"),
    tonnageLicences: of("tonnage-licence"),
  };
}

function isLive(document: PlacedDocument, all: readonly PlacedDocument[]): boolean {
  const version = versionOf(document);
  const isSuperseded = all.some(
    (other) => other.kind === document.kind && other.number === document.number && versionOf(other) > version,
  );
  return document.data["functionCode"] !== CANCELLATION && !isSuperseded;
}

const versionOf = ({ data }: PlacedDocument): number => numberAt(data, "version") ?? 1;

function toBill(document: PlacedDocument): PlacedBill {
  const view = readTransportDocument(document.data);
  const items = recordsAt(document.data, "consignmentItems");
  return {
    ...document,
    view,
    equipment: new Map(view.equipment.map((item) => [item.equipmentReference, item])),
    bookings: new Set(items.flatMap((item) => textAt(item, "carrierBookingReference") ?? [])),
  };
}

/** A reference as it is compared: upper case, without space, `-`, `/` and `.`. */
export const comparable = (reference: string | undefined): string =>
  (reference ?? "").toUpperCase().replaceAll(/[\s\-/.]/g, "");

/** Whether two references, both present, are the same. */
export function isSame(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && comparable(left) === comparable(right);
}

/** Whether two sets of seal numbers are the same, however spelt and ordered. */
export function haveSameSeals(left: readonly string[], right: readonly string[]): boolean {
  const spell = (seals: readonly string[]): string => [...new Set(seals.map(comparable))].sort().join(" ");
  return spell(left) === spell(right);
}

/** The bill with this reference. */
export function billOf(shipment: Shipment, reference: string | undefined): PlacedBill | undefined {
  return shipment.bills.find(({ number }) => isSame(number, reference));
}

/** The delivery orders made out for a bill. */
export function ordersOf({ deliveryOrders }: Shipment, bill: PlacedBill): readonly PlacedDocument[] {
  return deliveryOrders.filter(({ data }) => isSame(textAt(data, "transportDocumentReference"), bill.number));
}

/** One container named by a document of our own kinds. */
export interface NamedContainer {
  readonly path: string;
  readonly number: string;
  readonly sizeTypeCode: string | undefined;
  readonly seals: readonly string[];
  readonly packages: number | undefined;
  readonly grossKg: number | undefined;
}

/** The containers in the list of a document of our own kinds, or its only one. */
export function containersIn({ data, path }: PlacedDocument): readonly NamedContainer[] {
  const isSingle = data["container"] !== undefined;
  const containers = isSingle ? [recordAt(data, "container")] : recordsAt(data, "containers");
  return containers.flatMap((container, index) => {
    const number = textAt(container, "equipmentReference");
    if (number === undefined) return [];
    return {
      path: isSingle ? `${path}.container` : `${path}.containers[${index}]`,
      number,
      sizeTypeCode: textAt(container, "sizeTypeCode"),
      seals: sealNumbers(container),
      packages: numberAt(container, "numberOfPackages"),
      grossKg: numberAt(container, "grossKg"),
    };
  });
}

/** The lines of a load plan that belong to a bill; null when the plan does not speak of the bill. */
export function linesOfBill({ data }: PlacedDocument, bill: PlacedBill): readonly JsonObject[] | null {
  const lines = recordsAt(data, "lines");
  const mine = lines.filter((line) => isSame(textAt(line, "transportDocumentReference"), bill.number));
  if (mine.length > 0) return mine;
  if (lines.some((line) => line["transportDocumentReference"] !== undefined)) return null;
  const bills = textsAt(data, "transportDocumentReferences");
  const isOnlyBill = bills.length === 1 && isSame(bills[0], bill.number);
  const isBooking = bills.length === 0 && bill.bookings.has(textAt(data, "carrierBookingReference") ?? "");
  return isOnlyBill || isBooking ? lines : null;
}

/** The sum of a figure over items that all have it. */
export const total = (items: readonly JsonObject[], name: string): number =>
  sum(items.map((item) => numberAt(item, name) ?? 0));
