import { decodeHex, encodeHex, parseShape, shape, type Infer, type Json, type Shape } from "@openlading/core"; // prettier-ignore
import { ecJwkShape, parseRecord, parseRecordedAct, type RecordState } from "@openlading/law";
import { STATE_PROOF_SHAPE } from "@openlading/log";
import type { ProvenRecord, WitnessCheckpoint, WitnessedAct, WitnessSnapshot } from "./snapshot.ts";

const height = shape.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const digest = shape.hex(32);
const name = shape.text({ min: 1, max: 255 });
const line = shape.text({ min: 1, max: 4096 });
const act = shape.text({ min: 1, max: 2 * 1024 * 1024 });
const inclusion = shape.list(shape.text({ min: 44, max: 44 }), { max: 64 });

/** What is asked of a witness's server: the path, and the closed shape of the request's body. */
export const REQUESTS = {
  keys: shape.object({}),
  status: shape.object({}),
  watch: shape.object({ networkId: digest, contract: name, vkey: line }),
  "catch-up": shape.object({ networkId: digest, height: shape.optional(height) }),
  checkpoint: shape.object({ networkId: digest, height }),
  read: shape.object({
    networkId: digest,
    what: shape.literal("checkpoint", "record", "acts", "act", "state"),
    recordId: shape.optional(digest),
    digest: shape.optional(digest),
  }),
  tick: shape.object({ networkId: digest }),
  approve: shape.object({ networkId: digest, act }),
} as const;

export type Call = keyof typeof REQUESTS;
export type Request<C extends Call> = Infer<(typeof REQUESTS)[C]>;

export const keysShape = shape.object({ name, owner: name, vkey: line, clockKey: ecJwkShape });

/** A witness's name, its owner and keys it has just made: what a genesis says of it. */
export type OfferedKeys = Infer<typeof keysShape>;

export const statusShape = shape.object({
  name,
  networks: shape.list(
    shape.object({
      networkId: digest,
      contract: name,
      height,
      // Blocks with acts that are not replayed yet; null where the ledger does not say.
      behind: shape.nullable(height),
      treeSize: height,
      checkpoint: shape.nullable(shape.object({ height, cosignedAt: height })),
      fault: shape.nullable(shape.text({ max: 4096 })),
    }),
    { max: 1024 },
  ),
});

/** How a witness is: each network it watches, how far it is there, and what keeps it from going on. */
export type WitnessStatus = Infer<typeof statusShape>;

export const doneShape = shape.object({});
export const heightShape = shape.object({ height });
export const actShape = shape.object({ act });
/** An answer, and the checkpoint's body under which it is proven: two answers of one body are of one moment. */
export const readShape = shape.object({
  moment: shape.nullable(line),
  value: shape.json({ maxBytes: 64 * 1024 * 1024 }),
});

const checkpointShape = shape.object({
  body: line,
  height,
  treeSize: height,
  rootHash: digest,
  closing: shape.object({ leafIndex: height, height, stateRoot: digest, inclusion }),
  cosignature: line,
  cosignedAt: height,
});

export const checkpointAnswer = shape.object({ checkpoint: shape.nullable(checkpointShape) });

export function encodeCheckpoint(checkpoint: WitnessCheckpoint | null): Json {
  if (checkpoint === null) return null;
  const { rootHash, closing, ...rest } = checkpoint;
  return { ...rest, rootHash: encodeHex(rootHash), closing: { ...closing } };
}

export function decodeCheckpoint(found: Infer<typeof checkpointAnswer>["checkpoint"]): WitnessCheckpoint | null {
  return found === null ? null : { ...found, rootHash: decodeHex(found.rootHash) };
}

/** One thing that is read of a snapshot. */
export type Read = Omit<Request<"read">, "networkId">;

/** Reads it of a snapshot, ready to be sent. */
export function answerRead(snapshot: WitnessSnapshot, { what, recordId = "", digest: of = "" }: Read): Json {
  switch (what) {
    case "checkpoint":
      return encodeCheckpoint(snapshot.checkpoint());
    case "record": {
      const { state, proof } = snapshot.record(recordId);
      return { state: recordJson(state), proof: { ...proof } };
    }
    case "acts":
      return snapshot.acts(recordId).map(actJson);
    case "act": {
      const found = snapshot.act(of);
      return found === null ? null : actJson(found);
    }
    case "state":
      return recordJson(snapshot.stateByDigest(recordId, of));
  }
}

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
const recordJson = (state: RecordState | null): Json => plain(state);
const actJson = (found: WitnessedAct): Json => plain(found);

const provenShape = shape.object({ state: shape.json({ maxBytes: 4 * 1024 * 1024 }), proof: STATE_PROOF_SHAPE });
const placedShape = shape.object({
  act: shape.json({ maxBytes: 4 * 1024 * 1024 }),
  approvals: shape.json({ maxBytes: 4 * 1024 * 1024 }),
  entry: shape.json({ maxBytes: 4 * 1024 * 1024 }),
  height,
  index: height,
  leafIndex: height,
  inclusion,
});

const recordOf = (value: Json): RecordState | null => (value === null ? null : parseRecord(value));

function actOf(value: Json): WitnessedAct {
  const { act: signed, approvals, entry, ...place } = parseShape(placedShape, value, "act");
  return { ...parseRecordedAct({ act: signed, approvals, entry }), ...place };
}

/** A snapshot over values fetched elsewhere: parsed, because a server is not trusted with shapes. */
export function snapshotOver(networkId: string, get: (read: Read) => Json): WitnessSnapshot {
  const checkpoint: Shape<Infer<typeof checkpointShape>> = checkpointShape;
  return {
    networkId,
    checkpoint: () => {
      const value = get({ what: "checkpoint" });
      return value === null ? null : decodeCheckpoint(parseShape(checkpoint, value, "checkpoint"));
    },
    record: (recordId): ProvenRecord => {
      const { state, proof } = parseShape(provenShape, get({ what: "record", recordId }), "record");
      return { state: recordOf(state), proof };
    },
    acts: (recordId) => {
      const value = get({ what: "acts", recordId });
      return (Array.isArray(value) ? (value as readonly Json[]) : []).map(actOf);
    },
    act: (of) => {
      const value = get({ what: "act", digest: of });
      return value === null ? null : actOf(value);
    },
    stateByDigest: (recordId, of) => recordOf(get({ what: "state", recordId, digest: of })),
  };
}

/** An error as it is sent. */
export const errorShape = shape.object({
  error: shape.object({
    code: name,
    message: shape.text({ max: 4096 }),
    details: shape.map(shape.json({ maxBytes: 64 * 1024 }), { max: 64 }),
  }),
});

export type ErrorAnswer = Infer<typeof errorShape>;
