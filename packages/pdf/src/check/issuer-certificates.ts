import { encodeHex } from "@openlading/core";
import { READ_LIMITS } from "../read/limits.ts";
import { readPdf } from "../read/read.ts";
import { readSignatures } from "./signatures.ts";
import { verifyFileSignature } from "./verified.ts";

/**
 * The certificates of authorities that the signatures and time-stamps of a printed file bring with them, DER, each once:
 * what revocation lists for that file are signed by. They are trusted no more than the file is.
 * @throws PdfError of steps 1 to 3 of a check
 */
export function readIssuerCertificates(bytes: Uint8Array): readonly Uint8Array[] {
  const signatures = readSignatures(readPdf(bytes, READ_LIMITS), true).map(verifyFileSignature);
  const brought = signatures.flatMap(({ certificates, stamp }) => [...certificates, ...(stamp?.certificates ?? [])]);
  const authorities = brought.filter(({ isAuthority }) => isAuthority).map(({ der }) => der);
  return [...new Map(authorities.map((der) => [encodeHex(der), der])).values()];
}
