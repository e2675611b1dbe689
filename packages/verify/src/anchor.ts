import { decodeBase64, decodeHex } from "@openlading/core";
import type { CarriedAnchor } from "@openlading/dossier";
import { batchLeaf, batchTerms, type Lookup } from "@openlading/law";
import { leafHash, verifyInclusion } from "@openlading/log";
import type { Report } from "./check.ts";

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
