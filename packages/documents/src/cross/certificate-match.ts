import type { JsonObject } from "@openlading/core";
import { numberAt, placedAt, recordAt, recordsAt, sum, textAt, type Placed } from "../access.ts";
import { billOf, isSame, type PlacedBill, type PlacedDocument, type Shipment } from "./shipment.ts";

// What a certificate of origin, or the application for one, is held against.

/** A certificate beside an invoice that it names, with the items under that invoice. */
export interface InvoicePair {
  readonly certificate: PlacedDocument;
  readonly invoice: PlacedDocument;
  /** The invoice as the certificate lists it. */
  readonly listed: Placed;
  readonly items: readonly Placed[];
}

/** Every certificate with each invoice at hand that it names. */
export function invoicePairs({ certificates, invoices }: Shipment): readonly InvoicePair[] {
  return certificates.flatMap((certificate) =>
    placedAt(certificate.data, "invoices", certificate.path).flatMap((listed) => {
      const number = textAt(listed.data, "number");
      const items = itemsOf(certificate).filter(({ data }) => isSame(textAt(data, "invoiceNumber"), number));
      return invoices
        .filter((invoice) => isSame(invoice.number, number))
        .map((invoice) => ({ certificate, invoice, listed, items }));
    }),
  );
}

export const itemsOf = ({ data, path }: PlacedDocument): readonly Placed[] => placedAt(data, "items", path);

/** The packing lists of a certificate: those it names, or those of an invoice it names. */
export function packingListsOf({ packingLists }: Shipment, { data }: PlacedDocument): readonly PlacedDocument[] {
  const reference = textAt(data, "packingListReference");
  if (reference !== undefined) return packingLists.filter(({ number }) => isSame(number, reference));
  const invoices = recordsAt(data, "invoices").map((invoice) => textAt(invoice, "number"));
  return packingLists.filter((list) =>
    invoices.some((number) => isSame(number, textAt(list.data, "invoiceReference"))),
  );
}

/** Every certificate whose bill is at hand. */
export function billPairs(shipment: Shipment) {
  return shipment.certificates.flatMap((certificate) => {
    const bill = billOf(shipment, textAt(certificate.data, "transportDocumentReference"));
    return bill === undefined ? [] : [{ certificate, bill }];
  });
}

/** Packages and gross mass that a certificate states, gross only where every item does. */
export function certifiedTotals(certificate: PlacedDocument): Totals {
  const items = itemsOf(certificate).map(({ data }) => data);
  const gross = items.map((item) => numberAt(item, "grossKg"));
  return {
    packages: sum(items.map((item) => numberAt(item, "numberOfPackages") ?? 0)),
    grossKg: gross.every((figure) => figure !== undefined) ? sum(gross) : null,
  };
}

/** What a shipment's papers say it is in all. */
export interface Totals {
  readonly packages: number;
  readonly grossKg: number | null;
}

export const billTotals = ({ view }: PlacedBill): Totals => ({
  packages: sum(view.equipment.map(({ packages }) => packages)),
  grossKg: sum(view.equipment.map(({ grossKg }) => grossKg)),
});

export const packedTotals = (lists: readonly PlacedDocument[]): Totals => {
  const totals = lists.map(({ data }) => recordAt(data, "totals"));
  return {
    packages: sum(totals.map((total) => numberAt(total, "numberOfPackages") ?? 0)),
    grossKg: sum(totals.map((total) => numberAt(total, "grossKg") ?? 0)),
  };
};

/** The papers that state totals for a certificate: its packing lists together, and its bill. */
export function statedTotals(shipment: Shipment, certificate: PlacedDocument): readonly Totals[] {
  const lists = packingListsOf(shipment, certificate);
  const bill = billOf(shipment, textAt(certificate.data, "transportDocumentReference"));
  const totals = [lists.length > 0 ? packedTotals(lists) : null, bill ? billTotals(bill) : null];
  return totals.filter((total) => total !== null);
}

const HS_DIGITS = 6;
/** The subheading of an item or a line, as far as it is stated. */
export const subheading = (data: JsonObject): string | undefined => textAt(data, "HSCode")?.slice(0, HS_DIGITS);

/** Whether two codes, of which one may be the shorter, name the same goods. */
export const isSameGoods = (left: string, right: string): boolean => left.startsWith(right) || right.startsWith(left);
