import { encodeHex } from "@openlading/core";
import { generateSigner } from "@openlading/jws";
import { actionsFor, type Action, type Decision } from "@openlading/law";
import { certificateTour } from "./certificate.ts";
import type { World, WorldAct, WorldHolder } from "./world.ts";
import {
  createShipment,
  gateOut,
  issueBill,
  light,
  newRight,
  order,
  surrender,
  vesting,
  type Shipment,
} from "./shipment.ts";

const hex = (bytes: number): string => encodeHex(crypto.getRandomValues(new Uint8Array(bytes)));

/** Clauses no act can satisfy while there is one version of the rules. */
export const NOT_YET = ["registry/7"];

/** The row an act falls under, chosen as the law chooses it. */
export function rowOf(world: World, act: { readonly code: string; readonly main?: string | undefined }): Action {
  const main = act.main === undefined ? null : world.record(act.main);
  const rows = actionsFor(act.code);
  const row = rows.find((r) => main !== null && r.when?.(main) === true) ?? rows.at(-1);
  if (row === undefined) throw new TypeError(`no action ${act.code}`);
  return row;
}

/** Looks at an act just before it is committed. */
export type Visit = (s: Shipment, act: WorldAct) => Promise<void>;

/** Every lawful row once at least, over every lawful change of status: what the tables and diagrams are read off. */
export async function takeTour(visit: Visit = async () => undefined, prepare: Visit | null = null): Promise<Shipment> {
  const plain = await createShipment();
  await prepare?.(plain, { code: "", by: plain.carrier });
  const submit = async (act: WorldAct): Promise<Decision> => {
    await visit(plain, act);
    return plain.world.submit(act);
  };
  const s: Shipment = { ...plain, world: { ...plain.world, submit } };
  await registry(s);
  await standing(s);
  await evidence(s);
  await billToOrder(s);
  await offers(s);
  await straightBill(s);
  await waybill(s);
  await otherBases(s);
  await release(s);
  await certificateTour(s);
  return s;
}

const key = async (partyId: string): Promise<WorldHolder> => ({
  partyId,
  signer: await generateSigner("ES256"),
  nonce: "",
});
const later = (world: World, days: number): string =>
  new Date(Date.parse(world.now()) + days * 86_400_000).toISOString();

async function registry({ world, bank }: Shipment): Promise<void> {
  world.advance(60_000);
  const [first, second] = world.keepers;
  if (!first || !second) throw new TypeError("no keepers");
  const clock = [...world.records.values()].find((r) => r.kind === "clock")?.recordId ?? "";
  await world.submit({ code: "TICK", by: first, approvals: [second], main: clock, facts: { time: world.now() } });
  const [one, two] = [await key("newcomer.example"), await key("newcomer.example")];
  const jwk = (k: WorldHolder) => ({
    jwk: k.signer.publicJwk as never,
    validFrom: world.now(),
    validTo: later(world, 999),
  });
  const facts = {
    partyId: "newcomer.example", name: "Newcomer", codes: [{ scheme: "SCAC", value: "NEWC" }], offices: [], keys: [jwk(one)], vrfKey: null,
  }; // prettier-ignore
  await world.submit({ code: "ENROL", by: world.registrar, approvals: [one], facts });
  const newcomer = { ...bank, partyId: "newcomer.example", signer: one.signer };
  const main = world.party("newcomer.example")?.recordId ?? "";
  await world.submit({
    code: "ROTATE_KEY",
    by: newcomer,
    approvals: [two, world.registrar],
    main,
    facts: { add: jwk(two) },
  });
  const revoked = { kid: one.signer.kid, reason: "LOST", compromisedSince: null };
  await world.submit({ code: "REVOKE_KEY", by: newcomer, main, facts: revoked });
  await world.submit({ code: "SET_OFFICES", by: world.registrar, main, facts: { offices: ["forwarder"] } });
}

