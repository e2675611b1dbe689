import { shape, type Infer } from "@openlading/core";
import { partyIdShape } from "../act.ts";
import { basisId, documentRecordId, lightId, undertakingId } from "../ids.ts";
import type { RecordState } from "../record.ts";
import {
  action,
  fromFacts,
  fromRecord,
  mainId,
  type Action,
  type Authority,
  type NeedThat,
  type Role,
  type Scene,
} from "../row.ts";
import { decodePresentation } from "../statement.ts";
import {
  basisTerms,
  facilityTerms,
  GATE_PURPOSES,
  id,
  LIGHT_COLOURS,
  lightTerms,
  MAX_RIGHTS,
  orderTerms,
  publicCode,
  undertakingTerms,
} from "../terms.ts";

const orderFacts = shape.object({
  beta: id, commitment: id, bill: id, facility: id, rights: shape.list(id, { min: 1, max: MAX_RIGHTS, unique: true }), validTo: shape.instant(),
}); // prettier-ignore
type OrderFacts = Infer<typeof orderFacts>;
const nothing = shape.object({});
const gateFacts = shape.object({
  purpose: shape.literal(...GATE_PURPOSES),
  presentation: shape.text({ min: 1, max: 2048 }),
});
type Purpose = (typeof GATE_PURPOSES)[number];
interface GateFacts {
  readonly purpose: Purpose;
  readonly presentation: string;
}

const read = <F>(name: string, kind: Role<F>["kind"], ids: Role<F>["ids"]): Role<F> => ({
  name,
  kind,
  mode: "reads",
  ids,
});
const orderIssuer = (scene: Scene): readonly Authority[] => {
  const order = scene.one("order");
  return order === null ? [] : [{ kind: "office", offices: ["carrier"], partyId: orderTerms(order).issuer }];
};
const rightIs =
  (status: string, message: string) =>
  (scene: Scene, need: NeedThat): void => {
    need(scene.one("right")?.status === status, "ERR_LAW_STATUS", message, {
      status: scene.one("right")?.status ?? null,
    });
  };

/** From a right, all that its gate needs: the undertaking, its order, the order's facility, that facility's lights. */
const gateRoles = <F>(purposeOf: (facts: F | null) => Purpose): readonly Role<F>[] => [
  read("undertaking", "undertaking", ({ scene }) =>
    scene.has("right") ? scene.ids("right").map(undertakingId) : null,
  ),
  read(
    "order",
    "order",
    fromRecord("undertaking", (u) => undertakingTerms(u).order),
  ),
  read(
    "facility",
    "facility",
    fromRecord("order", (o) => orderTerms(o).facility),
  ),
  read("lights", "light", (find) => demanded(find.scene, purposeOf(find.facts)).map((l) => l.recordId)),
];

interface Demanded {
  readonly recordId: string;
  readonly lightKind: string;
  readonly authority: string;
}

/** The lights the order's own facility demands for a purpose, each of one authority. */
function demanded(scene: Scene, purpose: Purpose): readonly Demanded[] {
  const facility = optional(scene, "facility");
  const right = scene.has("right") ? scene.ids("right")[0] : undefined;
  if (facility === null || right === undefined) return [];
  const lights = facilityTerms(facility).purposes[purpose] ?? [];
  return lights.map((l) => ({ ...l, recordId: lightId(right, l.lightKind, l.authority) }));
}

/** Nothing opens by absence: no undertaking, no policy, no light, no gate. */
function gateGuard(scene: Scene, need: NeedThat): void {
  rightIs("VESTED", "the right is spent, away or not vested")(scene, need);
  const isUndertaken =
    optional(scene, "undertaking")?.status === "GIVEN" && optional(scene, "order")?.status === "ISSUED";
  need(isUndertaken, "ERR_LAW_NO_UNDERTAKING", "no live delivery order undertakes this right");
  const lights = scene.has("lights") ? scene.ids("lights") : [];
  need(
    optional(scene, "facility")?.status === "LIVE" && lights.length > 0,
    "ERR_LAW_NO_POLICY",
    "the facility has no policy for this purpose",
  );
  const named = new Map(GATE_PURPOSES.flatMap((p) => demanded(scene, p)).map((d) => [d.recordId, d]));
  lights.forEach((recordId, i) => {
    const light = scene.each("lights")[i] ?? null;
    const { lightKind, authority } = named.get(recordId) ?? { lightKind: "unknown", authority: "unknown" };
    need(light?.status === "GREEN", "ERR_LAW_LIGHT", `the ${lightKind} light is ${light === null ? "absent" : "red"}`, {
      lightKind,
      authority,
      reason: light && lightTerms(light).reason,
      since: light && light.updatedAt,
    });
  });
}

