import { decodeUtf8, parseStrictJson, utf8, type Json } from "@openlading/core";
import type { SignedAct } from "@openlading/law";
import type { Committed, LedgerClient } from "@openlading/ledger";
import { openEmbeddedLedger } from "@openlading/ledger-embedded";
import { createShipment, type Shipment, type WorldAct } from "@openlading/testkit";
import { createContract, encodeSubmission } from "../src/index.ts";

/** A shipment whose acts go through the contract on an embedded ledger, and over the world's own map beside it. */
export interface Mirror {
  readonly s: Shipment;
  readonly ledger: LedgerClient;
  /** Signs, submits, and keeps the world in step. */
  readonly submit: (act: WorldAct) => Promise<Committed>;
  /** Submits bytes as they are. */
  readonly send: (signed: SignedAct) => Promise<Committed>;
  readonly read: (name: string, argument: string) => Promise<Json>;
}

export async function openMirror(): Promise<Mirror> {
  const s = await createShipment();
  let nowMs: number | null = 0;
  const clock = (): number => nowMs ?? Date.parse(s.world.now());
  const ledger = await openEmbeddedLedger({ path: ":memory:", contract: createContract(), clock });
  const send = (signed: SignedAct): Promise<Committed> => ledger.submit("submitAct", [encodeSubmission(signed)]);
  for (const { act, approvals, entry } of s.world.history) {
    nowMs = Date.parse(entry.transactionTime);
    await send({ act, approvals });
  }
  nowMs = null;
  const submit = async (act: WorldAct): Promise<Committed> => {
    const signed = await s.world.sign(act);
    const committed = await send(signed);
    s.world.commit(signed);
    return committed;
  };
  const read = async (name: string, argument: string): Promise<Json> =>
    parseStrictJson(decodeUtf8(await ledger.evaluate(name, [utf8(argument)])));
  return { s: { ...s, world: { ...s.world, submit: submit as never } }, ledger, submit, send, read };
}
