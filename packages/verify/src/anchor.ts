import { decodeBase64, decodeHex } from "@openlading/core";
import type { CarriedAnchor } from "@openlading/dossier";
import { DOCUMENT_KINDS, isDocumentKind } from "@openlading/documents";
import { batchLeaf, batchTerms, partyRecordId, partyTerms, type Lookup } from "@openlading/law";
import { leafHash, verifyInclusion } from "@openlading/log";
import type { Outcome, Report } from "./check.ts";
import type { VerdictDocument } from "./paper.ts";

/** The documents proven to be in an anchored batch, with their commitments. */
export function verifyAnchors(
  anchors: readonly CarriedAnchor[],
  lookup: Lookup,
  report: Report,
): ReadonlyMap<string, string> {
  const anchored = new Map<string, string>();
  for (const { recordId, commitment, batch, leafIndex, inclusion } of anchors) {
    const record = lookup(batch);
    if (record === undefined) {
      report.add("ANCHOR", "unknown", recordId);
      continue;
    }
    const isIn = report.attempt("ANCHOR", recordId, () => {
      if (record?.kind !== "batch") throw new RangeError("there is no such batch");
      const { root, size } = batchTerms(record);
      const proof = inclusion.map(decodeBase64);
      verifyInclusion({
        leafHash: leafHash(batchLeaf(recordId, commitment)),
        index: leafIndex,
        treeSize: size,
        rootHash: decodeHex(root),
        proof,
      });
      return true;
    });
    if (isIn !== null) anchored.set(recordId, commitment);
  }
  return anchored;
}

interface Context {
  readonly networkId: string;
  readonly lookup: Lookup;
}

/**
 * Whether a document's anchor is its issuer's word: a batch of its own, of a kind that lives as evidence. The ledger does
 * not see what a batch holds, so the office is asked here; one that is not held now may have been held then.
 */
export function anchorIssuerOutcome(document: VerdictDocument, batch: string, context: Context): Outcome {
  const { documentKind, issuer } = document;
  const record = context.lookup(batch);
  const isOwn = record?.kind === "batch" && batchTerms(record).issuer === issuer;
  if (!isOwn || !isDocumentKind(documentKind) || DOCUMENT_KINDS[documentKind].machine !== "evidence") return "invalid";
  const { offices } = DOCUMENT_KINDS[documentKind];
  const party = context.lookup(partyRecordId(context.networkId, issuer));
  const held: readonly string[] = party ? ["party", ...partyTerms(party).offices] : [];
  return offices.some((office) => held.includes(office)) ? "valid" : "unknown";
}
