import type { RecordState } from "./record.ts";
import type { Action, BoundRow, Finder, Scene } from "./row.ts";

type Role = BoundRow["roles"][number];
type Answered = { readonly ids: readonly string[]; readonly records: readonly (RecordState | null)[] };

/** A scene that fills up role by role. */
export interface OpenScene extends Scene {
  add(role: string, ids: readonly string[], records: readonly (RecordState | null)[]): void;
}

export function openScene(networkId: string): OpenScene {
  const roles = new Map<string, Answered>();
  const of = (role: string): Answered => {
    const answered = roles.get(role);
    if (answered === undefined) throw new TypeError(`role ${role} is not resolved`);
    return answered;
  };
  return {
    networkId,
    add: (role, ids, records) => void roles.set(role, { ids, records }),
    has: (role) => roles.has(role),
    ids: (role) => of(role).ids,
    each: (role) => of(role).records,
    one: (role) => of(role).records[0] ?? null,
  };
}

/**
 * Reads a row's records in the order of its roles, each role's ids being found from those before. `read` answers
 * `undefined` for a record nobody can tell about: its role stays unresolved.
 */
export function* resolveRoles<N, A>(
  row: { readonly bound: BoundRow; readonly action: Action },
  find: Omit<Finder<never>, "facts" | "scene">,
  scene: OpenScene,
  read: (recordId: string) => Generator<N, RecordState | null | undefined, A>,
  subjectId?: string,
): Generator<N, void, A> {
  for (const role of row.bound.roles) {
    const ids = idsOf(role, row.action, { ...find, scene }, subjectId);
    if (ids === null) continue;
    const records: (RecordState | null)[] = [];
    for (const id of ids) {
      const record = yield* read(id);
      if (record !== undefined) records.push(record);
    }
    if (records.length === ids.length) scene.add(role.name, ids, records);
  }
}

function idsOf(
  role: Role,
  action: Action,
  find: Omit<Finder<never>, "facts">,
  subjectId?: string,
): readonly string[] | null {
  if (subjectId !== undefined && role.name === action.subject) return [subjectId];
  return role.ids(find);
}
