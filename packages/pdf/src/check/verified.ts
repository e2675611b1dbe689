import { PdfError } from "../error.ts";
import { fault } from "../read/fault.ts";
import type { Certificate } from "../sign/certificate.ts";
import { OID } from "../sign/oid.ts";
import { verifyPadesSignature } from "../sign/pades-signature.ts";
import { parseSignedData } from "../sign/signed-data.ts";
import { verifyTimestampToken, type VerifiedTimestamp } from "../sign/timestamp-token.ts";
import { assertPlainCms } from "./cms-form.ts";
import type { FileSignature } from "./signatures.ts";

/** A signature whose value is by the certificate over the bytes. Whom that certificate belongs to, step 4 says. */
export interface VerifiedFileSignature {
  readonly signature: FileSignature;
  readonly certificate: Certificate;
  readonly certificates: readonly Certificate[];
  /** The time-stamp in it; for a document time-stamp, itself. */
  readonly stamp: VerifiedTimestamp | null;
  readonly isStamp: boolean;
}

/** Step 3 for one signature. @throws PdfError of step 3 */
export function verifyFileSignature(signature: FileSignature): VerifiedFileSignature {
  const { cms, covered, subFilter } = signature;
  if (subFilter === "ETSI.RFC3161") {
    const stamp = verifyStamp(cms, covered);
    const { certificate, certificates } = stamp;
    return { signature, certificate, certificates, stamp, isStamp: true };
  }
  const { certificate, certificates, value, timestampToken, signedData } = verifyPadesSignature(cms, covered);
  assertPlainCms(cms, signedData, OID.timeStampToken);
  const stamp = timestampToken === null ? null : verifyStamp(timestampToken, [value]);
  return { signature, certificate, certificates, stamp, isStamp: false };
}

/** What is wrong inside a time-stamp is the time-stamp's fault, not the signature's. */
function verifyStamp(token: Uint8Array, covered: readonly Uint8Array[]): VerifiedTimestamp {
  try {
    const stamp = verifyTimestampToken(token, covered);
    assertPlainCms(token, parseSignedData(token), null);
    return stamp;
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    throw fault("ERR_PDF_TIMESTAMP", "a time-stamp does not hold", { reason: error.code });
  }
}
