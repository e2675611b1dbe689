import { PdfError } from "../error.ts";
import { TAG } from "../sign/der.ts";
import { derChildren, derFields, derOnly, derRecord, parseDer, type DerElement } from "../sign/der-reader.ts";
import { OID } from "../sign/oid.ts";
import type { SignedData } from "../sign/signed-data.ts";

/**
 * Refuses what stands unsigned in a CMS and could be changed unseen: versions, digest algorithms that no signer uses,
 * revocation data, unsigned attributes other than the one allowed.
 * @throws PdfError ERR_PDF_CMS_FORM, ERR_PDF_CMS_EXTRA
 */
export function assertPlainCms(der: Uint8Array, data: SignedData, unsigned: string | null): void {
  const { fields, rest } = derFields(
    derOnly(derRecord(parseDer(der), "type", "content").content, 0xa0),
    "version",
    "digests",
  );
  const [, certificates, signers, more] = rest;
  const version = data.contentType === OID.data ? 1 : 3;
  if (!isInteger(fields.version, version)) throw refuse("ERR_PDF_CMS_FORM", "the signed data state another version");
  if (certificates?.tag !== 0xa0 || signers?.tag !== TAG.set || more !== undefined)
    throw refuse("ERR_PDF_CMS_EXTRA", "the signed data hold more than certificates and one signer");
  const signer = derFields(derOnly(signers, TAG.set), "version", "id", "digest").fields;
  if (fields.digests.tag !== TAG.set || !isSame(derOnly(fields.digests, TAG.set), signer.digest))
    throw refuse("ERR_PDF_CMS_FORM", "the signed data name another digest than the signer");
  for (const type of data.signer.unsignedAttributes.keys())
    if (type !== unsigned) throw refuse("ERR_PDF_CMS_EXTRA", "an unsigned attribute has no place here");
  const last = derChildren(derOnly(signers, TAG.set)).at(-1);
  if (data.signer.unsignedAttributes.size > 0 && last?.tag !== 0xa1)
    throw refuse("ERR_PDF_CMS_FORM", "the unsigned attributes are tagged otherwise");
}

function isInteger({ tag, content }: DerElement, value: number): boolean {
  return tag === TAG.integer && content.length === 1 && content[0] === value;
}

const isSame = (a: DerElement, b: DerElement): boolean => Buffer.from(a.bytes).equals(b.bytes);

function refuse(code: "ERR_PDF_CMS_FORM" | "ERR_PDF_CMS_EXTRA", message: string): PdfError {
  return new PdfError({ code, message });
}
