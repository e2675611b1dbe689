import { compareBytes, utf8, type Json } from "@openlading/core";
import type { ControlKey, PartyStore, Shelf } from "./store.ts";

/** A store that ends with the process: for tests and for parties that keep nothing. */
export function createMemoryStore(): PartyStore {
  const keys = new Map<string, ControlKey>();
  const shelves = new Map<Shelf, Map<string, Json>>();
  const on = (shelf: Shelf): Map<string, Json> => {
    const found = shelves.get(shelf) ?? new Map<string, Json>();
    shelves.set(shelf, found);
    return found;
  };
  return {
    putKey: (key) => Promise.resolve(void keys.set(key.thumbprint, key)),
    getKey: (thumbprint) => Promise.resolve(keys.get(thumbprint) ?? null),
    thumbprints: () => Promise.resolve([...keys.keys()]),
    put: (entries) => {
      for (const { shelf, key, value } of entries) {
        if (value === null) on(shelf).delete(key);
        else on(shelf).set(key, structuredClone(value));
      }
      return Promise.resolve();
    },
    get: (shelf, key) => Promise.resolve(on(shelf).get(key) ?? null),
    list: (shelf, prefix = "") => {
      const found = [...on(shelf)].filter(([key]) => key.startsWith(prefix));
      const sorted = found.sort(([a], [b]) => compareBytes(utf8(a), utf8(b)));
      return Promise.resolve(sorted.map(([key, value]) => ({ key, value })));
    },
    close: () => Promise.resolve(),
  };
}
