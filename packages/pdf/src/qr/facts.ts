/** A text in full, or the first eight bytes (hex) of the SHA-256 of its UTF-8, where there was no room for it. */
export type QrText = { readonly text: string } | { readonly digest: string };

/** One line of goods. `description` is null where the code leaves it out. */
export interface QrItem {
  readonly HSCode: string;
  readonly originCriterion: string;
  /** The value as a decimal text. */
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly description: QrText | null;
}

/** How many rows the whole table has, and the first sixteen bytes (hex) of the SHA-256 of its RFC 8785 form. */
export interface QrTable {
  readonly count: number;
  readonly digest: string;
}

/** What a QR code says. All of it is signed; `documentChecksum` binds whatever the code has no room for. */
export interface QrFacts {
  readonly documentKind: string;
  readonly form?: string;
  readonly number: string;
  /** The day of issue as it stands on the paper, `YYYY-MM-DD`. */
  readonly date: string;
  /** Hex SHA-256 over the RFC 8785 form of the document's data. */
  readonly documentChecksum: string;
  readonly exporter?: QrText;
  readonly exporterInChinese?: string;
  readonly consignee?: QrText;
  readonly originCountryCode?: string;
  readonly destinationCountryCode?: string;
  /** All of them, or the first where `invoiceTable` is there. */
  readonly invoices?: readonly { readonly number: string; readonly date: string }[];
  readonly invoiceTable?: QrTable;
  /** All of them, or the first where `itemTable` is there. */
  readonly items?: readonly QrItem[];
  readonly itemTable?: QrTable;
}

/** Items and invoices that may stand in a code in full. */
export const MAX_ROWS = 4;
export const TEXT_DIGEST_BYTES = 8;
export const TABLE_DIGEST_BYTES = 16;
