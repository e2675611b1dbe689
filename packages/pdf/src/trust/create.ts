import { canonicalize, canonicalText, type JsonObject } from "@openlading/core";
import { signCompactJws, type Signer } from "@openlading/jws/web";
import { parseTrustListPayload, TRUST_LIST_FORMAT, TRUST_LIST_TYP, type TrustListPayload } from "./trust-list.ts";

/**
 * Signs a trust list with every root given; the text of the file. All sign the same bytes.
 * @throws CoreError `ERR_CORE_SHAPE` when the list is not of its form
 * @throws TypeError when nobody signs, a key is not ES256, or the list expires before it is issued
 */
export async function createTrustList(list: TrustListPayload, roots: readonly Signer[]): Promise<string> {
  const payload = canonicalize(parseTrustListPayload(list));
  if (list.expiresAt <= list.issuedAt) throw new TypeError("createTrustList: the list expires before it is issued");
  if (roots.length === 0 || roots.some(({ alg }) => alg !== "ES256")) {
    throw new TypeError("createTrustList: needs ES256 root keys");
  }
  const signatures = await Promise.all(roots.map((root) => signCompactJws(root, { typ: TRUST_LIST_TYP, payload })));
  const file: JsonObject = { format: TRUST_LIST_FORMAT, signatures };
  return `${canonicalText(file)}\n`;
}
