import type { PartyStore } from "./store.ts";

/** A store in one SQLite file; control keys are kept as encrypted PKCS#8. */
export function openSqliteStore(_path: string, _options: { readonly passphrase: string }): PartyStore {
  throw new TypeError("not written yet");
}
