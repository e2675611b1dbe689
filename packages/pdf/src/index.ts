export { PDF_ERRORS, PdfError } from "./error.ts";
export { appearanceBox, combineAppearances, fitAppearance } from "./appearance/appearance.ts";
export { drawImageAppearance } from "./appearance/image-appearance.ts";
export { drawSealAppearance } from "./appearance/seal.ts";
export { drawSignatureAppearance } from "./appearance/signature.ts";
export { checkCode, renderPrint } from "./page/render.ts";
export { parsePrintParameters, rerenderPrint } from "./page/rerender.ts";
export { addArchiveTimestamp } from "./sign/archive-timestamp.ts";
export { prepareSignature } from "./sign/prepare.ts";
export { signPdf } from "./sign/sign-pdf.ts";
export { readSigningChain } from "./sign/signing-chain.ts";
export { createTimestampClient } from "./sign/timestamp-client.ts";
export { addValidationData } from "./sign/validation-data.ts";
export { createSpecimenPki } from "./specimen/pki.ts";
export { createSpecimenTsa } from "./specimen/tsa.ts";
export { serveSpecimenTsa } from "./specimen/tsa-server.ts";
export { documentNumberDigest, findSigner, findWithdrawal, signerStanding } from "./trust/lookup.ts";
export { TRUST_LIST_FORMAT, TRUST_LIST_TYP } from "./trust/trust-list.ts";
export { createQrText } from "./qr/create.ts";
export { qrMatrix } from "./qr/matrix.ts";
export { qrMismatches } from "./qr/match.ts";
export { decodeQrText } from "./qr/text.ts";
export { verifyQrText } from "./qr/verify.ts";
export { createTrustList } from "./trust/create.ts";
export { verifyTrustList } from "./trust/verify.ts";
export { scan } from "./qr/scan.ts";
export { createOfficerPage } from "./officer/create.ts";

export type { PdfErrorCode } from "./error.ts";
export type { Appearance, AppearanceImage, PlacedAppearance } from "./appearance/appearance.ts";
export type { ImageUse } from "./appearance/image-file.ts";
export type { SealInput } from "./appearance/seal.ts";
export type { SignatureInput } from "./appearance/signature.ts";
export type { Print, PrintField } from "./page/assemble.ts";
export type { PrintImages, PrintInput } from "./page/render.ts";
export type { PrintFiles, PrintParameters } from "./page/rerender.ts";
export type { PreparedSignature, SignatureFieldName, SignatureTerms } from "./sign/prepare.ts";
export type { SignPdfOptions } from "./sign/sign-pdf.ts";
export type { SigningChain } from "./sign/signing-chain.ts";
export type { Certificate } from "./sign/certificate.ts";
export type { Timestamp, TimestampClient, TimestampClientOptions } from "./sign/timestamp-client.ts";
export type { TimestampTransport } from "./sign/timestamp-transport.ts";
export type { ValidationData } from "./sign/validation-data.ts";
export type { SpecimenIdentity, SpecimenKeys, SpecimenPki } from "./specimen/pki.ts";
export type { SpecimenTsa } from "./specimen/tsa.ts";
export type { SpecimenTsaServer } from "./specimen/tsa-server.ts";
export type { NamedDocument, SignerStanding } from "./trust/lookup.ts";
export type {
  TrustAnchor, TrustListAuthority, TrustListFile, TrustListPayload, TrustListSigner, TrustRoot, VerifiedTrustList,
  WithdrawnDocument,
} from "./trust/trust-list.ts"; // prettier-ignore
export type { QrInput } from "./qr/create.ts";
export type { QrFacts, QrItem, QrTable, QrText } from "./qr/facts.ts";
export type { QrSource } from "./qr/source.ts";
export type { DecodedQr } from "./qr/text.ts";
export type { QrAnswer, QrCheck, QrCheckCode, QrReader, QrVerdict } from "./qr/verify.ts";
export type { TrustListReader } from "./trust/verify.ts";
export type { ScanLimits, ScannedCode } from "./qr/scan.ts";
export type { OfficerPageInput } from "./officer/create.ts";
