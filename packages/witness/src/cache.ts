import type { RecordState } from "@openlading/law";
import { createCachedMapStore, type MapStore } from "@openlading/log";
import type { Addition, Store } from "./store.ts";

const MAX_RECORDS = 20_000;

/** Records and map pages kept in memory between blocks. Holds committed data only; make a new one when the file moved on. */
export class Cache {
  readonly pages: MapStore;
  readonly #store: Store;
  readonly #records = new Map<string, RecordState | null>();

  constructor(store: Store) {
    this.#store = store;
    // Pages reach the file with their block; taking them over must not write them a second time.
    this.pages = createCachedMapStore({ get: (prefix) => store.pages.get(prefix), set: () => undefined });
  }

  record(recordId: string): RecordState | null {
    const known = this.#records.get(recordId);
    const record = known === undefined ? this.#store.record(recordId) : known;
    this.#keep(recordId, record);
    return record;
  }

  /** Takes over what has just become durable. */
  adopt({ states, pages }: Addition): void {
    for (const { record } of states) this.#keep(record.recordId, record);
    for (const [prefix, page] of pages) this.pages.set(prefix, page);
  }

  #keep(recordId: string, record: RecordState | null): void {
    this.#records.delete(recordId);
    this.#records.set(recordId, record);
    if (this.#records.size <= MAX_RECORDS) return;
    for (const oldest of this.#records.keys()) {
      this.#records.delete(oldest);
      return;
    }
  }
}
