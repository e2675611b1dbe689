import { shape, type JsonObject } from "@openlading/core";
import { DOCUMENT_KINDS, isDocumentKind } from "@openlading/documents";
import { appearanceId, documentRecordId, printingId } from "../ids.ts";
import type { RecordState } from "../record.ts";
import { action, fromFacts, mainId, type Action, type At, type Authority, type Role, type Scene } from "../row.ts";
import {
  applicationTerms, certificateTerms, copyNumber, id, MAX_COPIES, printingTerms, publicCode, type ApplicationTerms, type CertificateTerms,
} from "../terms.ts"; // prettier-ignore
import { liveCertificate, terms } from "./certificate-scene.ts";

const APPLICATION = "certificate-application";
const numbered = { beta: id, documentKind: shape.text({ min: 1, max: 40 }), commitment: id };

/** Offices that may issue a kind of this machine; none for one that is only registered, or that another machine governs. */
function issuers(documentKind: string): readonly string[] {
  if (documentKind === APPLICATION || !isDocumentKind(documentKind)) return [];
  const { machine, offices } = DOCUMENT_KINDS[documentKind];
  return machine === "certificate" ? offices : [];
}
const isRegistrable = (documentKind: string): boolean =>
  documentKind !== APPLICATION &&
  isDocumentKind(documentKind) &&
  DOCUMENT_KINDS[documentKind].machine === "certificate";

/** Who answers for a certificate: its issuer, or for a file issued elsewhere the holder who registered it. */
function keeper(scene: Scene): readonly Authority[] {
  const t = terms(scene);
  if (t === null) return [];
  return t.origin === "REGISTERED" ? [{ kind: "party", partyId: t.holder }] : issuer(t);
}
function issuer({ issuer: partyId, documentKind }: CertificateTerms): readonly Authority[] {
  return partyId === null ? [] : [{ kind: "office", offices: issuers(documentKind), partyId }];
}
const ownIssuer = (scene: Scene): readonly Authority[] => {
  const t = terms(scene);
  return t === null ? [] : issuer(t);
};
const holder = (scene: Scene): readonly Authority[] => {
  const t = terms(scene);
  return t === null ? [] : [{ kind: "party", partyId: t.holder }];
};

function certificate<F>(change: (old: CertificateTerms, at: At<F>) => { readonly status?: string; readonly commitment?: string; readonly terms: Partial<CertificateTerms> }): Role<F> {
  return {
    name: "certificate", kind: "certificate", mode: "changes", ids: mainId,
    effect: (previous, at) => {
      if (previous === null) return { status: "NONE" };
      const old = certificateTerms(previous);
      const { terms: changed, ...rest } = change(old, at);
      return { status: previous.status, ...rest, terms: { ...old, ...changed } };
    },
  };
} // prettier-ignore

/** Its own number, its own copies: nothing of what went before is carried over but who holds it, and from what. */
const fresh = (given: Partial<CertificateTerms> & JsonObject): JsonObject => ({
  ...given,
  version: 1,
  duplicates: 0,
  successor: null,
  reason: null,
});
const own = fromFacts<{ readonly beta: string }>((f, { networkId, principal }) => principal === null ? null : documentRecordId(networkId, principal, f.beta)); // prettier-ignore

const ofCertificate: Role<{ readonly certificate: string }> = {
  name: "certificate",
  kind: "certificate",
  mode: "reads",
  ids: fromFacts((f) => f.certificate),
};
/** The holder's own seal and signature stand on what is printed of a certificate issued here, so they must be authorised. */
function appearanceOf({ scene }: { readonly scene: Scene }): readonly string[] | null {
  if (!scene.has("certificate")) return null;
  const t = terms(scene);
  return t?.origin === "NATIVE" ? [appearanceId(scene.networkId, t.holder)] : [];
}
const copies = (printing: RecordState | null): number => (printing === null ? 0 : printingTerms(printing).copies);
const applied = (scene: Scene): ApplicationTerms | null => {
  const application = scene.one("application");
  return application === null ? null : applicationTerms(application);
};

