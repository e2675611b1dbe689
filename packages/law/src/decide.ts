import { parseUtcInstant } from "@openlading/core";
import { decodeAct, type ActPayload, type DecodedAct, type Head, type SignedAct } from "./act.ts";
import type { Identity } from "./authority.ts";
import { entitle } from "./entitle.ts";
import type { Entry } from "./entry.ts";
import { LawError, refusal, type LawErrorCode } from "./error.ts";
import { RULES_VERSION } from "./genesis.ts";
import { identify } from "./identify.ts";
import { NETWORK_RECORD_ID, clockId } from "./ids.ts";
import { freezeRecord, stateDigest, type RecordState, type Slot } from "./record.ts";
import { collector, type Action, type At, type BoundRow, type Change } from "./row.ts";
import { openScene, resolveRoles, type OpenScene } from "./scene.ts";
import { verifyStatements, type Statements } from "./statements.ts";
import { Reads, type Steps } from "./steps.ts";
import { actionsFor, chooseAction } from "./table.ts";
import { networkTerms } from "./terms.ts";
import { deadlineReasons } from "./deadline.ts";

/** The ledger's own facts of a transaction. `transactionTime` is canonical UTC. */
export interface Transaction {
  readonly transactionId: string;
  readonly transactionTime: string;
}

/** A lawful act's outcome: the entry to emit and the new states to put, in the order of the act's heads. */
export interface Decision {
  readonly entry: Entry;
  readonly writes: readonly RecordState[];
  readonly act: DecodedAct;
}

const MAX_CLAIM_AHEAD_MS = 10 * 60 * 1000;

/**
 * Decides one act against the records its driver hands in. The same generator runs in the contract, the witness and
 * the judge. Order of checks: shape, signatures, chain, entitlement, rule.
 * @throws LawError with the first reason's code, all reasons in `details.reasons`
 */
export function* decide(signed: SignedAct, transaction: Transaction): Steps<Decision> {
  const act = decodeAct(signed);
  const { payload } = act;
  const reads = new Reads();
  const network = yield* reads.record(NETWORK_RECORD_ID);
  assertNetwork(network, payload);
  assertTimes(payload, transaction.transactionTime);
  const context = { reads, networkId: payload.networkId, network, transactionTime: transaction.transactionTime };
  const actor = yield* identify(act, context);
  const approvers: Identity[] = [];
  for (const approval of act.approvals) approvers.push(yield* identify(approval, context));

  const { action, applies, bound } = yield* chooseRow(payload, reads);
  const scene = openScene(payload.networkId);
  const principal = payload.representedParty ?? actor.principal;
  const main = mainOf(payload);
  const find = { networkId: payload.networkId, main, principal };
  yield* resolveRoles({ action, bound }, find, scene, (id) => reads.record(id));
  assertKinds(bound, scene);
  const written = writtenRecords(action, bound, scene, payload);
  const acting = yield* entitle({ action, bound, scene, payload, actor, approvers, context });
  const statements = yield* verifyStatements({ action, bound, scene, payload, context });
  const at = viewOf({ scene, payload, main, who: acting, statements, transaction });
  const clock = bound.deadlines(scene) === null ? null : yield* reads.record(clockId(payload.networkId));
  assertOpen(bound, at, { network, clock, acting, approvers, applies });
  const writes = applyEffects(written, at, act);
  return { act, writes, entry: entryOf(act, transaction, network, reads, writes) };
}

function assertNetwork(network: RecordState | null, payload: ActPayload): void {
  if (network === null) {
    if (payload.actionCode !== "GENESIS") throw deny("ERR_LAW_NO_NETWORK", "the ledger has no genesis");
    return;
  }
  const { networkId, rulesVersion } = networkTerms(network);
  if (networkId !== payload.networkId) throw deny("ERR_LAW_OTHER_NETWORK", "networkId is another network's");
  if (rulesVersion > RULES_VERSION)
    throw deny("ERR_LAW_RULES_VERSION", `rules version ${String(rulesVersion)} is unknown here`);
}

