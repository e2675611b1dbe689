import { encodeHex, formatInstant } from "@openlading/core";
import { createContract, encodeSubmission } from "@openlading/contract";
import { documentCommitment, facilityId, rightsRoot, vestingDigest, type Decision } from "@openlading/law";
import type { Block, LedgerClient } from "@openlading/ledger";
import { openEmbeddedLedger } from "@openlading/ledger-embedded";
import {
  createWorld,
  newRight,
  vesting,
  type World,
  type WorldAct,
  type WorldHolder,
  type WorldParty,
} from "@openlading/testkit";
import { keeper, type Keeper } from "./keeper.ts";

const hex = (bytes: number): string => encodeHex(crypto.getRandomValues(new Uint8Array(bytes)));

/** A world whose every act goes to a ledger as well. */
export interface Scene {
  readonly world: World;
  readonly ledger: LedgerClient;
  readonly keepers: readonly Keeper[];
  readonly now: () => number;
  /** Commits an act in the world and on the ledger. */
  readonly submit: (act: WorldAct) => Promise<Decision>;
  /** Commits acts that do not touch each other at one moment, so that the ledger gathers them into few blocks. */
  readonly submitTogether: (acts: readonly WorldAct[]) => Promise<void>;
  /** Enrols a party. */
  readonly enrol: (partyId: string, offices: readonly string[]) => Promise<WorldParty>;
}

/** A founded network on an embedded ledger, with three witnesses in its genesis. */
export async function createScene(path = ":memory:"): Promise<Scene> {
  const keepers = ["a", "b", "c"].map((x) => keeper(`witness-${x}.example`));
  const world = await createWorld(keepers.map(({ signer }) => ({ name: signer.name, vkey: signer.vkey })));
  const now = (): number => Date.parse(world.now());
  const ledger = await openEmbeddedLedger({ path, contract: createContract(), clock: now, endorseTwice: false });
  let passedOn = 0;
  const passOn = async (): Promise<void> => {
    for (const recorded of world.history.slice(passedOn))
      await ledger.submit("submitAct", [encodeSubmission(recorded)]);
    passedOn = world.history.length;
  };
  const submit = async (act: WorldAct): Promise<Decision> => {
    world.advance(1_000);
    const decision = await world.submit(act);
    await passOn();
    return decision;
  };
  const submitTogether = async (acts: readonly WorldAct[]): Promise<void> => {
    world.advance(1_000);
    for (const act of acts) await world.submit(act);
    const waiting = world.history.slice(passedOn);
    passedOn = world.history.length;
    await Promise.all(waiting.map((recorded) => ledger.submit("submitAct", [encodeSubmission(recorded)])));
  };
  await world.found();
  await passOn();
  const enrol = async (partyId: string, offices: readonly string[]): Promise<WorldParty> => {
    const party = await world.enrol(partyId, offices);
    await passOn();
    return party;
  };
  return { world, ledger, keepers, now, submit, submitTogether, enrol };
}

/** The parties of an import shipment. */
export async function createParties({ world, submit, enrol }: Scene) {
  const carrier = await enrol("carrier.example", ["carrier"]);
  const customs = await enrol("customs.example", ["customs"]);
  const terminal = await enrol("terminal.example", ["terminal"]);
  const people = [await world.holder("shipper.example"), await world.holder("bank.example"), await world.holder("buyer.example")] as const; // prettier-ignore
  const facility = facilityId(world.networkId, terminal.partyId, "CNYSA-T1");
  const lights = [{ lightKind: "CUSTOMS", authority: customs.partyId }];
  await submit({
    code: "SET_POLICY", by: terminal, approvals: [world.registrar],
    facts: { operator: terminal.partyId, facilityCode: "CNYSA-T1", purposes: { DELIVERY: lights } },
  }); // prettier-ignore
  return { carrier, customs, terminal, people, facility };
}
export type Parties = Awaited<ReturnType<typeof createParties>>;

