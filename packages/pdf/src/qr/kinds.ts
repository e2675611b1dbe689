/** What a code can speak of: the kind of document and, for a certificate of origin, its form. */
export interface QrKind {
  readonly documentKind: string;
  readonly form?: string;
}

const certificate = (form: string): QrKind => ({ documentKind: "certificate-of-origin", form });

/** The whole numbers that stand for them. A number is never given a new meaning. */
export const QR_KINDS: ReadonlyMap<number, QrKind> = new Map([
  [1, certificate("RCEP")],
  [2, certificate("FORM_E")],
  [3, certificate("CHINA_AUSTRALIA")],
  [4, certificate("CHINA_KOREA")],
  [5, certificate("APTA")],
  [6, certificate("NON_PREFERENTIAL")],
  [7, certificate("FORM_D")],
  [16, { documentKind: "bill-of-lading" }],
  [17, { documentKind: "delivery-order" }],
  [18, { documentKind: "eir" }],
  [19, { documentKind: "packing-list" }],
  [20, { documentKind: "commercial-invoice" }],
  [21, { documentKind: "duty-tax-bill" }],
  [22, { documentKind: "tonnage-voucher" }],
  [23, { documentKind: "tonnage-licence" }],
]);

/** The number of a kind and form, or undefined. */
export function qrKindNumber(documentKind: string, form: string | undefined): number | undefined {
  for (const [number, kind] of QR_KINDS) if (kind.documentKind === documentKind && kind.form === form) return number;
  return undefined;
}
