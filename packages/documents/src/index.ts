export { attachmentShape, checkAttachment, parseAttachment } from "./attachment.ts";
export { CODE_LISTS } from "./code-lists.ts";
export { isKnownCode, listCodes } from "./code-sets.ts";
export { CROSS_RULES, crossCheckDocuments } from "./cross/check.ts";
export { checkDocument, detectDocumentKind, documentNumber, parseDocument } from "./document.ts";
export { DOCUMENT_ERRORS, DocumentError } from "./error.ts";
export { DOCUMENT_FAULTS } from "./fault.ts";
export { checkIdentifier, listIdentifiers } from "./identifiers.ts";
export { CERTIFICATE_FORM_CODES, CERTIFICATE_TICKS, isCertificateForm } from "./forms/codes.ts";
export { readOriginCriterion } from "./forms/criterion.ts";
export { SELF_PRINT_ANNOUNCEMENTS, selfPrintable } from "./forms/self-print.ts";
export { CERTIFICATE_FORMS } from "./forms/table.ts";
export { TONNAGE_RATES, tonnageRate } from "./forms/tonnage-rates.ts";
export { DOCUMENT_KINDS, isDocumentKind } from "./kinds.ts";
export { PORT_CODE_TRAPS, suggestPortCode } from "./ports.ts";
export { readCertificate } from "./read-certificate.ts";
export { readCustomsRelease, readDeliveryOrder, readEir, readTransportDocument } from "./read.ts";
export { DOCUMENT_RULES } from "./rules/table.ts";
export { DOCUMENT_SCHEMAS } from "./schema/table.ts";

export type { Attachment } from "./attachment.ts";
export type { CodeRow } from "./code-lists.ts";
export type { CodeSet } from "./code-sets.ts";
export type { CrossReport, CrossRule, Shipment } from "./cross/shipment.ts";
export type { ParsedDocument } from "./document.ts";
export type { DocumentErrorCode } from "./error.ts";
export type { DocumentFault, FaultLayer, SchemaFaultCode } from "./fault.ts";
export type { CertificateForm, CertificateTick } from "./forms/codes.ts";
export type { OriginCriterion } from "./forms/criterion.ts";
export type {
  BoxContent,
  CertificateBox,
  CertificateFormRow,
  CriterionRow,
  PercentageLimit,
  RetroactiveRule,
  Source,
} from "./forms/form.ts";
export type { SelfPrintAnswer, SelfPrintRow } from "./forms/self-print.ts";
export type { TonnagePeriod, TonnageRates, TonnageTier } from "./forms/tonnage-rates.ts";
export type { IdentifierFinding, IdentifierName } from "./identifiers.ts";
export type { DocumentKind, KindRow } from "./kinds.ts";
export type {
  CustomsReleaseView,
  DeliveryOrderView,
  EirView,
  TransportDocumentView,
  TransportEquipment,
  TransportForm,
} from "./read.ts";
export type { CertificateItemView, CertificateView } from "./read-certificate.ts";
export type { Rule, RuleReport } from "./rules/rule.ts";
export type { Member, MemberType, RecordType } from "./schema/notation.ts";
