import { decodeBase64url, encodeBase64url } from "@openlading/core";
import { PdfError } from "../error.ts";
import { decodeCore } from "./core.ts";
import { decodeCose, type CoseSign1 } from "./cose.ts";
import type { QrFacts } from "./facts.ts";

/** Version 18 at level M holds this many bytes; larger codes do not scan from paper at 40 mm. */
export const MAX_TEXT = 560;

const TEXT = /^https:\/\/([a-z0-9.-]{1,120})\/c\/([A-Za-z0-9%._~!'()*-]{1,192})#([A-Za-z0-9_-]+)$/;
const HOST = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;

/** A code taken apart: nothing in it is established. */
export interface DecodedQr {
  readonly host: string;
  readonly facts: QrFacts;
  /** The first eight characters of the signing key's thumbprint. */
  readonly kid: string;
  readonly cose: CoseSign1;
}

/** Joins an address and a proof. */
export function formatQrText(host: string, number: string, proof: Uint8Array): string {
  return `${addressOf(host, number)}#${encodeBase64url(proof)}`;
}

/** How long {@link formatQrText} makes a proof of `length` bytes. */
export function qrTextLength(host: string, number: string, length: number): number {
  return addressOf(host, number).length + 1 + Math.ceil((length * 4) / 3);
}

export function isHost(text: string): boolean {
  return text.length <= 120 && HOST.test(text);
}

function addressOf(host: string, number: string): string {
  return `https://${host}/c/${encodeURIComponent(number)}`;
}

/**
 * Reads the text of a code **without** trust: an https address of this form and no other, a strict proof behind it, and
 * the number in the address the one that is signed.
 * @throws PdfError `ERR_PDF_QR_URL`, `ERR_PDF_QR_CBOR`, `ERR_PDF_QR_COSE`, `ERR_PDF_QR_CORE`
 */
export function decodeQrText(text: string): DecodedQr {
  const [, host = "", path = "", fragment = ""] = (text.length <= MAX_TEXT ? TEXT.exec(text) : null) ?? [];
  if (!isHost(host)) throw notOurs("a text is no address of a certificate");
  const cose = decodeCose(proofBytes(fragment));
  const facts = decodeCore(cose.payload);
  if (path !== encodeURIComponent(facts.number)) {
    throw new PdfError({
      code: "ERR_PDF_QR_CORE",
      message: "the address of a code names another number than its proof",
    });
  }
  return { host, facts, kid: cose.kid, cose };
}

function proofBytes(fragment: string): Uint8Array {
  try {
    return decodeBase64url(fragment);
  } catch (cause) {
    throw notOurs("the proof in an address is not canonical base64url", cause);
  }
}

function notOurs(message: string, cause?: unknown): PdfError {
  return new PdfError({ code: "ERR_PDF_QR_URL", message, cause });
}
