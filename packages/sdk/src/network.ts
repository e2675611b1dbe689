import type { ProofSource } from "@openlading/dossier";
import type { ActPayload, Entry, Genesis, RecordedAct, RecordState, SignedAct } from "@openlading/law";
import type { CallOptions, LedgerClient, Position } from "@openlading/ledger";
import type { TrustMaterial } from "@openlading/verify";
import type { Outcome } from "./outcome.ts";
import type { Party } from "./party.ts";

/** A committed act as it comes out of the ledger. `time` is the ledger's, canonical UTC. */
export interface Step {
  readonly height: number;
  readonly index: number;
  readonly entry: Entry;
  readonly act: ActPayload;
  readonly actDigest: string;
  readonly time: string;
}

/** A party to enrol. Keys are made here. `codes` are public identifiers, such as `{ scheme: "SMDG", value: "EXL" }`. */
export interface Enrolment {
  readonly partyId: string;
  readonly name: string;
  readonly offices: readonly string[];
  readonly codes?: readonly { readonly scheme: string; readonly value: string }[];
}

/** One network as seen from here: its ledger, its local parties, its local witnesses. */
export interface Network {
  readonly networkId: string;
  readonly genesis: Genesis;
  readonly trust: TrustMaterial;
  readonly ledger: LedgerClient;
  /** Makes keys for a party and has the local registrar enrol it. @throws SdkError `ERR_SDK_PARTY_EXISTS`, `ERR_SDK_NO_REGISTRAR`, or as assertCommitted */
  enrol(enrolment: Enrolment, options?: CallOptions): Promise<Party>;
  /** A party whose keys are kept here. @throws SdkError `ERR_SDK_NO_PARTY` */
  party(partyId: string): Promise<Party>;
  /** Ids of the parties whose keys are kept here. */
  parties(): Promise<readonly string[]>;
  /** The local registrar's approval of an act's JWS. @throws SdkError `ERR_SDK_NO_REGISTRAR` */
  registrarApproval(act: string): Promise<string>;
  /** Submits a signed act, whoever signed it. Never signs again. */
  submit(signed: SignedAct, options?: CallOptions): Promise<Outcome>;
  status(transactionId: string, options?: CallOptions): Promise<Position | null>;
  read(recordId: string, options?: CallOptions): Promise<RecordState | null>;
  readParty(partyId: string, options?: CallOptions): Promise<RecordState | null>;
  /** A record's acts with their entries, first to last. */
  readActs(recordId: string, options?: CallOptions): Promise<readonly RecordedAct[]>;
  /** Committed acts from a height on (default 1), following until the signal is aborted; with `follow: false` it ends at the newest. */
  follow(options?: {
    readonly from?: number;
    readonly follow?: boolean;
    readonly signal?: AbortSignal;
  }): AsyncIterable<Step>;
  /** Has the local witnesses advance the network's clock. Does nothing when it is at this moment already. */
  tick(options?: CallOptions): Promise<void>;
  /**
   * Has the local witnesses catch up to one checkpoint and reads proofs of that one moment. `use` MUST be synchronous and
   * without effects: it may run more than once.
   * @throws SdkError `ERR_SDK_WITNESSES`
   */
  prove<T>(use: (source: ProofSource) => T, options?: CallOptions): Promise<T>;
  /** A view of one checkpoint for longer than one call; it raises `ERR_SDK_WITNESSES` once the witness has moved on. */
  snapshot(options?: CallOptions): Promise<ProofSource>;
  close(): Promise<void>;
}
