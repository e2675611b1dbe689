import type { Reader, RecordState, SignedAct } from "@openlading/law";
import type { CallOptions } from "@openlading/ledger";
import type { Verdict } from "@openlading/verify";
import type { PresentationRequest } from "./cards.ts";
import type {
  AppearanceAuthorisation, ApplicationExamination, AuthorisedAppearance, CertificateApplication, CertificateCancellation, CertificateIssue, CertificatePresentation,
  CertificatePrint, CertificateRegistration, CertificateSuccession, KeptAppearance, PresentationDecision, PrintableCertificate, PrintedCopy,
} from "./certificate-request.ts"; // prettier-ignore
import type { Outcome } from "./outcome.ts";
import type { Recovered } from "./pending.ts";
import type {
  ActRequest, DocumentId, VestedRight, BillIssue, BillReissue, IssuedBill, IssuedDocument, BillPassing, VestingRequest, SurrenderAcceptance, PreparedRights, BasisOfRelease, ReleaseOn, OrderIssue, LightSetting, MandateGrant, FacilityPolicy, EvidenceIssue, Countersigning, Anchoring, AnchoredBatch, GateCheck, GateOut, ExportRequest,
} from "./request.ts"; // prettier-ignore
import type { PartyStore } from "./store.ts";
import type { StoredDocument } from "./stored-document.ts";

/** A party whose keys are kept here. Nothing leaves it but signed acts, statements and dossiers. */
export interface Party {
  readonly partyId: string;
  readonly store: PartyStore;

  act(request: ActRequest, options?: CallOptions): Promise<Outcome>;
  sign(request: ActRequest, options?: CallOptions): Promise<SignedAct>;
  /** Approves an act's JWS, by the registered key or a control key. */
  approve(act: string, o?: { readonly asKey?: string }): Promise<string>;
  /** The record id this party's number leads to. `family` is that of the kind of document: `transport-document`, `delivery-order`… */
  recordId(family: string, number: string): Promise<DocumentId>;
  /** A fresh control key, kept in the store, and its receiving card to hand out. `recordId` null: for any record, once published. */
  newCard(o: {
    readonly recordId: string | null;
    readonly validDays?: number;
  }): Promise<{ readonly card: string; readonly thumbprint: string }>;
  /** Thumbprint of the first slot of the record that a key of this party controls. */
  holds(record: RecordState): string | null;

  issueBill(o: BillIssue, options?: CallOptions): Promise<IssuedBill>;
  /** After a surrender for amendment: version + 1 of the same record. */
  reissueBill(o: BillReissue, options?: CallOptions): Promise<IssuedBill>;
  /** `expiresAt` is canonical UTC; a day from now unless told. */
  offer(o: BillPassing & { readonly expiresAt?: string }, options?: CallOptions): Promise<Outcome>;
  accept(o: { readonly bill: string }, options?: CallOptions): Promise<Outcome>;
  decline(o: { readonly bill: string }, options?: CallOptions): Promise<Outcome>;
  withdraw(o: { readonly bill: string }, options?: CallOptions): Promise<Outcome>;
  transfer(o: BillPassing, options?: CallOptions): Promise<Outcome>;
  endorse(o: BillPassing, options?: CallOptions): Promise<Outcome>;
  endorseToOrder(o: BillPassing, options?: CallOptions): Promise<Outcome>;
  blankEndorse(o: { readonly bill: string }, options?: CallOptions): Promise<Outcome>;
  redirect(o: BillPassing, options?: CallOptions): Promise<Outcome>;
  /** One fresh card a right, or the cards given by right id. Needs the bill's openings in the store, or `rights`. */
  vestingFor(o: VestingRequest): Promise<{ readonly vesting: readonly VestedRight[] }>;
  /** The vesting this party stated when it surrendered a bill; null when it did not. */
  statedVesting(bill: string): Promise<readonly VestedRight[] | null>;
  surrender(
    o: { readonly bill: string; readonly vesting: readonly VestedRight[] },
    options?: CallOptions,
  ): Promise<Outcome>;
  surrenderForAmendment(o: { readonly bill: string }, options?: CallOptions): Promise<Outcome>;
  acceptSurrender(o: SurrenderAcceptance, options?: CallOptions): Promise<Outcome>;
  rejectSurrender(o: Omit<SurrenderAcceptance, "vesting">, options?: CallOptions): Promise<Outcome>;

  /** Openings for a paper, telex or guarantee release: the ids its rights will have, kept here. */
  prepareRights(o: { readonly number: string; readonly containers: readonly string[] }): Promise<PreparedRights>;

