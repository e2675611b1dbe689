import { canonicalize, parseShape, parseStrictJson, shape, type Infer } from "@openlading/core";
import type { SignedAct } from "@openlading/law";
import type { ReadContext } from "@openlading/ledger";
import { actKey } from "./keys.ts";

const storedShape = shape.object({
  actDigest: shape.hex(32),
  transactionId: shape.text({ min: 1, max: 128 }),
  act: shape.text({ min: 1, max: 192 * 1024 }),
  approvals: shape.list(shape.text({ min: 1, max: 192 * 1024 }), { max: 16 }),
});
/** An act is stored once, under its main record; the other records it wrote point there. */
const pointerShape = shape.object({
  recordId: shape.hex(32),
  sequence: shape.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
});

export type StoredAct = Infer<typeof storedShape>;
export type ActPointer = Infer<typeof pointerShape>;

/** Bytes of an act under its main record, or of a pointer to it under another. */
export function encodeStoredAct(stored: (SignedAct & Omit<StoredAct, keyof SignedAct>) | ActPointer): Uint8Array {
  if (!("act" in stored)) return canonicalize({ recordId: stored.recordId, sequence: stored.sequence });
  const { act, approvals, actDigest, transactionId } = stored;
  return canonicalize({ act, approvals, actDigest, transactionId });
}

/** The act that made a record's `sequence`, wherever it is stored; null when there is none. */
export async function findStoredAct(tx: ReadContext, at: ActPointer): Promise<StoredAct | null> {
  const bytes = await tx.get(actKey(at.recordId, at.sequence));
  return bytes === null ? null : resolveStoredAct(tx, bytes);
}

/** Parses a stored act, following a pointer. @throws CoreError `ERR_CORE_SHAPE` on a damaged state */
export async function resolveStoredAct(tx: ReadContext, bytes: Uint8Array): Promise<StoredAct> {
  const value = parseStrictJson(bytes);
  if (typeof value === "object" && value !== null && "act" in value)
    return parseShape(storedShape, value, "stored act");
  const pointer = parseShape(pointerShape, value, "act pointer");
  const main = await tx.get(actKey(pointer.recordId, pointer.sequence));
  return parseShape(storedShape, parseStrictJson(main ?? new Uint8Array()), "stored act");
}
