import { randomBytes } from "node:crypto";
import { equalBytes } from "@openlading/core";
import { PdfError, type PdfErrorCode } from "../error.ts";
import { digestBytes, SHA256_IDENTIFIER } from "./algorithm.ts";
import { derBoolean, derInteger, derOctets, derOid, derSequence, TAG } from "./der.ts";
import { derFields, parseDer } from "./der-reader.ts";
import { createHttpTransport, type TimestampTransport } from "./timestamp-transport.ts";
import { verifyTimestampToken, type VerifiedTimestamp } from "./timestamp-token.ts";

/** A time-stamp that was checked. */
export interface Timestamp extends VerifiedTimestamp {
  /** The token, DER. */
  readonly token: Uint8Array;
}

/** The port through which time-stamps are had. */
export interface TimestampClient {
  /** The room to keep for a token of this service, in bytes. */
  readonly tokenBytes: number;
  /** Has the SHA-256 of `bytes` (in parts) time-stamped. MUST return a token that is for these bytes. */
  timestamp(...bytes: readonly Uint8Array[]): Promise<Timestamp>;
}

/** Where the time-stamps come from and how long to wait for them. */
export interface TimestampClientOptions {
  /** The service's address; not needed with `transport`. */
  readonly url?: string;
  /** Carries a request to the service in another way than HTTP by `fetch`. */
  readonly transport?: TimestampTransport;
  /** 10 seconds unless said. */
  readonly timeoutMs?: number;
  /** The longest answer to take: 64 KiB unless said. */
  readonly maxBytes?: number;
  /** The room to keep for a token: 8 KiB unless said. */
  readonly tokenBytes?: number;
  /** The policy to ask for, as a dotted object identifier. */
  readonly policy?: string;
  /** The nonce of a request; random unless said. */
  readonly nonce?: () => Uint8Array;
}

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 64 * 1024;
const TOKEN_BYTES = 8 * 1024;
const NONCE_BYTES = 16;

/**
 * A client of an RFC 3161 time-stamping service. Every answer is checked before it is returned: status, imprint, nonce,
 * the token's signature and its certificate's purpose. Whether that certificate leads to someone trusted is the
 * checker's question.
 * @throws (from `timestamp`) PdfError ERR_PDF_TSA_UNREACHABLE, _LATE, _ANSWER, _REFUSED, _NONCE, _IMPRINT, _CERTIFICATE
 */
export function createTimestampClient(o: TimestampClientOptions): TimestampClient {
  const { timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES, nonce = () => new Uint8Array(randomBytes(NONCE_BYTES)) } = o;
  const transport = o.transport ?? createHttpTransport(o.url ?? "");
  return Object.freeze({
    tokenBytes: o.tokenBytes ?? TOKEN_BYTES,
    timestamp: async (...bytes: readonly Uint8Array[]) => {
      const number = derInteger(nonce());
      const request = encodeRequest(digestBytes("sha256", ...bytes), number, o.policy);
      const answer = await inTime(timeoutMs, (signal) => transport(request, { signal, maxBytes }));
      if (answer.length > maxBytes) throw refuse("ERR_PDF_TSA_ANSWER", "the answer is too long");
      return readAnswer(answer, bytes, number);
    },
  });
}

function encodeRequest(digest: Uint8Array, nonce: Uint8Array, policy: string | undefined): Uint8Array {
  const imprint = derSequence(SHA256_IDENTIFIER, derOctets(digest));
  const asked = policy === undefined ? [] : [derOid(policy)];
  return derSequence(derInteger(1), imprint, ...asked, nonce, derBoolean(true));
}

/** A transport that does not heed its signal is left behind. */
async function inTime<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(refuse("ERR_PDF_TSA_LATE", "no answer in time", { timeoutMs }));
    controller.abort();
  }, timeoutMs);
  try {
    return await Promise.race([late.promise, work(controller.signal)]);
  } catch (cause) {
    throw cause instanceof PdfError
      ? cause
      : refuse("ERR_PDF_TSA_UNREACHABLE", "the service cannot be reached", {}, cause);
  } finally {
    clearTimeout(timer);
  }
}

function readAnswer(answer: Uint8Array, bytes: readonly Uint8Array[], nonce: Uint8Array): Timestamp {
  const token = readToken(answer);
  const verified = asAnswer(() => verifyTimestampToken(token, bytes));
  if (verified.nonce === null || !equalBytes(verified.nonce, parseDer(nonce).content)) {
    throw refuse("ERR_PDF_TSA_NONCE", "the time-stamp answers another request");
  }
  return { ...verified, token };
}

/** PKIStatus: 0 granted, 1 granted with changes; the rest are refusals. @see RFC 3161 section 2.4.2 */
function readToken(answer: Uint8Array): Uint8Array {
  const { status, token } = asAnswer(() => {
    const { fields, rest } = derFields(parseDer(answer), "info");
    return { status: derFields(fields.info, "status").fields.status, token: rest[0] };
  });
  if (status.tag !== TAG.integer) throw refuse("ERR_PDF_TSA_ANSWER", "the answer has no status");
  const [code = 0] = status.content;
  if (code > 1) throw refuse("ERR_PDF_TSA_REFUSED", "the service refused", { status: code });
  if (token === undefined) throw refuse("ERR_PDF_TSA_ANSWER", "the answer has no token");
  return token.bytes;
}

/** What cannot be read or verified is no answer; what is said of a time-stamp itself stands. */
function asAnswer<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof PdfError && cause.code.startsWith("ERR_PDF_TSA_")) throw cause;
    throw refuse("ERR_PDF_TSA_ANSWER", "the answer is none of the protocol, or its signature does not hold", {}, cause);
  }
}

function refuse(code: PdfErrorCode, message: string, details: Record<string, number> = {}, cause?: unknown): PdfError {
  return new PdfError({ code, message, details, cause });
}
