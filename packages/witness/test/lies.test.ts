import { canonicalize, parseStrictJson, type JsonObject } from "@openlading/core";
import { createNoteSigner, type NoteSigner } from "@openlading/log";
import type { Block, BlockEvent } from "@openlading/ledger";
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { generateKeyPairSync } from "node:crypto";
import { openWitness, WitnessError, type Witness } from "../src/index.ts";
import { withPath } from "./folder.ts";
import { blocksOf, createParties, createScene, showing, shipment, transfer, issueBill } from "./workload.ts";

/** Changes one event of one block. */
function altered(blocks: readonly Block[], at: number, change: (event: BlockEvent) => BlockEvent): Block[] {
  return blocks.map((b, i) => (i === at ? { ...b, events: b.events.map(change) } : b));
}

function withPayload(event: BlockEvent, change: (payload: JsonObject) => JsonObject): BlockEvent {
  return { ...event, payload: canonicalize(change(parseStrictJson(event.payload) as JsonObject)) };
}

const actOf = (payload: JsonObject): string => (typeof payload["act"] === "string" ? payload["act"] : "");
const entryOf = (payload: JsonObject): JsonObject => payload["entry"] as JsonObject;

/** A signer that counts what it signs and keeps every message. */
function recording(signer: NoteSigner): NoteSigner & { readonly bodies: string[] } {
  const bodies: string[] = [];
  return {
    name: signer.name, vkey: signer.vkey, bodies,
    sign: async (bytes) => {
      bodies.push(new TextDecoder().decode(bytes).split("\n").slice(2).join("\n"));
      return signer.sign(bytes);
    },
  }; // prettier-ignore
}

/** Two different roots of one size, which nobody may ever find. */
function contradictions(bodies: readonly string[]): string[] {
  const roots = new Map<string, string>();
  return bodies.filter((body) => {
    const size = body.split("\n")[1] ?? "";
    const isOther = roots.has(size) && roots.get(size) !== body;
    roots.set(size, body);
    return isOther;
  });
}

