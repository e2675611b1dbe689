import { shape } from "@openlading/core";
import { presentationId, printingId } from "../ids.ts";
import type { RecordState } from "../record.ts";
import { action, fromFacts, fromRecord, mainId, type Action, type Finder, type NeedThat, type Scene } from "../row.ts";
import { copyNumber, DECISIONS, id, presentationTerms, printingTerms, publicCode } from "../terms.ts";
import { isLive, liveCertificate } from "./certificate-scene.ts";

const presentFacts = shape.object({ certificate: id, copy: copyNumber, place: publicCode });
interface PresentFacts {
  readonly certificate: string;
  readonly copy: number;
  readonly place: string;
}

const printed = (scene: Scene): number => {
  const printing = scene.has("printing") ? scene.one("printing") : null;
  return printing === null ? 0 : printingTerms(printing).copies;
};

/** The copy the act names; without an act, every copy that was printed: a reader is told of all of them. */
function presented({ scene, facts }: Finder<PresentFacts>): readonly string[] | null {
  if (!scene.has("printing")) return null;
  const [certificate = ""] = scene.ids("certificate");
  if (facts !== null) return [presentationId(certificate, facts.copy)];
  return Array.from({ length: printed(scene) }, (_, i) => presentationId(certificate, i + 1));
}

/** A copy is taken once. Whoever shows it again is told where and when it was. */
function isUnpresented(scene: Scene, need: NeedThat): void {
  const all = scene.has("presentation") ? scene.each("presentation") : [];
  const taken = all.filter((p): p is RecordState => p !== null);
  const last = taken.at(-1);
  if (last === undefined || taken.length < all.length) return;
  const { copy, place, at } = presentationTerms(last);
  need(false, "ERR_LAW_PRESENTED", `copy ${String(copy)} was presented at ${place} on ${at}`, { copy, place, at });
}

/** A printed copy is shown to customs, which takes it. */
export const presentingActions: readonly Action[] = [
  action({
    actionCode: "PRESENT_CERTIFICATE", machine: "certificate", clause: "certificate/12", subject: "certificate", facts: presentFacts,
    roles: [
      { name: "certificate", kind: "certificate", mode: "reads", ids: fromFacts((f) => f.certificate) },
      { name: "printing", kind: "printing", mode: "reads", ids: ({ scene }) => (scene.has("certificate") ? scene.ids("certificate").map(printingId) : null) },
      { name: "presentation", kind: "presentation", mode: "puts", ids: presented,
        effect: (_, { facts: { certificate, copy, place }, who, transactionTime }) => ({
          status: "PRESENTED", terms: { certificate, copy, place, office: who.principal, at: transactionTime, reason: null },
        }) },
    ],
    by: () => [{ kind: "office", offices: ["customs"] }],
    guard: (scene, need) => {
      liveCertificate(scene, need);
      need(printed(scene) > 0, "ERR_LAW_COPY", "no copy was printed", { printed: printed(scene) });
      isUnpresented(scene, need);
    },
    check: ({ facts: { copy }, scene }, need) => { need(copy <= printed(scene), "ERR_LAW_COPY", "copy: not one that was printed", { copy, printed: printed(scene) }); },
  }),

  action({
    actionCode: "DECIDE_PRESENTATION", machine: "certificate", clause: "certificate/13", subject: "presentation",
    facts: shape.object({ result: shape.literal(...DECISIONS), reason: publicCode }),
    roles: [
      { name: "presentation", kind: "presentation", mode: "changes", ids: mainId,
        effect: (previous, { facts: { result, reason } }) => ({ status: result, terms: { ...previous?.terms, reason } }) },
      { name: "certificate", kind: "certificate", mode: "reads", ids: fromRecord("presentation", (p) => (p.kind === "presentation" ? presentationTerms(p).certificate : null)) },
    ],
    by: (scene) => {
      const presentation = scene.one("presentation");
      return presentation === null ? [] : [{ kind: "office", offices: ["customs"], partyId: presentationTerms(presentation).office }];
    },
    guard: (scene, need) => { need(scene.one("presentation")?.status === "PRESENTED", "ERR_LAW_STATUS", "the presentation does not wait for a decision"); },
    check: ({ facts, scene }, need) => { need(facts.result === "REFUSED" || isLive(scene.one("certificate")), "ERR_LAW_STATUS", "the certificate is no longer live: it can be refused only"); },
  }),
]; // prettier-ignore
