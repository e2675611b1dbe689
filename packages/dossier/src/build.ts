import type { Attachment } from "@openlading/documents";
import { clockId, decodeAct, mandateId, partyRecordId, type RecordState } from "@openlading/law";
import type { StateProofJson } from "@openlading/log";
import { decodeBinding } from "./binding.ts";
import {
  DOSSIER_FORMAT,
  parseDossierV1,
  type CarriedAct,
  type CarriedAnchor,
  type CarriedCheckpoint,
  type CarriedDocument,
  type CarriedRecord,
  type Dossier,
} from "./dossier.ts";
import { DossierError } from "./error.ts";
import { decodeManifest } from "./manifest.ts";
import { requiredRecords } from "./required.ts";

/**
 * What proofs are read from: a witness, usually. Every answer MUST be of one snapshot: proofs under the state root of
 * `checkpoint()`, inclusions under its tree. The caller MUST NOT let it move on while a dossier is built.
 */
export interface ProofSource {
  readonly networkId: string;
  checkpoint(): CarriedCheckpoint;
  record(recordId: string): { readonly state: RecordState | null; readonly proof: StateProofJson };
  /** A committed act by its digest, hex; null when the source does not have it. */
  act(actDigest: string): CarriedAct | null;
  /** An earlier state by its digest, hex. Needed for the clock only. */
  stateByDigest(recordId: string, digest: string): RecordState | null;
}

export interface DossierInput {
  readonly source: ProofSource;
  /** Record id the dossier is about. */
  readonly main: string;
  readonly depth: Dossier["depth"];
  readonly documents?: readonly CarriedDocument[];
  readonly anchors?: readonly CarriedAnchor[];
  readonly bindings?: readonly string[];
  readonly attachments?: readonly Attachment[];
  /** Parties that will read it: their own records are carried, so that `may` can answer them. */
  readonly audience?: readonly string[];
}

/**
 * Gathers a dossier: the main record and those it rests on, all under one state root.
 * @throws DossierError `ERR_DOSSIER_SOURCE` when the source cannot show something that is needed
 */
export function buildDossier(input: DossierInput): Dossier {
  const { source, main, depth } = input;
  const records = new Map<string, CarriedRecord>();
  const take = (recordId: string): RecordState | null => {
    const known = records.get(recordId) ?? { recordId, ...source.record(recordId) };
    records.set(recordId, known);
    return known.state;
  };
  const acts = gathered(input, take);
  const states = depth === "replay" ? replayed(source, records, acts, take) : new Map<string, RecordState>();
  const { documents = [], anchors = [], bindings = [], attachments = [] } = input;
  return parseDossierV1({
    format: DOSSIER_FORMAT,
    networkId: source.networkId,
    depth,
    main,
    checkpoint: source.checkpoint(),
    records: [...records.values()],
    acts: [...acts.values()].sort((a, b) => a.leafIndex - b.leafIndex),
    states: [...states.values()],
    documents,
    anchors,
    bindings,
    attachments,
  });
}

/** Fetches the records every dossier needs, and returns the last act of what it is about. */
function gathered(input: DossierInput, take: (recordId: string) => RecordState | null): Map<string, CarriedAct> {
  const { source, main } = input;
  const batch = batchOf(input);
  const subject = take(main) ?? (batch === null ? null : take(batch));
  const head = subject === null ? null : actOf(source, subject.head);
  const entry = head === null ? null : head.entry;
  const needed = requiredRecords({ networkId: source.networkId, main, batch, head: entry, lookup: take });
  for (const id of needed) take(id);
  for (const partyId of partiesNamed(input, head)) take(partyRecordId(source.networkId, partyId));
  for (const id of mandatesNamed(input)) take(id);
  return new Map(head === null ? [] : [[head.entry.actDigest, head]]);
}

/** The batch the main document is anchored in, if it is. */
function batchOf({ anchors = [], main }: DossierInput): string | null {
  return anchors.find((a) => a.recordId === main)?.batch ?? null;
}

/** Parties whose records no other record leads to: who signed, who is bound, who reads. */
function partiesNamed(input: DossierInput, head: CarriedAct | null): ReadonlySet<string> {
  const named = new Set(input.audience);
  for (const token of input.bindings ?? []) named.add(decodeBinding(token).partyId);
  for (const { manifest } of input.documents ?? []) {
    if (manifest === undefined) continue;
    const { issuer, signer } = decodeManifest(manifest);
    named.add(issuer).add(signer);
  }
  if (head === null) return named;
  const { payload, approvals } = decodeAct(head);
  for (const { partyId } of [payload.actor, ...approvals.map((a) => a.actor)])
    if (partyId !== undefined) named.add(partyId);
  return named;
}

/** Mandates under which manifests were signed for their issuers. */
function mandatesNamed({ source, documents = [] }: DossierInput): readonly string[] {
  return documents.flatMap(({ manifest }) => {
    if (manifest === undefined) return [];
    const { issuer, signer } = decodeManifest(manifest);
    return signer === issuer ? [] : [mandateId(source.networkId, issuer, signer)];
  });
}

/** Adds every act of every carried record, and of whatever those acts read, back to the first. The clock stays a proven state. */
function replayed(
  source: ProofSource,
  records: ReadonlyMap<string, CarriedRecord>,
  acts: Map<string, CarriedAct>,
  take: (recordId: string) => RecordState | null,
): ReadonlyMap<string, RecordState> {
  const clock = clockId(source.networkId);
  const states = new Map<string, RecordState>();
  const done = new Set([clock]);
  const queue = [...records.keys()];
  for (let recordId = queue.pop(); recordId !== undefined; recordId = queue.pop()) {
    if (done.has(recordId)) continue;
    done.add(recordId);
    for (const carried of chainOf(source, take(recordId))) {
      acts.set(carried.entry.actDigest, carried);
      for (const read of carried.entry.reads) {
        if (read.stateDigest === null) continue;
        if (read.recordId !== clock) queue.push(read.recordId);
        else if (!states.has(read.stateDigest))
          states.set(read.stateDigest, clockState(source, clock, read.stateDigest));
      }
    }
  }
  return states;
}

function clockState(source: ProofSource, clock: string, digest: string): RecordState {
  const state = source.stateByDigest(clock, digest);
  if (state === null) throw missing("a state of the clock", digest);
  return state;
}

/** A record's acts, newest first, along the links its acts hold. */
function* chainOf(source: ProofSource, state: RecordState | null): Generator<CarriedAct, void> {
  let digest = state?.head ?? null;
  while (digest !== null) {
    const carried = actOf(source, digest);
    yield carried;
    const link = decodeAct(carried).payload.heads.find((h) => h.recordId === state?.recordId);
    if (link === undefined) throw missing("a link of the chain", digest);
    digest = link.previousAct;
  }
}

function actOf(source: ProofSource, digest: string): CarriedAct {
  const carried = source.act(digest);
  if (carried === null) throw missing("an act", digest);
  return carried;
}

function missing(what: string, digest: string): DossierError {
  return new DossierError({
    code: "ERR_DOSSIER_SOURCE",
    message: `the source cannot show ${what}`,
    details: { digest },
  });
}