describe("a witness of a ledger that lies", () => {
  let networkId: string;
  let honest: readonly Block[];
  let signer: ReturnType<typeof recording>;
  let now: () => number;
  let shown: readonly Block[];
  let bill: string;

  before(async () => {
    const scene = await createScene();
    const parties = await createParties(scene);
    ({ bill } = await shipment(scene, parties, "EXLU26049001"));
    await issueBill(scene, parties, "EXLU26049002");
    honest = await blocksOf(scene.ledger);
    networkId = scene.world.networkId;
    now = scene.now;
    await scene.ledger.close();
  });
  beforeEach(() => {
    signer = recording(
      createNoteSigner({ name: "witness-a.example", privateKey: generateKeyPairSync("ed25519").privateKey }),
    );
  });

  const open = (path = ":memory:", isResuming = false): Promise<Witness> =>
    openWitness({ ledger: showing(() => shown), path, networkId, signer, now, isResuming });

  /** Witnesses the honest part, then the lie; answers the halt. */
  async function lieAt(at: number, lie: readonly Block[]) {
    return withPath(async (path) => {
      shown = honest.slice(0, at);
      let witness = await open(path);
      await witness.catchUp();
      const { body } = witness.checkpoint() ?? expect.fail("no checkpoint");
      shown = lie;
      await rejectsWithCode(WitnessError, "ERR_WITNESS_DIVERGED", () => witness.catchUp());
      expect(witness.checkpoint()?.body).to.equal(body);
      expect(signer.bodies).to.deep.equal([body]);
      const { halt } = witness;
      await witness.close();
      shown = honest;
      witness = await open(path);
      await rejectsWithCode(WitnessError, "ERR_WITNESS_DIVERGED", () => witness.catchUp());
      expect(signer.bodies).to.deep.equal([body]);
      expect(witness.record(bill).state).to.not.equal(null);
      await witness.close();
      witness = await open(path, true);
      await witness.catchUp();
      expect(witness.height).to.equal(honest.length);
      expect(contradictions(signer.bodies)).to.deep.equal([]);
      await witness.close();
      return halt;
    });
  }

  /** The block that holds the first hand-over of the bill. */
  const TARGET = 7;

  it("is not misled by an honest one", async () => {
    shown = honest;
    const witness = await open();
    await witness.catchUp();
    expect(witness.acts(bill).length).to.equal(5);
    expect(witness.halt).to.equal(null);
    await witness.close();
  });

  const lies: readonly [string, string, (e: BlockEvent) => BlockEvent][] = [
    ["an entry with another time", "ERR_WITNESS_DIVERGED", (e) => withPayload(e, (p) => ({ ...p, entry: { ...entryOf(p), transactionTime: "2026-05-01T09:00:00.000Z" } }))],
    ["an entry that names another transaction", "ERR_WITNESS_DIVERGED", (e) => withPayload(e, (p) => ({ ...p, entry: { ...entryOf(p), transactionId: "f".repeat(64) } }))],
    ["an entry of another network", "ERR_LAW_OTHER_NETWORK", (e) => withPayload(e, (p) => ({ ...p, entry: { ...entryOf(p), networkId: "f".repeat(64) } }))],
    ["an entry that hides a read", "ERR_WITNESS_DIVERGED", (e) => withPayload(e, (p) => ({ ...p, entry: { ...entryOf(p), reads: (entryOf(p)["reads"] as readonly JsonObject[]).slice(1) } }))],
    ["a state nobody reached", "ERR_WITNESS_DIVERGED", (e) => withPayload(e, (p) => ({ ...p, entry: { ...entryOf(p), writes: (entryOf(p)["writes"] as readonly JsonObject[]).map((w) => ({ ...w, stateDigest: "f".repeat(64) })) } }))],
    ["an act with a forged signature", "ERR_LAW_SIGNATURE", (e) => withPayload(e, (p) => ({ ...p, act: forged(actOf(p)) }))],
    ["an act that is none", "ERR_LAW_ACT_MALFORMED", (e) => withPayload(e, (p) => ({ ...p, act: "a.b.c" }))],
    ["an event that is no entry", "ERR_CORE_SHAPE", (e) => ({ ...e, payload: canonicalize({}) })],
    ["an event that is no JSON", "ERR_CORE_JSON_SYNTAX", (e) => ({ ...e, payload: Uint8Array.of(0x7b) })],
    ["an event of another name", "ERR_WITNESS_DIVERGED", (e) => ({ ...e, name: "something.else" })],
  ]; // prettier-ignore
  for (const [what, reason, change] of lies) {
    it(`halts for good at ${what}`, async () => {
      const halt = await lieAt(TARGET, altered(honest, TARGET, change));
      expect(halt).to.include({ height: TARGET + 1, index: 0, reason });
    });
  }

  it("names the first lie when a forged signature and a wrong entry follow each other in one round", async () => {
    const forgery = altered(honest, TARGET, (e) => withPayload(e, (p) => ({ ...p, act: forged(actOf(p)) })));
    const lie = altered(forgery, TARGET + 1, (e) => ({ ...e, name: "something.else" }));
    expect(await lieAt(TARGET, lie)).to.include({ height: TARGET + 1, reason: "ERR_LAW_SIGNATURE" });
  });

  it("halts when an entry is left out of a block and another one rests on it", async () => {
    const lie = honest.map((b, i) => (i === TARGET ? { ...b, events: [] } : b));
    const halt = await lieAt(TARGET, lie);
    expect(halt).to.include({ height: TARGET + 2, index: 0 });
    expect(halt?.reason).to.match(/^ERR_LAW_HEAD/);
  });

  it("halts when two entries change places", async () => {
    const [first, second] = [honest[TARGET], honest[TARGET + 1]];
    const lie = honest.map((b, i) => {
      if (i === TARGET) return { ...b, events: second?.events ?? [] };
      return i === TARGET + 1 ? { ...b, events: first?.events ?? [] } : b;
    });
    expect(await lieAt(TARGET, lie)).to.include({ height: TARGET + 1, reason: "ERR_LAW_HEAD_AHEAD" });
  });

  it("halts when the last block it saw holds something else now", async () => {
    const lie = honest.map((b, i) => (i === TARGET - 1 ? { ...b, events: [] } : b));
    expect(await lieAt(TARGET, lie)).to.include({ height: TARGET, index: null });
  });

  it("signs nothing while blocks are missing, repeated, or fewer than it has seen", async () => {
    const [one, two, three, four, ...rest] = honest;
    if (one === undefined || two === undefined || three === undefined || four === undefined) throw new TypeError("few");
    for (const gap of [
      [one, two, four],
      [one, two, three, two, four],
      [two, three],
      [one, two, two, three],
    ]) {
      shown = gap;
      const witness = await open();
      await rejectsWithCode(WitnessError, "ERR_WITNESS_GAP", () => witness.catchUp());
      expect(signer.bodies).to.deep.equal([]);
      shown = honest;
      await witness.catchUp();
      expect(signer.bodies.splice(0)).to.have.length(1);
      shown = [one, two];
      await rejectsWithCode(WitnessError, "ERR_WITNESS_GAP", () => witness.catchUp());
      expect(witness.halt).to.equal(null);
      await witness.close();
    }
    expect(rest).to.not.deep.equal([]);
  });

  it("accepts heights that are skipped where the ledger counts blocks it does not show", async () => {
    shown = honest.map((b, i) => ({ ...b, height: (i + 1) * 3 }));
    const witness = await openWitness({
      ledger: showing(() => shown),
      path: ":memory:",
      networkId,
      signer,
      now,
      hasSparseHeights: true,
    });
    await witness.catchUp();
    expect(witness.checkpoint()?.height).to.equal(honest.length * 3);
    await witness.close();
  });

  it("counts a block without entries, and closes none", async () => {
    shown = [...honest, { height: honest.length + 1, events: [] }];
    const witness = await open();
    await witness.catchUp();
    expect(witness.height).to.equal(honest.length + 1);
    expect(witness.checkpoint()?.height).to.equal(honest.length);
    expect(witness.checkpointAt(honest.length + 1)).to.deep.equal(witness.checkpoint());
    await witness.close();
  });

  it("never signs two roots of one size when the history forks after it was signed", async () => {
    const scene = await createScene();
    const parties = await createParties(scene);
    const [shipper, bank, buyer] = parties.people;
    const { bill: forked } = await issueBill(scene, parties, "EXLU26049003");
    const common = await blocksOf(scene.ledger);
    const record = scene.world.record(forked);
    await transfer(scene, forked, shipper, bank);
    const one = await blocksOf(scene.ledger);
    await scene.ledger.close();
    // The other history: the same shipper hands the bill to somebody else at the same place.
    if (record === null) throw new TypeError("no bill");
    scene.world.records.set(forked, record);
    const act = await scene.world.sign({
      code: "TRANSFER",
      by: shipper,
      main: forked,
      recipient: await scene.world.card(buyer, forked),
    });
    const { entry } = scene.world.commit(act);
    const event = {
      transactionId: entry.transactionId,
      index: 0,
      name: "openlading.entry",
      payload: canonicalize({ entry: { ...entry }, act: act.act, approvals: act.approvals }),
    };
    const other = [...common, { height: common.length + 1, events: [event] }];
    const parts = { path: ":memory:", networkId: scene.world.networkId, signer, now: scene.now };
    const onOther = await openWitness({ ...parts, ledger: showing(() => other) });
    await onOther.catchUp();
    await onOther.close();
    signer.bodies.length = 0;
    shown = one;
    const witness = await openWitness({ ...parts, ledger: showing(() => shown) });
    await witness.catchUp();
    shown = other;
    await rejectsWithCode(WitnessError, "ERR_WITNESS_DIVERGED", () => witness.catchUp());
    expect(signer.bodies).to.have.length(1);
    await witness.close();
  });

  it("holds a fork against what it was about to sign when it crashed", async () => {
    await withPath(async (path) => {
      shown = honest.slice(0, TARGET);
      const failing: NoteSigner = {
        name: signer.name,
        vkey: signer.vkey,
        sign: async () => Promise.reject(new Error("power cut")),
      };
      const crashed = await openWitness({ ledger: showing(() => shown), path, networkId, signer: failing, now });
      await crashed.catchUp().catch(() => undefined);
      expect(crashed.height).to.equal(0);
      await crashed.close();
      // The same size with other content: two lawful acts of the last block's kind, in the other order.
      shown = honest.map((b, i) => (i === TARGET - 1 ? { ...b, height: b.height, events: shiftedIndex(b) } : b));
      const witness = await open(path);
      await rejectsWithCode(WitnessError, "ERR_WITNESS_DIVERGED", () => witness.catchUp({ height: TARGET }));
      expect(signer.bodies).to.deep.equal([]);
      await witness.close();
    });
  });
});

/** The same act at another place of its block: as lawful, and another history. */
function shiftedIndex(block: Block): readonly BlockEvent[] {
  return block.events.map((event) => ({ ...event, index: event.index + 1 }));
}

/** The same act with a signature that does not verify. */
function forged(act: string): string {
  const [header, payload, signature = ""] = act.split(".");
  return [header, payload, (signature.startsWith("A") ? "B" : "A") + signature.slice(1)].join(".");
}
