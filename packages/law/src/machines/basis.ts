import { shape } from "@openlading/core";
import { documentRecordId } from "../ids.ts";
import type { RecordState } from "../record.ts";
import { action, fromFacts, type Action, type ApprovalRule, type NeedThat, type Role, type Scene } from "../row.ts";
import { id, titleTerms } from "../terms.ts";
import { areOfBill, isRightsOf, vestedRights, vestingShape, type Vesting } from "./vesting.ts";

const RELEASE_PLACES = ["NAMED_DESTINATION", "ELSEWHERE"] as const;
const originals = shape.integer({ min: 0, max: 99 });
const paperFacts = shape.object({
  beta: id, place: shape.literal(...RELEASE_PLACES), originalsIssued: originals, originalsPresented: originals, evidence: id, rights: vestingShape,
}); // prettier-ignore
interface PaperFacts {
  readonly beta: string;
  readonly place: (typeof RELEASE_PLACES)[number];
  readonly originalsIssued: number;
  readonly originalsPresented: number;
  readonly evidence: string;
  readonly rights: Vesting;
}

const carrier = () => [{ kind: "office", offices: ["carrier"] }] as const;
const cards = ({ facts }: { readonly facts: { readonly rights: PaperFacts["rights"] } }) =>
  facts.rights.map(({ right, card }) => ({ token: card, recordId: right }));

/** The bill by its issuer and number: read to see that no electronic record of it lives. */
const noElectronicBill: Role<PaperFacts> = {
  name: "bill", kind: "title", mode: "reads",
  ids: fromFacts((f, { networkId, principal }) => (principal === null ? null : documentRecordId(networkId, principal, f.beta))),
}; // prettier-ignore
const isPaper = (scene: Scene, need: NeedThat): void => {
  need(!scene.has("bill") || scene.one("bill") === null, "ERR_LAW_STATUS", "the bill lives as an electronic record", { status: scene.has("bill") ? (scene.one("bill")?.status ?? null) : null });
}; // prettier-ignore

interface PaperRow {
  readonly actionCode: string;
  readonly clause: string;
  readonly type: "SURRENDERED_PAPER" | "TELEX_RELEASE" | "BANK_GUARANTEE";
  readonly areEnough: (facts: PaperFacts) => boolean;
  readonly approvals?: () => readonly ApprovalRule[];
}

function paperAction({ actionCode, clause, type, areEnough, approvals }: PaperRow): Action {
  return action<PaperFacts>({
    actionCode, clause, machine: "release", subject: "bill", facts: paperFacts, by: carrier, cards, ...(approvals ? { approvals } : {}),
    roles: [noElectronicBill, ...vestedRights<PaperFacts>({ type, rights: (f) => f.rights, bill: billByNumber })],
    guard: isPaper,
    check: ({ facts, scene }, need) => {
      need(areEnough(facts), "ERR_LAW_ORIGINALS", "originalsPresented: too few for this release");
      need(areOfBill(scene.ids("bill")[0] ?? "", facts.rights), "ERR_LAW_RIGHTS", "rights: a seal does not give a right of this bill");
    },
  }); // prettier-ignore
}

function billByNumber({
  facts,
  networkId,
  principal,
}: {
  readonly facts: { readonly beta: string } | null;
  readonly networkId: string;
  readonly principal: string | null;
}): string | null {
  return facts === null || principal === null ? null : documentRecordId(networkId, principal, facts.beta);
}

const isFullSet = (f: PaperFacts): boolean => f.originalsPresented === f.originalsIssued;

const waybillFacts = shape.object({ bill: id, rights: vestingShape });
interface WaybillFacts {
  readonly bill: string;
  readonly rights: PaperFacts["rights"];
}

/** What releases cargo when no electronic bill was surrendered: a row each. One original accomplishes the set at the named destination only. */
export const basisActions: readonly Action[] = [
  paperAction({ actionCode: "RELEASE_ON_PAPER", clause: "release/8", type: "SURRENDERED_PAPER",
    areEnough: (f) => f.originalsIssued > 0 && (f.place === "NAMED_DESTINATION" ? f.originalsPresented >= 1 && f.originalsPresented <= f.originalsIssued : isFullSet(f)) }),
  paperAction({ actionCode: "RELEASE_ON_TELEX", clause: "release/9", type: "TELEX_RELEASE", areEnough: isFullSet }),
  paperAction({ actionCode: "RELEASE_ON_GUARANTEE", clause: "release/10", type: "BANK_GUARANTEE", areEnough: (f) => f.originalsPresented <= f.originalsIssued,
    approvals: () => [{ authority: { kind: "office", offices: ["bank"] }, threshold: 1 }] }),

  action<WaybillFacts>({
    actionCode: "RELEASE_ON_WAYBILL", clause: "release/11", machine: "release", subject: "waybill", facts: waybillFacts, cards,
    roles: [
      { name: "waybill", kind: "title", mode: "changes", ids: fromFacts((f) => f.bill), effect: () => ({ status: "ACCOMPLISHED" }) },
      ...vestedRights<WaybillFacts>({ type: "SEA_WAYBILL", rights: (f) => f.rights, bill: ({ facts }) => facts?.bill ?? null }),
    ],
    by: (scene) => { const bill = waybillOf(scene); return bill === null ? [] : [{ kind: "office", offices: ["carrier"], partyId: titleTerms(bill).issuer }]; },
    // The named consignee identifies itself by its own key; no paper is needed.
    approvals: ({ scene }) => [{ authority: { kind: "control", slot: waybillOf(scene)?.slots["consignee"] ?? null }, threshold: 1 }],
    guard: (scene, need) => {
      const bill = waybillOf(scene);
      need(bill !== null && titleTerms(bill).form === "WAYBILL", "ERR_LAW_FORM", "the record is no sea waybill");
      need(bill?.status === "ISSUED", "ERR_LAW_STATUS", "the waybill is not live", { status: bill?.status ?? null });
    },
    check: ({ facts, scene }, need) => {
      const bill = waybillOf(scene);
      const ids = facts.rights.map((r) => r.right);
      need(bill !== null && isRightsOf(titleTerms(bill), ids), "ERR_LAW_RIGHTS", "rights: not the rights of this waybill");
      need(areOfBill(facts.bill, facts.rights), "ERR_LAW_RIGHTS", "rights: a seal does not give a right of this waybill");
    },
  }),
]; // prettier-ignore

function waybillOf(scene: Scene): RecordState | null {
  return scene.has("waybill") ? scene.one("waybill") : null;
}
