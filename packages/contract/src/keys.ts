import type { Key } from "@openlading/ledger";

const DIGITS = 16;

/** Where a record's state stands in the world state. */
export const recordKey = (recordId: string): Key => ["record", recordId];

/** Where the act that made a record's `sequence` stands; padded, so that a scan runs in order. */
export const actKey = (recordId: string, sequence: number): Key => [
  "act",
  recordId,
  String(sequence).padStart(DIGITS, "0"),
];
