export { PDF_ERRORS, PdfError } from "./error.ts";
export { appearanceBox, combineAppearances, fitAppearance } from "./appearance/appearance.ts";
export { checkCode, renderPrint } from "./page/render.ts";
export { parsePrintParameters, rerenderPrint } from "./page/rerender.ts";
export { documentNumberDigest, findSigner, findWithdrawal, signerStanding } from "./trust/lookup.ts";
export { TRUST_LIST_FORMAT, TRUST_LIST_TYP } from "./trust/trust-list.ts";

export type { PdfErrorCode } from "./error.ts";
export type { Appearance, AppearanceImage, PlacedAppearance } from "./appearance/appearance.ts";
export type { Print, PrintField } from "./page/assemble.ts";
export type { PrintImages, PrintInput } from "./page/render.ts";
export type { PrintFiles, PrintParameters } from "./page/rerender.ts";
export type { NamedDocument, SignerStanding } from "./trust/lookup.ts";
export type {
  TrustAnchor, TrustListAuthority, TrustListFile, TrustListPayload, TrustListSigner, TrustRoot, VerifiedTrustList,
  WithdrawnDocument,
} from "./trust/trust-list.ts"; // prettier-ignore