function assertTimes(payload: ActPayload, transactionTime: string): void {
  if (payload.expiresAt <= transactionTime) throw deny("ERR_LAW_EXPIRED", "expiresAt has passed");
  const ahead = parseUtcInstant(payload.actionDateTime) - parseUtcInstant(transactionTime);
  if (ahead > MAX_CLAIM_AHEAD_MS) throw deny("ERR_LAW_CLAIMED_TIME", "actionDateTime lies ahead of the ledger");
}

/** Rows may share a code; the main record tells which applies, and the last one's guard says why none does. */
function* chooseRow(payload: ActPayload, reads: Reads): Steps<Chosen> {
  const { actionCode } = payload;
  const isOneOfSeveral = actionsFor(actionCode).some((row) => row.when !== undefined);
  const chosen = chooseAction(actionCode, isOneOfSeveral ? yield* reads.record(mainOf(payload)) : null);
  if (chosen === null) throw deny("ERR_LAW_UNKNOWN_ACTION", `no action ${actionCode}`);
  return { ...chosen, bound: bindFacts(chosen.action, payload) };
}

interface Chosen {
  readonly action: Action;
  readonly applies: boolean;
  readonly bound: BoundRow;
}

function bindFacts(action: Action, payload: ActPayload): BoundRow {
  try {
    return action.bind(payload.facts);
  } catch (cause) {
    throw new LawError({ code: "ERR_LAW_ACT_MALFORMED", message: `the facts do not fit ${action.actionCode}`, cause });
  }
}

/** Facts name records by id alone: a live record of another kind is no facility, bill or document. */
function assertKinds(bound: BoundRow, scene: OpenScene): void {
  for (const { name, kind, mode } of bound.roles) {
    if (mode !== "reads" || !scene.has(name)) continue;
    if (scene.each(name).some((record) => record !== null && record.kind !== kind))
      throw deny("ERR_LAW_ABSENT", `${name}: the record there is no ${kind}`);
  }
}

function mainOf(payload: ActPayload): string {
  return payload.heads[0]?.recordId ?? "";
}

interface Written {
  readonly recordId: string;
  readonly previous: RecordState | null;
  readonly role: BoundRow["roles"][number];
  readonly index: number;
}

/** The records the row writes, held against the act's heads. */
function writtenRecords(action: Action, bound: BoundRow, scene: OpenScene, payload: ActPayload): readonly Written[] {
  const written: Written[] = [];
  for (const role of bound.roles) {
    if (role.mode === "reads") continue;
    if (!scene.has(role.name)) throw deny("ERR_LAW_ABSENT", `${role.name}: nothing to write`);
    scene.ids(role.name).forEach((recordId, index) => {
      written.push({ recordId, role, index, previous: scene.each(role.name)[index] ?? null });
    });
  }
  assertHeads(action, written, payload.heads);
  return written;
}

/** The heads name exactly the written records, each once, in order. */
function assertHeads(action: Action, written: readonly Written[], heads: readonly Head[]): void {
  const distinct = new Set(written.map((w) => w.recordId));
  const matches = heads.every((h, i) => h.recordId === written[i]?.recordId && h.kind === written[i].role.kind);
  if (distinct.size !== written.length || heads.length !== written.length || !matches) {
    throw deny("ERR_LAW_HEADS", `${action.actionCode} writes ${String(written.length)} records, the heads name others`);
  }
  heads.forEach((head, i) => {
    const place = written[i];
    if (place !== undefined) assertHead(place, head);
  });
}

function assertHead({ role, previous, recordId }: Written, head: Head): void {
  const current = previous?.sequence ?? 0;
  const stop: Stop = (code, message) => {
    throw new LawError({ code, message, details: { role: role.name, recordId, current } });
  };
  assertPresence(role, previous, stop);
  if (head.sequence > current + 1) stop("ERR_LAW_HEAD_AHEAD", `${role.name}: a predecessor is not committed`);
  if (!followsOn(head, previous)) stop("ERR_LAW_HEAD_TAKEN", `${role.name}: the record has moved on`);
}

