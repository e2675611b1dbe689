import { parseUtcInstant, type Text } from "@openlading/core";
import { importVerificationKey, isSignatureOf } from "@openlading/jws/web";
import { PdfError } from "../error.ts";
import {
  findWithdrawal,
  isExpiredAt,
  signerStanding,
  type NamedDocument,
  type SignerStanding,
} from "../trust/lookup.ts";
import type { TrustListSigner, VerifiedTrustList, WithdrawnDocument } from "../trust/trust-list.ts";
import { isVerifiedTrustList } from "../trust/verify.ts";
import { shortKid } from "./cose.ts";
import type { QrFacts } from "./facts.ts";
import { decodeQrText, type DecodedQr } from "./text.ts";
import { QR_TEXTS, STANDING_TEXTS } from "./words.ts";

/** The checks of a code, in their order. */
export type QrCheckCode = "CODE" | "LIST" | "SIGNER" | "SIGNATURE" | "STANDING" | "DATE" | "STATUS";

/** One check. Only `valid` in every one makes a code genuine. */
export interface QrCheck {
  readonly check: QrCheckCode;
  readonly outcome: "valid" | "invalid" | "unknown" | "skipped";
  readonly text: Text;
}

/**
 * What may be said of a code: GENUINE (every check ran and passed), WITHDRAWN (genuine, but replaced or cancelled), UNKNOWN
 * (it cannot be told: an unknown signer, an expired list), FALSE (do not accept).
 */
export type QrAnswer = "GENUINE" | "WITHDRAWN" | "UNKNOWN" | "FALSE";

/** The answer and what it rests on. */
export interface QrVerdict {
  readonly answer: QrAnswer;
  readonly checks: readonly QrCheck[];
  /** What the code says; to be relied on only when the signature is valid. */
  readonly facts: QrFacts;
  readonly host: string;
  /** Whose key signed, where a key of the list did. */
  readonly signer?: Pick<TrustListSigner, "kid" | "partyId" | "name">;
  readonly withdrawal?: WithdrawnDocument;
  readonly list: Pick<VerifiedTrustList, "listId" | "version" | "issuedAt" | "expiresAt" | "ageMs" | "isExpired">;
}

export interface QrReader {
  /** Now, canonical UTC text. */
  readonly now: string;
  /** The one host the code may lead to. */
  readonly expectedHost?: string;
}

/** A claimed day may lie this far ahead: time zones. */
const DAY_AHEAD_MS = 36 * 3_600_000;

/**
 * Judges the text of a code against a verified trust list: whose key signed it, whether that key counts for this kind of
 * document on that day, and whether the list withdraws the document. Does not see what is printed: a person compares.
 * @throws PdfError `ERR_PDF_QR_URL`, `ERR_PDF_QR_HOST`, `ERR_PDF_QR_CBOR`, `ERR_PDF_QR_COSE`, `ERR_PDF_QR_CORE`
 * @throws TypeError when the list was not made by verifyTrustList
 */
export async function verifyQrText(text: string, list: VerifiedTrustList, reader: QrReader): Promise<QrVerdict> {
  if (!isVerifiedTrustList(list)) throw new TypeError("verifyQrText: the trust list is not a verified one");
  const nowMs = parseUtcInstant(reader.now);
  const decoded = decodeQrText(text);
  if (reader.expectedHost !== undefined && decoded.host !== reader.expectedHost) {
    throw new PdfError({ code: "ERR_PDF_QR_HOST", message: "a code leads to another host than expected" });
  }
  const candidates = await signersOf(list, decoded.kid);
  const signer = await signedBy(candidates, decoded);
  const withdrawal = signer === null ? undefined : await findWithdrawal(list, named(signer, decoded.facts));
  const isExpired = isExpiredAt(list, nowMs);
  const checks = [
    check("CODE", "valid"),
    check("LIST", isExpired ? "unknown" : "valid"),
    ...signatureChecks(candidates, signer),
    ...(signer === null
      ? (["STANDING", "DATE", "STATUS"] as const).map((code) => check(code, "skipped"))
      : [standingCheck(signer, decoded.facts), dateCheck(decoded.facts, nowMs), statusCheck(withdrawal, isExpired)]),
  ];
  return {
    answer: answerOf(checks, withdrawal),
    checks,
    facts: decoded.facts,
    host: decoded.host,
    ...(signer === null ? {} : { signer: { kid: signer.kid, partyId: signer.partyId, name: signer.name } }),
    ...(withdrawal === undefined ? {} : { withdrawal }),
    list: { ...pickList(list), ageMs: Math.max(0, nowMs - parseUtcInstant(list.issuedAt)), isExpired },
  };
}

