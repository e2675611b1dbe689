import { equalBytes } from "@openlading/core";
import { PdfError, type PdfErrorCode } from "../error.ts";
import { digestBytes, digestOf, type DigestName } from "./algorithm.ts";
import type { Certificate } from "./certificate.ts";
import { derInteger, TAG } from "./der.ts";
import { derFields, derRecord, oidText, parseDer, timeOf, type DerElement } from "./der-reader.ts";
import { OID } from "./oid.ts";
import { octets, parseSignedData, verifySignedData, type SignedData } from "./signed-data.ts";

/** What a time-stamping service states. @see RFC 3161 section 2.4.2 */
export interface TimestampInfo {
  readonly policy: string;
  readonly digestName: DigestName;
  readonly imprint: Uint8Array;
  readonly serial: Uint8Array;
  /** In milliseconds of the epoch. */
  readonly timeMs: number;
  /** The content of the INTEGER, or null. */
  readonly nonce: Uint8Array | null;
}

/** A time-stamp found to be over the bytes, by a certificate for time-stamping alone that was valid then. */
export interface VerifiedTimestamp extends TimestampInfo {
  readonly certificate: Certificate;
  readonly certificates: readonly Certificate[];
}

const RULES = {
  contentType: OID.tstInfo,
  refused: [],
  binding: [OID.signingCertificateV2, OID.signingCertificate],
} as const;

/**
 * Verifies a time-stamp token over bytes given in parts. Whether its certificate leads to someone trusted, and whether
 * it was revoked, is not looked at.
 * @throws PdfError ERR_PDF_DER, ERR_PDF_CMS_…, ERR_PDF_CERTIFICATE, ERR_PDF_TSA_IMPRINT, ERR_PDF_TSA_CERTIFICATE
 */
export function verifyTimestampToken(token: Uint8Array, covered: readonly Uint8Array[]): VerifiedTimestamp {
  const signedData = parseSignedData(token);
  const { content, info } = readContent(signedData);
  const certificate = verifySignedData(signedData, RULES, (name) => digestBytes(name, content));
  assertTimestamper(certificate, info.timeMs);
  if (!equalBytes(info.imprint, digestBytes(info.digestName, ...covered))) {
    throw refuse("ERR_PDF_TSA_IMPRINT", "the time-stamp is for other bytes");
  }
  return { ...info, certificate, certificates: signedData.certificates };
}

function readContent({ content }: SignedData): { readonly content: Uint8Array; readonly info: TimestampInfo } {
  if (content === null) throw refuse("ERR_PDF_CMS_FORM", "the time-stamp has no content");
  return { content, info: readInfo(parseDer(content)) };
}

function readInfo(element: DerElement): TimestampInfo {
  const { fields, rest } = derFields(element, "version", "policy", "imprint", "serial", "time");
  if (!equalBytes(fields.version.bytes, derInteger(1)) || fields.time.tag !== TAG.generalizedTime) {
    throw refuse("ERR_PDF_CMS_FORM", "the time-stamp is of another form");
  }
  const imprint = derRecord(fields.imprint, "algorithm", "digest");
  return {
    policy: oidText(fields.policy),
    digestName: digestOf(imprint.algorithm),
    imprint: octets(imprint.digest),
    serial: fields.serial.content,
    timeMs: timeOf(fields.time),
    nonce: rest.find(({ tag }) => tag === TAG.integer)?.content ?? null,
  };
}

/** A certificate whose one purpose, critical, is time-stamping. @see RFC 3161 section 2.3 */
function assertTimestamper({ extendedKeyUsage, notBeforeMs, notAfterMs }: Certificate, timeMs: number): void {
  const isAlone = extendedKeyUsage?.critical === true && extendedKeyUsage.purposes.join() === OID.timeStamping;
  if (!isAlone) throw refuse("ERR_PDF_TSA_CERTIFICATE", "the certificate is not for time-stamping alone");
  if (timeMs < notBeforeMs || timeMs > notAfterMs) {
    throw refuse("ERR_PDF_TSA_CERTIFICATE", "the certificate was not valid at the time it states");
  }
}

function refuse(code: PdfErrorCode, message: string): PdfError {
  return new PdfError({ code, message });
}
