import type { ActPayload } from "./act.ts";
import { satisfies, type Identity } from "./authority.ts";
import { LawError } from "./error.ts";
import { mandateId, partyRecordId } from "./ids.ts";
import type { RecordState } from "./record.ts";
import type { Action, ApprovalRule, BoundRow, NeedThat, Scene } from "./row.ts";
import type { Reads, Steps } from "./steps.ts";
import { mandateTerms } from "./terms.ts";

interface Entitling {
  readonly action: Action;
  readonly bound: BoundRow;
  readonly scene: Scene;
  readonly payload: ActPayload;
  readonly actor: Identity;
  readonly approvers: readonly Identity[];
  readonly context: {
    readonly reads: Reads;
    readonly networkId: string;
    readonly network: RecordState | null;
    readonly transactionTime: string;
  };
}

/**
 * Whether the actor may do this at all: the slot, the office, or a live mandate of the party acted for. Returns the
 * identity that acts, its principal settled.
 * @throws LawError `ERR_LAW_NOT_ENTITLED`, `ERR_LAW_NO_MANDATE`, `ERR_LAW_NO_PARTY`
 */
export function* entitle(input: Entitling): Steps<Identity> {
  const acting = yield* represent(input);
  const { bound, scene, context, action } = input;
  const isEntitled = bound.by(scene).some((authority) => satisfies(authority, acting, context.network));
  if (!isEntitled) {
    throw new LawError({
      code: "ERR_LAW_NOT_ENTITLED",
      message: `the signer is not the one ${action.actionCode} asks for`,
    });
  }
  return acting;
}

function* represent(input: Entitling): Steps<Identity> {
  const { payload, actor, context } = input;
  const principal = payload.representedParty;
  if (principal === undefined || principal === actor.partyId) return actor;
  if (actor.partyId === null) throw noMandate("only a registered party acts for another");
  const mandate = yield* context.reads.record(mandateId(context.networkId, principal, actor.partyId));
  assertMandate(mandate, input);
  const party = yield* context.reads.record(partyRecordId(context.networkId, principal));
  if (party === null)
    throw new LawError({ code: "ERR_LAW_NO_PARTY", message: "the represented party is not enrolled" });
  return { ...actor, principal, party };
}

function assertMandate(mandate: RecordState | null, { action, scene, context }: Entitling): void {
  if (mandate?.status !== "LIVE") throw noMandate("there is no live mandate");
  const { actionCodes, facilities, validFrom, validTo } = mandateTerms(mandate);
  if (!actionCodes.includes(action.actionCode)) throw noMandate(`the mandate does not cover ${action.actionCode}`);
  const now = context.transactionTime;
  if (now < validFrom || validTo < now) throw noMandate("the mandate is out of time");
  if (!covers(facilities, action.facility?.(scene))) throw noMandate("the mandate does not cover this facility");
}

/** No list covers every facility; an action without one needs none. */
function covers(facilities: readonly string[] | null, facility: string | null | undefined): boolean {
  return facilities === null || facility === null || facility === undefined || facilities.includes(facility);
}

/** Holds one approval rule: counts distinct owners, never signatures. */
entitle.approval = (
  { authority, threshold }: ApprovalRule,
  {
    acting,
    approvers,
    network,
  }: { readonly acting: Identity; readonly approvers: readonly Identity[]; readonly network: RecordState | null },
  need: NeedThat,
): void => {
  const owners = new Set(
    [acting, ...approvers].filter((who) => satisfies(authority, who, network)).map((who) => who.owner),
  );
  need(
    owners.size >= threshold,
    "ERR_LAW_APPROVALS",
    `${String(owners.size)} of ${String(threshold)} owners approved`,
    {
      approved: owners.size,
      threshold,
    },
  );
};

function noMandate(message: string): LawError {
  return new LawError({ code: "ERR_LAW_NO_MANDATE", message });
}
