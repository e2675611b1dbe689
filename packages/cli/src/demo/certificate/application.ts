import { OpenLadingError, type JsonObject, type Text } from "@openlading/core";
import type { DocumentFault } from "@openlading/documents";
import type { Party } from "@openlading/sdk";
import { applyForCertificate, type Applied } from "../../certificate/apply.ts";
import { refuseApplication } from "../../certificate/approve.ts";
import { CAST, type CertificatePart } from "../cast.ts";
import { wrong, type Stage } from "../stage.ts";
import { withItem } from "./papers.ts";
import type { Scene } from "./scene.ts";

const SHOWN_DIFFERENCES = 3;

/** A mistake found at home, an application in order, and one that a person refuses. */
export async function playApplications(scene: Scene): Promise<Applied> {
  const { stage, papers } = scene;
  stage.chapter({ en: "An exporter applies for a certificate of origin", zh: "出口商申请原产地证书" });
  await stage.catchUp();
  await refusedHere(scene, withItem(papers.application, 0, { quantity: { value: 25000, unit: "C62" } }));
  const good = await apply(scene, papers.application);
  stage.tell({
    kind: "verdict", time: null, who: CAST.trader.name, where: null, details: [],
    what: { en: `application ${good.number} agrees with invoice ${papers.invoice.number} and packing list ${papers.packingList.number}`, zh: `申请 ${good.number} 与发票 ${papers.invoice.number}、装箱单 ${papers.packingList.number} 一致` },
  }); // prettier-ignore
  const wrongCriterion = withItem({ ...papers.application, documentNumber: "HM-CO-26-0078" }, 2, {
    originCriterion: "WO",
  });
  await playRefusal(scene, await apply(scene, wrongCriterion));
  return good;
}

/** A mistake that the exporter's own program finds: nothing is signed, nothing reaches the ledger. */
async function refusedHere({ stage, desks, papers }: Scene, data: JsonObject): Promise<void> {
  const details = await applyForCertificate(desks.trader, {
    authority: CAST.chamber.partyId,
    data,
    beside: [papers.invoice, papers.packingList],
  }).then(
    () => null,
    (error: unknown) => differencesOf(error),
  );
  if (details === null || details.length === 0) throw wrong("an application that contradicts its invoice was made");
  stage.tell({
    kind: "refusal", time: null, who: CAST.trader.name, where: null, details: details.slice(0, SHOWN_DIFFERENCES),
    what: { en: "25,000 pieces on the application, 24,000 on the invoice: NOT SENT", zh: "申请写 25,000 件，发票写 24,000 件：未发出" },
  }); // prettier-ignore
}

function differencesOf(error: unknown): readonly Text[] {
  if (!(error instanceof OpenLadingError)) throw error;
  const { faults } = error.details;
  if (!Array.isArray(faults)) throw error;
  return (faults as unknown as readonly DocumentFault[]).map(({ code, path, text }) => ({
    en: `${code} ${path}: ${text.en}`,
    zh: `${code} ${path}：${text.zh}`,
  }));
}

async function apply({ stage, desks, papers }: Scene, data: JsonObject): Promise<Applied> {
  const beside = [papers.invoice, papers.packingList];
  const applied = await applyForCertificate(desks.trader, { authority: CAST.chamber.partyId, data, beside });
  stage.learnName(applied.recordId, applied.number);
  await stage.must(Promise.resolve(applied.outcome));
  await hand(stage, desks.trader.party, desks.chamber.party, { recordId: applied.recordId, name: applied.number });
  return applied;
}

/** A dossier goes from one side to the other, which judges and keeps it. */
async function hand(
  stage: Stage<CertificatePart>,
  from: Party,
  to: Party,
  o: { readonly recordId: string; readonly name: string },
): Promise<void> {
  const bytes = await from.export({ recordId: o.recordId, audience: [to.partyId] });
  await stage.handOver(`${o.name}.dossier.json`, bytes);
  await to.import(bytes);
}

async function playRefusal({ stage, desks }: Scene, { recordId }: Applied): Promise<void> {
  stage.chapter({ en: "The chamber examines", zh: "商会审核" });
  const answer = refuseApplication(desks.chamber, { application: recordId, reason: "ORIGIN_CRITERION" });
  await stage.must(answer);
  stage.tell({
    kind: "refusal", time: null, who: CAST.chamber.name, where: null, details: [],
    what: { en: "grease is not wholly obtained (WO): examined by a person, REFUSED", zh: "润滑脂不属于完全获得（WO）：经人工审核，不予签发" },
  }); // prettier-ignore
}