const operator = (scene: Scene): readonly Authority[] => {
  const facility = optional(scene, "facility");
  return [
    { kind: "office", offices: ["terminal", "depot"], ...(facility && { partyId: facilityTerms(facility).operator }) },
  ];
};

/** A record that may be missing because what names it is. */
function optional(scene: Scene, role: string): RecordState | null {
  return scene.has(role) ? scene.one(role) : null;
}

function orderValidity(scene: Scene): readonly string[] {
  const order = optional(scene, "order");
  return order === null ? [] : [orderTerms(order).validTo];
}

/** Delivery orders, undertakings, lights and the gate. */
export const releaseActions: readonly Action[] = [
  action({
    actionCode: "ISSUE_DELIVERY_ORDER", machine: "release", clause: "release/1", subject: "bill", facts: orderFacts,
    roles: [
      read<OrderFacts>("bill", "title", fromFacts((f) => f.bill)),
      read("basis", "basis", ({ scene }) => (scene.has("bill") ? scene.ids("bill").map(basisId) : null)),
      { name: "order", kind: "order", mode: "creates",
        ids: fromFacts((f, { networkId, principal }) => principal === null ? null : documentRecordId(networkId, principal, f.beta)),
        effect: (_, { facts: { commitment, bill, facility, rights, validTo }, who }) => ({ status: "ISSUED", commitment, terms: { issuer: who.principal, bill, facility, rights, validTo } }) },
      read<OrderFacts>("rights", "right", fromFacts((f) => f.rights)),
      read<OrderFacts>("facility", "facility", fromFacts((f) => f.facility)),
      { name: "undertakings", kind: "undertaking", mode: "puts", ids: fromFacts((f) => f.rights.map(undertakingId)),
        effect: (_, { scene, who }) => ({ status: "GIVEN", terms: { order: scene.ids("order")[0] ?? "", issuer: who.principal } }) },
    ],
    by: (scene) => {
      const basis = optional(scene, "basis");
      // Before there is a basis any carrier is told that there is none, not that it is the wrong one.
      return [{ kind: "office", offices: ["carrier"], ...(basis === null ? {} : { partyId: basisTerms(basis).issuer }) }];
    },
    facility: (scene) => scene.ids("facility")[0] ?? null,
    deadlines: (_, f) => (f === null ? [] : [f.validTo]),
    guard: (scene, need) => {
      const basis = optional(scene, "basis");
      const bill = scene.one("bill");
      need(basis?.status === "LIVE", "ERR_LAW_NO_BASIS", "the bill is not surrendered and nothing else releases it", { bill: scene.ids("bill")[0] ?? null, status: bill?.status ?? null });
    },
    check: ({ facts, scene }, need) => {
      const basis = scene.one("basis");
      const mine = basis === null ? [] : basisTerms(basis).rights;
      need(facts.rights.every((r) => mine.includes(r)), "ERR_LAW_RIGHTS", "rights: not all of this bill");
      need(scene.each("rights").every((r) => r?.status === "VESTED"), "ERR_LAW_STATUS", "rights: one is spent or not vested");
      need(scene.each("undertakings").every((u) => u === null || u.status === "WITHDRAWN"), "ERR_LAW_EXISTS", "rights: one is under a live order already");
      need(scene.one("facility")?.status === "LIVE", "ERR_LAW_NO_POLICY", "facility: no policy is recorded");
    },
  }),

  action({
    actionCode: "CANCEL_DELIVERY_ORDER", machine: "release", clause: "release/2", subject: "order", facts: nothing,
    roles: [
      { name: "order", kind: "order", mode: "changes", ids: mainId, effect: () => ({ status: "CANCELLED" }) },
      read("rights", "right", fromRecord("order", (o) => orderTerms(o).rights)),
      { name: "undertakings", kind: "undertaking", mode: "changes", ids: fromRecord("order", (o) => orderTerms(o).rights.map(undertakingId)), effect: () => ({ status: "WITHDRAWN" }) },
    ],
    by: orderIssuer,
    guard: (scene, need) => {
      need(scene.one("order")?.status === "ISSUED", "ERR_LAW_STATUS", "the order is not live");
      need(scene.has("rights") && scene.each("rights").every((r) => r?.status === "VESTED"), "ERR_LAW_STATUS", "a right of the order has been spent");
    },
  }),

  action({
    actionCode: "PASS_RIGHT", machine: "release", clause: "release/3", subject: "right", facts: nothing, recipient: true,
    roles: [{ name: "right", kind: "right", mode: "changes", ids: mainId, effect: (_, at) => ({ status: "VESTED", slots: { holder: at.recipient() } }) }],
    by: (scene) => [{ kind: "control", slot: scene.one("right")?.slots["holder"] ?? null }],
    guard: rightIs("VESTED", "the right is spent, away or not vested"),
    check: (at, need) => { need(at.recipient().thumbprint !== at.scene.one("right")?.slots["holder"]?.thumbprint, "ERR_LAW_RECIPIENT", "recipient: the holder already"); },
  }),

  action({
    actionCode: "SET_LIGHT", machine: "release", clause: "release/4", subject: "light",
    facts: shape.object({ right: id, lightKind: publicCode, authority: partyIdShape, colour: shape.literal(...LIGHT_COLOURS), reason: publicCode }),
    roles: [{
      name: "light", kind: "light", mode: "puts", ids: fromFacts((f) => lightId(f.right, f.lightKind, f.authority)),
      effect: (_, { facts: { right, lightKind, authority, colour, reason } }) => ({ status: colour, terms: { right, lightKind, authority, reason } }),
    }],
    // The id holds the authority: whoever speaks, speaks for itself alone.
    by: (_, f) => (f === null ? [] : [{ kind: "party", partyId: f.authority }]),
  }),

  action({
    actionCode: "GATE_OUT", machine: "release", clause: "release/5", subject: "right", facts: gateFacts,
    roles: [
      { name: "right", kind: "right", mode: "changes", ids: mainId, effect: (_, { facts }) => ({ status: facts.purpose === "DELIVERY" ? "SPENT" : "AWAY" }) },
      ...gateRoles<GateFacts>((f) => f?.purpose ?? "DELIVERY"),
    ],
    by: operator,
    presentation: (f) => f.presentation,
    deadlines: (scene, f) => [...orderValidity(scene), ...(f === null ? [] : [decodePresentation(f.presentation).payload.expiresAt])],
    facility: (scene) => (scene.has("facility") ? (scene.ids("facility")[0] ?? null) : null),
    guard: gateGuard,
    check: ({ facts, scene, main }, need) => {
      const { payload, thumbprint } = decodePresentation(facts.presentation);
      need(payload.right === main, "ERR_LAW_PRESENTATION", "presentation: for another right");
      need(payload.facility === scene.ids("facility")[0], "ERR_LAW_PRESENTATION", "presentation: for another facility");
      need(payload.purpose === facts.purpose, "ERR_LAW_PRESENTATION", "presentation: for another purpose");
      need(thumbprint === scene.one("right")?.slots["holder"]?.thumbprint, "ERR_LAW_PRESENTATION", "presentation: not the holder's");
    },
  }),

  action({
    actionCode: "GATE_IN", machine: "release", clause: "release/7", subject: "right", facts: nothing,
    roles: [
      { name: "right", kind: "right", mode: "changes", ids: mainId, effect: () => ({ status: "VESTED" }) },
      ...gateRoles<object>(() => "INSPECTION"),
    ],
    by: operator,
    guard: rightIs("AWAY", "the container is not away for inspection"),
  }),
]; // prettier-ignore
