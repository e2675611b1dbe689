import { sha256Hex, utf8 } from "@openlading/core";
import { createBoundedMap } from "./bounded-map.ts";
import type { VerificationKey } from "./verification-key.ts";

/**
 * Remembers signatures that verified, so that a second look at the same token pays a hash only. Holds successes alone: a
 * refused signature is checked again every time.
 */
export interface SignatureMemo {
  /** Whether exactly this signature over these bytes has verified under this key and algorithm. */
  has(key: VerificationKey, signingInput: Uint8Array, signature: Uint8Array): boolean;
  /** MUST be called only after the signature verified. */
  add(key: VerificationKey, signingInput: Uint8Array, signature: Uint8Array): void;
  readonly size: number;
}

const DEFAULT_MAX = 65_536;

/** Creates a memo of at most `max` signatures (65,536 unless told); the least recently used goes first. */
export function createSignatureMemo(o: { readonly max?: number } = {}): SignatureMemo {
  const max = o.max ?? DEFAULT_MAX;
  if (!Number.isSafeInteger(max) || max < 1) throw new TypeError("createSignatureMemo: max is not a positive integer");
  const seen = createBoundedMap<true>(max);
  return {
    has: (key, signingInput, signature) => seen.get(memoKey(key, signingInput, signature)) === true,
    add: (key, signingInput, signature) => {
      seen.set(memoKey(key, signingInput, signature), true);
    },
    get size() {
      return seen.size;
    },
  };
}

/** The thumbprint has one length, and the signature's is written, so no two triples are joined to the same text. */
function memoKey(key: VerificationKey, signingInput: Uint8Array, signature: Uint8Array): string {
  const head = utf8(`${key.alg} ${key.thumbprint} ${signature.length.toString()} `);
  return sha256Hex(head, signature, signingInput);
}