type Stop = (code: LawErrorCode, message: string) => never;
function assertPresence(role: Written["role"], previous: RecordState | null, stop: Stop): void {
  if (role.mode === "creates" && previous !== null) stop("ERR_LAW_EXISTS", `the ${role.kind} record exists already`);
  if (role.mode === "changes" && previous === null) stop("ERR_LAW_ABSENT", `there is no such ${role.kind} record`);
  if (previous !== null && previous.kind !== role.kind) stop("ERR_LAW_HEADS", `${role.name} is of another kind`);
}

function followsOn(head: Head, previous: RecordState | null): boolean {
  return previous === null
    ? head.sequence === 1 && head.previousAct === null
    : head.sequence === previous.sequence + 1 && head.previousAct === previous.head;
}

interface Viewed {
  readonly scene: OpenScene;
  readonly payload: ActPayload;
  readonly main: string;
  readonly who: Identity;
  readonly statements: Statements;
  readonly transaction: Transaction;
}

type View = Omit<At<never>, "facts">;

function viewOf({ scene, payload, main, who, statements, transaction }: Viewed): View {
  return {
    scene, main, who, networkId: payload.networkId, transactionTime: transaction.transactionTime,
    recipient: () => statements.card(payload.recipient ?? ""),
    card: (token) => statements.card(token),
  }; // prettier-ignore
}

interface Judged {
  readonly network: RecordState | null;
  readonly clock: RecordState | null;
  readonly acting: Identity;
  readonly approvers: readonly Identity[];
  readonly applies: boolean;
}

function assertOpen(bound: BoundRow, at: View, judged: Judged): void {
  const { need, reasons } = collector();
  for (const rule of bound.approvals(at)) entitle.approval(rule, judged, need);
  const deadlines = bound.deadlines(at.scene);
  if (deadlines !== null) reasons.push(...deadlineReasons(deadlines, at.transactionTime, judged));
  bound.guard(at.scene, need);
  if (reasons.length === 0) need(judged.applies, "ERR_LAW_FORM", "no row of this action applies to the record");
  if (reasons.length === 0) bound.check(at, need);
  const [first, ...rest] = reasons;
  if (first !== undefined) throw refusal([first, ...rest]);
}

function applyEffects(written: readonly Written[], at: View, act: DecodedAct): readonly RecordState[] {
  return written.map(({ recordId, role, previous, index }) => {
    if (previous !== null && previous.updatedAt > at.transactionTime) {
      throw deny("ERR_LAW_TIME_BACKWARDS", `${role.name}: the last act is later than this transaction`);
    }
    const change = role.effect(previous, at, index);
    return freezeRecord({
      ...{ terms: {}, commitment: null, ...previous, ...change },
      recordId,
      kind: role.kind,
      sequence: (previous?.sequence ?? 0) + 1,
      head: act.actDigest,
      updatedAt: at.transactionTime,
      slots: mergeSlots(previous, change),
    });
  });
}

function mergeSlots(previous: RecordState | null, change: Change): Readonly<Record<string, Slot>> {
  const merged = Object.entries({ ...previous?.slots, ...change.slots });
  return Object.fromEntries(merged.filter((named): named is [string, Slot] => named[1] !== null));
}

function entryOf(
  act: DecodedAct,
  { transactionId, transactionTime }: Transaction,
  network: RecordState | null,
  reads: Reads,
  writes: readonly RecordState[],
): Entry {
  return {
    networkId: act.payload.networkId,
    actDigest: act.actDigest,
    approvalDigests: act.approvals.map((a) => a.digest),
    transactionId,
    transactionTime,
    rulesVersion: network === null ? RULES_VERSION : networkTerms(network).rulesVersion,
    reads: reads.entries().map(([recordId, record]) => ({ recordId, stateDigest: record && stateDigest(record) })),
    writes: writes.map((w) => ({
      recordId: w.recordId,
      sequence: w.sequence,
      head: w.head,
      stateDigest: stateDigest(w),
    })),
  };
}

function deny(code: LawErrorCode, message: string): LawError {
  return new LawError({ code, message });
}
