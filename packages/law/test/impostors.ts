import { generateSigner, type KeySigner } from "@openlading/jws";
import { createSignatureChecker, decide, drive, LawError, type SignedAct } from "@openlading/law";
import type { Shipment, World, WorldAct, WorldHolder, WorldParty } from "@openlading/testkit";

/** One who tries an act: `for` is the party it claims to act for. */
export interface Impostor {
  readonly by: WorldAct["by"];
  readonly for?: string;
}

/** The kinds of actor of the matrix, in the order of its columns. */
export const ACTORS = [
  "carrier", "carrier2", "agent", "agent+", "terminal", "terminal2", "customs", "bank", "chamber", "exporter", "party", "registrar", "witness", "holder", "stranger",
] as const; // prettier-ignore
export type ActorName = (typeof ACTORS)[number];

const checker = createSignatureChecker();

/** What the law would say to an act, without doing it: `yes`, or the refusal's code without its area. */
export function tryOut(world: World, signed: SignedAct): string {
  const transaction = { transactionId: "0".repeat(64), transactionTime: world.now() };
  return outcome(() =>
    drive(decide(signed, transaction), (need) =>
      need.need === "record" ? world.record(need.recordId) : checker.check(need),
    ),
  );
}

function outcome(act: () => unknown): string {
  try {
    act();
    return "yes";
  } catch (error) {
    if (error instanceof LawError) return error.code.replace("ERR_LAW_", "");
    throw error;
  }
}

/** What the law would say if this actor signed the act, with heads planned for itself. */
export async function tryAs(world: World, act: WorldAct, impostor: Impostor): Promise<string> {
  try {
    return tryOut(world, await world.sign({ ...act, ...impostor }));
  } catch (error) {
    // No heads can be planned: the act names a record only a party could have.
    if (error instanceof LawError) return error.code.replace("ERR_LAW_", "");
    throw error;
  }
}

/** The same act under the lawful actor's name and key id, signed with another key. */
export async function forge(world: World, act: WorldAct): Promise<string> {
  const { sign, exportPkcs8, alg } = await generateSigner("ES256");
  const { kid, publicJwk } = act.by.signer;
  const signer: KeySigner = { sign, exportPkcs8, alg, kid, publicJwk };
  return tryOut(world, await world.sign({ ...act, by: { ...act.by, signer } }));
}

/** Everybody of the matrix but the holder, who differs from act to act. */
export async function gather(s: Shipment): Promise<Readonly<Record<Exclude<ActorName, "holder">, Impostor>>> {
  const { world, carrier, agent } = s;
  const [witness] = world.keepers;
  if (witness === undefined) throw new TypeError("no witness");
  const enrolled = async (partyId: string, offices: readonly string[]): Promise<Impostor> => ({
    by: await world.enrol(partyId, offices),
  });
  return {
    carrier: { by: carrier },
    carrier2: await enrolled("carrier2.example", ["carrier"]),
    agent: { by: agent, for: carrier.partyId },
    "agent+": { by: await mandated(s), for: carrier.partyId },
    terminal: { by: s.terminal },
    terminal2: await enrolled("terminal2.example", ["terminal"]),
    customs: { by: s.customs },
    bank: { by: s.bank },
    chamber: { by: s.chamber },
    exporter: { by: s.exporter },
    party: await enrolled("party.example", []),
    registrar: { by: world.registrar },
    witness: { by: witness },
    stranger: { by: await world.holder("stranger.example") },
  };
}

/** An agent with as wide a mandate of the carrier as there can be. */
async function mandated({ world, carrier }: Shipment): Promise<WorldParty> {
  const agent = await world.enrol("agent2.example", ["agent"]);
  const actionCodes = [
    "ISSUE", "SACC", "SREJ", "REISSUE", "TRANSFER", "ENDORSE", "ENDORSE_TO_ORDER", "BLANK_ENDORSE", "OFFER", "ACCEPT", "DECLINE", "WITHDRAW",
    "SURRENDER_FOR_DELIVERY", "SURRENDER_FOR_AMENDMENT", "REDIRECT", "RELEASE_ON_PAPER", "RELEASE_ON_TELEX", "RELEASE_ON_GUARANTEE", "RELEASE_ON_WAYBILL",
    "ISSUE_DELIVERY_ORDER", "CANCEL_DELIVERY_ORDER", "PASS_RIGHT", "SET_LIGHT", "GATE_OUT", "GATE_IN", "ISSUE_EVIDENCE", "COUNTERSIGN", "SUPERSEDE",
    "REVOKE", "ANCHOR", "REVOKE_ANCHORED", "APPLY_CERTIFICATE", "EXAMINE_APPLICATION", "WITHDRAW_APPLICATION", "ISSUE_CERTIFICATE", "REGISTER_CERTIFICATE",
    "PRINT_CERTIFICATE", "REPLACE_CERTIFICATE", "DUPLICATE_CERTIFICATE", "CANCEL_CERTIFICATE", "WITHDRAW_APPEARANCE", "PRESENT_CERTIFICATE", "DECIDE_PRESENTATION",
  ]; // prettier-ignore
  const facts = {
    principal: carrier.partyId, agent: agent.partyId, actionCodes, facilities: null, validFrom: world.now(), validTo: "2027-01-01T00:00:00.000Z",
  }; // prettier-ignore
  await world.submit({ code: "GRANT_MANDATE", by: carrier, facts });
  return agent;
}

/** The person in control of the act's main record, else the shipper: somebody with a key and a stake. */
export function holderOf({ world, people }: Shipment, act: WorldAct): WorldHolder {
  const slots = act.main === undefined ? {} : (world.record(act.main)?.slots ?? {});
  const held = slots["offeree"] ?? slots["holder"] ?? slots["possessor"];
  return Object.values(people).find((p) => p.signer.kid === held?.thumbprint) ?? people.shipper;
}
