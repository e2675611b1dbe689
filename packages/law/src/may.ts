import { satisfies, type Identity } from "./authority.ts";
import { expiredReasons } from "./deadline.ts";
import type { Reason } from "./error.ts";
import { NETWORK_RECORD_ID } from "./ids.ts";
import type { RecordState } from "./record.ts";
import { collector, type Action } from "./row.ts";
import { openScene, resolveRoles, type OpenScene } from "./scene.ts";
import { actionsOn } from "./table.ts";

/** What a reader can show: keys it holds and parties it is. */
export interface Reader {
  readonly thumbprints: readonly string[];
  readonly parties: readonly string[];
}

/** Answers a record, null when it provably does not exist, undefined when nobody here can tell. */
export type Lookup = (recordId: string) => RecordState | null | undefined;

/** An action under a record: open to this reader now, or why not. `unknown` = a record its guard reads is missing. */
export interface Openness {
  readonly actionCode: string;
  readonly clause: string;
  readonly open: "yes" | "no" | "unknown";
  readonly isEntitled: boolean;
  readonly reasons: readonly Reason[];
}

interface Asked {
  readonly networkId: string;
  readonly subject: RecordState;
  readonly lookup: Lookup;
  readonly partyRecord: (partyId: string) => RecordState | null | undefined;
  readonly reader: Reader;
  /** Canonical UTC. */
  readonly moment: string;
}

/** The acts a reader may do under a record now, and why not the others: the same guards the ledger runs. */
export function openActions(asked: Asked): readonly Openness[] {
  const rows = actionsOn(asked.subject.kind).filter((a) => a.when === undefined || a.when(asked.subject));
  return rows.map((action) => openness(action, asked));
}

/** Ids the guards of a record's actions would read: what a dossier must carry proofs of for `may` to be known. */
export function supportingIds(networkId: string, subject: RecordState, lookup: Lookup): readonly string[] {
  const ids = new Set<string>();
  for (const action of actionsOn(subject.kind)) {
    if (action.when !== undefined && !action.when(subject)) continue;
    resolve(action, { networkId, subject, lookup: (id) => { ids.add(id); return lookup(id); } }); // prettier-ignore
  }
  ids.delete(subject.recordId);
  return [...ids];
}

type Resolving = Pick<Asked, "networkId" | "subject" | "lookup">;
function resolve(
  action: Action,
  { networkId, subject, lookup }: Resolving,
): { readonly scene: OpenScene; readonly isComplete: boolean; readonly bound: ReturnType<Action["bind"]> } {
  const scene = openScene(networkId);
  const bound = action.bind(undefined);
  let isComplete = true;
  function* read(id: string): Generator<never, RecordState | null | undefined> {
    const record = id === subject.recordId ? subject : lookup(id);
    if (record === undefined) isComplete = false;
    return record;
  }
  const find = { networkId, main: subject.recordId, principal: null };
  resolveRoles({ action, bound }, find, scene, read, subject.recordId).next();
  return { scene, isComplete, bound };
}

function openness(action: Action, asked: Asked): Openness {
  const { scene, isComplete, bound } = resolve(action, asked);
  const { need, reasons } = collector();
  if (isComplete) bound.guard(scene, need);
  if (isComplete) reasons.push(...expiredReasons(bound.deadlines(scene) ?? [], asked.moment));
  const authorities = isComplete ? bound.by(scene) : [];
  const network = asked.lookup(NETWORK_RECORD_ID) ?? null;
  const isEntitled = identities(asked).some((who) => authorities.some((a) => satisfies(a, who, network)));
  if (isComplete && !isEntitled)
    reasons.push({ code: "ERR_LAW_NOT_ENTITLED", message: "another person or office does this", details: {} });
  const { actionCode, clause } = action;
  return {
    actionCode,
    clause,
    isEntitled,
    reasons,
    open: isComplete ? (reasons.length === 0 ? "yes" : "no") : "unknown",
  };
}

function identities({ reader, partyRecord }: Asked): readonly Identity[] {
  const none = { partyId: null, principal: null, witness: null, party: null };
  const keys = reader.thumbprints.map((thumbprint) => ({ ...none, thumbprint, owner: `key:${thumbprint}` }));
  const parties = reader.parties.map((partyId) => ({
    ...none, partyId, principal: partyId, thumbprint: "", owner: `party:${partyId}`, party: partyRecord(partyId) ?? null,
  })); // prettier-ignore
  return [...keys, ...parties];
}
