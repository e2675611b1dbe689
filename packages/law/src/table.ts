import { appearanceActions } from "./machines/appearance.ts";
import { applicationActions } from "./machines/application.ts";
import { basisActions } from "./machines/basis.ts";
import { certificateActions } from "./machines/certificate.ts";
import { evidenceActions } from "./machines/evidence.ts";
import { presentingActions } from "./machines/presenting.ts";
import { registryActions } from "./machines/registry.ts";
import { releaseActions } from "./machines/release.ts";
import { standingActions } from "./machines/standing.ts";
import { titleActions } from "./machines/title.ts";
import type { RecordKind, RecordState } from "./record.ts";
import type { Action } from "./row.ts";

/** Every action there is. A new one is a row in a machine's file. */
export const ACTIONS: readonly Action[] = [
  ...registryActions, ...standingActions, ...evidenceActions, ...titleActions, ...releaseActions, ...basisActions,
  ...applicationActions, ...certificateActions, ...appearanceActions, ...presentingActions,
]; // prettier-ignore

const byCode = Map.groupBy(ACTIONS, (a) => a.actionCode);
const bySubject = Map.groupBy(ACTIONS.filter(changesItsSubject), (a) => a.subjectKind);

/** The rows of an action code; empty when there is none. */
export function actionsFor(actionCode: string): readonly Action[] {
  return byCode.get(actionCode) ?? [];
}

/**
 * The row of a code that applies to its main record. Where none does, the last one, so that its guard may say why:
 * `applies` is false then, and the act is refused whatever the guard says. Null for an unknown code.
 */
export function chooseAction(
  actionCode: string,
  main: RecordState | null,
): { readonly action: Action; readonly applies: boolean } | null {
  const rows = actionsFor(actionCode);
  const fitting = rows.find((row) => row.when === undefined || (main !== null && row.when(main)));
  const action = fitting ?? rows.at(-1);
  return action === undefined ? null : { action, applies: fitting !== undefined };
}

/** The rows offered under a record of a kind that exists: not those that create it. */
export function actionsOn(kind: RecordKind): readonly Action[] {
  return bySubject.get(kind) ?? [];
}

function changesItsSubject({ roles, subject }: Action): boolean {
  return roles.find((r) => r.name === subject)?.mode !== "creates";
}
