export { SDK_ERRORS, SdkError } from "./error.ts";
export { foundNetwork } from "./found.ts";
export { createHome, findHome } from "./home.ts";
export { createMemoryKeyring } from "./memory-keyring.ts";
export { createMemoryStore } from "./memory-store.ts";
export { openNetwork } from "./open-network.ts";
export { assertCommitted } from "./outcome.ts";
export { openSqliteStore } from "./sqlite-store.ts";
export { verifyDossier } from "./verify-dossier.ts";

export type {
  AppearanceAuthorisation, ApplicationExamination, AuthorisedAppearance, CertificateApplication, CertificateCancellation, CertificateIssue, CertificatePresentation,
  CertificatePrint, CertificateRegistration, CertificateSuccession, KeptAppearance, PresentationDecision, PrintableCertificate, PrintedCopy,
} from "./certificate-request.ts"; // prettier-ignore
export type { SdkErrorCode } from "./error.ts";
export type { Founding } from "./found.ts";
export type { CreatedHome, HomeOptions } from "./home.ts";
export type { Enrolment, Network, Step } from "./network.ts";
export type { PartyKeyring, PartyKeys } from "./keyring.ts";
export type { RunningWitness } from "./home-witnesses.ts";
export type { HomeNetwork, LedgerNetwork } from "./open-network.ts";
export type { Committed, Conflict, Outcome, Refused, Unknown } from "./outcome.ts";
export type { Party } from "./party.ts";
export type {
  ActRequest, AnchoredBatch, Anchoring, BasisOfRelease, BillIssue, BillPassing, BillReissue, Countersigning, Depth, DocumentId, EvidenceIssue, ExportRequest, FacilityPolicy, GateCheck, GateLight, GateOut, IssuedBill, IssuedDocument, LightSetting, MandateGrant, OrderIssue, PreparedRights, ReleaseOn, SurrenderAcceptance, VestedRight, VestingRequest,
} from "./request.ts"; // prettier-ignore
export type { Recovered } from "./pending.ts";
export type { ControlKey, PartyStore, Shelf, Shelved, ShelfEntry } from "./store.ts";
export type { RightOpening, StoredDocument } from "./stored-document.ts";
export type { VerifyOptions } from "./verify-dossier.ts";
