import { parseStrictJson } from "@openlading/core";
import {
  createSignatureChecker,
  decide,
  decodeAct,
  drive,
  encodeRecord,
  parseRecord,
  type RecordedAct,
  type RecordState,
} from "@openlading/law";
import { openScene, resolveRoles } from "../packages/law/src/scene.ts";
import type { At, Authority, Scene } from "../packages/law/src/row.ts";
import { ACTIONS, actionsFor } from "../packages/law/src/table.ts";

/** Who signs a clause's act and who stands beside, in words. */
export interface Signers {
  readonly by: string;
  readonly approvals: string;
  readonly hasDeadline: boolean;
}

/** Asks each row of a history, over the records as they were, whose signatures it takes. */
export function signersOf(history: readonly RecordedAct[]): ReadonlyMap<string, Signers> {
  const found = new Map<string, Signers>();
  const records = new Map<string, RecordState>();
  const checker = createSignatureChecker();
  for (const recorded of history) {
    const { clause, signers } = ask(recorded, records);
    if (!found.has(clause)) found.set(clause, signers);
    const { writes } = drive(decide(recorded, recorded.entry), (need) =>
      need.need === "record" ? (records.get(need.recordId) ?? null) : checker.check(need),
    );
    // Parsed anew, so that two slots of one key are two objects and a slot can be told by its object.
    for (const record of writes) records.set(record.recordId, parseRecord(parseStrictJson(encodeRecord(record))));
  }
  return found;
}

function ask(
  recorded: RecordedAct,
  records: ReadonlyMap<string, RecordState>,
): { readonly clause: string; readonly signers: Signers } {
  const { payload, kid } = decodeAct(recorded);
  const { networkId } = payload;
  const main = payload.heads[0]?.recordId ?? "";
  const state = records.get(main);
  const rows = actionsFor(payload.actionCode);
  const action = rows.find((r) => state !== undefined && r.when?.(state) === true) ?? rows.at(-1) ?? ACTIONS[0];
  if (action === undefined) throw new TypeError("no action");
  const principal = payload.actor.partyId ?? null;
  const bound = action.bind(payload.facts);
  const scene = openScene(networkId);
  function* read(id: string): Generator<never, RecordState | null> {
    return records.get(id) ?? null;
  }
  resolveRoles({ action, bound }, { networkId, main, principal }, scene, read).next();
  const unused = (): never => {
    throw new TypeError("no card is asked for");
  };
  const at: Omit<At<never>, "facts"> = {
    scene, networkId, main, transactionTime: recorded.entry.transactionTime, recipient: unused, card: unused,
    who: { partyId: principal, principal, thumbprint: kid, witness: payload.actor.witness ?? null },
  }; // prettier-ignore
  const roles = action.roles.map((r) => r.name);
  const by = bound.by(scene).map((a) => inWords(a, scene, roles));
  const approvals = bound.approvals(at).map(({ authority }) => inWords(authority, scene, roles));
  return {
    clause: action.clause,
    signers: {
      by: distinct(by, " or "),
      approvals: distinct(approvals, ", "),
      hasDeadline: bound.deadlines(scene) !== null,
    },
  };
}

const distinct = (words: readonly string[], separator: string): string => [...new Set(words)].join(separator);

function inWords(authority: Authority, scene: Scene, roles: readonly string[]): string {
  switch (authority.kind) {
    case "control":
      return slotName(authority, scene, roles);
    case "key":
      return "each new key";
    case "office":
      return `${authority.offices.join(" or ")}${authority.partyId === undefined ? "" : ", named"}`;
    case "party":
      return authority.partyId === undefined ? "any party" : "party, named";
    case "registrar":
      return "registrars";
    case "witness":
      return "witnesses";
  }
}

/** The slot is the very object of a record the row has read. */
function slotName(authority: Extract<Authority, { kind: "control" }>, scene: Scene, roles: readonly string[]): string {
  for (const role of roles.filter((r) => scene.has(r)))
    for (const record of scene.each(role))
      for (const [name, slot] of Object.entries(record?.slots ?? {})) if (slot === authority.slot) return name;
  return "slot";
}
