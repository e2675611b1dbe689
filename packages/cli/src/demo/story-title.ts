import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { facilityId } from "@openlading/law";
import type { Party, RightOpening } from "@openlading/sdk";
import { CAST, FACILITY_CODE } from "./cast.ts";
import type { ImportStage } from "./import-stage.ts";

/** What the later scenes need of the earlier ones. */
export interface Shipment {
  readonly bill: string;
  readonly facility: string;
  readonly openings: readonly RightOpening[];
  readonly packingList: string;
}

const MANDATED = ["SACC", "SREJ", "ISSUE_DELIVERY_ORDER", "CANCEL_DELIVERY_ORDER"];

/** Standing rules, documents of the exporter, and the bill on its way to the buyer. */
export async function playTitle(stage: ImportStage): Promise<Shipment> {
  const facility = await playRules(stage);
  const packingList = await playEvidence(stage);
  const { bill, openings } = await playIssue(stage);
  await playToBank(stage, bill);
  await playTooEarly(stage, { bill, facility, openings });
  await playToBuyer(stage, bill);
  return { bill, facility, openings, packingList };
}

async function playRules(stage: ImportStage): Promise<string> {
  const { people, network } = stage;
  stage.chapter({ en: "A network, its parties and its rules", zh: "网络、主体与规则" });
  await stage.catchUp();
  const { customs, terminal } = CAST;
  await stage.must(
    people.terminal.setPolicy({
      facilityCode: FACILITY_CODE,
      purposes: {
        DELIVERY: [
          { lightKind: "CUSTOMS", authority: customs.partyId },
          { lightKind: "TERMINAL", authority: terminal.partyId },
        ],
      },
    }),
  );
  await stage.must(people.carrier.grantMandate({ agent: CAST.agent.partyId, actionCodes: MANDATED }));
  return facilityId(network.networkId, terminal.partyId, FACILITY_CODE);
}

async function playEvidence(stage: ImportStage): Promise<string> {
  const { people, examples } = stage;
  stage.chapter({ en: "The exporter packs", zh: "出口商装箱" });
  const [packingList, ...plans] = [examples.packingList, ...examples.loadPlans];
  const anchored = await people.exporter.anchor({
    documents: [{ kind: "packing-list", data: packingList }, ...plans.map((data) => ({ kind: "clp" as const, data }))],
  });
  await stage.must(Promise.resolve(anchored.outcome));
  return anchored.recordIds[0] ?? "";
}

async function playIssue(stage: ImportStage): Promise<Pick<Shipment, "bill" | "openings">> {
  const { people, examples } = stage;
  stage.chapter({ en: "The bill is issued and pledged", zh: "签发提单并质押给银行" });
  const number = examples.transportDocument["transportDocumentReference"];
  const { recordId } = await people.carrier.recordId("transport-document", typeof number === "string" ? number : "");
  const { card } = await people.exporter.newCard({ recordId });
  await stage.handOver("exporter.card.jws", card);
  const issued = await people.carrier.issueBill({
    issuance: { document: examples.transportDocument, issueTo: examples.issueTo },
    cards: { possessor: card, endorsee: card },
  });
  for (const { right, equipmentReference } of issued.openings) stage.learnName(right, equipmentReference);
  await stage.must(Promise.resolve(issued.outcome));
  if (issued.issuanceManifestSignedContent !== null)
    await stage.handOver("issuance-manifest.jws", issued.issuanceManifestSignedContent);
  await pass(stage, people.carrier, people.exporter, recordId);
  return { bill: recordId, openings: issued.openings };
}

async function playToBank(stage: ImportStage, bill: string): Promise<void> {
  const { exporter, bank } = stage.people;
  const { card } = await bank.newCard({ recordId: bill });
  await stage.handOver("bank.card.jws", card);
  await stage.must(exporter.endorseToOrder({ bill, card }));
  await stage.must(exporter.transfer({ bill, card }));
  await pass(stage, exporter, bank, bill);
}

/** The container is wanted while the bank still holds the bill. */
async function playTooEarly(stage: ImportStage, o: Pick<Shipment, "bill" | "facility" | "openings">): Promise<void> {
  const { people, examples } = stage;
  stage.chapter({ en: "Somebody asks for the cargo too early", zh: "有人过早要求提货" });
  const { outcome } = await people.agent.issueOrder({
    document: examples.deliveryOrder,
    bill: o.bill,
    rights: o.openings.map((opening) => opening.right),
    facility: o.facility,
    representedParty: CAST.carrier.partyId,
    id: await people.carrier.recordId("delivery-order", orderNumber(stage)),
  });
  const what = {
    en: "asks for a delivery order while the bank holds the bill: REFUSED",
    zh: "银行持单期间申请提货单：被拒绝",
  };
  await stage.mustRefuse("agent", what, Promise.resolve(outcome));
}

export function orderNumber({ examples }: ImportStage): string {
  const number = examples.deliveryOrder["documentNumber"];
  return typeof number === "string" ? number : "";
}

async function playToBuyer(stage: ImportStage, bill: string): Promise<void> {
  const { bank, buyer } = stage.people;
  stage.chapter({ en: "The buyer pays, the bill moves on", zh: "买方付款，提单流转" });
  const { card } = await buyer.newCard({ recordId: bill });
  await stage.handOver("buyer.card.jws", card);
  await stage.must(bank.endorse({ bill, card }));
  await stage.must(bank.offer({ bill, card }));
  await stage.must(buyer.accept({ bill }));
  await pass(stage, bank, buyer, bill);
}

/** Hands a dossier over: one side exports, the other judges and keeps it. */
export async function pass(stage: ImportStage, from: Party, to: Party, recordId: string): Promise<void> {
  const bytes = await from.export({ recordId, audience: [to.partyId] });
  await writeFile(join(stage.folder.inbox, `${to.partyId}-bill.dossier.json`), bytes);
  await to.import(bytes);
}
