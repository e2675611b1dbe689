import { encodeHex, formatInstant } from "@openlading/core";
import {
  documentCommitment, facilityId, rightSeal, rightsRoot, sealedRightId, vestingDigest, type Decision, type TitleTerms,
} from "@openlading/law"; // prettier-ignore
import { createWorld, type World, type WorldHolder, type WorldParty } from "./world.ts";

const hex = (bytes: number): string => encodeHex(crypto.getRandomValues(new Uint8Array(bytes)));
const LIGHTS = [
  { lightKind: "CUSTOMS", authority: "customs.example" },
  { lightKind: "TERMINAL", authority: "terminal.example" },
];

/** Seals of the rights made here, by right: what a carrier keeps with its bill. */
const seals = new Map<string, string>();
/** The right of a container of a bill, under a salt of its own. */
export function newRight(bill: string, container: string): string {
  const seal = rightSeal(container, hex(16));
  const right = sealedRightId(bill, seal);
  seals.set(right, seal);
  return right;
}

/** A world with the parties of one import shipment, an exporter and a chamber of commerce among them. */
export async function createShipment() {
  const world = await createWorld();
  await world.found();
  await world.tick().catch(() => undefined);
  const carrier = await world.enrol("carrier.example", ["carrier"], [{ scheme: "SMDG", value: "EXL" }]);
  const agent = await world.enrol("agent.example", ["agent"]);
  const customs = await world.enrol("customs.example", ["customs"]);
  const terminal = await world.enrol("terminal.example", ["terminal"]);
  const bank = await world.enrol("bank.example", ["bank"]);
  const exporter = await world.enrol("exporter.example", []);
  const chamber = await world.enrol("chamber.example", ["chamber"]);
  const people = {
    shipper: await world.holder("shipper.example"),
    bank: await world.holder("bank.example"),
    buyer: await world.holder("buyer.example"),
    haulier: await world.holder("haulier.example"),
  };
  const facility = facilityId(world.networkId, terminal.partyId, "CNYSA-T1");
  await world.submit({
    code: "SET_POLICY",
    by: terminal,
    approvals: [world.registrar],
    facts: {
      operator: terminal.partyId,
      facilityCode: "CNYSA-T1",
      purposes: { DELIVERY: LIGHTS, INSPECTION: LIGHTS.slice(1) },
    },
  });
  return { world, carrier, agent, customs, terminal, bank, exporter, chamber, people, facility };
}
export type Shipment = Awaited<ReturnType<typeof createShipment>>;

/** Issues a bill of the given form to the shipper, with two rights. */
export async function issueBill(s: Shipment, form: TitleTerms["form"], number = "EXLU26049001") {
  const { world, carrier, people } = s;
  const { beta, recordId: bill } = await world.number(carrier, "transport-document", number);
  const rights = ["EXMU2000014", "EXMU3000024"].map((c) => newRight(bill, c));
  const shipper = await world.card(people.shipper, bill);
  const named = form === "STRAIGHT" || form === "WAYBILL";
  const cards = {
    possessor: shipper,
    ...(form === "ORDER" ? { endorsee: shipper } : {}),
    ...(named ? { shipper, consignee: await world.card(people.buyer, bill) } : {}),
  };
  const facts = {
    beta, commitment: documentCommitment(hex(16), hex(32)), form, rightsRoot: rightsRoot(rights), rightsCount: 2, isRedirectWaived: false, cards,
  }; // prettier-ignore
  await world.submit({ code: "ISSUE", by: carrier, facts });
  return { bill, rights, beta, facts };
}

/** The cards a surrender states: one fresh card a right. */
export async function vesting(world: World, rights: readonly string[], holder: WorldHolder) {
  const sealOf = (right: string): string => seals.get(right) ?? hex(32);
  return Promise.all(
    rights.map(async (right) => ({ right, seal: sealOf(right), card: await world.card(holder, right) })),
  );
}

/** Surrenders as `holder` and accepts as the carrier. */
export async function surrender(
  s: Shipment,
  bill: string,
  rights: readonly string[],
  holder: WorldHolder,
): Promise<Decision> {
  const vested = await vesting(s.world, rights, holder);
  await s.world.submit({
    code: "SURRENDER_FOR_DELIVERY",
    by: holder,
    main: bill,
    facts: { vesting: vestingDigest(vested) },
  });
  return s.world.submit({ code: "SACC", by: s.carrier, main: bill, facts: { rights: vested } });
}

/** Issues a delivery order for the rights. */
export async function order(
  s: Shipment,
  bill: string,
  rights: readonly string[],
  number = "DO26052100456",
  by: WorldParty = s.carrier,
) {
  const { beta, recordId } = await s.world.number(s.carrier, "delivery-order", number);
  const validTo = formatInstant(Date.parse(s.world.now()) + 10 * 86_400_000);
  const facts = { beta, commitment: hex(32), bill, facility: s.facility, rights, validTo };
  const act = { code: "ISSUE_DELIVERY_ORDER", by, facts, ...(by === s.carrier ? {} : { for: s.carrier.partyId }) };
  return { act, recordId, submit: () => s.world.submit(act) };
}

export async function light(
  s: Shipment,
  right: string,
  lightKind: string,
  authority: WorldParty,
  colour: "GREEN" | "RED",
  reason = "RELEASED",
) {
  return s.world.submit({
    code: "SET_LIGHT",
    by: authority,
    facts: { right, lightKind, authority: authority.partyId, colour, reason },
  });
}

export async function gateOut(
  s: Shipment,
  right: string,
  holder: WorldHolder,
  purpose: "DELIVERY" | "INSPECTION" = "DELIVERY",
) {
  const presentation = await s.world.presentation(holder, right, s.facility, purpose);
  return { code: "GATE_OUT", by: s.terminal, main: right, facts: { purpose, presentation } };
}

/** A shipment ready for the gate: surrendered by the shipper, ordered, both lights green on the first right. */
export async function readyForGate() {
  const s = await createShipment();
  const { bill, rights } = await issueBill(s, "BLANK");
  await surrender(s, bill, rights, s.people.shipper);
  const delivery = await order(s, bill, rights);
  await delivery.submit();
  const [right = ""] = rights;
  await light(s, right, "CUSTOMS", s.customs, "GREEN");
  await light(s, right, "TERMINAL", s.terminal, "GREEN");
  return { s, bill, rights, right, order: delivery.recordId };
}
