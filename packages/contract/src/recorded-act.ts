import { canonicalize, parseShape, parseStrictJson, shape, type Infer } from "@openlading/core";
import { parseRecordedAct, type RecordedAct } from "@openlading/law";
import type { ReadContext } from "@openlading/ledger";
import { actKey } from "./keys.ts";

/** An act is stored once, under its main record; the other records it wrote point there. */
const pointerShape = shape.object({
  recordId: shape.hex(32),
  sequence: shape.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
});
export type ActPointer = Infer<typeof pointerShape>;

/** Bytes of a recorded act: the event's payload and the world state's value alike, so that a ledger may keep one copy. */
export function encodeRecordedAct({ entry, act, approvals }: RecordedAct): Uint8Array {
  return canonicalize({ entry, act, approvals });
}

/** Bytes of a pointer from another written record to the act's main one. */
export function encodeActPointer({ recordId, sequence }: ActPointer): Uint8Array {
  return canonicalize({ recordId, sequence });
}

/** The act that made a record's `sequence`, wherever it is stored; null when there is none. */
export async function findRecordedAct(tx: ReadContext, at: ActPointer): Promise<RecordedAct | null> {
  const bytes = await tx.get(actKey(at.recordId, at.sequence));
  return bytes === null ? null : resolveRecordedAct(tx, bytes);
}

/** Parses a stored act, following a pointer. @throws CoreError `ERR_CORE_SHAPE` on a damaged state */
export async function resolveRecordedAct(tx: ReadContext, bytes: Uint8Array): Promise<RecordedAct> {
  const value = parseStrictJson(bytes);
  if (typeof value === "object" && value !== null && "act" in value) return parseRecordedAct(value);
  const pointer = parseShape(pointerShape, value, "act pointer");
  const main = await tx.get(actKey(pointer.recordId, pointer.sequence));
  return parseRecordedAct(parseStrictJson(main ?? new Uint8Array()));
}
