import { APTA } from "./apta.ts";
import { CHINA_AUSTRALIA, CHINA_KOREA } from "./bilateral.ts";
import type { CertificateForm } from "./codes.ts";
import { FORM_D } from "./form-d.ts";
import { FORM_E } from "./form-e.ts";
import type { CertificateFormRow } from "./form.ts";
import { NON_PREFERENTIAL } from "./non-preferential.ts";
import { RCEP } from "./rcep.ts";

/** Every form of certificate of origin, by its code: what it prints, what it admits, and where each figure comes from. */
export const CERTIFICATE_FORMS: Readonly<Record<CertificateForm, CertificateFormRow>> = {
  RCEP,
  FORM_E,
  CHINA_AUSTRALIA,
  CHINA_KOREA,
  APTA,
  NON_PREFERENTIAL,
  FORM_D,
};
