import { canonicalText } from "@openlading/core";
import type { Signer } from "@openlading/jws";
import { PdfError } from "../error.ts";
import { encodeCore } from "./core.ts";
import { coseLength, signCose } from "./cose.ts";
import type { QrFacts } from "./facts.ts";
import { RUNGS, shorten } from "./shorten.ts";
import { qrFactsOf, type QrSource } from "./source.ts";
import { decodeQrText, formatQrText, isHost, MAX_TEXT, qrTextLength } from "./text.ts";

/** What a code is made of. */
export interface QrInput extends QrSource {
  /** The authority's site, lower case: any phone opens `https://<host>/c/<number>`; the proof is not sent to it. */
  readonly host: string;
  /** The authority's registered ES256 key. */
  readonly signer: Signer;
}

/**
 * Makes the text of a document's QR code: at most 560 characters, so version 18 at level M, with as many facts in full as
 * fit (`docs/spec/certificate-qr.md` says what gives way first).
 * @throws PdfError `ERR_PDF_QR_FACTS` when a fact is missing, or even the shortest form does not fit
 * @throws TypeError when the host is no host name or the signer not ES256
 */
export async function createQrText({ host, signer, ...source }: QrInput): Promise<string> {
  if (!isHost(host)) throw new TypeError("createQrText: host is not a lower-case host name");
  const facts = chooseFacts(host, source);
  const text = formatQrText(host, facts.number, await signCose(signer, encodeCore(facts)));
  assertReadable(text, facts);
  return text;
}

/** No code is made that a reader refuses, or reads as saying something else: 30 February, a number longer than a code takes. */
function assertReadable(text: string, facts: QrFacts): void {
  try {
    if (canonicalText(decodeQrText(text).facts) === canonicalText(facts)) return;
  } catch (cause) {
    throw new PdfError({ code: "ERR_PDF_QR_FACTS", message: "a fact is longer than a code takes", cause });
  }
  throw new PdfError({ code: "ERR_PDF_QR_FACTS", message: "a fact cannot be written in a code as it stands" });
}

/** The most telling facts that fit. */
export function chooseFacts(host: string, source: QrSource): QrFacts {
  const full = qrFactsOf(source);
  for (const rung of RUNGS) {
    const facts = shorten(full, rung, source);
    if (qrTextLength(host, facts.number, coseLength(encodeCore(facts))) <= MAX_TEXT) return facts;
  }
  throw new PdfError({
    code: "ERR_PDF_QR_FACTS",
    message: "the facts do not fit a code that scans from paper",
    details: { maxCharacters: MAX_TEXT },
  });
}
