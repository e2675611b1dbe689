export { PDF_ERRORS, PdfError } from "./error.ts";
export { documentNumberDigest, findSigner, findWithdrawal, signerStanding } from "./trust/lookup.ts";
export { TRUST_LIST_FORMAT, TRUST_LIST_TYP } from "./trust/trust-list.ts";

export type { PdfErrorCode } from "./error.ts";
export type { NamedDocument, SignerStanding } from "./trust/lookup.ts";
export type {
  TrustAnchor, TrustListAuthority, TrustListFile, TrustListPayload, TrustListSigner, TrustRoot, VerifiedTrustList,
  WithdrawnDocument,
} from "./trust/trust-list.ts"; // prettier-ignore
