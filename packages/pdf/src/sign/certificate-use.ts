import type { Certificate } from "./certificate.ts";
import { OID } from "./oid.ts";

/** Extended key usages of people and bodies that sign. */
const SIGNING_PURPOSES: ReadonlySet<string> = new Set([
  OID.anyExtendedKeyUsage,
  OID.emailProtection,
  OID.documentSigning,
  OID.adobeDocumentSigning,
  OID.microsoftDocumentSigning,
]);

/** Whether a key is for signatures at all: documents, time-stamps, answers. */
export function maySign({ keyUsage }: Pick<Certificate, "keyUsage">): boolean {
  return keyUsage === null || keyUsage.has("digitalSignature") || keyUsage.has("nonRepudiation");
}

/** Whether it is for signing documents: a certificate for servers, programs, status answers or time-stamps is not. */
export function maySignDocuments(certificate: Pick<Certificate, "keyUsage" | "extendedKeyUsage">): boolean {
  const purposes = certificate.extendedKeyUsage?.purposes;
  if (!maySign(certificate) || purposes?.includes(OID.timeStamping) === true) return false;
  return purposes === undefined || purposes.some((purpose) => SIGNING_PURPOSES.has(purpose));
}
