import { digestBytes } from "./algorithm.ts";
import type { Certificate } from "./certificate.ts";
import { OID } from "./oid.ts";
import { parseSignedData, verifySignedData, type SignedData } from "./signed-data.ts";
import { PdfError } from "../error.ts";

/** A PDF signature whose value was found to be over the bytes by the certificate. */
export interface VerifiedSignature {
  readonly certificate: Certificate;
  /** All that are embedded; what no chain needs means nothing. */
  readonly certificates: readonly Certificate[];
  /** The signature's value: what a time-stamp in it must cover. */
  readonly value: Uint8Array;
  /** A time-stamp over the value, DER, not looked at: see verifyTimestampToken. */
  readonly timestampToken: Uint8Array | null;
  readonly signedData: SignedData;
}

const RULES = {
  contentType: OID.data,
  refused: [OID.signingTime, OID.signingCertificate],
  binding: [OID.signingCertificateV2],
} as const;

/**
 * Verifies the CMS of one signature dictionary over the bytes its ByteRange covers: exactly one signer, detached, the
 * digest, the certificate the signer means, the algorithms, the signature. Whom the certificate belongs to, whether it
 * is valid and whether the range is the right one is not looked at.
 * @param cms without the zeros that fill up /Contents
 * @throws PdfError ERR_PDF_DER, ERR_PDF_CMS_…, ERR_PDF_CERTIFICATE
 */
export function verifyPadesSignature(cms: Uint8Array, covered: readonly Uint8Array[]): VerifiedSignature {
  const signedData = parseSignedData(cms);
  if (signedData.content !== null) {
    throw new PdfError({ code: "ERR_PDF_CMS_FORM", message: "the signature brings its own content" });
  }
  const certificate = verifySignedData(signedData, RULES, (name) => digestBytes(name, ...covered));
  return {
    certificate,
    certificates: signedData.certificates,
    value: signedData.signer.signature,
    timestampToken: signedData.signer.unsignedAttributes.get(OID.timeStampToken)?.bytes ?? null,
    signedData,
  };
}
