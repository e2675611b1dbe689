import type { Signer } from "@openlading/jws";
import { prepareSignature, type SignatureTerms } from "./prepare.ts";
import type { TimestampClient } from "./timestamp-client.ts";

/** How a printed file is to be signed. */
export interface SignPdfOptions extends SignatureTerms {
  readonly signer: Signer;
  /** Proves that the signature existed by a time; without one only the claim `signedAt` stands. */
  readonly timestamp?: TimestampClient;
}

/**
 * Signs a printed file in one of its prepared fields: PAdES-BASELINE-B, with `timestamp` BASELINE-T. The result begins
 * with the bytes given; added are the signature, its appearance and the new state of its field, and for the
 * certification the catalog's Perms. Whether the file is genuine is not looked at: check it before sealing it.
 * @throws PdfError ERR_PDF_SIGN_… when it cannot be signed so, ERR_PDF_TSA_… when no time-stamp is had
 * @see docs/spec/pdf-signature.md
 */
export async function signPdf(bytes: Uint8Array, o: SignPdfOptions): Promise<Uint8Array> {
  const prepared = prepareSignature(bytes, o.signer, o, o.timestamp?.tokenBytes ?? 0);
  const signature = await o.signer.sign(prepared.toBeSigned);
  if (o.timestamp === undefined) return prepared.complete(signature);
  const { token } = await o.timestamp.timestamp(prepared.signatureValue(signature));
  return prepared.complete(signature, token);
}
