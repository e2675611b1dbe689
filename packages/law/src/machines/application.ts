import { shape } from "@openlading/core";
import { DOCUMENT_KINDS } from "@openlading/documents";
import { partyIdShape } from "../act.ts";
import { documentRecordId, partyRecordId } from "../ids.ts";
import {
  action,
  fromFacts,
  mainId,
  type Action,
  type Authority,
  type NeedThat,
  type Role,
  type Scene,
} from "../row.ts";
import { applicationTerms, DECISIONS, id, partyTerms, publicCode, type ApplicationTerms } from "../terms.ts";

const nothing = shape.object({});
const AUTHORITIES = DOCUMENT_KINDS["certificate-of-origin"].offices;

const terms = (scene: Scene): ApplicationTerms | null => {
  const application = scene.one("application");
  return application === null ? null : applicationTerms(application);
};
const isStatus = (statuses: readonly string[], message: string) => (scene: Scene, need: NeedThat): void => {
  const status = scene.one("application")?.status ?? null;
  need(status !== null && statuses.includes(status), "ERR_LAW_STATUS", message, { status });
}; // prettier-ignore
const by = (pick: (t: ApplicationTerms) => Authority) => (scene: Scene): readonly Authority[] => {
  const t = terms(scene);
  return t === null ? [] : [pick(t)];
}; // prettier-ignore
const authority: Role<{ readonly authority: string }> = {
  name: "authority", kind: "party", mode: "reads", ids: fromFacts((f, { networkId }) => partyRecordId(networkId, f.authority)),
}; // prettier-ignore

/** Whether the authority an application names is one that issues certificates. */
function isAuthority(scene: Scene, need: NeedThat): void {
  const party = scene.one("authority");
  need(party !== null, "ERR_LAW_NO_PARTY", "authority: not enrolled");
  const offices = party === null ? [] : partyTerms(party).offices;
  need(offices.some((o) => AUTHORITIES.includes(o)), "ERR_LAW_FACTS", "authority: holds no office that issues certificates"); // prettier-ignore
}

/** An exporter asks an authority for a certificate; the authority answers. */
export const applicationActions: readonly Action[] = [
  action({
    actionCode: "APPLY_CERTIFICATE", machine: "certificate", clause: "certificate/1", subject: "application",
    facts: shape.object({ beta: id, commitment: id, authority: partyIdShape }),
    roles: [
      { name: "application", kind: "application", mode: "creates",
        ids: fromFacts((f, { networkId, principal }) => principal === null ? null : documentRecordId(networkId, principal, f.beta)),
        effect: (_, { facts, who }) => ({ status: "APPLIED", commitment: facts.commitment, terms: { applicant: who.principal, authority: facts.authority, reason: null } }) },
      authority,
    ],
    by: () => [{ kind: "party" }],
    check: ({ scene, facts, who }, need) => {
      need(facts.authority !== who.principal, "ERR_LAW_FACTS", "authority: nobody examines its own application");
      isAuthority(scene, need);
    },
  }),

  action({
    actionCode: "EXAMINE_APPLICATION", machine: "certificate", clause: "certificate/2", subject: "application",
    facts: shape.object({ result: shape.literal(...DECISIONS), reason: publicCode }),
    roles: [{ name: "application", kind: "application", mode: "changes", ids: mainId,
      effect: (previous, { facts }) => ({ status: facts.result === "ACCEPTED" ? "EXAMINED" : "REFUSED", terms: { ...previous?.terms, reason: facts.reason } }) }],
    by: by((t) => ({ kind: "office", offices: AUTHORITIES, partyId: t.authority })),
    guard: isStatus(["APPLIED"], "the application does not wait to be examined"),
  }),

  action({
    actionCode: "WITHDRAW_APPLICATION", machine: "certificate", clause: "certificate/3", subject: "application", facts: nothing,
    roles: [{ name: "application", kind: "application", mode: "changes", ids: mainId, effect: () => ({ status: "WITHDRAWN" }) }],
    by: by((t) => ({ kind: "party", partyId: t.applicant })),
    guard: isStatus(["APPLIED", "EXAMINED"], "the application was answered or taken back"),
  }),
]; // prettier-ignore
