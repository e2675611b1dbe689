import { encodeBase64, encodeHex } from "@openlading/core";
import { DOCUMENT_KINDS, type DocumentKind } from "@openlading/documents";
import { batchId, batchLeaf, countersignatureId, evidenceTerms } from "@openlading/law";
import type { CallOptions } from "@openlading/ledger";
import { createHistoryTree, createMemoryNodeStore, leafHash } from "@openlading/log";
import { unfit } from "./bill.ts";
import { mustRead } from "./cards.ts";
import type { PartyContext } from "./core.ts";
import { bounded } from "./deadline.ts";
import type { Outcome } from "./outcome.ts";
import { preparePaper, type Paper, type PaperInput } from "./paper.ts";
import type { AnchoredBatch, Anchoring, Countersigning, EvidenceIssue, IssuedDocument } from "./request.ts";
import { perform } from "./perform.ts";
import { documentEntry } from "./stored-document.ts";
import { representing } from "./title.ts";

/** Issues a document that proves and carries no title. */
export async function issueDocument(
  ctx: PartyContext,
  o: EvidenceIssue,
  options?: CallOptions,
): Promise<IssuedDocument> {
  const { manifest, token, stored } = await preparePaper(ctx, paperOf(o, 1));
  const { beta, commitment, recordId } = manifest;
  const facts = { beta, documentKind: o.kind, commitment };
  const request = { actionCode: "ISSUE_EVIDENCE", facts, ...representing(o) };
  const outcome = await perform(ctx, request, options, [documentEntry(stored)]);
  return { outcome, recordId, manifest: token };
}

/** Issues a document in the place of another; the old one is superseded. */
export async function supersede(
  ctx: PartyContext,
  o: EvidenceIssue & { readonly evidence: string },
  options?: CallOptions,
): Promise<IssuedDocument> {
  const old = await mustRead(ctx, o.evidence, "evidence", bounded(options));
  const { manifest, token, stored } = await preparePaper(ctx, paperOf(o, evidenceTerms(old).version + 1));
  const { beta, commitment, recordId } = manifest;
  const facts = { beta, documentKind: o.kind, commitment };
  const request = { actionCode: "SUPERSEDE", main: o.evidence, facts, ...representing(o) };
  const outcome = await perform(ctx, request, options, [documentEntry(stored)]);
  return { outcome, recordId, manifest: token };
}

/** Signs a document as issued, or its completed form. The manifest opens the countersignature's commitment. */
export async function countersign(
  ctx: PartyContext,
  o: Countersigning,
  options?: CallOptions,
): Promise<IssuedDocument> {
  const { evidence } = o;
  const { manifest, token, stored } = await preparePaper(ctx, { kind: o.kind, data: o.data });
  const recordId = countersignatureId(evidence, ctx.partyId);
  const facts = { evidence, commitment: manifest.commitment };
  const outcome = await perform(ctx, { actionCode: "COUNTERSIGN", facts }, options, [
    documentEntry({ ...stored, recordId }),
  ]);
  return { outcome, recordId, manifest: token };
}

export function revoke(
  ctx: PartyContext,
  { evidence }: { readonly evidence: string },
  options?: CallOptions,
): Promise<Outcome> {
  return perform(ctx, { actionCode: "REVOKE", main: evidence }, options);
}

/** Anchors many documents by one root; each keeps its place in the batch. */
export async function anchor(ctx: PartyContext, o: Anchoring, options?: CallOptions): Promise<AnchoredBatch> {
  const papers: Paper[] = [];
  for (const { kind, data } of o.documents) papers.push(await preparePaper(ctx, paperOf({ kind, data }, 1)));
  const recordIds = papers.map((p) => p.manifest.recordId);
  if (new Set(recordIds).size !== recordIds.length) throw unfit("documents: two have one number");
  const tree = createHistoryTree(createMemoryNodeStore(), 0);
  for (const { manifest } of papers) tree.append(leafHash(batchLeaf(manifest.recordId, manifest.commitment)));
  const facts = { root: encodeHex(tree.root()), size: papers.length };
  const batch = batchId(ctx.core.networkId, ctx.partyId, facts.root);
  const keep = papers.map(({ manifest: { recordId, commitment }, stored }, leafIndex) => {
    const inclusion = tree.inclusionProof(leafIndex).map(encodeBase64);
    return documentEntry({ ...stored, anchor: { recordId, commitment, batch, leafIndex, inclusion } });
  });
  const outcome = await perform(ctx, { actionCode: "ANCHOR", facts }, options, keep);
  return { outcome, batch, recordIds, manifests: papers.map((p) => p.token) };
}

function paperOf(o: EvidenceIssue, version: number): PaperInput {
  assertEvidence(o.kind);
  return {
    kind: o.kind, data: o.data, version,
    ...(o.attachments === undefined ? {} : { attachments: o.attachments }),
    ...(o.representedParty === undefined ? {} : { issuer: o.representedParty }),
    ...(o.id === undefined ? {} : { id: o.id }),
  }; // prettier-ignore
}

function assertEvidence(kind: DocumentKind): void {
  if (DOCUMENT_KINDS[kind].machine !== "evidence") throw unfit(`kind: a ${kind} is not issued as evidence`);
}
