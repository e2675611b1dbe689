import { parseShape, type JsonObject, type Shape } from "@openlading/core";
import type { LawErrorCode, Reason } from "./error.ts";
import type { RecordKind, RecordState, Slot } from "./record.ts";

/** What a guard sees: the records its row names, already read. */
export interface Scene {
  readonly networkId: string;
  /** The one record of a role; null when it does not exist. @throws TypeError when the role is not resolved */
  one(role: string): RecordState | null;
  each(role: string): readonly (RecordState | null)[];
  ids(role: string): readonly string[];
  has(role: string): boolean;
}

/** Who acts: `principal` is the party acted for, the actor itself without a mandate. */
export interface Who {
  readonly partyId: string | null;
  readonly principal: string | null;
  readonly thumbprint: string;
  readonly witness: string | null;
}

/** An act under examination. Tokens asked for here have verified signatures. */
export interface At<F> {
  readonly scene: Scene;
  readonly networkId: string;
  /** Record id of the main record. */
  readonly main: string;
  readonly facts: F;
  readonly who: Who;
  readonly transactionTime: string;
  /** The slot of the act's receiving card. @throws TypeError when the row takes none */
  readonly recipient: () => Slot;
  readonly card: (token: string) => Slot;
}

/** Whose signature satisfies a rule. */
export type Authority =
  | { readonly kind: "control"; readonly slot: Slot | null }
  | { readonly kind: "key"; readonly thumbprint: string }
  | { readonly kind: "office"; readonly offices: readonly string[]; readonly partyId?: string }
  | { readonly kind: "party"; readonly partyId?: string }
  | { readonly kind: "registrar" }
  | { readonly kind: "witness" };

export interface ApprovalRule {
  readonly authority: Authority;
  /** Distinct owners needed, the actor among them when it satisfies the authority. */
  readonly threshold: number;
}

export type NeedThat = (
  condition: boolean,
  code: LawErrorCode,
  message: string,
  details?: Readonly<Record<string, string | number | null>>,
) => void;

/** What an effect changes of its own record; what it leaves out stays as it was. */
export interface Change {
  readonly status: string;
  readonly slots?: Readonly<Record<string, Slot | null>>;
  readonly terms?: JsonObject;
  readonly commitment?: string | null;
}

/** How a role's ids are found: from the act when there is one, else from the records read before. Null = not known. */
export interface Finder<F> {
  readonly scene: Scene;
  readonly networkId: string;
  readonly main: string;
  readonly facts: F | null;
  readonly principal: string | null;
}

export interface Role<F> {
  readonly name: string;
  readonly kind: RecordKind;
  readonly mode: "reads" | "creates" | "changes" | "puts";
  readonly ids: (find: Finder<F>) => readonly string[] | null;
  readonly effect?: (previous: RecordState | null, at: At<F>, index: number) => Change;
}

/** A use of a receiving card: the record it must have been made for; null = for any, as when it is published. */
export interface CardUse {
  readonly token: string;
  readonly recordId: string | null;
}

/**
 * One action: a guard over records, a check of the facts, effects that see one record each. Heads, signatures and
 * sequences are the interpreter's.
 */
export interface Row<F> {
  readonly actionCode: string;
  readonly machine: string;
  /** Name of the rule in docs/spec/actions.md. */
  readonly clause: string;
  /** The role under whose record this action is offered in `may`. */
  readonly subject: string;
  /** Rows may share a code, one for each form or state of the main record. */
  readonly when?: (main: RecordState) => boolean;
  readonly facts: Shape<F>;
  readonly roles: readonly Role<F>[];
  readonly by: (scene: Scene, facts: F | null) => readonly Authority[];
  readonly recipient?: boolean;
  readonly cards?: (at: Pick<At<F>, "facts" | "main" | "scene" | "networkId">) => readonly CardUse[];
  readonly presentation?: (facts: F) => string;
  readonly approvals?: (at: At<F>) => readonly ApprovalRule[];
  /** Marks a row with a deadline: it also reads the network's clock. */
  readonly deadlines?: (scene: Scene, facts: F | null) => readonly string[];
  /** The facility a mandate must cover. */
  readonly facility?: (scene: Scene) => string | null;
  readonly guard?: (scene: Scene, need: NeedThat) => void;
  readonly check?: (at: At<F>, need: NeedThat) => void;
}

