import type { JsonObject } from "@openlading/core";
import type { Attachment, DocumentKind } from "@openlading/documents";
import type { CertificateTerms } from "@openlading/law";
import type { Outcome } from "./outcome.ts";
import type { EvidenceIssue } from "./request.ts";

/** A request to an authority. The data is a certificate-application's. */
export interface CertificateApplication extends Omit<EvidenceIssue, "kind"> {
  /** Party id of the chamber or customs that shall examine it. */
  readonly authority: string;
}

/** `reason` is a public code: capitals, digits, `_ . : -`. */
export interface ApplicationExamination {
  readonly application: string;
  readonly result: "ACCEPTED" | "REFUSED";
  readonly reason: string;
  readonly representedParty?: string;
}

/** A certificate on an accepted application. `kind` is certificate-of-origin unless told. */
export interface CertificateIssue extends Omit<EvidenceIssue, "kind"> {
  readonly application: string;
  readonly kind?: DocumentKind;
}

/** A file issued elsewhere: its data, and the file itself among the attachments. `kind` is certificate-of-origin unless told. */
export interface CertificateRegistration extends Omit<EvidenceIssue, "kind"> {
  readonly kind?: DocumentKind;
  readonly attachments: readonly Attachment[];
}

/** What takes a certificate's place, or its duplicate, which has its number. */
export interface CertificateSuccession extends Omit<EvidenceIssue, "kind"> {
  readonly certificate: string;
}

export interface CertificateCancellation {
  readonly certificate: string;
  readonly reason: string;
  readonly representedParty?: string;
}

/** A party's own seal and signature image; the ledger has a salted commitment to their digests, in this order. */
export interface AppearanceAuthorisation {
  readonly images: readonly Attachment[];
}

export interface AuthorisedAppearance {
  readonly outcome: Outcome;
  readonly recordId: string;
  readonly salt: string;
}

/** What a party keeps of the appearance it authorised. `salt` is hex, 16 bytes. */
export interface KeptAppearance extends AppearanceAuthorisation {
  readonly salt: string;
}

/** All that the printed form is made of: `manifest` is the compact JWS, `copy` the number the next one has. */
export interface PrintableCertificate {
  readonly certificate: string;
  readonly kind: DocumentKind;
  readonly data: JsonObject;
  readonly manifest: string;
  readonly attachments: readonly Attachment[];
  readonly terms: CertificateTerms;
  readonly copy: number;
}

export interface CertificatePrint {
  readonly certificate: string;
  /** The next one unless told. A file that bears the number is made first. */
  readonly copy?: number;
  /** SHA-256 (hex) of the printed file, to be committed to. */
  readonly fileDigest?: string;
  readonly representedParty?: string;
}

/** Hand the copy out on `committed` only. `salt` opens the commitment to the file; null without one. */
export interface PrintedCopy {
  readonly outcome: Outcome;
  readonly copy: number;
  readonly salt: string | null;
}

/** `place` is a public code, of a customs office. */
export interface CertificatePresentation {
  readonly certificate: string;
  readonly copy: number;
  readonly place: string;
}

export interface PresentationDecision {
  readonly certificate: string;
  readonly copy: number;
  readonly result: "ACCEPTED" | "REFUSED";
  readonly reason: string;
}
