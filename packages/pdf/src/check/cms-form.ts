import { fault } from "../read/fault.ts";
import { TAG } from "../sign/der.ts";
import { derChildren, derFields, derOnly, derRecord, parseDer } from "../sign/der-reader.ts";
import type { SignedData } from "../sign/signed-data.ts";

/** Certificates, one signer. */
const PLAIN = [0xa0, TAG.set].join();

/**
 * Refuses what stands unsigned in a CMS beside what a signature needs, since it could be changed unseen: digests that
 * no signer uses, revocation data, unsigned attributes other than the one allowed. (Its form is parseSignedData's.)
 * @throws PdfError ERR_PDF_CMS_EXTRA
 */
export function assertPlainCms(der: Uint8Array, data: SignedData, unsigned: string | null): void {
  const info = derRecord(parseDer(der), "type", "content");
  const { fields, rest } = derFields(derOnly(info.content, 0xa0), "version", "digests", "encapsulated");
  const tags = rest.map(({ tag }) => tag).join();
  if (tags !== PLAIN || derChildren(fields.digests).length !== 1)
    throw fault("ERR_PDF_CMS_EXTRA", "the signed data hold more than certificates and one signer");
  if ([...data.signer.unsignedAttributes.keys()].some((type) => type !== unsigned))
    throw fault("ERR_PDF_CMS_EXTRA", "an unsigned attribute has no place here");
}
