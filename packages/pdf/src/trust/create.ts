import { canonicalize, canonicalText, compareBytes, parseStrictJson, type JsonObject } from "@openlading/core";
import { signCompactJws, type Signer } from "@openlading/jws/web";
import { PdfError } from "../error.ts";
import {
  parseTrustListPayload, TRUST_LIST_FORMAT, TRUST_LIST_TYP, type TrustAnchor, type TrustListPayload,
} from "./trust-list.ts"; // prettier-ignore
import { readTrustSignatures, verifyTrustList, type TrustListReader } from "./verify.ts";

const PAYLOAD_LIMITS = { maxBytes: 16 * 1024 * 1024, maxMembers: 5_000_000 } as const;

/**
 * Signs a trust list with every root given; the text of the file. All sign the same bytes.
 * @throws CoreError `ERR_CORE_SHAPE` when the list is not of its form
 * @throws TypeError when nobody signs, a key is not ES256, or the list expires before it is issued
 */
export async function createTrustList(list: TrustListPayload, roots: readonly Signer[]): Promise<string> {
  const payload = canonicalize(parseTrustListPayload(list));
  if (list.expiresAt <= list.issuedAt) throw new TypeError("createTrustList: the list expires before it is issued");
  return fileOf(await signAll("createTrustList", payload, roots));
}

/** What is known where a list is signed in addition. */
export interface CosignOptions extends Pick<TrustListReader, "now" | "seenVersion"> {
  /** Whose list it must be. One of its owners must have signed it already. */
  readonly anchor: TrustAnchor;
  /** A list that was signed or taken here before: another one of the same version is not signed. */
  readonly known?: string;
}

/**
 * Adds the signatures of further owners to a list that was made elsewhere, over the very bytes that were signed there; the
 * text of the file. Signatures that do not verify are left out.
 * @throws PdfError `ERR_PDF_TRUST_COSIGN`, and for what is no list to sign: `ERR_PDF_TRUST_FORM`, `ERR_PDF_TRUST_THRESHOLD`
 * (no owner signed it), `ERR_PDF_TRUST_LIST`, `ERR_PDF_TRUST_ROLLBACK`, `ERR_PDF_TRUST_FUTURE`, `ERR_PDF_TRUST_OLD`
 * @throws TypeError when nobody signs, or with a key that is not the anchor's
 */
export async function cosignTrustList(file: string, roots: readonly Signer[], o: CosignOptions): Promise<string> {
  const { anchor, known, ...reader } = o;
  const { version } = await verifyTrustList(file, { ...anchor, threshold: 1 }, reader);
  const { owners, payload, tokens } = await readTrustSignatures(file, anchor.keys);
  const again = roots.map((root) => ownerOf(root, anchor)).find((owner) => owners.includes(owner));
  if (again !== undefined) throw refuse("an owner has signed the list already", { owner: again });
  if (known !== undefined) await assertOnlyOne({ version, payload }, known, anchor);
  return fileOf([...tokens, ...(await signAll("cosignTrustList", payload, roots))]);
}

/** One owner never signs two different lists of one version. */
async function assertOnlyOne(
  list: { readonly version: number; readonly payload: Uint8Array },
  known: string,
  anchor: TrustAnchor,
): Promise<void> {
  const other = await readTrustSignatures(known, anchor.keys);
  const { version, listId } = parseTrustListPayload(parseStrictJson(other.payload, PAYLOAD_LIMITS));
  if (listId !== anchor.listId || version !== list.version || compareBytes(other.payload, list.payload) === 0) return;
  throw refuse("another list of this version was signed or taken here", { version });
}

function ownerOf({ publicJwk }: Signer, { keys }: TrustAnchor): string {
  const own = keys.find(({ jwk }) => publicJwk.kty === "EC" && jwk.x === publicJwk.x && jwk.y === publicJwk.y);
  if (own === undefined) throw new TypeError("cosignTrustList: a key is not one of the anchor's");
  return own.owner;
}

async function signAll(caller: string, payload: Uint8Array, roots: readonly Signer[]): Promise<readonly string[]> {
  if (roots.length === 0 || roots.some(({ alg }) => alg !== "ES256")) {
    throw new TypeError(`${caller}: needs ES256 root keys`);
  }
  return Promise.all(roots.map((root) => signCompactJws(root, { typ: TRUST_LIST_TYP, payload })));
}

function fileOf(signatures: readonly string[]): string {
  const file: JsonObject = { format: TRUST_LIST_FORMAT, signatures };
  return `${canonicalText(file)}\n`;
}

function refuse(message: string, details: JsonObject): PdfError {
  return new PdfError({ code: "ERR_PDF_TRUST_COSIGN", message, details });
}