/** A row bound to an act's facts, or to none (`may`). The type of the facts stays inside. */
export interface BoundRow {
  readonly facts: JsonObject | null;
  readonly roles: readonly (Omit<Role<never>, "ids" | "effect"> & {
    ids(find: Omit<Finder<never>, "facts">): readonly string[] | null;
    effect(previous: RecordState | null, at: Omit<At<never>, "facts">, index: number): Change;
  })[];
  by(scene: Scene): readonly Authority[];
  cards(at: { readonly main: string; readonly scene: Scene; readonly networkId: string }): readonly CardUse[];
  presentation(): string | null;
  approvals(at: Omit<At<never>, "facts">): readonly ApprovalRule[];
  deadlines(scene: Scene): readonly string[] | null;
  guard(scene: Scene, need: NeedThat): void;
  check(at: Omit<At<never>, "facts">, need: NeedThat): void;
}

export interface Action extends Pick<
  Row<never>,
  "actionCode" | "machine" | "clause" | "subject" | "when" | "facility"
> {
  readonly subjectKind: RecordKind;
  readonly recipient: boolean;
  /** What the table page prints of it. */
  readonly roles: readonly { readonly name: string; readonly kind: RecordKind; readonly mode: string }[];
  /** @throws CoreError `ERR_CORE_SHAPE` when the facts do not fit */
  bind(facts: unknown): BoundRow;
}

/** Makes an action of a row. */
export function action<F>(row: Row<F>): Action {
  const subject = row.roles.find((r) => r.name === row.subject);
  if (subject === undefined) throw new TypeError(`${row.actionCode}: the subject is no role`);
  const { actionCode, machine, clause } = row;
  return {
    actionCode, machine, clause, subject: row.subject, subjectKind: subject.kind, recipient: row.recipient === true,
    ...(row.when ? { when: row.when } : {}), ...(row.facility ? { facility: row.facility } : {}),
    roles: row.roles.map(({ name, kind, mode }) => ({ name, kind, mode })),
    bind: (facts) => bind(row, facts === undefined ? null : parseShape(row.facts, facts, `facts of ${actionCode}`)),
  }; // prettier-ignore
}

function bind<F>(row: Row<F>, facts: F | null): BoundRow {
  const known = (): F => {
    if (facts === null) throw new TypeError("no facts");
    return facts;
  };
  const full = (at: Omit<At<never>, "facts">): At<F> => ({ ...at, facts: known() });
  return {
    facts: facts as JsonObject | null,
    roles: row.roles.map((role) => ({
      name: role.name,
      kind: role.kind,
      mode: role.mode,
      ids: (find) => role.ids({ ...find, facts }),
      effect: (previous, at, index) =>
        role.effect?.(previous, full(at), index) ?? { status: previous?.status ?? "NONE" },
    })),
    by: (scene) => row.by(scene, facts),
    cards: (at) => row.cards?.({ ...at, facts: known() }) ?? [],
    presentation: () => row.presentation?.(known()) ?? null,
    approvals: (at) => row.approvals?.(full(at)) ?? [],
    deadlines: (scene) => row.deadlines?.(scene, facts) ?? null,
    guard: (scene, need) => row.guard?.(scene, need),
    check: (at, need) => row.check?.(full(at), need),
  };
}

/** Collects reasons instead of throwing the first. */
export function collector(): { readonly need: NeedThat; readonly reasons: Reason[] } {
  const reasons: Reason[] = [];
  const need: NeedThat = (condition, code, message, details = {}) => {
    if (!condition) reasons.push({ code, message, details });
  };
  return { need, reasons };
}

/** Reads typed terms off a record of one kind, parsed once per record object. */
export function defineTerms<T>(kind: RecordKind, terms: Shape<T>): (record: RecordState) => T {
  const parsed = new WeakMap<RecordState, { readonly value: T }>();
  return (record) => {
    const seen = parsed.get(record);
    if (seen) return seen.value;
    const value = parseShape(terms, record.terms, `terms of a ${kind} record`);
    parsed.set(record, { value });
    return value;
  };
}

// Ways a role finds its record, shared by the machines.
/** The main record itself, as the act's first head claims. */
export const mainId = <F>(find: Finder<F>): readonly string[] => [find.main];
/** An id out of the facts. */
export const fromFacts =
  <F>(pick: (facts: F, find: Finder<F>) => string | readonly string[] | null) =>
  (find: Finder<F>): readonly string[] | null => {
    if (find.facts === null) return null;
    const ids = pick(find.facts, find);
    return typeof ids === "string" ? [ids] : ids;
  };
/** An id out of a record read before. */
export const fromRecord =
  <F>(role: string, pick: (record: RecordState, find: Finder<F>) => string | readonly string[] | null) =>
  (find: Finder<F>): readonly string[] | null => {
    if (!find.scene.has(role)) return null;
    const record = find.scene.one(role);
    const ids = record === null ? null : pick(record, find);
    return typeof ids === "string" ? [ids] : ids;
  };
