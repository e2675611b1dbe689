import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatInstant, parseStrictJson, type Json } from "@openlading/core";
import { facilityId } from "@openlading/law";
import { assertCommitted, createHome, openNetwork, type Network } from "../src/index.ts";

const EPOCH = Date.UTC(2026, 4, 21, 2, 0, 0);
const STEP_MS = 1000;
export const PASSPHRASE = "a passphrase of this test alone";
export const LIGHTS = [
  { lightKind: "CUSTOMS", authority: "customs.example" },
  { lightKind: "TERMINAL", authority: "terminal.example" },
];

/** A clock that moves a second a look. */
export function createClock() {
  let nowMs = EPOCH;
  return {
    now: (): number => (nowMs += STEP_MS),
    advance: (ms: number): void => void (nowMs += ms),
    moment: (): string => formatInstant(nowMs),
  };
}
export type Clock = ReturnType<typeof createClock>;

/** A document of the example shipment. */
export function example(file: string): Json {
  return parseStrictJson(readFileSync(new URL(`../../../examples/import/${file}`, import.meta.url)));
}

export interface Place {
  readonly folder: string;
  readonly home: string;
  readonly clock: Clock;
  remove(): void;
}

/** A new home in a folder of its own. */
export async function createPlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), "openlading-sdk-"));
  const home = join(folder, ".openlading");
  const clock = createClock();
  await createHome({
    home,
    name: "test network",
    registrar: "registrar.example",
    passphrase: PASSPHRASE,
    now: clock.now,
  });
  return { folder, home, clock, remove: () => { rmSync(folder, { recursive: true, force: true }); } }; // prettier-ignore
}

export const open = ({ home, clock }: Place): Promise<Network> =>
  openNetwork({ home, passphrase: PASSPHRASE, now: clock.now });

/** The parties of the import, a terminal with its policy, and the agent's mandate. */
export async function enrolAll(network: Network) {
  const enrol = (partyId: string, ...offices: string[]) => network.enrol({ partyId, name: partyId, offices });
  const parties = {
    carrier: await enrol("exl.example", "carrier"),
    bank: await enrol("bank.example", "bank"),
    buyer: await enrol("haiyue.example"),
    agent: await enrol("agent.example", "agent"),
    customs: await enrol("customs.example", "customs"),
    terminal: await enrol("terminal.example", "terminal"),
  };
  assertCommitted(await parties.terminal.setPolicy({ facilityCode: "EXTERM1", purposes: { DELIVERY: LIGHTS } }));
  const actionCodes = ["SACC", "ISSUE_DELIVERY_ORDER"];
  assertCommitted(await parties.carrier.grantMandate({ agent: "agent.example", actionCodes }));
  return { ...parties, facility: facilityId(network.networkId, "terminal.example", "EXTERM1") };
}
export type Parties = Awaited<ReturnType<typeof enrolAll>>;

/** The example bill, issued to the bank's order and handed to the bank. */
export async function issueToBank({ carrier, bank }: Parties) {
  const { recordId: bill } = await carrier.recordId("transport-document", "EXLU26049001");
  const { card } = await bank.newCard({ recordId: bill });
  const issuance = { document: example("transport-document.json"), issueTo: example("issue-to.json") };
  const issued = await carrier.issueBill({ issuance, cards: { possessor: card, endorsee: card } });
  assertCommitted(issued.outcome);
  await bank.import(await carrier.export({ recordId: bill }));
  return { ...issued, bill, rights: issued.openings.map((o) => o.right) };
}
export type Issued = Awaited<ReturnType<typeof issueToBank>>;

/** The bank passes the bill to the buyer, with what it knows of it. */
export async function passToBuyer({ bank, buyer }: Parties, bill: string): Promise<void> {
  const { card } = await buyer.newCard({ recordId: bill });
  assertCommitted(await bank.endorse({ bill, card }));
  assertCommitted(await bank.transfer({ bill, card }));
  await buyer.import(await bank.export({ recordId: bill }));
}

/** The buyer surrenders, the agent accepts for the carrier, which issues the delivery order. */
export async function release({ buyer, agent, carrier, facility }: Parties, { bill, rights }: Issued) {
  const { vesting } = await buyer.vestingFor({ bill });
  assertCommitted(await buyer.surrender({ bill, vesting }));
  assertCommitted(await agent.acceptSurrender({ bill, vesting, representedParty: carrier.partyId }));
  const order = await carrier.issueOrder({ document: example("delivery-order.json"), bill, rights, facility });
  assertCommitted(order.outcome);
  return order.recordId;
}

export async function greens({ customs, terminal }: Parties, right: string): Promise<void> {
  const green = { right, colour: "GREEN", reason: "RELEASED" } as const;
  assertCommitted(await customs.setLight({ ...green, lightKind: "CUSTOMS" }));
  assertCommitted(await terminal.setLight({ ...green, lightKind: "TERMINAL" }));
}
