import { canonicalize, parseShape, parseStrictJson, shape, type Json, type Shape } from "@openlading/core";
import { attachmentShape, type Attachment } from "@openlading/documents";
import { STATE_PROOF_SHAPE, type StateProofJson } from "@openlading/log";
import { actDigest, parseEntry, parseRecord, type Entry, type RecordState } from "@openlading/law";
import { MAX_BINDING_CHARS } from "./binding.ts";
import { DossierError, detailsOf } from "./error.ts";

export const DOSSIER_FORMAT = "openlading-dossier/1";
/** Longest dossier in bytes of JSON. */
export const MAX_DOSSIER_BYTES = 16 * 1024 * 1024;
const MAX_MEMBERS = 1_000_000;
const MAX_TOKEN = 256 * 1024;

/** A signed act with the entry that recorded it and its place in the history: block `height`, `index` in it, `leafIndex` overall. */
export interface CarriedAct {
  readonly act: string;
  readonly approvals: readonly string[];
  readonly entry: Entry;
  readonly height: number;
  readonly index: number;
  readonly leafIndex: number;
  /** Sibling hashes, padded base64, from the leaf upwards. */
  readonly inclusion: readonly string[];
}

/** A cosigned checkpoint and the closing leaf that says which state it stands for. `stateRoot` is hex. */
export interface CarriedCheckpoint {
  readonly note: string;
  readonly closing: {
    readonly leafIndex: number;
    readonly height: number;
    readonly stateRoot: string;
    readonly inclusion: readonly string[];
  };
}

/** A record's state with its proof under the one state root; null proves that it does not exist. */
export interface CarriedRecord {
  readonly recordId: string;
  readonly state: RecordState | null;
  readonly proof: StateProofJson;
}

/** Which right of the document's bill is which container's. `salt` is hex, 16 bytes. */
export interface Opening {
  readonly equipmentReference: string;
  readonly salt: string;
}

/** What is known of a document: its manifest, its data where the reader is entitled to it, openings of rights. */
export interface CarriedDocument {
  readonly recordId: string;
  readonly manifest?: string;
  readonly document?: Json;
  readonly issuanceManifest?: string;
  readonly openings: readonly Opening[];
}

/** A document that was anchored in a batch: leaf `leafIndex` of the batch's tree. */
export interface CarriedAnchor {
  readonly recordId: string;
  readonly commitment: string;
  readonly batch: string;
  readonly leafIndex: number;
  readonly inclusion: readonly string[];
}

/** All that travels about one record. Nothing in it is established by parsing. */
export interface Dossier {
  readonly format: typeof DOSSIER_FORMAT;
  readonly networkId: string;
  readonly depth: "proof" | "replay";
  readonly main: string;
  readonly checkpoint: CarriedCheckpoint;
  readonly records: readonly CarriedRecord[];
  readonly acts: readonly CarriedAct[];
  readonly states: readonly RecordState[];
  readonly documents: readonly CarriedDocument[];
  readonly anchors: readonly CarriedAnchor[];
  readonly bindings: readonly string[];
  readonly attachments: readonly Attachment[];
}

/** Parsed by its own parser afterwards. */
const inner: Shape<unknown> = { accepts: (value): value is unknown => value !== undefined };
const place = shape.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const id = shape.hex(32);
const path = shape.list(shape.text({ min: 44, max: 44 }), { max: 64 });
const token = shape.text({ min: 1, max: MAX_TOKEN });

const dossierShape = shape.object({
  format: shape.literal(DOSSIER_FORMAT),
  networkId: id,
  depth: shape.literal("proof", "replay"),
  main: id,
  checkpoint: shape.object({
    note: shape.text({ min: 1, max: 64 * 1024 }),
    closing: shape.object({ leafIndex: place, height: place, stateRoot: id, inclusion: path }),
  }),
  records: shape.list(shape.object({ recordId: id, state: shape.nullable(inner), proof: STATE_PROOF_SHAPE }), { min: 1, max: 4096 }),
  acts: shape.list(
    shape.object({
      act: token, approvals: shape.list(token, { max: 16 }), entry: inner, height: place, index: place, leafIndex: place, inclusion: path,
    }),
    { max: 10_000 },
  ),
  states: shape.list(inner, { max: 10_000 }),
  documents: shape.list(
    shape.object({
      recordId: id, manifest: shape.optional(token), document: shape.optional(shape.json({ maxBytes: MAX_DOSSIER_BYTES })),
      issuanceManifest: shape.optional(token),
      openings: shape.list(shape.object({ equipmentReference: shape.text({ min: 1, max: 40 }), salt: shape.hex(16) }), { max: 200 }),
    }),
    { max: 64 },
  ),
  anchors: shape.list(shape.object({ recordId: id, commitment: id, batch: id, leafIndex: place, inclusion: path }), { max: 64 }),
  bindings: shape.list(shape.text({ min: 1, max: MAX_BINDING_CHARS }), { max: 256 }),
  attachments: shape.list(attachmentShape, { max: 256 }),
}); // prettier-ignore

