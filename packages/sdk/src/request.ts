import type { Json, JsonObject } from "@openlading/core";
import type { AttachmentBytes, IssuanceBody, Redaction } from "@openlading/dossier";
import type { Attachment, DocumentKind } from "@openlading/documents";
import type { Openness, Reason, TitleTerms } from "@openlading/law";
import type { Outcome } from "./outcome.ts";
import type { RightOpening } from "./stored-document.ts";

/** An act in the words of the table of actions; heads, times and signatures are filled in. */
export interface ActRequest {
  readonly actionCode: string;
  /** Record id of the main record when it exists already. */
  readonly main?: string;
  readonly facts?: JsonObject;
  /** A receiving card's JWS. */
  readonly recipient?: string;
  readonly representedParty?: string;
  /** Thumbprint of an own control key to sign with; by default the party's registered key. */
  readonly asKey?: string;
  /** Approvals of others, or a way to get them for the signed act. */
  readonly approvals?: readonly string[] | ((act: string) => Promise<readonly string[]>);
  /** After so many hours no ledger takes the act; 24 unless told. */
  readonly validHours?: number;
}

/** A document's record id with the VRF output and proof it comes from: `beta` is hex, `vrfProof` base64url. */
export interface DocumentId {
  readonly recordId: string;
  readonly beta: string;
  readonly vrfProof: string;
}

/** A right and the receiving card it is to vest in. */
export interface VestedRight {
  readonly right: string;
  /** Shows that the right is of its bill; the carrier adds it from its own openings when it is left out. */
  readonly seal?: string;
  readonly card: string;
}

export interface BillIssue {
  /** DCSA's issuance body; with `issueTo` the answer holds DCSA's signed manifest. */
  readonly issuance: Pick<IssuanceBody, "document"> &
    Partial<Pick<IssuanceBody, "issueTo" | "eBLVisualisationByCarrier">>;
  /** Receiving cards for the bill's record id: see `recordId`. */
  readonly cards: {
    readonly possessor: string;
    readonly endorsee?: string;
    readonly consignee?: string;
    readonly shipper?: string;
  };
  readonly isRedirectWaived?: boolean;
  readonly attachments?: readonly Attachment[];
  readonly representedParty?: string;
  /** The represented party's record id for the number, where its keys are not kept here. */
  readonly id?: DocumentId;
}

/** A bill to issue again after a surrender for amendment. */
export interface BillReissue extends Pick<BillIssue, "issuance" | "attachments"> {
  readonly bill: string;
}

export interface IssuedBill {
  readonly outcome: Outcome;
  readonly recordId: string;
  readonly form: TitleTerms["form"];
  readonly issuanceManifestSignedContent: string | null;
  readonly manifest: string;
  readonly openings: readonly RightOpening[];
}

export interface IssuedDocument {
  readonly outcome: Outcome;
  readonly recordId: string;
  readonly manifest: string;
}

/** An act on a bill that takes a recipient. */
export interface BillPassing {
  readonly bill: string;
  readonly card: string;
}

/** What is to vest of a bill: all its rights as known here, or those given; in the cards given by right, or fresh ones. */
export interface VestingRequest {
  readonly bill: string;
  readonly rights?: readonly string[];
  readonly cards?: Readonly<Record<string, string>>;
}

/** `vesting` is the one the surrender stated; without it the surrender was for amendment. */
export interface SurrenderAcceptance {
  readonly bill: string;
  readonly vesting?: readonly VestedRight[];
  readonly representedParty?: string;
}

/** Openings for the containers of a bill that is no electronic record. */
export interface PreparedRights {
  readonly bill: string;
  readonly openings: readonly RightOpening[];
}

export type BasisOfRelease = "PAPER" | "TELEX" | "GUARANTEE" | "WAYBILL";

/** A release without a surrendered electronic bill. The waybill's number is that of its own record. */
export interface ReleaseOn {
  /** Record id of the waybill, for WAYBILL. */
  readonly bill?: string;
  /** Number of the paper bill, for the others. */
  readonly number?: string;
  readonly place?: "NAMED_DESTINATION" | "ELSEWHERE";
  readonly originalsIssued?: number;
  readonly originalsPresented?: number;
  /** Digest (hex) of what was presented: a scan, a telex, a guarantee. */
  readonly evidence?: string;
  readonly rights: readonly VestedRight[];
  readonly approvals?: ActRequest["approvals"];
  readonly representedParty?: string;
}

export interface OrderIssue {
  /** The delivery order's data. */
  readonly document: Json;
  readonly bill: string;
  readonly rights: readonly string[];
  /** Record id of the facility: see `facilityId`. */
  readonly facility: string;
  readonly representedParty?: string;
  /** The represented party's record id for the order's number, where its keys are not kept here. */
  readonly id?: DocumentId;
}

export interface LightSetting {
  readonly right: string;
  readonly lightKind: string;
  readonly colour: "GREEN" | "RED";
  readonly reason: string;
}

export interface MandateGrant {
  readonly agent: string;
  readonly actionCodes: readonly string[];
  /** Record ids of facilities; null for any. */
  readonly facilities?: readonly string[] | null;
  readonly validDays?: number;
}

/** The lights a facility demands, each of one authority. */
export interface FacilityPolicy {
  readonly facilityCode: string;
  readonly purposes: {
    readonly DELIVERY: readonly { readonly lightKind: string; readonly authority: string }[];
    readonly INSPECTION?: readonly { readonly lightKind: string; readonly authority: string }[];
  };
}

export interface EvidenceIssue {
  readonly kind: DocumentKind;
  readonly data: Json;
  readonly attachments?: readonly Attachment[];
  readonly representedParty?: string;
  readonly id?: DocumentId;
}

export interface Countersigning {
  readonly evidence: string;
  readonly kind: DocumentKind;
  readonly data: Json;
}

export interface Anchoring {
  readonly documents: readonly { readonly kind: DocumentKind; readonly data: Json }[];
}

export interface AnchoredBatch {
  readonly outcome: Outcome;
  /** Record id of the batch. */
  readonly batch: string;
  readonly recordIds: readonly string[];
  readonly manifests: readonly string[];
}

/** One light of a gate as it stands: who set it (`signer` is a party), when, why. */
export interface GateLight {
  readonly lightKind: string;
  readonly authority: string;
  readonly colour: "GREEN" | "RED" | "ABSENT";
  readonly reason: string | null;
  readonly since: string | null;
  readonly signer: string | null;
}

/** What a gate would find now. Reading opens nothing: only a committed `gateOut` authorises opening. */
export interface GateCheck {
  readonly right: string;
  readonly open: boolean;
  readonly authorises: false;
  readonly openness: Openness;
  readonly reasons: readonly Reason[];
  readonly order: string | null;
  readonly facility: string | null;
  readonly validTo: string | null;
  readonly lights: readonly GateLight[];
}

export interface GateOut {
  readonly right: string;
  readonly presentation: string;
  readonly purpose?: "DELIVERY" | "INSPECTION";
}

export type Depth = "proof" | "replay";

export interface ExportRequest {
  readonly recordId: string;
  readonly depth?: Depth;
  /** What the reader is entitled to; everything this party has unless told. */
  readonly keep?: Redaction;
  /** Parties that will read it. */
  readonly audience?: readonly string[];
  /** Gives attachments' bytes by digest; without it they are left out. */
  readonly attachmentBytes?: AttachmentBytes;
}
