import { jwkThumbprint, parsePublicJwk, type Signer } from "@openlading/jws";
import { PdfError, type PdfErrorCode } from "../error.ts";
import { isIssuedBy, parseCertificate, type Certificate } from "./certificate.ts";
import { maySignDocuments } from "./certificate-use.ts";
import type { CmsAlg } from "./cms.ts";

/** A chain that fits its signer: what a signature can be made with. */
export interface SigningChain {
  readonly alg: CmsAlg;
  /** The certificate of the signer's key. */
  readonly certificate: Certificate;
  /** All of them, leaf first. */
  readonly certificates: readonly Certificate[];
}

/**
 * Reads the chain of a signer and refuses what no reader would accept later: another key's certificate, a chain that
 * does not lead up, a certificate out of its time, a key not meant to sign. Whom to trust is the reader's question.
 * @throws PdfError ERR_PDF_SIGN_CHAIN, ERR_PDF_SIGN_EXPIRED, ERR_PDF_SIGN_USAGE, ERR_PDF_CERTIFICATE, ERR_PDF_DER
 * @throws TypeError when the signer's algorithm has no place in a PDF signature
 */
export function readSigningChain(
  signer: Pick<Signer, "alg" | "publicJwk">,
  chain: readonly Uint8Array[],
  atMs: number,
): SigningChain {
  const { alg } = signer;
  if (alg === "EdDSA") throw new TypeError("readSigningChain: EdDSA is not used in PDF signatures");
  const certificates = chain.map(parseCertificate);
  const [certificate] = certificates;
  if (certificate === undefined) throw refuse("ERR_PDF_SIGN_CHAIN", "the chain is empty");
  if (!isCertificateOf(certificate, signer)) {
    throw refuse("ERR_PDF_SIGN_CHAIN", "the first certificate is not that of the signer's key");
  }
  const loose = certificates.slice(1).findIndex((issuer, index) => !isIssuedBy(certificates[index] ?? issuer, issuer));
  if (loose >= 0) throw refuse("ERR_PDF_SIGN_CHAIN", "a certificate was not issued by the next", loose);
  const expired = certificates.findIndex(({ notBeforeMs, notAfterMs }) => atMs < notBeforeMs || atMs > notAfterMs);
  if (expired >= 0) throw refuse("ERR_PDF_SIGN_EXPIRED", "a certificate is not valid at the time of signing", expired);
  if (!maySignDocuments(certificate)) {
    throw refuse("ERR_PDF_SIGN_USAGE", "the certificate's key is not for signing documents");
  }
  return { alg, certificate, certificates };
}

function isCertificateOf(certificate: Certificate, signer: Pick<Signer, "publicJwk">): boolean {
  const { asymmetricKeyType } = certificate.publicKey;
  if (asymmetricKeyType !== "ec" && asymmetricKeyType !== "rsa") return false;
  const jwk = parsePublicJwk(certificate.publicKey.export({ format: "jwk" }));
  return jwkThumbprint(jwk) === jwkThumbprint(signer.publicJwk);
}

function refuse(code: PdfErrorCode, message: string, index?: number): PdfError {
  return new PdfError({ code, message, details: index === undefined ? {} : { index } });
}