async function standing({ world, bank, agent, carrier, terminal, people }: Shipment): Promise<void> {
  const publish = async (): Promise<void> => {
    await world.submit({
      code: "PUBLISH_CARD",
      by: bank,
      approvals: [people.bank],
      facts: { card: await world.card(people.bank, null) },
    });
  };
  await publish();
  await publish();
  const card = [...world.records.values()].find((r) => r.kind === "card")?.recordId ?? "";
  await world.submit({ code: "WITHDRAW_CARD", by: bank, main: card });
  await publish();
  const facts = {
    principal: bank.partyId, agent: agent.partyId, actionCodes: ["ANCHOR"], facilities: null, validFrom: world.now(), validTo: later(world, 9),
  }; // prettier-ignore
  const grant = { code: "GRANT_MANDATE", by: bank, facts };
  await world.submit(grant);
  await world.submit(grant);
  const isBanks = (terms: object): boolean => "principal" in terms && terms.principal === bank.partyId;
  const mandate = [...world.records.values()].find((r) => r.kind === "mandate" && isBanks(r.terms))?.recordId ?? "";
  await world.submit({ code: "REVOKE_MANDATE", by: bank, main: mandate });
  await world.submit(grant);
  const facility = [...world.records.values()].find((r) => r.kind === "facility");
  await world.submit({ code: "SET_POLICY", by: terminal, approvals: [world.registrar], facts: { ...facility?.terms } });
  await world.submit({ code: "ANCHOR", by: carrier, facts: { root: hex(32), size: 1000 } });
}

async function evidence({ world, carrier, terminal }: Shipment): Promise<void> {
  const number = async (text: string) => world.number(carrier, "eir", text);
  const [one, two, three] = [await number("EIR-1"), await number("EIR-2"), await number("EIR-3")];
  const facts = (beta: string) => ({ beta, documentKind: "eir", commitment: hex(32) });
  await world.submit({ code: "ISSUE_EVIDENCE", by: carrier, facts: facts(one.beta) });
  await world.submit({ code: "COUNTERSIGN", by: terminal, facts: { evidence: one.recordId, commitment: hex(32) } });
  await world.submit({ code: "SUPERSEDE", by: carrier, main: one.recordId, facts: facts(two.beta) });
  await world.submit({ code: "REVOKE", by: carrier, main: two.recordId });
  await world.submit({ code: "REVOKE_ANCHORED", by: carrier, facts: { beta: three.beta, documentKind: "eir" } });
}

async function billToOrder(s: Shipment): Promise<void> {
  const { world, people, carrier } = s;
  const { bill, rights, facts } = await issueBill(s, "ORDER", "ORDER-1");
  const amend = { code: "SURRENDER_FOR_AMENDMENT", by: people.shipper, main: bill };
  await world.submit(amend);
  await world.submit({ code: "SREJ", by: carrier, main: bill });
  await world.submit(amend);
  await world.submit({ code: "SACC", by: carrier, main: bill });
  const reissue = { commitment: hex(32), rightsRoot: facts.rightsRoot, rightsCount: 2 };
  await world.submit({ code: "REISSUE", by: carrier, main: bill, facts: reissue });
  const [bank, buyer] = [await world.card(people.bank, bill), await world.card(people.buyer, bill)];
  await world.submit({ code: "ENDORSE_TO_ORDER", by: people.shipper, main: bill, recipient: bank });
  await world.submit({ code: "TRANSFER", by: people.shipper, main: bill, recipient: bank });
  await world.submit({ code: "ENDORSE", by: people.bank, main: bill, recipient: buyer });
  await world.submit({ code: "TRANSFER", by: people.bank, main: bill, recipient: buyer });
  const ask = { code: "SURRENDER_FOR_DELIVERY", by: people.buyer, main: bill, facts: { vesting: hex(32) } };
  await world.submit(ask);
  await world.submit({ code: "SREJ", by: carrier, main: bill });
  await surrender(s, bill, rights, people.buyer);
}

