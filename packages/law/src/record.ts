import {
  canonicalize,
  domainDigest,
  encodeHex,
  parseShape,
  shape,
  type Infer,
  type JsonObject,
} from "@openlading/core";

/** Kinds of record the law knows. Everything the law reads is one of these. */
export const RECORD_KINDS = [
  "network", "clock", "party", "code", "card", "mandate", "facility",
  "evidence", "countersignature", "batch",
  "title", "basis", "right", "order", "undertaking", "light",
  "application", "certificate", "appearance", "printing", "presentation",
] as const; // prettier-ignore
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Who controls: a key's RFC 7638 thumbprint and a commitment to the party behind it. */
export const slotShape = shape.object({ thumbprint: shape.base64url({ bytes: 32 }), partyCommitment: shape.hex(32) });
export type Slot = Infer<typeof slotShape>;

const recordShape = shape.object({
  recordId: shape.hex(32),
  kind: shape.literal(...RECORD_KINDS),
  status: shape.text({ min: 1, max: 40 }),
  sequence: shape.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  head: shape.hex(32),
  updatedAt: shape.instant(),
  slots: shape.map(slotShape, { max: 8 }),
  terms: shape.json({ maxBytes: 256 * 1024 }),
  commitment: shape.nullable(shape.hex(32)),
});

/**
 * The ledger's state of one thing. `head` is the digest of its last act, `updatedAt` that act's ledger time
 * (UTC, ms, Z). Holds commitments and public terms only: never content, never personal data.
 */
export interface RecordState {
  readonly recordId: string;
  readonly kind: RecordKind;
  readonly status: string;
  readonly sequence: number;
  readonly head: string;
  readonly updatedAt: string;
  readonly slots: Readonly<Record<string, Slot>>;
  readonly terms: JsonObject;
  readonly commitment: string | null;
}

/** Parses a stored or carried record. @throws CoreError `ERR_CORE_SHAPE` with every fault */
export function parseRecord(value: unknown): RecordState {
  const record = parseShape(recordShape, value, "record");
  return freezeRecord({ ...record, terms: asObject(record.terms) });
}

/** Of records that cannot change any more; everybody who reads a record asks for both. */
const encodings = new WeakMap<RecordState, { readonly bytes: Uint8Array; readonly digest: string }>();

/** The record's bytes in the world state: RFC 8785. */
export function encodeRecord(record: RecordState): Uint8Array {
  return new Uint8Array(encoded(record).bytes);
}

/** Digest of a record's state, the value under its id in the state map: hex. */
export function stateDigest(record: RecordState): string {
  return encoded(record).digest;
}

function encoded(record: RecordState): { readonly bytes: Uint8Array; readonly digest: string } {
  const known = encodings.get(record);
  if (known !== undefined) return known;
  const bytes = canonicalize(record);
  const made = { bytes, digest: encodeHex(domainDigest("openlading/record/1", bytes)) };
  if (frozen.has(record)) encodings.set(record, made);
  return made;
}

function asObject(value: unknown): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError("terms: not an object");
  return value as JsonObject;
}

/** Records frozen here, and so to the bottom: Object.isFrozen alone says nothing about what is inside. */
const frozen = new WeakSet<object>();

/** Freezes a record and everything in it: cached records are shared. */
export function freezeRecord(record: RecordState): RecordState {
  frozen.add(deepFreeze(record));
  return record;
}

/** Freezes a value and everything in it: cached records are shared. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}
