import type { PartyStore } from "./store.ts";

/** A store that ends with the process. */
export function createMemoryStore(): PartyStore {
  throw new TypeError("not written yet");
}
