import {
  createSignatureMemo,
  verifyCompactJws,
  verifyCompactJwsAsync,
  JwsError,
  type SignatureMemo,
} from "@openlading/jws";
import { createMemo } from "./memo.ts";
import type { Need } from "./steps.ts";

type SignatureNeed = Extract<Need, { readonly need: "signature" }>;

/** Answers the law's questions about signatures. */
export interface SignatureChecker {
  /** Checks on the calling thread. */
  check(need: SignatureNeed): boolean;
  /** Checks off the main thread unless the signature was seen before. */
  checkAsync(need: SignatureNeed): boolean | Promise<boolean>;
}

/**
 * Signatures are checked once: what verified before costs a look at its text, so a second endorsement pays nothing.
 * Only what verified is remembered.
 */
export function createSignatureChecker(memo: SignatureMemo = createSignatureMemo({ max: 16_384 })): SignatureChecker {
  const verified = createMemo<string>(4096);
  const options = ({ key, typ }: SignatureNeed) => ({ keys: [key], typ, algs: ["ES256"] as const, memo });
  const isKnown = (need: SignatureNeed): boolean => verified.get(need.token) === nameOf(need);
  const accept = (need: SignatureNeed): true => {
    verified.set(need.token, nameOf(need));
    return true;
  };
  const check = (need: SignatureNeed): boolean => {
    if (isKnown(need)) return true;
    try {
      verifyCompactJws(need.token, options(need));
      return accept(need);
    } catch (error) {
      return refused(error);
    }
  };
  const verify = async (need: SignatureNeed): Promise<boolean> => {
    try {
      await verifyCompactJwsAsync(need.token, options(need));
      return accept(need);
    } catch (error) {
      return refused(error);
    }
  };
  return { check, checkAsync: (need) => isKnown(need) || verify(need) };
}

const nameOf = ({ key, typ }: SignatureNeed): string => `${typ} ${key.thumbprint} ${key.kid}`;

function refused(error: unknown): false {
  if (error instanceof JwsError) return false;
  throw error;
}
