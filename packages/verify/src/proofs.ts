import { decodeBase64, decodeHex, equalBytes } from "@openlading/core";
import type { CarriedAct, Dossier } from "@openlading/dossier";
import { decodeAct, stateDigest, type DecodedAct, type RecordState } from "@openlading/law";
import {
  LogError, checkpointOrigin, entryLeaf, leafHash, parseStateProof, verifyClosing, verifyCosignedCheckpoint, verifyInclusion, verifyStateProof,
  type CosignedCheckpoint,
} from "@openlading/log"; // prettier-ignore
import type { Report } from "./check.ts";
import { verifierKey, type TrustMaterial } from "./trust.ts";

/** A cosigned checkpoint whose state root is established. */
export interface ProvenCheckpoint extends CosignedCheckpoint {
  readonly stateRoot: Uint8Array;
}

/** A record whose state, or absence, is established. `digest` is hex. */
export interface ProvenRecord {
  readonly state: RecordState | null;
  readonly digest: string | null;
}

/** An act whose place in the history is established. */
export interface ProvenAct {
  readonly carried: CarriedAct;
  readonly decoded: DecodedAct;
}

/** Network, cosignatures, closing leaf: null when any fails, and then nothing else can be established. */
export function proveCheckpoint(dossier: Dossier, trust: TrustMaterial, report: Report): ProvenCheckpoint | null {
  const isSame = dossier.networkId === trust.networkId;
  report.add("NETWORK", isSame ? "valid" : "invalid");
  if (!isSame) return null;
  const { note, closing } = dossier.checkpoint;
  const policy = {
    origin: checkpointOrigin(trust.networkId),
    witnesses: trust.witnesses.map(verifierKey),
    threshold: trust.threshold,
  };
  const checkpoint = report.attempt("CHECKPOINT", null, () => verifyCosignedCheckpoint(note, policy));
  if (checkpoint === null) return null;
  const stateRoot = decodeHex(closing.stateRoot);
  const { treeSize, rootHash } = checkpoint;
  const isClosed = report.attempt("CLOSING", null, () => {
    if (closing.leafIndex !== treeSize - 1)
      throw new LogError({ code: "ERR_LOG_INCLUSION", message: "the closing leaf is not the last" });
    verifyClosing({
      height: closing.height,
      stateRoot,
      treeSize,
      rootHash,
      proof: closing.inclusion.map(decodeBase64),
    });
    return true;
  });
  return isClosed === null ? null : { ...checkpoint, stateRoot };
}

/** Every carried record under the one state root; what does not prove is left out. */
export function proveRecords(
  dossier: Dossier,
  { stateRoot }: ProvenCheckpoint,
  report: Report,
): ReadonlyMap<string, ProvenRecord> {
  const proven = new Map<string, ProvenRecord>();
  for (const { recordId, state, proof } of dossier.records) {
    const digest = state === null ? null : stateDigest(state);
    const isProven = report.attempt("STATE_PROOF", recordId, () => {
      verifyStateProof({
        root: stateRoot,
        recordId,
        digest: digest === null ? null : decodeHex(digest),
        proof: parseStateProof(proof),
      });
      return true;
    });
    if (isProven !== null) proven.set(recordId, { state, digest });
  }
  return proven;
}

/** Every carried act under the checkpoint, by its digest; what does not prove is left out. */
export function proveActs(
  dossier: Dossier,
  { treeSize, rootHash }: ProvenCheckpoint,
  report: Report,
): ReadonlyMap<string, ProvenAct> {
  const proven = new Map<string, ProvenAct>();
  for (const carried of dossier.acts) {
    const { entry, height, index, leafIndex, inclusion } = carried;
    const decoded = report.attempt("ACT_ENTRY", entry.actDigest, () => decodeMatching(carried, dossier.networkId));
    if (decoded === null) continue;
    const isIncluded = report.attempt("ACT_INCLUDED", entry.actDigest, () => {
      const hash = leafHash(entryLeaf({ height, index, entry }));
      verifyInclusion({ leafHash: hash, index: leafIndex, treeSize, rootHash, proof: inclusion.map(decodeBase64) });
      return true;
    });
    if (isIncluded !== null) proven.set(entry.actDigest, { carried, decoded });
  }
  return proven;
}

function decodeMatching(carried: CarriedAct, networkId: string): DecodedAct {
  const decoded = decodeAct(carried);
  const { entry } = carried;
  const approvals = decoded.approvals.map((a) => a.digest);
  const isSame =
    entry.actDigest === decoded.actDigest &&
    entry.networkId === networkId &&
    decoded.payload.networkId === networkId &&
    approvals.length === entry.approvalDigests.length &&
    approvals.every((digest, i) => digest === entry.approvalDigests[i]);
  if (!isSame) throw new RangeError("the entry records another act");
  return decoded;
}

/**
 * A record's head: its last act is there and its entry leaves the record in exactly the proven state. Cutting the last act
 * off shows here.
 */
export function proveHead(
  subject: RecordState,
  acts: ReadonlyMap<string, ProvenAct>,
  report: Report,
): ProvenAct | null {
  const act = acts.get(subject.head);
  report.add("HEAD_ACT", act === undefined ? "invalid" : "valid", subject.recordId);
  if (act === undefined) return null;
  const write = act.carried.entry.writes.find((w) => w.recordId === subject.recordId);
  const isSame =
    write?.sequence === subject.sequence &&
    write.head === subject.head &&
    equalBytes(decodeHex(write.stateDigest), decodeHex(stateDigest(subject)));
  report.add("ENTRY_WRITE", isSame ? "valid" : "invalid", subject.recordId);
  return act;
}
