import { shape, type JsonObject } from "@openlading/core";
import { basisId, documentRecordId, vestingDigest } from "../ids.ts";
import type { RecordState, Slot } from "../record.ts";
import {
  action,
  fromFacts,
  mainId,
  type Action,
  type At,
  type Authority,
  type Change,
  type NeedThat,
  type Role,
  type Row,
  type Scene,
} from "../row.ts";
import { decodeCard } from "../statement.ts";
import { id, MAX_RIGHTS, TITLE_FORMS, titleTerms, type TitleTerms } from "../terms.ts";
import { areOfBill, isRightsOf, vestedRights, vestingShape, type Vesting } from "./vesting.ts";

const card = shape.text({ min: 1, max: 2048 });
const nothing = shape.object({});

const slot = (scene: Scene, name: string): Slot | null => scene.one("title")?.slots[name] ?? null;
const terms = (scene: Scene): TitleTerms | null => {
  const title = scene.one("title");
  return title === null ? null : titleTerms(title);
};
const possessor = (scene: Scene): readonly Authority[] => [{ kind: "control", slot: slot(scene, "possessor") }];
const issuer = (scene: Scene): readonly Authority[] => {
  const t = terms(scene);
  return t === null ? [] : [{ kind: "office", offices: ["carrier"], partyId: t.issuer }];
};
const hasForm =
  (...forms: readonly TitleTerms["form"][]) =>
  (title: RecordState): boolean =>
    title.kind === "title" && forms.includes(titleTerms(title).form);
const isPending =
  (purpose: "DELIVERY" | "AMENDMENT") =>
  (title: RecordState): boolean =>
    title.kind === "title" && titleTerms(title).surrender?.purpose === purpose;

function title<F>(effect: (previous: RecordState, at: At<F>) => Change): Role<F> {
  return {
    name: "title",
    kind: "title",
    mode: "changes",
    ids: mainId,
    effect: (previous, at) => (previous === null ? { status: "NONE" } : effect(previous, at)),
  };
}
const withTerms = (previous: RecordState, changed: Partial<TitleTerms>): JsonObject => ({
  ...titleTerms(previous),
  ...changed,
});
const isStatus =
  (status: string, message: string) =>
  (scene: Scene, need: NeedThat): void => {
    need(scene.one("title")?.status === status, "ERR_LAW_STATUS", message, {
      status: scene.one("title")?.status ?? null,
    });
  };
const isIssued = isStatus("ISSUED", "the bill is not live");
const isNewHolder = <F>(at: At<F>, need: NeedThat, name = "possessor"): void => {
  need(
    slot(at.scene, name)?.thumbprint !== at.recipient().thumbprint,
    "ERR_LAW_RECIPIENT",
    `recipient: the ${name} already`,
  );
};

type TitleRow<F> = Pick<Row<F>, "actionCode" | "clause" | "facts" | "by"> &
  Partial<Row<F>> & {
    readonly effect: (previous: RecordState, at: At<F>) => Change;
    readonly more?: readonly Role<F>[];
  };
function titleAction<F>({ effect, more, ...row }: TitleRow<F>): Action {
  return action({
    machine: "title",
    subject: "title",
    roles: [title(effect), ...(more ?? [])],
    guard: isIssued,
    ...row,
  });
}

const negotiable = hasForm("ORDER", "BLANK");
const straight = hasForm("STRAIGHT");
const waybill = hasForm("WAYBILL");
const anyBill = hasForm("ORDER", "BLANK", "STRAIGHT");

const offerFacts = shape.object({ offerExpiresAt: shape.instant() });
const toConsignee = <F>(at: At<F>, need: NeedThat): void => {
  isNewHolder(at, need);
  need(
    slot(at.scene, "possessor")?.thumbprint === slot(at.scene, "shipper")?.thumbprint,
    "ERR_LAW_FORM",
    "a straight bill passes from the shipper only",
  );
  need(
    slot(at.scene, "consignee")?.thumbprint === at.recipient().thumbprint,
    "ERR_LAW_RECIPIENT",
    "a straight bill passes to its named consignee only",
  );
};
const give = (previous: RecordState, at: At<unknown>): Change => ({
  status: "ISSUED",
  slots: { possessor: at.recipient() },
  terms: withTerms(previous, {}),
});
const offer = (previous: RecordState, at: At<{ readonly offerExpiresAt: string }>): Change => ({
  status: "IN_TRANSFER",
  slots: { offeree: at.recipient() },
  terms: withTerms(previous, { offer: { expiresAt: at.facts.offerExpiresAt } }),
});
const endOffer = (previous: RecordState): Change => ({
  status: "ISSUED",
  slots: { offeree: null },
  terms: withTerms(previous, { offer: null }),
});
const offered = isStatus("IN_TRANSFER", "nothing is on offer");
const offeree = (scene: Scene): readonly Authority[] => [{ kind: "control", slot: slot(scene, "offeree") }];

