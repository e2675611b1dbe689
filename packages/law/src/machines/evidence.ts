import { shape } from "@openlading/core";
import { DOCUMENT_KINDS, isDocumentKind } from "@openlading/documents";
import { batchId, countersignatureId, documentRecordId } from "../ids.ts";
import { action, fromFacts, mainId, type Action, type Authority, type NeedThat, type Scene } from "../row.ts";
import { evidenceTerms, id } from "../terms.ts";

const numbered = { beta: id, documentKind: shape.text({ min: 1, max: 40 }) };

/** Offices that may issue a kind; none for a kind this machine does not govern. */
function issuers(documentKind: string | undefined): readonly Authority[] {
  if (documentKind === undefined || !isDocumentKind(documentKind)) return [];
  const { machine, offices } = DOCUMENT_KINDS[documentKind];
  return machine === "evidence" ? [{ kind: "office", offices }] : [];
}

function ownIssuer(scene: Scene): readonly Authority[] {
  const record = scene.one("evidence");
  return record === null ? [] : [{ kind: "party", partyId: evidenceTerms(record).issuer }];
}

/** Documents that prove and do not carry title: issue, countersign, supersede, revoke, and batches. */
export const evidenceActions: readonly Action[] = [
  action({
    actionCode: "ISSUE_EVIDENCE", machine: "evidence", clause: "evidence/1", subject: "evidence",
    facts: shape.object({ ...numbered, commitment: id }),
    roles: [{
      name: "evidence", kind: "evidence", mode: "creates",
      ids: fromFacts((f, { networkId, principal }) => principal === null ? null : documentRecordId(networkId, principal, f.beta)),
      effect: (_, { facts, who }) => ({ status: "ISSUED", commitment: facts.commitment, terms: { documentKind: facts.documentKind, issuer: who.principal, version: 1, successor: null } }),
    }],
    by: (_, facts) => issuers(facts?.documentKind),
  }),

  action({
    actionCode: "COUNTERSIGN", machine: "evidence", clause: "evidence/2", subject: "evidence",
    // What is countersigned: the document as issued, or its completed form (a gate completes an interchange receipt).
    facts: shape.object({ evidence: id, commitment: id }),
    roles: [
      { name: "evidence", kind: "evidence", mode: "reads", ids: fromFacts((f) => f.evidence) },
      { name: "countersignature", kind: "countersignature", mode: "creates",
        ids: fromFacts((f, { principal }) => principal === null ? null : countersignatureId(f.evidence, principal)),
        effect: (_, { facts, who }) => ({ status: "SIGNED", commitment: facts.commitment, terms: { evidence: facts.evidence, signer: who.principal } }) },
    ],
    by: () => [{ kind: "party" }],
    guard: (scene, need) => {
      need(scene.one("evidence") !== null, "ERR_LAW_ABSENT", "there is no such document on the ledger");
      need(scene.one("evidence")?.status === "ISSUED", "ERR_LAW_STATUS", "the document is no longer live");
    },
  }),

  action({
    actionCode: "SUPERSEDE", machine: "evidence", clause: "evidence/3", subject: "evidence",
    facts: shape.object({ ...numbered, commitment: id }),
    roles: [
      { name: "evidence", kind: "evidence", mode: "changes", ids: mainId,
        effect: (previous, { scene }) => ({ status: "SUPERSEDED", terms: { ...previous?.terms, successor: scene.ids("successor")[0] ?? null } }) },
      { name: "successor", kind: "evidence", mode: "creates",
        ids: fromFacts((f, { networkId, principal }) => principal === null ? null : documentRecordId(networkId, principal, f.beta)),
        effect: (_, { facts, who, scene }) => ({ status: "ISSUED", commitment: facts.commitment, terms: { documentKind: facts.documentKind, issuer: who.principal, version: versionOf(scene) + 1, successor: null } }) },
    ],
    by: ownIssuer,
    guard: isIssued,
    check: ({ facts, scene }, need) => {
      const old = scene.one("evidence");
      need(old !== null && evidenceTerms(old).documentKind === facts.documentKind, "ERR_LAW_FACTS", "documentKind: the successor is of another kind");
    },
  }),

  action({
    actionCode: "REVOKE", machine: "evidence", clause: "evidence/4", subject: "evidence", facts: shape.object({}),
    roles: [{ name: "evidence", kind: "evidence", mode: "changes", ids: mainId, effect: () => ({ status: "REVOKED" }) }],
    by: ownIssuer,
    guard: isIssued,
  }),

  action({
    actionCode: "ANCHOR", machine: "evidence", clause: "evidence/5", subject: "batch",
    facts: shape.object({ root: id, size: shape.integer({ min: 1, max: 10_000 }) }),
    roles: [{
      name: "batch", kind: "batch", mode: "creates",
      ids: fromFacts((f, { networkId, principal }) => principal === null ? null : batchId(networkId, principal, f.root)),
      effect: (_, { facts, who }) => ({ status: "ANCHORED", terms: { issuer: who.principal, root: facts.root, size: facts.size } }),
    }],
    by: () => [{ kind: "party" }],
  }),

  action({
    actionCode: "REVOKE_ANCHORED", machine: "evidence", clause: "evidence/6", subject: "evidence",
    // A document of a batch has no record until something happens to it: this is its first and last act.
    facts: shape.object(numbered),
    roles: [{
      name: "evidence", kind: "evidence", mode: "creates",
      ids: fromFacts((f, { networkId, principal }) => principal === null ? null : documentRecordId(networkId, principal, f.beta)),
      effect: (_, { facts, who }) => ({ status: "REVOKED", terms: { documentKind: facts.documentKind, issuer: who.principal, version: 1, successor: null } }),
    }],
    by: (_, facts) => issuers(facts?.documentKind),
  }),
]; // prettier-ignore

function versionOf(scene: Scene): number {
  const old = scene.one("evidence");
  return old === null ? 0 : evidenceTerms(old).version;
}

function isIssued(scene: Scene, need: NeedThat): void {
  need(scene.one("evidence")?.status === "ISSUED", "ERR_LAW_STATUS", "the document is no longer live");
}
