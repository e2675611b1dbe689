import { readFileSync } from "node:fs";
import { encodeHex, parseStrictJson, type Json, type JsonObject } from "@openlading/core";
import { readTransportDocument } from "@openlading/documents";
import {
  buildDossier,
  createManifest,
  type CarriedDocument,
  type Dossier,
  type DossierInput,
  type Manifest,
  type Opening,
  type ProofSource,
} from "@openlading/dossier";
import { facilityId, rightId, rightSeal, rightsRoot, vestingDigest, type Decision } from "@openlading/law";
import { createNoteSigners, createProofs, createWorld, type WorldHolder, type WorldParty } from "@openlading/testkit";
import type { Question } from "@openlading/verify";

const hex = (bytes: number): string => encodeHex(crypto.getRandomValues(new Uint8Array(bytes)));
const example = (name: string): JsonObject =>
  parseStrictJson(readFileSync(new URL(`../../../examples/import/${name}`, import.meta.url))) as JsonObject;

const LIGHTS = [
  { lightKind: "CUSTOMS", authority: "customs.example" },
  { lightKind: "TERMINAL", authority: "terminal.example" },
];
export const CONTAINERS = ["EXMU2000014", "EXMU3000024"] as const;
const VALID_TO = "2026-06-05T15:59:59.000Z";

/** The parties of one import shipment, enrolled, in a world whose witnesses can cosign. */
export async function createShipment() {
  const signers = createNoteSigners();
  const world = await createWorld(signers);
  await world.found();
  const carrier = await world.enrol("carrier.example", ["carrier"], [{ scheme: "SMDG", value: "EXL" }]);
  const terminal = await world.enrol("terminal.example", ["terminal"]);
  const customs = await world.enrol("customs.example", ["customs"]);
  const bank = await world.enrol("bank.example", ["bank"]);
  const buyer = await world.enrol("buyer.example", ["shipper"]);
  const shipper = await world.enrol("shipper.example", ["shipper"]);
  const people = {
    shipper: await world.holder(shipper.partyId),
    bank: await world.holder(bank.partyId),
    buyer: await world.holder(buyer.partyId),
    haulier: await world.holder("haulier.example"),
  };
  const facility = facilityId(world.networkId, terminal.partyId, "CNYSA-T1");
  const purposes = { DELIVERY: LIGHTS, INSPECTION: LIGHTS.slice(1) };
  await world.submit({
    code: "SET_POLICY",
    by: terminal,
    approvals: [world.registrar],
    facts: { operator: terminal.partyId, facilityCode: "CNYSA-T1", purposes },
  });
  const parties = { carrier, terminal, customs, bank, buyer, shipper };
  return { world, signers, parties, people, facility };
}
export type Shipment = Awaited<ReturnType<typeof createShipment>>;

interface Paper {
  readonly documentKind: string;
  readonly document: Json;
  readonly number: string;
  readonly rights?: Manifest["rights"];
}

/** A manifest of the carrier for a document. */
export function manifestOf({ world, parties }: Shipment, paper: Paper) {
  const { carrier } = parties;
  return createManifest(carrier, {
    ...paper, networkId: world.networkId, issuer: carrier.partyId, signer: carrier.partyId, version: 1, salt: hex(16), attachments: [], issuedAt: world.now(),
    ...(paper.rights === undefined ? {} : { rights: paper.rights }),
  }); // prettier-ignore
}

/** Issues the example bill to the shipper's order, with its manifest and the openings of its two rights. */
export async function issueBill(s: Shipment, change: JsonObject = {}) {
  const { world, parties, people } = s;
  const document = { ...example("transport-document.json"), ...change };
  const { number, form } = readTransportDocument(document);
  const { beta, recordId: bill } = await world.number(parties.carrier, "transport-document", number);
  const openings: readonly Opening[] = CONTAINERS.map((equipmentReference) => ({ equipmentReference, salt: hex(16) }));
  const rights = openings.map((o) => rightId(bill, o.equipmentReference, o.salt));
  const root = { root: rightsRoot(rights), count: rights.length };
  const { token, manifest } = await manifestOf(s, { documentKind: "bill-of-lading", document, number, rights: root });
  const card = await world.card(people.shipper, bill);
  const cards = { possessor: card, ...(form === "ORDER" ? { endorsee: card } : {}) };
  const facts = {
    beta,
    commitment: manifest.commitment,
    form,
    rightsRoot: root.root,
    rightsCount: root.count,
    isRedirectWaived: false,
    cards,
  };
  await world.submit({ code: "ISSUE", by: parties.carrier, facts });
  const carried: CarriedDocument = { recordId: bill, manifest: token, document, openings };
  return { bill, rights, openings, carried };
}
export type Bill = Awaited<ReturnType<typeof issueBill>>;