/** Only dossiers this module parsed are in here. */
const parsed = new WeakSet<Dossier>();

/** Whether a dossier came out of the parser, so that its shape needs no second look. */
export function isParsedDossier(dossier: Dossier): boolean {
  return parsed.has(dossier);
}

/**
 * Reads a dossier of any version this library knows from its JSON bytes, at most 16 MiB. Establishes shape and limits,
 * nothing more: see the package verify.
 * @throws DossierError `ERR_DOSSIER_FORMAT`, `ERR_DOSSIER_SHAPE`, `ERR_DOSSIER_DUPLICATE`
 */
export function parseDossier(bytes: Uint8Array | string): Dossier {
  const value = shaped(() => parseStrictJson(bytes, { maxBytes: MAX_DOSSIER_BYTES, maxMembers: MAX_MEMBERS }));
  if (formatOf(value) !== DOSSIER_FORMAT) {
    throw new DossierError({ code: "ERR_DOSSIER_FORMAT", message: "the format is not one this library reads" });
  }
  return parseDossierV1(value);
}

/** Parses a value of format `openlading-dossier/1`. @throws DossierError `ERR_DOSSIER_SHAPE`, `ERR_DOSSIER_DUPLICATE` */
export function parseDossierV1(value: unknown): Dossier {
  const dossier = shaped((): Dossier => {
    const outer = parseShape(dossierShape, value, "dossier");
    return Object.freeze({
      ...outer,
      records: outer.records.map((r) => ({ ...r, state: r.state === null ? null : parseRecord(r.state) })),
      acts: outer.acts.map((a) => ({ ...a, entry: parseEntry(a.entry) })),
      states: outer.states.map(parseRecord),
    });
  });
  assertDistinct(dossier);
  parsed.add(dossier);
  return dossier;
}

/** The dossier's bytes: RFC 8785. */
export function encodeDossier(dossier: Dossier): Uint8Array {
  return canonicalize(dossier);
}

function assertDistinct(dossier: Dossier): void {
  once("records", dossier.records.map((r) => r.recordId)); // prettier-ignore
  once("acts", dossier.acts.map((a) => shaped(() => actDigest(a.act)))); // prettier-ignore
  once("acts", dossier.acts.map((a) => String(a.leafIndex))); // prettier-ignore
  once("documents", dossier.documents.map((d) => d.recordId)); // prettier-ignore
  once("anchors", dossier.anchors.map((a) => a.recordId)); // prettier-ignore
  once("bindings", dossier.bindings);
  once("attachments", dossier.attachments.map((a) => a.digest)); // prettier-ignore
  const strange = dossier.records.some((r) => r.state !== null && r.state.recordId !== r.recordId);
  const bare = dossier.documents.some(
    (d) => d.manifest === undefined && (d.document !== undefined || d.issuanceManifest !== undefined),
  );
  if (strange)
    throw new DossierError({ code: "ERR_DOSSIER_SHAPE", message: "records: a state stands under another id" });
  if (bare) throw new DossierError({ code: "ERR_DOSSIER_SHAPE", message: "documents: data without a manifest" });
}

function once(member: string, keys: readonly string[]): void {
  if (new Set(keys).size === keys.length) return;
  throw new DossierError({
    code: "ERR_DOSSIER_DUPLICATE",
    message: `${member}: one stands there twice`,
    details: { member },
  });
}

function formatOf(value: Json): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { readonly format?: Json }).format
    : undefined;
}

function shaped<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new DossierError({
      code: "ERR_DOSSIER_SHAPE",
      message: "the dossier is malformed",
      details: detailsOf(cause),
      cause,
    });
  }
}
