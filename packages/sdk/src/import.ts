import { formatInstant, parseStrictJson, type Json } from "@openlading/core";
import {
  decodeBinding,
  decodeManifest,
  encodeDossier,
  openDossier,
  type CarriedDocument,
  type Dossier,
} from "@openlading/dossier";
import { isDocumentKind, type DocumentKind } from "@openlading/documents";
import { orderTerms, rightId, type Reader } from "@openlading/law";
import type { Verdict } from "@openlading/verify";
import type { PartyContext } from "./core.ts";
import { SdkError } from "./error.ts";
import { bindingKey } from "./export.ts";
import { documentEntry, findDocument, type RightOpening, type StoredDocument } from "./stored-document.ts";
import type { ShelfEntry } from "./store.ts";
import { verifyDossier } from "./verify-dossier.ts";

/** Judges a dossier against the network's trust; unless it is invalid, keeps what it carries. */
export async function importDossier(
  ctx: PartyContext,
  bytes: Uint8Array,
  reader: Reader,
): Promise<{ readonly recordId: string; readonly verdict: Verdict }> {
  const moment = formatInstant(ctx.core.now());
  const verdict = await verifyDossier(bytes, {
    trust: ctx.core.trust,
    moment,
    reader,
  });
  if (verdict.overall === "invalid" || verdict.main === null) throw refused(verdict);
  const { dossier } = await openDossier(bytes);
  const entries: ShelfEntry[] = [];
  for (const carried of dossier.documents) entries.push(...(await documentsFrom(ctx, dossier, carried)));
  for (const binding of dossier.bindings)
    entries.push({ shelf: "statement", key: bindingKey(decodeBinding(binding).thumbprint), value: binding });
  const value: Json = parseStrictJson(encodeDossier({ ...dossier, attachments: [] }), {
    maxBytes: 32 * 1024 * 1024,
    maxMembers: 1_000_000,
  });
  await ctx.store.put([...entries, { shelf: "dossier", key: dossier.main, value }]);
  return { recordId: verdict.main, verdict };
}

function refused(verdict: Verdict): SdkError {
  const failed = verdict.checks.filter((check) => check.outcome === "invalid").map((check) => check.code);
  const details = { checks: [...new Set(failed)] };
  return new SdkError({ code: "ERR_SDK_IMPORT", message: "the dossier is invalid; nothing of it was kept", details });
}

/** A carried document as it is kept. What this party issued itself stays as it is; openings are added to what is known. */
async function documentsFrom(
  ctx: PartyContext,
  dossier: Dossier,
  carried: CarriedDocument,
): Promise<readonly ShelfEntry[]> {
  const known = await findDocument(ctx.store, carried.recordId);
  if (known?.state === "COMMITTED" && known.data !== null) return [];
  const openings = openingsOf(dossier, carried);
  if (carried.manifest === undefined)
    return known === null && openings.length === 0
      ? []
      : [documentEntry(merged(known, bare(carried.recordId), openings))];
  const { documentKind, version, attachments } = decodeManifest(carried.manifest);
  const received: StoredDocument = {
    ...bare(carried.recordId), kind: kindOf(documentKind), version, manifest: carried.manifest, data: objectOf(carried.document),
    issuanceManifest: carried.issuanceManifest ?? null, attachments, anchor: dossier.anchors.find((a) => a.recordId === carried.recordId) ?? null,
  }; // prettier-ignore
  return [documentEntry(merged(known, received, openings))];
}

function bare(recordId: string): StoredDocument {
  return {
    recordId, kind: null, state: "RECEIVED", version: 1, data: null, manifest: null, issuanceManifest: null, openings: [], attachments: [], anchor: null,
  }; // prettier-ignore
}

/** The newer of two, and never less than what was known of one version. */
function merged(known: StoredDocument | null, came: StoredDocument, openings: readonly RightOpening[]): StoredDocument {
  if (known === null) return { ...came, openings };
  const isOlder = came.manifest === null || came.version < known.version;
  const base = isOlder ? known : came;
  if (known.version !== base.version) return { ...base, openings };
  const data = base.data ?? (known.manifest === base.manifest ? known.data : null);
  return { ...base, data, openings: joined(openings, known.openings) };
}

/** Each right once; the fuller list keeps its order, which is the one the bill's root was made in. */
function joined(some: readonly RightOpening[], others: readonly RightOpening[]): readonly RightOpening[] {
  const [fuller, rest] = some.length >= others.length ? [some, others] : [others, some];
  const rights = new Set(fuller.map((o) => o.right));
  return [...fuller, ...rest.filter((o) => !rights.has(o.right))];
}

/** Openings of an order are those of its bill's rights. */
function openingsOf(dossier: Dossier, { recordId, openings }: CarriedDocument): readonly RightOpening[] {
  const state = dossier.records.find((r) => r.recordId === recordId)?.state ?? null;
  const bill = state?.kind === "order" ? orderTerms(state).bill : recordId;
  return openings.map((o) => ({ ...o, right: rightId(bill, o.equipmentReference, o.salt) }));
}

const kindOf = (text: string): DocumentKind | null => (isDocumentKind(text) ? text : null);

function objectOf(value: CarriedDocument["document"]): StoredDocument["data"] {
  if (value === undefined || value === null || typeof value !== "object" || Array.isArray(value)) return null;
  return value as StoredDocument["data"];
}