  releaseOn(type: BasisOfRelease, o: ReleaseOn, options?: CallOptions): Promise<Outcome>;
  issueOrder(o: OrderIssue, options?: CallOptions): Promise<IssuedDocument>;
  cancelOrder(
    o: { readonly order: string; readonly representedParty?: string },
    options?: CallOptions,
  ): Promise<Outcome>;
  passRight(o: { readonly right: string; readonly card: string }, options?: CallOptions): Promise<Outcome>;
  /** The holder's word for the gate, made in advance. @throws SdkError `ERR_SDK_NO_KEY` */
  presentation(o: PresentationRequest): Promise<string>;
  setLight(o: LightSetting, options?: CallOptions): Promise<Outcome>;
  gateCheck(o: { readonly right: string; readonly presentation?: string }, options?: CallOptions): Promise<GateCheck>;
  /** Spends the right. Open the gate on `committed` only. */
  gateOut(o: GateOut, options?: CallOptions): Promise<Outcome>;
  gateIn(o: { readonly right: string }, options?: CallOptions): Promise<Outcome>;

  /** Asks the local registrar for its approval unless approvals are given. */
  setPolicy(
    o: FacilityPolicy & { readonly approvals?: ActRequest["approvals"] },
    options?: CallOptions,
  ): Promise<Outcome>;
  grantMandate(o: MandateGrant, options?: CallOptions): Promise<Outcome>;
  revokeMandate(o: { readonly agent: string }, options?: CallOptions): Promise<Outcome>;

  issueDocument(o: EvidenceIssue, options?: CallOptions): Promise<IssuedDocument>;
  /** Signs a document as issued, or its completed form. */
  countersign(o: Countersigning, options?: CallOptions): Promise<IssuedDocument>;
  supersede(o: EvidenceIssue & { readonly evidence: string }, options?: CallOptions): Promise<IssuedDocument>;
  revoke(o: { readonly evidence: string }, options?: CallOptions): Promise<Outcome>;
  /** Anchors up to 10,000 documents in one act. */
  anchor(o: Anchoring, options?: CallOptions): Promise<AnchoredBatch>;

  /** Asks an authority for a certificate; send it a dossier of the answer's record. */
  applyForCertificate(o: CertificateApplication, options?: CallOptions): Promise<IssuedDocument>;
  examineApplication(o: ApplicationExamination, options?: CallOptions): Promise<Outcome>;
  withdrawApplication(
    o: { readonly application: string; readonly representedParty?: string },
    options?: CallOptions,
  ): Promise<Outcome>;
  /** Issues on an accepted application; the answer's record is the certificate's. */
  issueCertificate(o: CertificateIssue, options?: CallOptions): Promise<IssuedDocument>;
  /** Registers a file issued elsewhere, under this party's own manifest. */
  registerCertificate(o: CertificateRegistration, options?: CallOptions): Promise<IssuedDocument>;
  /** The new one's record is the answer's; the old one is void. */
  replaceCertificate(o: CertificateSuccession, options?: CallOptions): Promise<IssuedDocument>;
  /** The same number and record, one version on. */
  duplicateCertificate(o: CertificateSuccession, options?: CallOptions): Promise<IssuedDocument>;
  cancelCertificate(o: CertificateCancellation, options?: CallOptions): Promise<Outcome>;
  /** Authorises this party's own seal and signature image; no agent can. */
  authoriseAppearance(o: AppearanceAuthorisation, options?: CallOptions): Promise<AuthorisedAppearance>;
  withdrawAppearance(options?: CallOptions): Promise<Outcome>;
  /** The images authorised last, as kept here. */
  appearance(): Promise<KeptAppearance | null>;
  /** What the next copy is printed from: data, manifest JWS, number of the copy. @throws SdkError `ERR_SDK_NO_DOCUMENT` */
  certificateToPrint(o: { readonly certificate: string }, options?: CallOptions): Promise<PrintableCertificate>;
  /** Counts a copy. Hand the file out on `committed` only. */
  printCertificate(o: CertificatePrint, options?: CallOptions): Promise<PrintedCopy>;
  /** Records that a copy was shown. A second time is refused: `ERR_LAW_PRESENTED`, with copy, place and time. */
  presentCertificate(o: CertificatePresentation, options?: CallOptions): Promise<Outcome>;
  decidePresentation(o: PresentationDecision, options?: CallOptions): Promise<Outcome>;

  /** What this party keeps of a document; null when nothing. */
  document(recordId: string): Promise<StoredDocument | null>;
  documents(): Promise<readonly StoredDocument[]>;
  /** Dossier bytes with what this party has of the record's documents, openings and bindings. */
  export(o: ExportRequest, options?: CallOptions): Promise<Uint8Array>;
  /** Judges a dossier against the network's trust and keeps what it carries. @throws SdkError `ERR_SDK_IMPORT` */
  import(bytes: Uint8Array): Promise<{ readonly recordId: string; readonly verdict: Verdict }>;
  /** Settles acts whose answer was lost: asks the ledger and marks what they carried. */
  recover(options?: CallOptions): Promise<readonly Recovered[]>;
  /** What this party can show: its keys and itself. */
  reader(): Reader;
}
