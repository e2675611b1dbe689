import { parseUtcInstant } from "@openlading/core";
import type { PdfError } from "../error.ts";
import { fault } from "../read/fault.ts";
import { findWithdrawal, isExpiredAt } from "../trust/lookup.ts";
import type { VerifiedTrustList } from "../trust/trust-list.ts";
import type { Meaning } from "./meaning.ts";

/** What somebody who knows (a dossier's verdict, the ledger, the issuer's site) says of a document. */
export interface StatusAnswer {
  readonly issuer: string;
  readonly number: string;
  /** The version it is about; every version where absent. */
  readonly documentChecksum?: string;
  readonly state: "LIVE" | "REPLACED" | "CANCELLED" | "UNKNOWN";
  /** As of when, canonical UTC text. */
  readonly asOf: string;
  readonly successor?: string;
}

/** What is known of whether the document still stands. */
export interface StatusFact {
  readonly state: StatusAnswer["state"];
  readonly asOf: string;
  /** How old that knowledge is, in milliseconds. */
  readonly ageMs: number;
  readonly source: "TRUST_LIST" | "ANSWER";
  readonly successor: string | null;
}

export interface StatusInput {
  readonly meaning: Meaning;
  readonly trust: VerifiedTrustList;
  readonly nowMs: number;
  readonly status?: StatusAnswer;
}

/** Step 8: neither the trust list nor the answer handed in takes the document back. The worse of the two counts. */
export async function judgeStatus(
  input: StatusInput,
): Promise<{ readonly faults: readonly PdfError[]; readonly fact: StatusFact }> {
  const listed = await fromList(input);
  if (input.status === undefined || listed.state === "REPLACED" || listed.state === "CANCELLED")
    return { faults: faultsOf(listed), fact: listed };
  if (!isAbout(input.status, input.meaning)) {
    const other = fault("ERR_PDF_STATUS_OTHER", "the status handed in is another document's");
    return { faults: [other, ...faultsOf(listed)], fact: listed };
  }
  const { state, asOf, successor = null } = input.status;
  const fact: StatusFact = {
    state,
    asOf,
    ageMs: Math.max(0, input.nowMs - parseUtcInstant(asOf)),
    source: "ANSWER",
    successor,
  };
  return { faults: faultsOf(fact), fact };
}

async function fromList({ meaning, trust, nowMs }: StatusInput): Promise<StatusFact> {
  const { manifest, number, documentChecksum } = meaning;
  const row = await findWithdrawal(trust, { issuer: manifest.issuer, number, documentChecksum });
  const state = row?.status ?? (isExpiredAt(trust, nowMs) ? "UNKNOWN" : "LIVE");
  const ageMs = Math.max(0, nowMs - parseUtcInstant(trust.issuedAt));
  return { state, asOf: trust.issuedAt, ageMs, source: "TRUST_LIST", successor: row?.successor?.number ?? null };
}

function isAbout(status: StatusAnswer, { manifest, number, documentChecksum }: Meaning): boolean {
  const isVersion = status.documentChecksum === undefined || status.documentChecksum === documentChecksum;
  return status.number === number && status.issuer === manifest.issuer && isVersion;
}

function faultsOf({ state, asOf, successor }: StatusFact): readonly PdfError[] {
  const details = { asOf, ...(successor === null ? {} : { successor }) };
  if (state === "REPLACED") return [fault("ERR_PDF_REPLACED", "the document was replaced", details)];
  if (state === "CANCELLED") return [fault("ERR_PDF_CANCELLED", "the document was cancelled", details)];
  return state === "LIVE" ? [] : [fault("ERR_PDF_STATUS_UNKNOWN", "nothing recent says whether it stands", details)];
}
