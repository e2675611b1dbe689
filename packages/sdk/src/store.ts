import type { Json } from "@openlading/core";
import type { KeySigner } from "@openlading/jws";

/** A key in control of something, or made to be, with what opens its commitment. `nonce` is hex, 16 bytes. */
export interface ControlKey {
  readonly thumbprint: string;
  /** The record its card was made for; null for any record. */
  readonly recordId: string | null;
  readonly nonce: string;
  /** The party's word that the key is its own, a compact JWS. */
  readonly binding: string;
  readonly signer: KeySigner;
}

/** What a party keeps beside its keys, by shelf. */
export type Shelf = "document" | "vesting" | "statement" | "pending" | "dossier";

/** One thing to keep. `value` null takes it away. */
export interface ShelfEntry {
  readonly shelf: Shelf;
  readonly key: string;
  readonly value: Json;
}

/**
 * Where a party keeps what is its own. `put` MUST keep all of its entries or none, on disk when it resolves; `getKey`
 * MUST give back exactly the key that was put; an implementer MUST NOT keep a private key in clear, and MUST raise what
 * it cannot read rather than answer null. Keys are never taken away.
 */
export interface PartyStore {
  putKey(key: ControlKey): Promise<void>;
  getKey(thumbprint: string): Promise<ControlKey | null>;
  /** Thumbprints of all keys kept. */
  thumbprints(): Promise<readonly string[]>;
  put(entries: readonly ShelfEntry[]): Promise<void>;
  get(shelf: Shelf, key: string): Promise<Json>;
  /** What is on a shelf under keys that begin with `prefix` (all unless told), in the order of the keys' UTF-8 bytes. */
  list(shelf: Shelf, prefix?: string): Promise<readonly Shelved[]>;
  close(): Promise<void>;
}

export interface Shelved {
  readonly key: string;
  readonly value: Json;
}