/** Issues a bill to the shipper in blank. */
export async function issueBill({ world, submit }: Scene, { carrier, people }: Parties, number: string) {
  const { beta, recordId: bill } = await world.number(carrier, "transport-document", number);
  const rights = [newRight(bill, "EXMU2000014")];
  const cards = { possessor: await world.card(people[0], bill) };
  await submit({
    code: "ISSUE", by: carrier,
    facts: { beta, commitment: documentCommitment(hex(16), hex(32)), form: "BLANK", rightsRoot: rightsRoot(rights), rightsCount: 1, isRedirectWaived: false, cards },
  }); // prettier-ignore
  return { bill, rights };
}

/** Hands a bill on. */
export async function transfer({ world, submit }: Scene, bill: string, from: WorldHolder, next: WorldHolder) {
  return submit({ code: "TRANSFER", by: from, main: bill, recipient: await world.card(next, bill) });
}

/** From the surrender by `holder` to the open gate. */
export async function release(scene: Scene, parties: Parties, bill: string, right: string, holder: WorldHolder) {
  const { world, submit } = scene;
  const { carrier, customs, terminal, facility } = parties;
  const rights = await vesting(world, [right], holder);
  await submit({ code: "SURRENDER_FOR_DELIVERY", by: holder, main: bill, facts: { vesting: vestingDigest(rights) } });
  await submit({ code: "SACC", by: carrier, main: bill, facts: { rights } });
  const order = await world.number(carrier, "delivery-order", `DO${bill.slice(0, 10)}`.toUpperCase());
  const validTo = formatInstant(scene.now() + 10 * 86_400_000);
  await submit({
    code: "ISSUE_DELIVERY_ORDER", by: carrier,
    facts: { beta: order.beta, commitment: hex(32), bill, facility, rights: [right], validTo },
  }); // prettier-ignore
  const light = { right, lightKind: "CUSTOMS", authority: customs.partyId, colour: "GREEN", reason: "RELEASED" };
  await submit({ code: "SET_LIGHT", by: customs, facts: light });
  await tick(scene);
  const presentation = await world.presentation(holder, right, facility);
  await submit({ code: "GATE_OUT", by: terminal, main: right, facts: { purpose: "DELIVERY", presentation } });
}

/** Advances the network's clock. */
export async function tick({ world, submit }: Scene): Promise<Decision> {
  const [first, second] = world.keepers;
  if (first === undefined || second === undefined) throw new TypeError("no witnesses");
  const clock = [...world.records.values()].find((r) => r.kind === "clock")?.recordId ?? "";
  return submit({ code: "TICK", by: first, approvals: [second], main: clock, facts: { time: formatInstant(Date.parse(world.now()) + 1_000) } }); // prettier-ignore
}

/** One whole shipment: about a dozen acts. */
export async function shipment(scene: Scene, parties: Parties, number: string) {
  const [shipper, bank, buyer] = parties.people;
  const { bill, rights } = await issueBill(scene, parties, number);
  const [right = ""] = rights;
  await transfer(scene, bill, shipper, bank);
  await transfer(scene, bill, bank, buyer);
  await release(scene, parties, bill, right, buyer);
  return { bill, right };
}

/** Every block of a ledger. */
export async function blocksOf(ledger: LedgerClient): Promise<Block[]> {
  const blocks: Block[] = [];
  for await (const block of ledger.blocks({ from: 1 })) blocks.push(block);
  return blocks;
}

/** A ledger that shows whatever blocks it is told to, for lying with. Nothing can be submitted to it. */
export function showing(blocks: () => readonly Block[]): LedgerClient {
  const refuse = (): never => {
    throw new TypeError("this ledger only shows");
  };
  return {
    submit: refuse,
    evaluate: refuse,
    status: refuse,
    height: async () => blocks().at(-1)?.height ?? 0,
    async *blocks({ from }) {
      for (const block of blocks()) if (block.height >= from) yield block;
    },
    close: async () => undefined,
  };
}
