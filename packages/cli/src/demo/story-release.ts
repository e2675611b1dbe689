import { parseUtcInstant, type Text } from "@openlading/core";
import { completeEir } from "@openlading/formats";
import { readCustomsRelease } from "@openlading/documents";
import type { GateLight } from "@openlading/sdk";
import { lightOf } from "../commands/light.ts";
import { CAST } from "./cast.ts";
import { customsNoticeOf, gateReportOf } from "./examples.ts";
import { raceGates, type Racer } from "./race.ts";
import type { ImportStage } from "./import-stage.ts";
import { reasonText, wrong } from "./stage.ts";
import { orderNumber, type Shipment } from "./story-title.ts";
import type { Launched, LaunchOptions } from "../terminal.ts";

/** What the proofs are about. */
export interface Released extends Shipment {
  readonly order: string;
  readonly eir: string;
  /** The receipt as the terminal completed and countersigned it. */
  readonly countersigned: string;
  /** The container that left, and the one that did not. */
  readonly gone: { readonly right: string; readonly container: string };
  readonly left: { readonly right: string; readonly container: string };
}

export type Launch = (args: readonly string[], options?: LaunchOptions) => Promise<Launched>;

/** From the surrender of the bill to the container outside the gate. */
export async function playRelease(stage: ImportStage, shipment: Shipment, launch: Launch): Promise<Released> {
  const order = await playSurrender(stage, shipment);
  const eir = await playReceipt(stage);
  await playCustoms(stage, shipment);
  const [first, second] = shipment.openings;
  if (first === undefined || second === undefined) throw wrong("the example bill has two containers");
  const presentation = await playGate(stage, first.right, shipment.facility, launch);
  await playReplay(stage, first.right, presentation);
  const countersigned = await playCompletion(stage, eir);
  return {
    ...shipment, order, eir, countersigned,
    gone: { right: first.right, container: first.equipmentReference },
    left: { right: second.right, container: second.equipmentReference },
  }; // prettier-ignore
}

async function playSurrender(stage: ImportStage, { bill, facility, openings }: Shipment): Promise<string> {
  const { people, examples } = stage;
  stage.chapter({ en: "Surrender, and the delivery order", zh: "交单与提货单" });
  const representedParty = CAST.carrier.partyId;
  const { vesting } = await people.buyer.vestingFor({ bill });
  await stage.handOver("vesting.json", JSON.stringify({ bill, vesting }, null, 2));
  await stage.must(people.buyer.surrender({ bill, vesting }));
  await stage.must(people.agent.acceptSurrender({ bill, vesting, representedParty }));
  const issued = await people.agent.issueOrder({
    document: examples.deliveryOrder,
    bill,
    rights: openings.map((o) => o.right),
    facility,
    representedParty,
    id: await people.carrier.recordId("delivery-order", orderNumber(stage)),
  });
  await stage.must(Promise.resolve(issued.outcome));
  return issued.recordId;
}

async function playReceipt({ people, examples, must }: ImportStage): Promise<string> {
  const { outcome, recordId } = await people.carrier.issueDocument({ kind: "eir", data: examples.eir });
  await must(Promise.resolve(outcome));
  return recordId;
}

async function playCustoms(stage: ImportStage, { openings }: Shipment): Promise<void> {
  const { people, examples } = stage;
  stage.chapter({ en: "Customs selects the container for inspection", zh: "海关布控查验" });
  const rightOf = (container: string): string => openings.find((o) => o.equipmentReference === container)?.right ?? "";
  const setFrom = async (message: Uint8Array): Promise<void> => {
    const notice = customsNoticeOf(message);
    for (const container of readCustomsRelease(notice).containers ?? [])
      await stage.must(
        people.customs.setLight({ right: rightOf(container), lightKind: "CUSTOMS", ...lightOf(notice) }),
      );
  };
  await setFrom(examples.messages.examination);
  for (const { right } of openings)
    await stage.must(
      people.terminal.setLight({ right, lightKind: "TERMINAL", colour: "GREEN", reason: "CHARGES_PAID" }),
    );
  const [first] = openings;
  if (first !== undefined) await playHold(stage, first.right, first.equipmentReference);
  stage.chapter({ en: "Inspected and released", zh: "查验放行" });
  await setFrom(examples.messages.release);
}

async function playHold(stage: ImportStage, right: string, container: string): Promise<void> {
  const found = await stage.people.terminal.gateCheck({ right });
  if (found.open) throw wrong("the gate must hold while customs is red");
  stage.tell({
    kind: "hold",
    time: null,
    who: CAST.terminal.name,
    what: { en: `gate check of ${container}: HOLD`, zh: `闸口查询 ${container}：不放行` },
    where: null,
    details: found.lights.map((light) => describeLight(light, stage.clock.now())),
  });
}

function describeLight({ colour, lightKind, reason, signer, since }: GateLight, now: number): Text {
  const seconds = since === null ? 0 : Math.round((now - parseUtcInstant(since)) / 1000);
  return {
    en: `${lightKind} is ${colour}: ${reason ?? "not set"}, signed by ${signer ?? "nobody"}, ${seconds} s ago`,
    zh: `${lightKind} 为 ${colour}：${reason ?? "未设置"}，由 ${signer ?? "无人"} 于 ${seconds} 秒前签署`,
  };
}

async function playGate(stage: ImportStage, right: string, facility: string, launch: Launch): Promise<string> {
  const { buyer, haulier } = stage.people;
  stage.chapter({ en: "Two gates, one container", zh: "两个闸口，一个集装箱" });
  const { card } = await haulier.newCard({ recordId: right });
  await stage.must(buyer.passRight({ right, card }));
  const presentation = await haulier.presentation({ right, facility, validMinutes: 240 });
  const file = await stage.handOver("truck.presentation.jws", presentation);
  await stage.network.tick();
  const racers = await raceGates(stage, { right, presentationFile: file, launch });
  await stage.catchUp();
  for (const racer of racers.filter((one) => one.kind !== "committed")) tellLoser(stage, racer);
  return presentation;
}

function tellLoser(stage: ImportStage, racer: Racer): void {
  stage.tell({
    kind: "refusal",
    time: null,
    who: CAST.terminal.name,
    what: { en: `gate ${racer.gate}, a moment later: STAYS SHUT`, zh: `${racer.gate} 号闸口慢了一步：不开闸` },
    where: null,
    details: racer.reasons.map(reasonText),
  });
}

async function playReplay(stage: ImportStage, right: string, presentation: string): Promise<void> {
  const what = { en: "the same presentation, shown again: REFUSED", zh: "同一提示再次出示：被拒绝" };
  await stage.mustRefuse("terminal", what, stage.people.terminal.gateOut({ right, presentation }));
}

async function playCompletion(stage: ImportStage, eir: string): Promise<string> {
  const { people, examples } = stage;
  stage.chapter({
    en: "The interchange receipt is completed from the gate's CODECO",
    zh: "以闸口 CODECO 补全设备交接单",
  });
  const { completed, faults } = completeEir(examples.eir, gateReportOf(examples.messages.gateOut));
  if (completed === null) throw wrong(`the receipt and the gate's report disagree at ${faults[0]?.path ?? "$"}`);
  const { outcome, recordId } = await people.terminal.countersign({ evidence: eir, kind: "eir", data: completed });
  await stage.must(Promise.resolve(outcome));
  return recordId;
}