function named({ partyId }: TrustListSigner, { number, documentChecksum }: QrFacts): NamedDocument {
  return { issuer: partyId, number, documentChecksum };
}

function signatureChecks(candidates: readonly TrustListSigner[], signer: TrustListSigner | null): readonly QrCheck[] {
  if (candidates.length === 0) return [check("SIGNER", "unknown"), check("SIGNATURE", "skipped")];
  return [check("SIGNER", "valid"), check("SIGNATURE", signer === null ? "invalid" : "valid")];
}

function pickList({
  listId,
  version,
  issuedAt,
  expiresAt,
}: VerifiedTrustList): Omit<QrVerdict["list"], "ageMs" | "isExpired"> {
  return { listId, version, issuedAt, expiresAt };
}

/** The signers whose thumbprint begins as the code says. */
async function signersOf(list: VerifiedTrustList, kid: string): Promise<readonly TrustListSigner[]> {
  const named = await Promise.all(
    list.signers.map(async (signer) => ((await shortKid(signer.jwk)) === kid ? [signer] : [])),
  );
  return named.flat();
}

async function signedBy(candidates: readonly TrustListSigner[], { cose }: DecodedQr): Promise<TrustListSigner | null> {
  for (const signer of candidates) {
    const key = await importVerificationKey(signer.jwk, "ES256");
    if (await isSignatureOf(key, cose.toBeSigned, cose.signature)) return signer;
  }
  return null;
}

function standingCheck(signer: TrustListSigner, facts: QrFacts): QrCheck {
  const standing = dayStanding(signer, facts);
  const outcome = standing === "TRUSTED" ? "valid" : "invalid";
  return { check: "STANDING", outcome, text: STANDING_TEXTS[standing] };
}

/** A code names a day: a key counts when it was in force at any moment of it. Nothing proves the day. */
function dayStanding(signer: TrustListSigner, { documentKind, form, date }: QrFacts): SignerStanding {
  const about = { documentKind, ...(form === undefined ? {} : { form }), isProven: false };
  const atEnd = signerStanding(signer, { ...about, at: `${date}T23:59:59.999Z` });
  if (atEnd !== "EXPIRED" && atEnd !== "REVOKED") return atEnd;
  const atStart = signerStanding(
    { ...signer, notBefore: "0001-01-01T00:00:00.000Z" },
    { ...about, at: `${date}T00:00:00.000Z` },
  );
  return atStart;
}

function dateCheck({ date }: QrFacts, nowMs: number): QrCheck {
  return check("DATE", Date.parse(`${date}T00:00:00Z`) > nowMs + DAY_AHEAD_MS ? "invalid" : "valid");
}

function statusCheck(withdrawal: WithdrawnDocument | undefined, isExpired: boolean): QrCheck {
  if (withdrawal !== undefined) return check("STATUS", "invalid");
  return check("STATUS", isExpired ? "unknown" : "valid");
}

function check(code: QrCheckCode, outcome: QrCheck["outcome"]): QrCheck {
  return { check: code, outcome, text: QR_TEXTS[code][outcome] };
}

/** Green needs every check valid; a withdrawal is told as such only when nothing else is wrong. */
function answerOf(checks: readonly QrCheck[], withdrawal: WithdrawnDocument | undefined): QrAnswer {
  if (checks.every(({ outcome }) => outcome === "valid")) return "GENUINE";
  const wrong = checks.filter(({ outcome }) => outcome === "invalid");
  if (withdrawal !== undefined && wrong.length === 1) return "WITHDRAWN";
  return wrong.length > 0 ? "FALSE" : "UNKNOWN";
}