async function offers(s: Shipment): Promise<void> {
  const { world, people } = s;
  const { bill } = await issueBill(s, "ORDER", "ORDER-2");
  await world.submit({ code: "BLANK_ENDORSE", by: people.shipper, main: bill });
  const recipient = await world.card(people.buyer, bill);
  const offer = {
    code: "OFFER",
    by: people.shipper,
    main: bill,
    recipient,
    facts: { offerExpiresAt: later(world, 1) },
  };
  await world.submit(offer);
  await world.submit({ code: "DECLINE", by: people.buyer, main: bill });
  await world.submit(offer);
  await world.submit({ code: "WITHDRAW", by: people.shipper, main: bill });
  await world.submit(offer);
  await world.submit({ code: "ACCEPT", by: people.buyer, main: bill });
}

async function straightBill(s: Shipment): Promise<void> {
  const { world, people } = s;
  const { bill } = await issueBill(s, "STRAIGHT", "STRAIGHT-1");
  const recipient = await world.card(people.buyer, bill);
  const facts = { offerExpiresAt: later(world, 1) };
  await world.submit({ code: "OFFER", by: people.shipper, main: bill, recipient, facts });
  await world.submit({ code: "WITHDRAW", by: people.shipper, main: bill });
  await world.submit({ code: "TRANSFER", by: people.shipper, main: bill, recipient });
}

async function waybill(s: Shipment): Promise<void> {
  const { world, people, carrier } = s;
  const { bill, rights } = await issueBill(s, "WAYBILL", "WAYBILL-1");
  const recipient = await world.card(people.bank, bill);
  await world.submit({ code: "REDIRECT", by: people.shipper, main: bill, recipient });
  const facts = { bill, rights: await vesting(world, rights, people.bank) };
  await world.submit({ code: "RELEASE_ON_WAYBILL", by: carrier, main: bill, facts, approvals: [people.bank] });
}

async function otherBases({ world, carrier, bank, people }: Shipment): Promise<void> {
  for (const code of ["RELEASE_ON_PAPER", "RELEASE_ON_TELEX", "RELEASE_ON_GUARANTEE"]) {
    const { beta, recordId } = await world.number(carrier, "transport-document", code.replaceAll("_", ""));
    const rights = await vesting(world, [newRight(recordId, "EXMU2000014")], people.buyer);
    const facts = {
      beta,
      place: "NAMED_DESTINATION",
      originalsIssued: 3,
      originalsPresented: 3,
      evidence: hex(32),
      rights,
    };
    await world.submit({ code, by: carrier, facts, ...(code.endsWith("GUARANTEE") ? { approvals: [bank] } : {}) });
  }
}

async function release(s: Shipment): Promise<void> {
  const { world, people, carrier } = s;
  const { bill, rights } = await issueBill(s, "BLANK", "BLANK-1");
  await surrender(s, bill, rights, people.shipper);
  const [right = ""] = rights;
  const first = await order(s, bill, rights, "DO-1");
  await world.submit(first.act);
  await world.submit({ code: "CANCEL_DELIVERY_ORDER", by: carrier, main: first.recordId });
  const second = await order(s, bill, rights, "DO-2");
  await world.submit(second.act);
  await light(s, right, "TERMINAL", s.terminal, "GREEN");
  for (const colour of ["RED", "RED", "GREEN", "GREEN", "RED"] as const)
    await light(s, right, "CUSTOMS", s.customs, colour);
  await world.submit({
    code: "PASS_RIGHT",
    by: people.shipper,
    main: right,
    recipient: await world.card(people.haulier, right),
  });
  await world.submit(await gateOut(s, right, people.haulier, "INSPECTION"));
  await world.submit({ code: "GATE_IN", by: s.terminal, main: right });
  await light(s, right, "CUSTOMS", s.customs, "GREEN");
  await world.submit(await gateOut(s, right, people.haulier));
}
