import { concatBytes } from "@openlading/core";
import {
  buildDossier, decodeBinding, redactDossier, writeDossier, type CarriedAnchor, type CarriedDocument, type Redaction,
} from "@openlading/dossier"; // prettier-ignore
import type { Attachment } from "@openlading/documents";
import { orderTerms, rightTerms, undertakingId, undertakingTerms, type RecordState } from "@openlading/law";
import type { CallOptions } from "@openlading/ledger";
import type { PartyContext } from "./core.ts";
import { bounded } from "./deadline.ts";
import { SdkError } from "./error.ts";
import type { ExportRequest } from "./request.ts";
import { findDocument, type RightOpening, type StoredDocument } from "./stored-document.ts";

/** What this party adds to the proofs. */
interface Own {
  readonly documents: readonly CarriedDocument[];
  readonly anchors: readonly CarriedAnchor[];
  readonly bindings: readonly string[];
  readonly attachments: readonly Attachment[];
}

/**
 * A dossier file about a record. Without `keep` it carries what belongs to the record itself: a bill's document and
 * openings; an order's document and the openings of its rights; of a right its own opening and its order, never the bill.
 */
export async function exportDossier(ctx: PartyContext, o: ExportRequest, options?: CallOptions): Promise<Uint8Array> {
  const limits = bounded(options);
  const { recordId, depth = "proof", keep, audience = [], attachmentBytes } = o;
  const own = await ownOf(ctx, o, limits);
  const attachments = attachmentBytes === undefined ? [] : own.attachments;
  const whole = await ctx.core.prove(
    (source) =>
      buildDossier({ source, main: recordId, depth, ...own, attachments, audience: [ctx.partyId, ...audience] }),
    limits,
  );
  const dossier = keep === undefined ? whole : redactDossier(whole, keep);
  const parts: Uint8Array[] = [];
  for await (const part of writeDossier(dossier, attachmentBytes ?? noBytes)) parts.push(part);
  return concatBytes(...parts);
}

function noBytes(): Uint8Array {
  throw new TypeError("a dossier without attachments asks for none");
}

async function ownOf(ctx: PartyContext, { recordId, keep }: ExportRequest, limits: CallOptions): Promise<Own> {
  const record = await ctx.core.read(recordId, limits);
  const documents = await documentsOf(ctx, recordId, record, limits);
  const asked = keep === undefined ? [] : await askedFor(ctx, keep, documents);
  const carried = [...documents.filter((d) => !asked.some((a) => a.recordId === d.recordId)), ...asked];
  const stored = await findDocument(ctx.store, recordId);
  const anchor = stored?.anchor ?? null;
  if (record === null && anchor === null) throw nothing(recordId);
  return {
    documents: carried,
    anchors: record === null && anchor !== null ? [anchor] : [],
    bindings: await bindingsOf(ctx, record),
    attachments: await attachmentsOf(ctx, carried),
  };
}

async function documentsOf(
  ctx: PartyContext,
  recordId: string,
  record: RecordState | null,
  limits: CallOptions,
): Promise<readonly CarriedDocument[]> {
  if (record?.kind === "right") return rightDocuments(ctx, record, limits);
  const stored = await findDocument(ctx.store, recordId);
  return stored === null ? [] : [carriedOf(stored)];
}

/** Of a right: its own opening alone, and the order that undertakes it when it names no other container. */
async function rightDocuments(
  ctx: PartyContext,
  right: RecordState,
  limits: CallOptions,
): Promise<readonly CarriedDocument[]> {
  const { bill } = rightTerms(right);
  const ordered = await orderOf(ctx, right, limits);
  const known = [...((await findDocument(ctx.store, bill))?.openings ?? []), ...(ordered?.stored?.openings ?? [])];
  const opening = known.find((o) => o.right === right.recordId);
  const opened = opening === undefined ? [] : [{ recordId: bill, openings: [plain(opening)] }];
  const stored = ordered?.isSole === true ? ordered.stored : null;
  return stored === null ? opened : [...opened, { ...carriedOf(stored), openings: [] }];
}

interface Ordered {
  readonly stored: StoredDocument | null;
  /** An order for several containers names them all: it travels only when the reader is told to have it. */
  readonly isSole: boolean;
}

async function orderOf(ctx: PartyContext, right: RecordState, limits: CallOptions): Promise<Ordered | null> {
  const undertaking = await ctx.core.read(undertakingId(right.recordId), limits);
  const order = undertaking === null ? null : await ctx.core.read(undertakingTerms(undertaking).order, limits);
  if (order === null) return null;
  const isSole = orderTerms(order).rights.length === 1;
  return { isSole, stored: await findDocument(ctx.store, order.recordId) };
}

/** Documents a redaction keeps beyond those of the record itself. */
async function askedFor(
  ctx: PartyContext,
  keep: Redaction,
  documents: readonly CarriedDocument[],
): Promise<readonly CarriedDocument[]> {
  const asked: CarriedDocument[] = [];
  for (const id of keep.documents) {
    if (documents.some((d) => d.recordId === id && d.manifest !== undefined)) continue;
    const stored = await findDocument(ctx.store, id);
    if (stored === null) throw nothing(id);
    asked.push(carriedOf(stored));
  }
  return asked;
}

const plain = ({ equipmentReference, salt }: RightOpening) => ({ equipmentReference, salt });

function carriedOf({ recordId, manifest, data, issuanceManifest, openings }: StoredDocument): CarriedDocument {
  return {
    recordId,
    ...(manifest === null ? {} : { manifest }),
    ...(data === null || manifest === null ? {} : { document: data }),
    ...(issuanceManifest === null || manifest === null ? {} : { issuanceManifest }),
    openings: openings.map(plain),
  };
}

/** Bindings this party has for the slots of a record: its own, and those that came in dossiers. */
async function bindingsOf(ctx: PartyContext, record: RecordState | null): Promise<readonly string[]> {
  const bindings: string[] = [];
  for (const { thumbprint } of Object.values(record?.slots ?? {})) {
    const own = await ctx.store.getKey(thumbprint);
    const came = own === null ? await ctx.store.get("statement", bindingKey(thumbprint)) : own.binding;
    if (typeof came === "string" && decodeBinding(came).thumbprint === thumbprint) bindings.push(came);
  }
  return [...new Set(bindings)];
}

export const bindingKey = (thumbprint: string): string => `binding/${thumbprint}`;

async function attachmentsOf(ctx: PartyContext, documents: readonly CarriedDocument[]): Promise<readonly Attachment[]> {
  const all: Attachment[] = [];
  for (const { recordId, manifest } of documents) {
    if (manifest !== undefined) all.push(...((await findDocument(ctx.store, recordId))?.attachments ?? []));
  }
  return [...new Map(all.map((a) => [a.digest, a])).values()];
}

function nothing(recordId: string): SdkError {
  return new SdkError({
    code: "ERR_SDK_NO_DOCUMENT",
    message: "neither the ledger nor this party has anything under that id",
    details: { recordId },
  });
}
