import { createHash, type Hash } from "node:crypto";
import { compareBytes, encodeHex } from "@openlading/core";
import { isSameBytes } from "./same-bytes.ts";
import type { ScannedRow, Span, Store } from "./store.ts";

const PAGE_ROWS = 256;

/**
 * What one scan has read: its span so far and a running digest of the keys and versions in it. Memory stays flat
 * however long the scan; the range ends behind the last key read, or at the prefix's end once that was reached.
 */
export class RangeRead {
  readonly #hash: Hash = createHash("sha256");
  readonly #span: Span;
  #last: Uint8Array | null = null;
  #isExhausted = false;

  constructor(span: Span) {
    this.#span = span;
  }

  add(row: ScannedRow): void {
    this.#last = row.keyBytes;
    addTo(this.#hash, row);
  }

  exhaust(): void {
    this.#isExhausted = true;
  }

  /** Whether a write to this key would have been seen by the scan. */
  covers(key: Uint8Array): boolean {
    if (!this.#isExhausted && (this.#last === null || compareBytes(key, this.#last) > 0)) return false;
    const fromOrder = compareBytes(key, this.#span.from);
    return (this.#span.isFromIncluded ? fromOrder >= 0 : fromOrder > 0) && compareBytes(key, this.#span.to) < 0;
  }

  /** Whether the scan would read the same again. */
  isCurrent(store: Store): boolean {
    const hash = createHash("sha256");
    for (const row of rowsOf(store, this.#span)) {
      if (!this.covers(row.keyBytes)) break;
      addTo(hash, row);
    }
    return isSameBytes(hash.digest(), this.#hash.copy().digest());
  }

  /** What two endorsements must have in common. */
  get fingerprint(): string {
    const end = this.#isExhausted ? "all" : encodeHex(this.#last ?? new Uint8Array());
    return `${encodeHex(this.#span.from)} ${end} ${this.#hash.copy().digest("hex")}`;
  }
}

/** The rows of a span, fetched page by page. */
export function* rowsOf(store: Store, span: Span, limit = Infinity): Generator<ScannedRow> {
  let rest = span;
  let left = limit;
  while (left > 0) {
    const asked = Math.min(PAGE_ROWS, left);
    const page = store.scan(rest, asked);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < asked) return;
    left -= page.length;
    rest = { from: last.keyBytes, isFromIncluded: false, to: span.to };
  }
}

function addTo(hash: Hash, row: ScannedRow): void {
  hash.update(`${String(row.version)} ${String(row.keyBytes.length)} `).update(row.keyBytes);
}
