import {
  createSignatureMemo,
  verifyCompactJws,
  verifyCompactJwsAsync,
  JwsError,
  type SignatureMemo,
} from "@openlading/jws";
import type { Need } from "./steps.ts";

type SignatureNeed = Extract<Need, { readonly need: "signature" }>;

/** Answers the law's questions about signatures. */
export interface SignatureChecker {
  /** Checks on the calling thread. */
  check(need: SignatureNeed): boolean;
  /** Checks off the main thread unless the signature was seen before. */
  checkAsync(need: SignatureNeed): boolean | Promise<boolean>;
}

/** Signatures are checked once: what verified before costs a hash, so a second endorsement pays nothing. */
export function createSignatureChecker(memo: SignatureMemo = createSignatureMemo({ max: 16_384 })): SignatureChecker {
  const options = ({ key, typ }: SignatureNeed) => ({ keys: [key], typ, algs: ["ES256"] as const, memo });
  const check = (need: SignatureNeed): boolean => {
    try {
      verifyCompactJws(need.token, options(need));
      return true;
    } catch (error) {
      if (error instanceof JwsError) return false;
      throw error;
    }
  };
  const checkAsync = async (need: SignatureNeed): Promise<boolean> => {
    try {
      await verifyCompactJwsAsync(need.token, options(need));
      return true;
    } catch (error) {
      if (error instanceof JwsError) return false;
      throw error;
    }
  };
  return { check, checkAsync };
}
