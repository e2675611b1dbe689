/** The forms of certificate of origin, by code. */
export const CERTIFICATE_FORM_CODES = [
  "RCEP",
  "FORM_E",
  "CHINA_AUSTRALIA",
  "CHINA_KOREA",
  "APTA",
  "NON_PREFERENTIAL",
  "FORM_D",
] as const;

/** A form of certificate of origin. */
export type CertificateForm = (typeof CERTIFICATE_FORM_CODES)[number];

/** What the boxes to be ticked say, whatever a form calls them. */
export const CERTIFICATE_TICKS = [
  "RETROACTIVE",
  "THIRD_PARTY_INVOICING",
  "BACK_TO_BACK",
  "EXHIBITION",
  "MOVEMENT_CERTIFICATE",
  "CUMULATION",
  "PARTIAL_CUMULATION",
  "DE_MINIMIS",
] as const;

/** A box to be ticked. */
export type CertificateTick = (typeof CERTIFICATE_TICKS)[number];

/** Whether `value` is the code of a form. */
export function isCertificateForm(value: unknown): value is CertificateForm {
  return CERTIFICATE_FORM_CODES.some((form) => form === value);
}
