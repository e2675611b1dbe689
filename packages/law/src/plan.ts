import type { JsonObject } from "@openlading/core";
import type { Head } from "./act.ts";
import { LawError } from "./error.ts";
import { openScene, resolveRoles } from "./scene.ts";
import { Reads, type Steps } from "./steps.ts";
import { chooseAction } from "./table.ts";

/** What an act will say, before its heads are known. */
export interface Plan {
  readonly networkId: string;
  readonly actionCode: string;
  /** Record id of the main record when it exists already; null when the act creates it. */
  readonly main: string | null;
  readonly facts: JsonObject;
  /** The party acted for, null for an act by a key. */
  readonly principal: string | null;
}

/**
 * The heads an act must carry, from the records as they are now: every record its row writes, the main one first.
 * Establishes nothing about entitlement.
 * @throws LawError `ERR_LAW_UNKNOWN_ACTION`, `ERR_LAW_ABSENT`
 */
export function* planHeads(plan: Plan): Steps<readonly Head[]> {
  const reads = new Reads();
  const chosen = chooseAction(plan.actionCode, plan.main === null ? null : yield* reads.record(plan.main));
  if (chosen === null) throw new LawError({ code: "ERR_LAW_UNKNOWN_ACTION", message: `no action ${plan.actionCode}` });
  const { action } = chosen;
  const bound = action.bind(plan.facts);
  const scene = openScene(plan.networkId);
  const find = { networkId: plan.networkId, main: plan.main ?? "", principal: plan.principal };
  yield* resolveRoles({ action, bound }, find, scene, (id) => reads.record(id));
  return bound.roles
    .filter((role) => role.mode !== "reads")
    .flatMap((role) => {
      if (!scene.has(role.name))
        throw new LawError({ code: "ERR_LAW_ABSENT", message: `${role.name}: nothing to write` });
      return scene.ids(role.name).map((recordId, i): Head => {
        const record = scene.each(role.name)[i] ?? null;
        return { kind: role.kind, recordId, sequence: (record?.sequence ?? 0) + 1, previousAct: record?.head ?? null };
      });
    });
}