/** Certificates that are issued here or registered from elsewhere: to have, to print, to replace. */
export const certificateActions: readonly Action[] = [
  action({
    actionCode: "ISSUE_CERTIFICATE", machine: "certificate", clause: "certificate/4", subject: "application", facts: shape.object(numbered),
    roles: [
      { name: "application", kind: "application", mode: "changes", ids: mainId, effect: () => ({ status: "GRANTED" }) },
      { name: "certificate", kind: "certificate", mode: "creates", ids: own,
        effect: (_, { facts, who, scene, main }) => ({
          status: "ISSUED", commitment: facts.commitment,
          terms: fresh({ documentKind: facts.documentKind, origin: "NATIVE", issuer: who.principal, holder: applied(scene)?.applicant ?? "", application: main }),
        }) },
    ],
    by: (scene, facts) => {
      const application = applied(scene);
      const offices = issuers(facts === null ? "certificate-of-origin" : facts.documentKind);
      return application === null ? [] : [{ kind: "office", offices, partyId: application.authority }];
    },
    guard: (scene, need) => { need(scene.one("application")?.status === "EXAMINED", "ERR_LAW_STATUS", "the application was not accepted", { status: scene.one("application")?.status ?? null }); },
  }),

  action({
    actionCode: "REGISTER_CERTIFICATE", machine: "certificate", clause: "certificate/5", subject: "certificate", facts: shape.object(numbered),
    roles: [{
      name: "certificate", kind: "certificate", mode: "creates", ids: own,
      effect: (_, { facts, who }) => ({
        status: "REGISTERED", commitment: facts.commitment,
        terms: fresh({ documentKind: facts.documentKind, origin: "REGISTERED", issuer: null, holder: who.principal ?? "", application: null }),
      }),
    }],
    by: () => [{ kind: "party" }],
    check: ({ facts }, need) => { need(isRegistrable(facts.documentKind), "ERR_LAW_FACTS", "documentKind: not a kind that is registered"); },
  }),

  action({
    actionCode: "PRINT_CERTIFICATE", machine: "certificate", clause: "certificate/6", subject: "certificate",
    facts: shape.object({ certificate: id, copy: copyNumber, commitment: shape.nullable(id) }),
    roles: [
      ofCertificate,
      { name: "appearance", kind: "appearance", mode: "reads", ids: appearanceOf },
      { name: "printing", kind: "printing", mode: "puts", ids: ({ scene }) => (scene.has("certificate") ? scene.ids("certificate").map(printingId) : null),
        effect: (_, { facts }) => ({ status: "PRINTED", commitment: facts.commitment, terms: { certificate: facts.certificate, copies: facts.copy } }) },
    ],
    by: holder,
    guard: (scene, need) => {
      liveCertificate(scene, need);
      if (terms(scene)?.origin === "NATIVE")
        need(scene.has("appearance") && scene.one("appearance")?.status === "AUTHORISED", "ERR_LAW_APPEARANCE", "the holder has not authorised its seal and signature");
      need(copies(scene.one("printing")) < MAX_COPIES, "ERR_LAW_COPY", "no further copy may be printed");
    },
    check: ({ facts, scene }, need) => {
      const next = copies(scene.one("printing")) + 1;
      need(facts.copy === next, "ERR_LAW_COPY", "copy: not the next one", { copy: facts.copy, next });
    },
  }),

  action({
    actionCode: "REPLACE_CERTIFICATE", machine: "certificate", clause: "certificate/7", subject: "certificate", facts: shape.object(numbered),
    roles: [
      certificate((_, { scene }) => ({ status: "REPLACED", terms: { successor: scene.ids("successor")[0] ?? null } })),
      { name: "successor", kind: "certificate", mode: "creates", ids: own,
        effect: (_, { facts, scene }) => {
          const old = terms(scene);
          return { status: old?.origin === "NATIVE" ? "ISSUED" : "REGISTERED", commitment: facts.commitment, terms: fresh({ ...old, documentKind: facts.documentKind }) };
        } },
    ],
    by: keeper,
    guard: liveCertificate,
    check: ({ facts, scene }, need) => { need(facts.documentKind === terms(scene)?.documentKind, "ERR_LAW_FACTS", "documentKind: the successor is of another kind"); },
  }),

  action<{ readonly commitment: string }>({
    actionCode: "DUPLICATE_CERTIFICATE", machine: "certificate", clause: "certificate/8", subject: "certificate", facts: shape.object({ commitment: id }),
    roles: [certificate(({ version, duplicates }, { facts }) => ({ commitment: facts.commitment, terms: { version: version + 1, duplicates: duplicates + 1 } }))],
    by: ownIssuer,
    guard: liveCertificate,
  }),

  action<{ readonly reason: string }>({
    actionCode: "CANCEL_CERTIFICATE", machine: "certificate", clause: "certificate/9", subject: "certificate", facts: shape.object({ reason: publicCode }),
    roles: [certificate((_, { facts: { reason } }) => ({ status: "CANCELLED", terms: { reason } }))],
    by: keeper,
    guard: liveCertificate,
  }),
]; // prettier-ignore
