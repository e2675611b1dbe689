export { SDK_ERRORS, SdkError } from "./error.ts";
export { createHome, findHome } from "./home.ts";
export { createMemoryStore } from "./memory-store.ts";
export { openNetwork } from "./open-network.ts";
export { assertCommitted } from "./outcome.ts";
export { openSqliteStore } from "./sqlite-store.ts";
export { verifyDossier } from "./verify-dossier.ts";

export type { SdkErrorCode } from "./error.ts";
export type { CreatedHome, HomeOptions } from "./home.ts";
export type { Enrolment, Network, Step } from "./network.ts";
export type { HomeNetwork, LedgerNetwork, PartyKeyring, PartyKeys } from "./open-network.ts";
export type { Committed, Conflict, Outcome, Refused, Unknown } from "./outcome.ts";
export type {
  ActRequest, AnchoredBatch, BasisOfRelease, BillIssue, BillPassing, Depth, DocumentId, EvidenceIssue, ExportRequest, FacilityPolicy,
  GateCheck, GateLight, IssuedBill, IssuedDocument, LightSetting, MandateGrant, OrderIssue, Party, ReleaseOn, RightOpening, VestedRight,
} from "./party.ts"; // prettier-ignore
export type { ControlKey, PartyStore, Shelf, ShelfEntry } from "./store.ts";
export type { StoredDocument } from "./stored-document.ts";
export type { VerifyOptions } from "./verify-dossier.ts";
