import { randomBytes } from "node:crypto";
import { encodeHex, formatInstant, parseUtcInstant } from "@openlading/core";
import {
  documentCommitment,
  documentRecordId,
  facilityId,
  rightSeal,
  rightsRoot,
  sealedRightId,
  vestingDigest,
} from "@openlading/law";
import { createWorld, type World, type WorldHolder, type WorldParty } from "@openlading/testkit";

const ORDER_VALID_MS = 10 * 86_400_000;
const LIGHTS = { CUSTOMS: "customs.example", TERMINAL: "terminal.example" } as const;
const hex = (bytes: number): string => encodeHex(new Uint8Array(randomBytes(bytes)));

/** The parties and the facility of a port, in a world of the law alone. */
export interface Port {
  readonly world: World;
  readonly carrier: WorldParty;
  readonly customs: WorldParty;
  readonly terminal: WorldParty;
  readonly facility: string;
  /** How many acts founded it: genesis, enrolments, the facility's policy. */
  readonly founding: number;
}

/** Founds a network and a port in it. */
export async function createPort(witnesses?: Parameters<typeof createWorld>[0]): Promise<Port> {
  return foundPort(await createWorld(witnesses));
}

/** The same in a world that is there, at its own time. */
export async function foundPort(world: World): Promise<Port> {
  await world.found();
  const carrier = await world.enrol("carrier.example", ["carrier"]);
  const customs = await world.enrol(LIGHTS.CUSTOMS, ["customs"]);
  const terminal = await world.enrol(LIGHTS.TERMINAL, ["terminal"]);
  const lights = Object.entries(LIGHTS).map(([lightKind, authority]) => ({ lightKind, authority }));
  const policy = { operator: terminal.partyId, facilityCode: "CNYSA-T1", purposes: { DELIVERY: lights } };
  await world.submit({ code: "SET_POLICY", by: terminal, approvals: [world.registrar], facts: policy });
  const facility = facilityId(world.networkId, terminal.partyId, "CNYSA-T1");
  return { world, carrier, customs, terminal, facility, founding: world.history.length };
}

/** Acts of one shipment whose bill is never passed on; each pass adds one. */
const ACTS_WITHOUT_PASSES = 8;

/** A bill of one container from issue to the open gate, in `acts` acts that follow one another (at least 8). */
export async function ship(port: Port, acts: number): Promise<{ readonly bill: string; readonly right: string }> {
  const { world, terminal, facility } = port;
  let holder = await world.holder("shipper.example");
  const { bill, right, seal } = await issue(port, holder);
  for (let i = ACTS_WITHOUT_PASSES; i < acts; i += 1) holder = await pass(world, bill, holder);
  await release(port, { bill, right, seal }, holder);
  const haulier = await world.holder("haulier.example");
  await world.submit({ code: "PASS_RIGHT", by: holder, main: right, recipient: await world.card(haulier, right) });
  const presentation = await world.presentation(haulier, right, facility);
  await world.submit({ code: "GATE_OUT", by: terminal, main: right, facts: { purpose: "DELIVERY", presentation } });
  return { bill, right };
}

/** The number's proof is not the ledger's to check, so a random output stands for it: proving is measured elsewhere. */
async function issue({ world, carrier }: Port, holder: WorldHolder) {
  const beta = hex(32);
  const bill = documentRecordId(world.networkId, carrier.partyId, beta);
  const seal = rightSeal("EXMU2000014", hex(16));
  const right = sealedRightId(bill, seal);
  const facts = {
    beta,
    commitment: documentCommitment(hex(16), hex(32)),
    form: "BLANK",
    rightsRoot: rightsRoot([right]),
    rightsCount: 1,
    isRedirectWaived: false,
    cards: { possessor: await world.card(holder, bill) },
  };
  await world.submit({ code: "ISSUE", by: carrier, facts });
  return { bill, right, seal };
}

async function pass(world: World, bill: string, holder: WorldHolder): Promise<WorldHolder> {
  const next = await world.holder("buyer.example");
  await world.submit({ code: "TRANSFER", by: holder, main: bill, recipient: await world.card(next, bill) });
  return next;
}

/** Surrender, its acceptance, the delivery order and both lights. */
async function release(
  { world, carrier, customs, terminal, facility }: Port,
  { bill, right, seal }: { readonly bill: string; readonly right: string; readonly seal: string },
  holder: WorldHolder,
): Promise<void> {
  const rights = [{ right, seal, card: await world.card(holder, right) }];
  const surrender = { vesting: vestingDigest(rights) };
  await world.submit({ code: "SURRENDER_FOR_DELIVERY", by: holder, main: bill, facts: surrender });
  await world.submit({ code: "SACC", by: carrier, main: bill, facts: { rights } });
  const validTo = formatInstant(parseUtcInstant(world.now()) + ORDER_VALID_MS);
  const order = { beta: hex(32), commitment: hex(32), bill, facility, rights: [right], validTo };
  await world.submit({ code: "ISSUE_DELIVERY_ORDER", by: carrier, facts: order });
  for (const [lightKind, by] of [["CUSTOMS", customs], ["TERMINAL", terminal]] as const) {
    const light = { right, lightKind, authority: by.partyId, colour: "GREEN", reason: "RELEASED" };
    await world.submit({ code: "SET_LIGHT", by, facts: light });
  } // prettier-ignore
}
