import { parseStrictJson, parseUtcInstant } from "@openlading/core";
import { importVerificationKey, verifyCompactJws, type WebVerificationKey } from "@openlading/jws/web";
import { PdfError, type PdfErrorCode } from "../error.ts";
import {
  parseTrustAnchor, parseTrustListFile, parseTrustListPayload, TRUST_LIST_TYP,
  type TrustAnchor, type TrustListPayload, type VerifiedTrustList,
} from "./trust-list.ts"; // prettier-ignore

/** The time and the memory of the reader. */
export interface TrustListReader {
  /** Now, canonical UTC text. */
  readonly now: string;
  /** The highest version this reader has accepted before; the list must not be older. */
  readonly seenVersion?: number;
  /** Takes an expired list, with `isExpired` true. What rests on it is never to be called valid. */
  readonly allowExpired?: boolean;
}

const MAX_FILE_BYTES = 32 * 1024 * 1024;
const MAX_TOKEN_BYTES = 16 * 1024 * 1024;
/** How far a publisher's clock may be ahead of the reader's. */
const MAX_SKEW_MS = 5 * 60_000;

/** What a list's roots signed. */
export interface SignedTrustList {
  readonly owners: readonly string[];
  readonly payload: Uint8Array;
  /** The signatures that verify, one of each key. */
  readonly tokens: readonly string[];
}

const verifiedLists = new WeakSet<object>();

/**
 * Establishes that a file is the anchor's trust list: signed by enough owners of its root keys over one payload, of the
 * right list, not older than the reader has seen, and not expired. Checked in that order. Works in Node.js and in browsers.
 * @throws PdfError `ERR_PDF_TRUST_FORM`, `ERR_PDF_TRUST_THRESHOLD`, `ERR_PDF_TRUST_LIST`, `ERR_PDF_TRUST_ROLLBACK`,
 * `ERR_PDF_TRUST_FUTURE`, `ERR_PDF_TRUST_OLD`
 */
export async function verifyTrustList(
  file: Uint8Array | string,
  anchor: TrustAnchor,
  reader: TrustListReader,
): Promise<VerifiedTrustList> {
  const nowMs = parseUtcInstant(reader.now);
  const { threshold, keys, listId } = parseTrustAnchor(anchor);
  const { owners, payload } = await readTrustSignatures(file, keys);
  if (owners.length < threshold) {
    throw refuse("ERR_PDF_TRUST_THRESHOLD", "too few owners signed the list", { have: owners.length, threshold });
  }
  const list = readPayload(payload);
  if (list.listId !== listId) throw refuse("ERR_PDF_TRUST_LIST", "the list is not the anchor's");
  if (list.version < (reader.seenVersion ?? 0)) {
    throw refuse("ERR_PDF_TRUST_ROLLBACK", "the list is older than one seen before", { version: list.version });
  }
  return judgeTime(list, owners, nowMs, reader);
}

/** Whether {@link verifyTrustList} made the list. */
export function isVerifiedTrustList(value: object): value is VerifiedTrustList {
  return verifiedLists.has(value);
}

function judgeTime(
  list: TrustListPayload,
  owners: readonly string[],
  nowMs: number,
  { now, allowExpired }: TrustListReader,
): VerifiedTrustList {
  const ageMs = nowMs - parseUtcInstant(list.issuedAt);
  if (ageMs < -MAX_SKEW_MS) throw refuse("ERR_PDF_TRUST_FUTURE", "the list is from the future");
  const isExpired = nowMs >= parseUtcInstant(list.expiresAt);
  if (isExpired && allowExpired !== true) throw refuse("ERR_PDF_TRUST_OLD", "the list has expired");
  const said = { ...list, ageMs: Math.max(0, ageMs), isExpired, checkedAt: now, signedBy: owners };
  const verified = Object.freeze(said) as VerifiedTrustList;
  verifiedLists.add(verified);
  return verified;
}

function readFile(file: Uint8Array | string): readonly string[] {
  return forming(() => parseTrustListFile(parseStrictJson(file, { maxBytes: MAX_FILE_BYTES })).signatures);
}

function readPayload(payload: Uint8Array): TrustListPayload {
  return forming(() => {
    const list = parseTrustListPayload(parseStrictJson(payload, { maxBytes: MAX_TOKEN_BYTES, maxMembers: 5_000_000 }));
    if (list.expiresAt <= list.issuedAt) throw refuse("ERR_PDF_TRUST_FORM", "the list expires before it is issued");
    if (new Set(list.signers.map(({ kid }) => kid)).size < list.signers.length) {
      throw refuse("ERR_PDF_TRUST_FORM", "two signers of the list share a kid");
    }
    return list;
  });
}

/**
 * The owners whose signature verifies, once each. A signature by another key counts for nothing; a second payload refuses all.
 * @throws PdfError `ERR_PDF_TRUST_FORM`, `ERR_PDF_TRUST_THRESHOLD`
 */
export async function readTrustSignatures(
  file: Uint8Array | string,
  roots: TrustAnchor["keys"],
): Promise<SignedTrustList> {
  const tokens = readFile(file);
  const keys = await Promise.all(roots.map(({ jwk }) => importVerificationKey(jwk, "ES256")));
  const ownerOf = new Map(keys.map((key, index) => [key.thumbprint, roots[index]?.owner ?? ""]));
  const seen = await Promise.all(tokens.map((token) => verifyOne(token, keys)));
  const good = seen.flatMap((one) => (one === null ? [] : [one]));
  const [first, ...others] = good;
  if (first === undefined) throw refuse("ERR_PDF_TRUST_THRESHOLD", "no root key signed the list", { have: 0 });
  if (others.some(({ payload }) => !samePayload(payload, first.payload))) {
    throw refuse("ERR_PDF_TRUST_FORM", "the signatures of the list are over different contents");
  }
  const owners = [...new Set(good.map(({ thumbprint }) => ownerOf.get(thumbprint) ?? ""))].sort();
  const once = new Map(good.map(({ thumbprint, token }) => [thumbprint, token]));
  return { owners, payload: first.payload, tokens: [...once.values()] };
}

interface GoodSignature {
  readonly token: string;
  readonly payload: Uint8Array;
  readonly thumbprint: string;
}

async function verifyOne(token: string, keys: readonly WebVerificationKey[]): Promise<GoodSignature | null> {
  try {
    const expected = { keys, typ: TRUST_LIST_TYP, algs: ["ES256"], maxBytes: MAX_TOKEN_BYTES } as const;
    const { payload, key } = await verifyCompactJws(token, expected);
    return { token, payload, thumbprint: key.thumbprint };
  } catch {
    return null;
  }
}

/** core's equalBytes needs Node.js; this runs in browsers too. */
function samePayload(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function forming<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof PdfError) throw cause;
    throw refuse("ERR_PDF_TRUST_FORM", "the trust list is malformed", {}, cause);
  }
}

function refuse(
  code: PdfErrorCode,
  message: string,
  details: Readonly<Record<string, number>> = {},
  cause?: unknown,
): PdfError {
  return new PdfError({ code, message, details, cause });
}
