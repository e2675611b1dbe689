import type { JsonObject } from "@openlading/core";
import { mandateId } from "@openlading/law";
import { formatInstant } from "@openlading/core";
import type { CallOptions } from "@openlading/ledger";
import type { PartyContext } from "./core.ts";
import type { Outcome } from "./outcome.ts";
import type { ActRequest, FacilityPolicy, MandateGrant } from "./request.ts";
import { perform } from "./perform.ts";
import { daysLater } from "./validity.ts";

const DEFAULT_MANDATE_DAYS = 365;

/** Records which lights a facility of this party demands; the local registrar approves unless others do. */
export function setPolicy(
  ctx: PartyContext,
  o: FacilityPolicy & Pick<ActRequest, "approvals">,
  options?: CallOptions,
): Promise<Outcome> {
  const { facilityCode } = o;
  const { DELIVERY, INSPECTION } = o.purposes;
  const lights = (list: FacilityPolicy["purposes"]["DELIVERY"]) => list.map((light) => ({ ...light }));
  const purposes = {
    DELIVERY: lights(DELIVERY),
    ...(INSPECTION === undefined ? {} : { INSPECTION: lights(INSPECTION) }),
  };
  const facts: JsonObject = { operator: ctx.partyId, facilityCode, purposes };
  const byRegistrar = async (act: string): Promise<readonly string[]> => [await ctx.core.registrarApproval(act)];
  return perform(ctx, { actionCode: "SET_POLICY", facts, approvals: o.approvals ?? byRegistrar }, options);
}

/** Lets an agent act for this party, within a scope. */
export function grantMandate(ctx: PartyContext, o: MandateGrant, options?: CallOptions): Promise<Outcome> {
  const { agent, actionCodes, facilities = null, validDays = DEFAULT_MANDATE_DAYS } = o;
  const facts: JsonObject = {
    principal: ctx.partyId,
    agent,
    actionCodes: [...actionCodes],
    facilities: facilities === null ? null : [...facilities],
    validFrom: formatInstant(ctx.core.now()),
    validTo: daysLater(ctx.core.now(), validDays),
  };
  return perform(ctx, { actionCode: "GRANT_MANDATE", facts }, options);
}

export function revokeMandate(
  ctx: PartyContext,
  { agent }: { readonly agent: string },
  options?: CallOptions,
): Promise<Outcome> {
  const main = mandateId(ctx.core.networkId, ctx.partyId, agent);
  return perform(ctx, { actionCode: "REVOKE_MANDATE", main }, options);
}
