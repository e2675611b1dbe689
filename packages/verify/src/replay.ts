import { canonicalText } from "@openlading/core";
import type { Dossier } from "@openlading/dossier";
import {
  LawError,
  clockId,
  createSignatureChecker,
  decide,
  drive,
  stateDigest,
  type Answer,
  type Decision,
  type RecordState,
  type Slot,
} from "@openlading/law";
import { causeOf, type Report } from "./check.ts";
import type { ProvenAct, ProvenRecord } from "./proofs.ts";

/** What an act read is not in the dossier: nothing can be said of its lawfulness. */
class Missing extends Error {
  override readonly name = "Missing";
}

type Read = (recordId: string, pinned: string | null) => RecordState | null;
type Checker = ReturnType<typeof createSignatureChecker>;

/** Decides an act again over exactly what its entry pins, and holds the entry against the ledger's, byte for byte. */
function decideAgain({ carried }: ProvenAct, read: Read, checker: Checker): Decision {
  const { entry } = carried;
  const pinned = new Map(entry.reads.map((r) => [r.recordId, r.stateDigest]));
  const answer = (recordId: string): Answer => {
    const digest = pinned.get(recordId);
    if (digest === undefined)
      throw new LawError({ code: "ERR_LAW_FACTS", message: "the entry does not pin what the act reads" });
    return read(recordId, digest);
  };
  const decision = drive(decide(carried, entry), (need) =>
    need.need === "record" ? answer(need.recordId) : checker.check(need),
  );
  if (canonicalText(decision.entry) !== canonicalText(entry)) {
    throw new LawError({ code: "ERR_LAW_FACTS", message: "the entry is not the one the law gives" });
  }
  return decision;
}

/** Proof depth: an act is decided again when all it read is carried in the state it was read in; else the witnesses did. */
export function recheckHead(
  act: ProvenAct,
  records: ReadonlyMap<string, ProvenRecord>,
  report: Report,
  checker: Checker,
): void {
  const read: Read = (recordId, pinned) => {
    if (pinned === null) return null;
    const found = records.get(recordId);
    if (found?.digest !== pinned) throw new Missing();
    return found.state;
  };
  const place = act.decoded.actDigest;
  const isCarried = act.carried.entry.reads.every(
    (r) => r.stateDigest === null || records.get(r.recordId)?.digest === r.stateDigest,
  );
  if (isCarried) report.attempt("LAW", place, () => decideAgain(act, read, checker));
  else report.add("LAW", "skipped", place);
}

/** What a replay leaves: the folded states with their digests, and every slot that ever was. */
export interface Replayed {
  readonly slots: readonly Slot[];
}

/**
 * Replay depth: every act decided again in the ledger's order, from nothing. Then the fold of every carried record must be
 * its proven state, so that nothing is cut off its end.
 */
export function replay(
  dossier: Dossier,
  acts: ReadonlyMap<string, ProvenAct>,
  records: ReadonlyMap<string, ProvenRecord>,
  report: Report,
): Replayed {
  const checker = createSignatureChecker();
  const clock = clockId(dossier.networkId);
  const clockStates = new Map(dossier.states.filter((s) => s.recordId === clock).map((s) => [stateDigest(s), s]));
  const folded = new Map<string, RecordState>();
  const slots: Slot[] = [];
  const read: Read = (recordId, pinned) => {
    if (recordId === clock && pinned !== null) return clockStates.get(pinned) ?? missing();
    return folded.get(recordId) ?? (pinned === null ? null : missing());
  };
  for (const act of [...acts.values()].sort((a, b) => a.carried.leafIndex - b.carried.leafIndex)) {
    const decision = decideInTurn(act, read, report, checker);
    for (const record of decision?.writes ?? []) {
      folded.set(record.recordId, record);
      slots.push(...Object.values(record.slots));
    }
  }
  for (const [recordId, { state, digest }] of records) {
    if (state !== null && recordId !== clock) foldMatches(recordId, folded.get(recordId), digest, report);
  }
  for (const recordId of readBy(acts)) if (!records.has(recordId)) report.add("CHAIN", "unknown", recordId);
  return { slots };
}

/** Records that acts read in some state: each must be followed to its proven end. */
function readBy(acts: ReadonlyMap<string, ProvenAct>): ReadonlySet<string> {
  const reads = [...acts.values()].flatMap(({ carried }) => carried.entry.reads);
  return new Set(reads.filter((r) => r.stateDigest !== null).map((r) => r.recordId));
}

function decideInTurn(act: ProvenAct, read: Read, report: Report, checker: Checker): Decision | null {
  const place = act.decoded.actDigest;
  try {
    const decision = decideAgain(act, read, checker);
    report.add("LAW", "valid", place);
    return decision;
  } catch (error) {
    if (error instanceof Missing) report.add("LAW", "unknown", place);
    else report.add("LAW", "invalid", place, causeOf(error));
    return null;
  }
}

function foldMatches(recordId: string, folded: RecordState | undefined, digest: string | null, report: Report): void {
  if (folded === undefined) report.add("CHAIN", "unknown", recordId);
  else report.add("CHAIN", stateDigest(folded) === digest ? "valid" : "invalid", recordId);
}

function missing(): never {
  throw new Missing();
}
