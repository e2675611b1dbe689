import { createSignatureChecker, decide, decodeAct, drive, type RecordState } from "@openlading/law";
import type { World } from "./world.ts";

/** One change of a record's status; `from` null = the record was created. */
export interface Transition {
  readonly kind: string;
  readonly from: string | null;
  readonly actionCode: string;
  readonly to: string;
}

export const asText = ({ kind, from, actionCode, to }: Transition): string =>
  `${kind}: ${from ?? "[*]"} -${actionCode}-> ${to}`;

/** Every change of status in a world's history, each once, found by replaying it from nothing. */
export function transitionsOf(history: World["history"]): readonly Transition[] {
  const found = new Map<string, Transition>();
  const records = new Map<string, RecordState>();
  const checker = createSignatureChecker();
  for (const { act, approvals, entry } of history) {
    const { payload } = decodeAct({ act, approvals });
    const { writes } = drive(decide({ act, approvals }, entry), (need) =>
      need.need === "record" ? (records.get(need.recordId) ?? null) : checker.check(need),
    );
    for (const record of writes) {
      const from = records.get(record.recordId)?.status ?? null;
      const transition = { kind: record.kind, from, actionCode: payload.actionCode, to: record.status };
      found.set(asText(transition), transition);
      records.set(record.recordId, record);
    }
  }
  return [...found.values()];
}