/** Who may endorse: the endorsee who also possesses; on a blank bill the possessor. */
function endorser(scene: Scene, need: NeedThat): void {
  isIssued(scene, need);
  const endorsee = slot(scene, "endorsee");
  need(terms(scene)?.isEndorsable === true, "ERR_LAW_FORM", "the endorsee may not endorse on");
  need(
    endorsee === null || endorsee.thumbprint === slot(scene, "possessor")?.thumbprint,
    "ERR_LAW_NOT_ENTITLED",
    "the possessor is not the endorsee",
  );
}
const endorse =
  (isEndorsable: boolean) =>
  (previous: RecordState, at: At<unknown>): Change => ({
    status: "ISSUED",
    slots: { endorsee: at.recipient() },
    terms: withTerms(previous, { form: "ORDER", isEndorsable }),
  });

/** Straight: shipper or named consignee; named holder: that holder; blank: possession is enough. */
function entitledHolder(scene: Scene, need: NeedThat): void {
  isIssued(scene, need);
  const held = slot(scene, "possessor")?.thumbprint;
  const named =
    terms(scene)?.form === "STRAIGHT" ? [slot(scene, "consignee"), slot(scene, "shipper")] : [slot(scene, "endorsee")];
  const names = named.filter((s) => s !== null).map((s) => s.thumbprint);
  need(
    names.length === 0 || names.some((n) => n === held),
    "ERR_LAW_NOT_ENTITLED",
    "the possessor is not the person the bill names",
  );
}
const surrender = (purpose: "DELIVERY" | "AMENDMENT", vesting: string | null, previous: RecordState): Change => ({
  status: `PENDING_SURRENDER_FOR_${purpose}`,
  terms: withTerms(previous, { surrender: { purpose, vesting } }),
});

const issueFacts = shape.object({
  beta: id,
  commitment: id,
  form: shape.literal(...TITLE_FORMS),
  rightsRoot: id,
  rightsCount: shape.integer({ min: 1, max: MAX_RIGHTS }),
  isRedirectWaived: shape.boolean(),
  cards: shape.object({
    possessor: card,
    endorsee: shape.optional(card),
    shipper: shape.optional(card),
    consignee: shape.optional(card),
  }),
});

