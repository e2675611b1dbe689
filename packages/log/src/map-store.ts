/**
 * Where a state map keeps its pages. A page has a prefix, the hex digits its records' ids begin with (the empty text
 * for the top page), and bytes, at most 1,512 of them.
 *
 * An implementation MUST return exactly the bytes set last and MUST NOT change arrays it was given or hands out; the
 * pages set by one update MUST become durable together with it or not at all (one transaction). Callers MUST NOT
 * change what they get. Pages are never deleted.
 */
export interface MapStore {
  get(prefix: string): Uint8Array | null;
  set(prefix: string, page: Uint8Array): void;
}

/** A map store in memory, for tests and short-lived maps. */
export function createMemoryMapStore(): MapStore {
  const pages = new Map<string, Uint8Array>();
  return {
    get: (prefix) => pages.get(prefix) ?? null,
    set(prefix, page) {
      pages.set(prefix, page);
    },
  };
}

/**
 * Keeps the pages used last in memory in front of a slower store; writes go through. After a transaction of the
 * slower store was rolled back the cache is stale: make a new one.
 */
export function createCachedMapStore(store: MapStore, maxPages = 8192): MapStore {
  const pages = new Map<string, Uint8Array>();
  const keep = (prefix: string, page: Uint8Array): void => {
    pages.delete(prefix);
    pages.set(prefix, page);
    if (pages.size <= maxPages) return;
    for (const oldest of pages.keys()) {
      pages.delete(oldest);
      return;
    }
  };
  return {
    get(prefix) {
      const page = pages.get(prefix) ?? store.get(prefix);
      if (page !== null) keep(prefix, page);
      return page;
    },
    set(prefix, page) {
      store.set(prefix, page);
      keep(prefix, page);
    },
  };
}