/** Endorses and hands the bill on. */
export async function pass(
  { world }: Shipment,
  bill: string,
  from: WorldHolder,
  to: WorldHolder,
  code = "ENDORSE_TO_ORDER",
): Promise<void> {
  const recipient = await world.card(to, bill);
  await world.submit({ code, by: from, main: bill, recipient });
  await world.submit({ code: "TRANSFER", by: from, main: bill, recipient });
}

/** Surrenders as `holder`, and the carrier accepts: the rights vest in fresh cards of the same person. */
export async function surrender(
  { world, parties }: Shipment,
  { bill, rights, openings }: Bill,
  holder: WorldHolder,
): Promise<Decision> {
  const seals = openings.map((o) => rightSeal(o.equipmentReference, o.salt));
  const vested = await Promise.all(
    rights.map(async (right, i) => ({ right, seal: seals[i] ?? "", card: await world.card(holder, right) })),
  );
  await world.submit({
    code: "SURRENDER_FOR_DELIVERY",
    by: holder,
    main: bill,
    facts: { vesting: vestingDigest(vested) },
  });
  return world.submit({ code: "SACC", by: parties.carrier, main: bill, facts: { rights: vested } });
}

/** Issues the example delivery order for all rights of the bill. */
export async function issueOrder(s: Shipment, { bill, rights, openings }: Bill) {
  const { world, parties, facility } = s;
  const document = example("delivery-order.json");
  const number = document["documentNumber"] as string;
  const { beta, recordId: order } = await world.number(parties.carrier, "delivery-order", number);
  const { token, manifest } = await manifestOf(s, { documentKind: "delivery-order", document, number });
  const facts = { beta, commitment: manifest.commitment, bill, facility, rights, validTo: VALID_TO };
  await world.submit({ code: "ISSUE_DELIVERY_ORDER", by: parties.carrier, facts });
  const carried: CarriedDocument = { recordId: order, manifest: token, document, openings };
  return { order, carried };
}

/** Sets one light on a right. */
export function setLight(
  { world }: Shipment,
  right: string,
  lightKind: string,
  authority: WorldParty,
  colour = "GREEN",
): Promise<Decision> {
  const facts = { right, lightKind, authority: authority.partyId, colour, reason: "RELEASED" };
  return world.submit({ code: "SET_LIGHT", by: authority, facts });
}

/** Lets the container of a right out. */
export async function gateOut(
  { world, parties, facility }: Shipment,
  right: string,
  holder: WorldHolder,
): Promise<Decision> {
  const presentation = await world.presentation(holder, right, facility);
  return world.submit({
    code: "GATE_OUT",
    by: parties.terminal,
    main: right,
    facts: { purpose: "DELIVERY", presentation },
  });
}

/** A shipment ready for the gate: surrendered by the shipper, ordered, both lights green on the first right. */
export async function readyForGate() {
  const s = await createShipment();
  const bill = await issueBill(s);
  await surrender(s, bill, s.people.shipper);
  const order = await issueOrder(s, bill);
  const [right = ""] = bill.rights;
  await setLight(s, right, "CUSTOMS", s.parties.customs);
  await setLight(s, right, "TERMINAL", s.parties.terminal);
  return { s, bill, order, right };
}

/** A dossier of the world as it is now, or as `source` has it. */
export async function dossierOf(
  s: Shipment,
  input: Omit<DossierInput, "source">,
  source?: ProofSource,
): Promise<Dossier> {
  return buildDossier({ ...input, source: source ?? (await createProofs(s.world, { signers: s.signers })) });
}

/** The judge's question at the world's present. */
export function question(s: Shipment, change: Partial<Question> = {}): Question {
  return {
    trust: {
      networkId: s.world.networkId,
      witnesses: s.signers.map((w) => w.vkey),
      threshold: 2,
      expires: "2036-01-01T00:00:00.000Z",
    },
    policy: { maxAgeSeconds: 3600 },
    moment: s.world.now(),
    ...change,
  };
}