/** Bills of lading and sea waybills: the operative record of title. */
export const titleActions: readonly Action[] = [
  action({
    actionCode: "ISSUE", machine: "title", clause: "title/1", subject: "title", facts: issueFacts,
    roles: [
      { name: "title", kind: "title", mode: "creates",
        ids: fromFacts((f, { networkId, principal }) => principal === null ? null : documentRecordId(networkId, principal, f.beta)),
        effect: (_, { facts, who, card: slotOf }) => ({
          status: "ISSUED", commitment: facts.commitment,
          slots: Object.fromEntries(Object.entries(facts.cards).map(([name, token]) => [name, slotOf(token)])),
          terms: {
            form: facts.form, issuer: who.principal, rightsRoot: facts.rightsRoot, rightsCount: facts.rightsCount, version: 1,
            isEndorsable: facts.form === "ORDER" || facts.form === "BLANK", isRedirectWaived: facts.isRedirectWaived, offer: null, surrender: null,
          },
        }) },
      { name: "basis", kind: "basis", mode: "reads", ids: ({ scene }) => (scene.has("title") ? [basisId(scene.ids("title")[0] ?? "")] : null) },
    ],
    by: () => [{ kind: "office", offices: ["carrier"] }],
    cards: ({ facts, main }) => Object.values(facts.cards).map((token) => ({ token, recordId: main })),
    check: ({ facts, scene }, need) => {
      need(scene.one("basis") === null, "ERR_LAW_BASIS_EXISTS", "the number was released on paper already");
      const has = (name: keyof typeof facts.cards): boolean => facts.cards[name] !== undefined;
      const named = facts.form === "STRAIGHT" || facts.form === "WAYBILL";
      need(has("consignee") === named && has("shipper") === named, "ERR_LAW_FORM", "cards: shipper and consignee exactly for a straight bill or waybill");
      need(has("endorsee") === (facts.form === "ORDER"), "ERR_LAW_FORM", "cards: an endorsee exactly for a bill to a named order");
      const isShippers = !named || decodeCard(facts.cards.possessor).thumbprint === decodeCard(facts.cards.shipper ?? facts.cards.possessor).thumbprint;
      need(isShippers, "ERR_LAW_FORM", "cards: a straight bill or waybill is issued to its shipper");
      need(facts.form === "WAYBILL" || !facts.isRedirectWaived, "ERR_LAW_FORM", "isRedirectWaived: only a waybill can waive it");
    },
  }),

  titleAction({ actionCode: "TRANSFER", clause: "title/2", when: negotiable, facts: nothing, by: possessor, recipient: true, effect: give, check: isNewHolder }),
  titleAction({ actionCode: "TRANSFER", clause: "title/3", when: straight, facts: nothing, by: possessor, recipient: true, effect: give, check: toConsignee }),
  titleAction({ actionCode: "TRANSFER", clause: "title/4", when: waybill, facts: nothing, by: possessor, recipient: true, effect: give, guard: refuseForm }),

  titleAction({ actionCode: "OFFER", clause: "title/5", when: negotiable, facts: offerFacts, by: possessor, recipient: true, effect: offer, check: isNewHolder, deadlines: (_, f) => (f === null ? [] : [f.offerExpiresAt]) }),
  titleAction({ actionCode: "OFFER", clause: "title/6", when: straight, facts: offerFacts, by: possessor, recipient: true, effect: offer, check: toConsignee, deadlines: (_, f) => (f === null ? [] : [f.offerExpiresAt]) }),
  titleAction({ actionCode: "OFFER", clause: "title/4", when: waybill, facts: offerFacts, by: possessor, recipient: true, effect: offer, guard: refuseForm }),
  titleAction({
    actionCode: "ACCEPT", clause: "title/7", facts: nothing, by: offeree, guard: offered,
    deadlines: (scene) => { const expiresAt = terms(scene)?.offer?.expiresAt; return expiresAt === undefined ? [] : [expiresAt]; },
    effect: (previous) => ({ ...endOffer(previous), slots: { offeree: null, possessor: previous.slots["offeree"] ?? null } }),
  }),
  titleAction({ actionCode: "DECLINE", clause: "title/8", facts: nothing, by: offeree, guard: offered, effect: endOffer }),
  titleAction({ actionCode: "WITHDRAW", clause: "title/9", facts: nothing, by: possessor, guard: offered, effect: endOffer }),

  titleAction({ actionCode: "ENDORSE", clause: "title/10", when: negotiable, facts: nothing, by: possessor, recipient: true, guard: endorser, effect: endorse(false), check: (at, need) => { isNewHolder(at, need, "endorsee"); } }),
  titleAction({ actionCode: "ENDORSE", clause: "title/11", when: hasForm("STRAIGHT", "WAYBILL"), facts: nothing, by: possessor, recipient: true, guard: refuseForm, effect: endorse(false) }),
  titleAction({ actionCode: "ENDORSE_TO_ORDER", clause: "title/12", when: negotiable, facts: nothing, by: possessor, recipient: true, guard: endorser, effect: endorse(true), check: (at, need) => { isNewHolder(at, need, "endorsee"); } }),
  titleAction({ actionCode: "ENDORSE_TO_ORDER", clause: "title/11", when: hasForm("STRAIGHT", "WAYBILL"), facts: nothing, by: possessor, recipient: true, guard: refuseForm, effect: endorse(true) }),
  titleAction({
    actionCode: "BLANK_ENDORSE", clause: "title/13", when: hasForm("ORDER"), facts: nothing, by: possessor, guard: endorser,
    effect: (previous) => ({ status: "ISSUED", slots: { endorsee: null }, terms: withTerms(previous, { form: "BLANK", isEndorsable: true }) }),
  }),
  titleAction({ actionCode: "BLANK_ENDORSE", clause: "title/11", when: hasForm("STRAIGHT", "WAYBILL", "BLANK"), facts: nothing, by: possessor, guard: refuseForm, effect: (p) => ({ status: p.status }) }),

  titleAction({ actionCode: "SURRENDER_FOR_DELIVERY", clause: "title/14", when: anyBill, facts: shape.object({ vesting: id }), by: possessor, guard: entitledHolder, effect: (previous, { facts }) => surrender("DELIVERY", facts.vesting, previous) }),
  titleAction({ actionCode: "SURRENDER_FOR_DELIVERY", clause: "title/15", when: waybill, facts: shape.object({ vesting: id }), by: possessor, guard: refuseForm, effect: (p) => ({ status: p.status }) }),
  titleAction({ actionCode: "SURRENDER_FOR_AMENDMENT", clause: "title/16", when: anyBill, facts: nothing, by: possessor, guard: entitledHolder, effect: (previous) => surrender("AMENDMENT", null, previous) }),
  titleAction({ actionCode: "SURRENDER_FOR_AMENDMENT", clause: "title/15", when: waybill, facts: nothing, by: possessor, guard: refuseForm, effect: (p) => ({ status: p.status }) }),

  titleAction({
    actionCode: "SACC", clause: "title/17", when: isPending("DELIVERY"), facts: shape.object({ rights: vestingShape }), by: issuer,
    cards: ({ facts }) => facts.rights.map(({ right, card: token }) => ({ token, recordId: right })),
    effect: (previous) => ({ status: "SURRENDERED_FOR_DELIVERY", terms: withTerms(previous, { surrender: null }) }),
    more: vestedRights<{ readonly rights: Vesting }>({ type: "SURRENDERED_EBL", bill: (find) => find.main, rights: (f) => f.rights }),
    guard: isStatus("PENDING_SURRENDER_FOR_DELIVERY", "no surrender for delivery is pending"),
    check: ({ facts, scene, main }, need) => {
      const t = terms(scene);
      const ids = facts.rights.map((r) => r.right);
      need(areOfBill(main, facts.rights), "ERR_LAW_RIGHTS", "rights: a seal does not give a right of this bill");
      need(t !== null && isRightsOf(t, ids), "ERR_LAW_RIGHTS", "rights: not the rights of this bill");
      need(vestingDigest(facts.rights) === t?.surrender?.vesting, "ERR_LAW_RIGHTS", "rights: not the vesting the surrender stated");
    },
  }),
  titleAction({
    actionCode: "SACC", clause: "title/18", when: isPending("AMENDMENT"), facts: nothing, by: issuer,
    guard: isStatus("PENDING_SURRENDER_FOR_AMENDMENT", "no surrender for amendment is pending"),
    effect: (previous) => ({ status: "SURRENDERED_FOR_AMENDMENT", terms: withTerms(previous, { surrender: null }) }),
  }),
  titleAction({
    actionCode: "SREJ", clause: "title/19", facts: nothing, by: issuer,
    guard: (scene, need) => { need(terms(scene)?.surrender !== null && terms(scene) !== null, "ERR_LAW_STATUS", "no surrender is pending"); },
    effect: (previous) => ({ status: "ISSUED", terms: withTerms(previous, { surrender: null }) }),
  }),
  titleAction({
    actionCode: "REISSUE", clause: "title/20", by: issuer,
    facts: shape.object({ commitment: id, rightsRoot: id, rightsCount: shape.integer({ min: 1, max: MAX_RIGHTS }) }),
    guard: isStatus("SURRENDERED_FOR_AMENDMENT", "the bill was not surrendered for amendment"),
    effect: (previous, { facts }) => ({
      status: "ISSUED", commitment: facts.commitment,
      terms: withTerms(previous, { rightsRoot: facts.rightsRoot, rightsCount: facts.rightsCount, version: titleTerms(previous).version + 1 }),
    }),
  }),

  titleAction({
    actionCode: "REDIRECT", clause: "title/21", when: waybill, facts: nothing, recipient: true,
    by: (scene) => [{ kind: "control", slot: slot(scene, "shipper") }],
    guard: (scene, need) => {
      isIssued(scene, need);
      need(terms(scene)?.isRedirectWaived === false, "ERR_LAW_FORM", "the shipper waived the right to redirect");
    },
    effect: (_, at) => ({ status: "ISSUED", slots: { consignee: at.recipient() } }),
    check: (at, need) => { isNewHolder(at, need, "consignee"); },
  }),
  titleAction({ actionCode: "REDIRECT", clause: "title/22", when: anyBill, facts: nothing, recipient: true, by: possessor, guard: refuseForm, effect: (p) => ({ status: p.status }) }),
]; // prettier-ignore

function refuseForm(scene: Scene, need: NeedThat): void {
  need(false, "ERR_LAW_FORM", `a ${terms(scene)?.form ?? "bill"} bill does not know this act`, {
    form: terms(scene)?.form ?? null,
  });
}
