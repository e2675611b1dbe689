import { parseShape, shape, type Json, type JsonObject } from "@openlading/core";
import type { CarriedAnchor } from "@openlading/dossier";
import { attachmentShape, isDocumentKind, type Attachment, type DocumentKind } from "@openlading/documents";
import { SdkError } from "./error.ts";
import type { PartyStore, ShelfEntry } from "./store.ts";

/** One container of a bill: `salt` (hex, 16 bytes) leads from its number to the id of its release right. */
export interface RightOpening {
  readonly equipmentReference: string;
  readonly salt: string;
  readonly right: string;
}

/**
 * A document as a party keeps it: its own (`COMMITTED`), or one that came in a dossier and was judged (`RECEIVED`).
 * `PENDING` is an own document whose act has no answer yet. `kind` and `data` are null when only openings are known.
 */
export interface StoredDocument {
  readonly recordId: string;
  readonly kind: DocumentKind | null;
  readonly state: "PENDING" | "COMMITTED" | "RECEIVED";
  readonly version: number;
  readonly data: JsonObject | null;
  readonly manifest: string | null;
  readonly issuanceManifest: string | null;
  readonly openings: readonly RightOpening[];
  readonly attachments: readonly Attachment[];
  readonly anchor: CarriedAnchor | null;
}

const MAX_DATA_BYTES = 16 * 1024 * 1024;
const MAX_TOKEN = 256 * 1024;
const id = shape.hex(32);
const place = shape.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const token = shape.text({ min: 1, max: MAX_TOKEN });
const storedShape = shape.object({
  recordId: id,
  kind: shape.nullable(shape.text({ min: 1, max: 40 })),
  state: shape.literal("PENDING", "COMMITTED", "RECEIVED"),
  version: shape.integer({ min: 1, max: 9999 }),
  data: shape.nullable(shape.json({ maxBytes: MAX_DATA_BYTES })),
  manifest: shape.nullable(token),
  issuanceManifest: shape.nullable(token),
  openings: shape.list(shape.object({ equipmentReference: shape.text({ min: 1, max: 40 }), salt: shape.hex(16), right: id }), { max: 200 }),
  attachments: shape.list(attachmentShape, { max: 256 }),
  anchor: shape.nullable(
    shape.object({ recordId: id, commitment: id, batch: id, leafIndex: place, inclusion: shape.list(shape.text({ min: 44, max: 44 }), { max: 64 }) }),
  ),
}); // prettier-ignore

/** Reads a kept document back. @throws SdkError `ERR_SDK_STORE` */
export function parseStoredDocument(value: unknown): StoredDocument {
  try {
    const stored = parseShape(storedShape, value, "stored document");
    return { ...stored, kind: isDocumentKind(stored.kind) ? stored.kind : null, data: asObject(stored.data) };
  } catch (cause) {
    throw new SdkError({ code: "ERR_SDK_STORE", message: "a kept document is damaged", cause });
  }
}

function asObject(value: Json): JsonObject | null {
  if (value === null) return null;
  if (typeof value !== "object" || Array.isArray(value)) throw new TypeError("data: not an object");
  return value as JsonObject;
}

/** How a document is kept: by its record and version. */
export function documentEntry(document: StoredDocument): ShelfEntry {
  return { shelf: "document", key: documentKey(document), value: { ...document } as unknown as JsonObject };
}

const documentKey = ({ recordId, version }: Pick<StoredDocument, "recordId" | "version">): string =>
  `${recordId}/${String(version).padStart(4, "0")}`;

/** Every version kept, by record id. */
export async function listDocuments(store: PartyStore): Promise<readonly StoredDocument[]> {
  return (await store.list("document")).map(({ value }) => parseStoredDocument(value));
}

/** The newest version kept of a record's document, or null. */
export async function findDocument(store: PartyStore, recordId: string): Promise<StoredDocument | null> {
  const versions = await store.list("document", `${recordId}/`);
  const newest = versions.at(-1);
  return newest === undefined ? null : parseStoredDocument(newest.value);
}
