import { parseShape, shape, type Infer } from "@openlading/core";

const entryShape = shape.object({
  networkId: shape.hex(32),
  actDigest: shape.hex(32),
  approvalDigests: shape.list(shape.hex(32), { max: 16 }),
  transactionId: shape.text({ min: 1, max: 128 }),
  transactionTime: shape.instant(),
  rulesVersion: shape.integer({ min: 1, max: 1000 }),
  reads: shape.list(shape.object({ recordId: shape.hex(32), stateDigest: shape.nullable(shape.hex(32)) }), {
    max: 4096,
  }),
  writes: shape.list(
    shape.object({
      recordId: shape.hex(32),
      sequence: shape.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      head: shape.hex(32),
      stateDigest: shape.hex(32),
    }),
    { min: 1, max: 1024 },
  ),
});

/**
 * What the ledger says it did: the act, everything it read (null = did not exist) and everything it wrote. It pins
 * what was read, so nobody can later hide a revocation that was, or was not, there.
 */
export type Entry = Infer<typeof entryShape>;

/** Parses an entry. @throws CoreError `ERR_CORE_SHAPE` */
export function parseEntry(value: unknown): Entry {
  return parseShape(entryShape, value, "entry");
}

const recordedActShape = shape.object({
  entry: shape.json({ maxBytes: 512 * 1024 }),
  act: shape.text({ min: 1, max: 192 * 1024 }),
  approvals: shape.list(shape.text({ min: 1, max: 192 * 1024 }), { max: 16 }),
});

/** An act with the entry that recorded it: the payload of a transaction's one event, and what the world state keeps. */
export interface RecordedAct {
  readonly entry: Entry;
  readonly act: string;
  readonly approvals: readonly string[];
}

/** Parses an event's payload. @throws CoreError `ERR_CORE_SHAPE` */
export function parseRecordedAct(value: unknown): RecordedAct {
  const recorded = parseShape(recordedActShape, value, "recorded act");
  return { act: recorded.act, approvals: recorded.approvals, entry: parseEntry(recorded.entry) };
}
