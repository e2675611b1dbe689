import { shape } from "@openlading/core";
import { appearanceId } from "../ids.ts";
import { action, fromFacts, mainId, type Action } from "../row.ts";
import { appearanceTerms, id } from "../terms.ts";

/** A party's own seal and signature image, as they may stand on what it prints: only by its own signed act. */
export const appearanceActions: readonly Action[] = [
  action({
    actionCode: "AUTHORISE_APPEARANCE", machine: "certificate", clause: "certificate/10", subject: "appearance", facts: shape.object({ commitment: id }),
    roles: [{
      name: "appearance", kind: "appearance", mode: "puts",
      ids: fromFacts((_, { networkId, principal }) => principal === null ? null : appearanceId(networkId, principal)),
      effect: (_, { facts, who }) => ({ status: "AUTHORISED", commitment: facts.commitment, terms: { party: who.principal } }),
    }],
    by: (scene) => {
      const appearance = scene.has("appearance") ? scene.one("appearance") : null;
      return [{ kind: "party", ...(appearance === null ? {} : { partyId: appearanceTerms(appearance).party }) }];
    },
  }),

  action({
    actionCode: "WITHDRAW_APPEARANCE", machine: "certificate", clause: "certificate/11", subject: "appearance", facts: shape.object({}),
    roles: [{ name: "appearance", kind: "appearance", mode: "changes", ids: mainId, effect: () => ({ status: "WITHDRAWN" }) }],
    by: (scene) => {
      const appearance = scene.one("appearance");
      return appearance === null ? [] : [{ kind: "party", partyId: appearanceTerms(appearance).party }];
    },
    guard: (scene, need) => { need(scene.one("appearance")?.status === "AUTHORISED", "ERR_LAW_STATUS", "the appearance is not authorised"); },
  }),
]; // prettier-ignore
