import { randomBytes } from "node:crypto";
import { encodeHex } from "@openlading/core";
import { batchLeaf, decodeAct, type RecordedAct } from "@openlading/law";
import { createHistoryTree, createMemoryNodeStore, leafHash } from "@openlading/log";
import { createWorld } from "@openlading/testkit";
import { foundPort, ship, type Port } from "./workload.ts";

/** A signed act, ready to be sent, and its code. */
export interface Prepared {
  readonly name: string;
  readonly act: RecordedAct;
}

/** A port of today, its founding acts, and lights on rights of their own, so that none waits for another. */
export interface PreparedPort {
  readonly port: Port;
  readonly founding: readonly RecordedAct[];
  readonly lights: Prepared[];
}

const ACTS_OF_A_SHIPMENT = 10;
const DOCUMENTS = 1_000;
const hex = (): string => encodeHex(new Uint8Array(randomBytes(32)));

/** Founds a port and signs so many lights, all of them today. */
export async function createLights(count: number): Promise<PreparedPort> {
  const world = await createWorld();
  world.advance(Date.now() - Date.parse(world.now()));
  const port = await foundPort(world);
  const founding = world.history.slice();
  const { customs } = port;
  for (let n = 0; n < count; n += 1) {
    const facts = {
      right: hex(),
      lightKind: "CUSTOMS",
      authority: customs.partyId,
      colour: "GREEN",
      reason: "RELEASED",
    };
    await world.submit({ code: "SET_LIGHT", by: customs, facts });
  }
  return { port, founding, lights: world.history.slice(founding.length).map(prepared) };
}

/** One act that anchors a thousand documents by their root. */
export async function createAnchor({ port: { world, carrier } }: PreparedPort): Promise<RecordedAct> {
  const tree = createHistoryTree(createMemoryNodeStore(), 0);
  for (let n = 0; n < DOCUMENTS; n += 1) tree.append(leafHash(batchLeaf(hex(), hex())));
  const begin = world.history.length;
  await world.submit({ code: "ANCHOR", by: carrier, facts: { root: encodeHex(tree.root()), size: DOCUMENTS } });
  return only(world.history.slice(begin));
}

/** So many shipments from ISSUE to GATE_OUT, each in its own order. */
export async function createShipments(
  { port }: PreparedPort,
  count: number,
): Promise<readonly (readonly Prepared[])[]> {
  const shipments: Prepared[][] = [];
  for (let n = 0; n < count; n += 1) {
    const begin = port.world.history.length;
    await ship(port, ACTS_OF_A_SHIPMENT);
    shipments.push(port.world.history.slice(begin).map(prepared));
  }
  return shipments;
}

function prepared(act: RecordedAct): Prepared {
  return { name: decodeAct(act).payload.actionCode, act };
}

function only([act]: readonly RecordedAct[]): RecordedAct {
  if (act === undefined) throw new TypeError("nothing was signed");
  return act;
}
