import { shape } from "@openlading/core";
import { partyIdShape } from "../act.ts";
import { cardId, facilityId, mandateId } from "../ids.ts";
import { action, fromFacts, mainId, type Action } from "../row.ts";
import { decodeCard, slotOfCard } from "../statement.ts";
import { cardTerms, id, MAX_MANDATED, mandateTerms, publicCode, purposesShape } from "../terms.ts";

const cardFacts = shape.object({ card: shape.text({ min: 1, max: 2048 }) });

/** What a party lets stand in the registry: published cards, mandates, its facilities' policies. */
export const standingActions: readonly Action[] = [
  action({
    actionCode: "PUBLISH_CARD", machine: "registry", clause: "registry/8", subject: "card", facts: cardFacts,
    roles: [{
      name: "card", kind: "card", mode: "puts", ids: fromFacts((f, { networkId }) => cardId(networkId, decodeCard(f.card).thumbprint)),
      effect: (_, { facts, who }) => {
        const card = decodeCard(facts.card);
        return { status: "PUBLISHED", slots: { holder: slotOfCard(card) }, terms: { partyId: who.principal, thumbprint: card.thumbprint } };
      },
    }],
    by: () => [{ kind: "party" }],
    // Signed by the key it names, and approved by it: a card for any record that was handed out is not the finder's.
    cards: ({ facts }) => [{ token: facts.card, recordId: null }],
    approvals: ({ facts }) => [{ authority: { kind: "key", thumbprint: decodeCard(facts.card).thumbprint }, threshold: 1 }],
    check: ({ scene, who }, need) => {
      const earlier = scene.one("card");
      need(earlier === null || cardTerms(earlier).partyId === who.principal, "ERR_LAW_EXISTS", "card: the key is another party's");
    },
  }),

  action({
    actionCode: "WITHDRAW_CARD", machine: "registry", clause: "registry/9", subject: "card", facts: shape.object({}),
    roles: [{ name: "card", kind: "card", mode: "changes", ids: mainId, effect: () => ({ status: "WITHDRAWN" }) }],
    by: (scene) => { const card = scene.one("card"); return card === null ? [] : [{ kind: "party", partyId: cardTerms(card).partyId }]; },
    guard: (scene, need) => { need(scene.one("card")?.status === "PUBLISHED", "ERR_LAW_STATUS", "the card is not published"); },
  }),

  action({
    actionCode: "GRANT_MANDATE", machine: "registry", clause: "registry/10", subject: "mandate",
    facts: shape.object({
      principal: partyIdShape, agent: partyIdShape, actionCodes: shape.list(publicCode, { min: 1, max: MAX_MANDATED, unique: true }),
      facilities: shape.nullable(shape.list(id, { min: 1, max: 64, unique: true })), validFrom: shape.instant(), validTo: shape.instant(),
    }),
    roles: [{
      name: "mandate", kind: "mandate", mode: "puts", ids: fromFacts((f, { networkId }) => mandateId(networkId, f.principal, f.agent)),
      effect: (_, { facts }) => ({ status: "LIVE", terms: { ...facts } }),
    }],
    by: (_, facts) => (facts === null ? [] : [{ kind: "party", partyId: facts.principal }]),
    check: ({ facts, who }, need) => {
      need(facts.principal !== facts.agent, "ERR_LAW_FACTS", "agent: principal and agent are the same");
      need(who.partyId === facts.principal, "ERR_LAW_NO_MANDATE", "a mandate is not granted by an agent");
      need(facts.validFrom < facts.validTo, "ERR_LAW_FACTS", "validTo is not after validFrom");
      need(!facts.actionCodes.some((code) => NEVER_MANDATED.has(code)), "ERR_LAW_FACTS", "actionCodes: keys, mandates and its seal are a party's own affair");
    },
  }),

  action({
    actionCode: "REVOKE_MANDATE", machine: "registry", clause: "registry/11", subject: "mandate", facts: shape.object({}),
    roles: [{ name: "mandate", kind: "mandate", mode: "changes", ids: mainId, effect: () => ({ status: "REVOKED" }) }],
    by: (scene) => {
      const mandate = scene.one("mandate");
      return mandate === null ? [] : [{ kind: "party", partyId: mandateTerms(mandate).principal }];
    },
    guard: (scene, need) => { need(scene.one("mandate")?.status === "LIVE", "ERR_LAW_STATUS", "the mandate is not live"); },
  }),

  action({
    actionCode: "SET_POLICY", machine: "registry", clause: "registry/12", subject: "facility",
    facts: shape.object({ operator: partyIdShape, facilityCode: publicCode, purposes: purposesShape }),
    roles: [{
      name: "facility", kind: "facility", mode: "puts", ids: fromFacts((f, { networkId }) => facilityId(networkId, f.operator, f.facilityCode)),
      effect: (_, { facts }) => ({ status: "LIVE", terms: { ...facts } }),
    }],
    by: (_, facts) => (facts === null ? [] : [{ kind: "office", offices: ["terminal", "depot"], partyId: facts.operator }]),
    // What opens a gate is not the operator's word alone.
    approvals: () => [{ authority: { kind: "registrar" }, threshold: 1 }],
  }),
]; // prettier-ignore

const NEVER_MANDATED = new Set([
  "GENESIS",
  "ENROL",
  "ROTATE_KEY",
  "REVOKE_KEY",
  "SET_OFFICES",
  "SET_RULES",
  "TICK",
  "GRANT_MANDATE",
  "REVOKE_MANDATE",
  "AUTHORISE_APPEARANCE",
]);
