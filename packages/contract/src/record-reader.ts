import { parseStrictJson } from "@openlading/core";
import { parseRecord, type RecordState } from "@openlading/law";

/** The record that a state key's bytes stand for. */
export type RecordReader = (recordId: string, bytes: Uint8Array) => RecordState;

const MAX_KEPT = 8192;

/**
 * Parses each state of a record once: the second endorsement, and every later reader of a party or a policy, is given
 * the same frozen record when the bytes are the same. It depends on the bytes alone.
 */
export function createRecordReader(): RecordReader {
  const kept = new Map<string, { readonly bytes: Uint8Array; readonly record: RecordState }>();
  return (recordId, bytes) => {
    const known = kept.get(recordId);
    if (known !== undefined && Buffer.compare(known.bytes, bytes) === 0) return known.record;
    const record = parseRecord(parseStrictJson(bytes));
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(recordId, { bytes, record });
    return record;
  };
}
