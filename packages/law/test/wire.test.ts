import { decodeBase64url, encodeBase64url } from "@openlading/core";
import { actDigest, LawError, parseGenesis, stateDigest, type ActPayload, type RecordState } from "@openlading/law";
import {
  createShipment,
  createWorld,
  issueBill,
  light,
  readyForGate,
  rejectsWithCode,
  throwsWithCode,
  type World,
} from "@openlading/testkit";
import { expect } from "chai";
import fc from "fast-check";

const N = BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

/** The other valid signature of the same bytes: s becomes n - s. */
function highTwin(jws: string): string {
  const [header, payload, signature = ""] = jws.split(".");
  const bytes = decodeBase64url(signature);
  const s = BigInt(`0x${Buffer.from(bytes.slice(32)).toString("hex")}`);
  const twin = Buffer.from((N - s).toString(16).padStart(64, "0"), "hex");
  return [header, payload, encodeBase64url(new Uint8Array([...bytes.slice(0, 32), ...twin]))].join(".");
}

describe("acts on the wire", () => {
  it("have one identity in every signature twin", async () => {
    const { world, carrier } = await createShipment();
    const signed = await world.sign({ code: "ANCHOR", by: carrier, facts: { root: "a".repeat(64), size: 3 } });
    expect(actDigest(highTwin(signed.act))).to.equal(actDigest(signed.act));
    world.commit({ ...signed, act: highTwin(signed.act) });
  });

  it("refuse any changed byte", async () => {
    const { world, carrier } = await createShipment();
    const { act } = await world.sign({ code: "ANCHOR", by: carrier, facts: { root: "a".repeat(64), size: 3 } });
    fc.assert(
      fc.property(fc.nat(act.length - 1), fc.constantFrom("A", "B", "z", "0", "9", "-", "_", "."), (at, letter) => {
        fc.pre(act[at] !== letter);
        const changed = act.slice(0, at) + letter + act.slice(at + 1);
        expect(() => world.commit({ act: changed, approvals: [] })).to.throw(LawError);
      }),
    );
  });

  const bad: Readonly<Record<string, readonly [(p: ActPayload, w: World) => ActPayload, LawError["code"]]>> = {
    "another network's": [(p) => ({ ...p, networkId: "0".repeat(64) }), "ERR_LAW_OTHER_NETWORK"],
    "an expired one": [(p, w) => ({ ...p, expiresAt: w.now() }), "ERR_LAW_EXPIRED"],
    "one from the future": [(p) => ({ ...p, actionDateTime: "2030-01-01T00:00:00.000Z" }), "ERR_LAW_CLAIMED_TIME"],
    "an unknown action": [(p) => ({ ...p, actionCode: "SING" }), "ERR_LAW_UNKNOWN_ACTION"],
    "unknown facts": [(p) => ({ ...p, facts: { ...(p.facts as object), extra: 1 } }), "ERR_LAW_ACT_MALFORMED"],
    "a sequence ahead": [
      (p) => ({ ...p, heads: p.heads.map((h) => ({ ...h, sequence: h.sequence + 1 })) }),
      "ERR_LAW_HEAD_AHEAD",
    ],
    "a wrong predecessor": [
      (p) => ({ ...p, heads: p.heads.map((h) => ({ ...h, previousAct: "1".repeat(64) })) }),
      "ERR_LAW_HEAD_TAKEN",
    ],
    "a head of another kind": [
      (p) => ({ ...p, heads: p.heads.map((h) => ({ ...h, kind: "right" as const })) }),
      "ERR_LAW_HEADS",
    ],
    "one record twice": [(p) => ({ ...p, heads: [...p.heads, ...p.heads] }), "ERR_LAW_HEADS"],
    "another party's name": [(p) => ({ ...p, actor: { partyId: "agent.example" } }), "ERR_LAW_KEY"],
    "nobody's name": [(p) => ({ ...p, actor: { partyId: "nobody.example" } }), "ERR_LAW_NO_PARTY"],
    "two actors": [(p) => ({ ...p, actor: { partyId: "carrier.example", witness: "w" } }), "ERR_LAW_ACT_MALFORMED"],
    "a recipient nobody asked for": [(p) => ({ ...p, recipient: "a.b.c" }), "ERR_LAW_RECIPIENT"],
  };
  for (const [name, [alter, code]] of Object.entries(bad)) {
    it(`refuse ${name}`, async () => {
      const { world, carrier } = await createShipment();
      const facts = { root: "a".repeat(64), size: 3 };
      await rejectsWithCode(LawError, code, () =>
        world.submit({ code: "ANCHOR", by: carrier, facts, alter: (p) => alter(p, world) }),
      );
    });
  }

  it("refuse a time before the record's last act", async () => {
    const s = await createShipment();
    const { bill } = await issueBill(s, "BLANK");
    s.world.advance(-1000);
    const card = await s.world.card(s.people.bank, bill);
    await rejectsWithCode(LawError, "ERR_LAW_TIME_BACKWARDS", () =>
      s.world.submit({ code: "TRANSFER", by: s.people.shipper, main: bill, recipient: card }),
    );
  });

  it("refuse a card for another record, out of time, or for any record but unpublished", async () => {
    const s = await createShipment();
    const { bill } = await issueBill(s, "BLANK");
    const give = (recipient: string) =>
      s.world.submit({ code: "TRANSFER", by: s.people.shipper, main: bill, recipient });
    await rejectsWithCode(LawError, "ERR_LAW_CARD", async () =>
      give(await s.world.card(s.people.bank, "2".repeat(64))),
    );
    const open = await s.world.card(s.people.bank, null);
    await rejectsWithCode(LawError, "ERR_LAW_CARD", () => give(open));
    await s.world.submit({ code: "PUBLISH_CARD", by: s.bank, approvals: [s.people.bank], facts: { card: open } });
    const old = await s.world.card(s.people.bank, bill);
    s.world.advance(31 * 86_400_000);
    await rejectsWithCode(LawError, "ERR_LAW_CARD", () => give(old));
    const fresh = await s.world.card(s.people.bank, null);
    await give(fresh);
  });

  it("count approvals by distinct owners, whatever their number", async () => {
    const s = await createShipment();
    const [first, second] = s.world.keepers;
    if (!first || !second) throw new TypeError("no keepers");
    const clock = [...s.world.records.values()].find((r) => r.kind === "clock");
    s.world.advance(60_000);
    const tick = { code: "TICK", by: first, main: clock?.recordId ?? "", facts: { time: s.world.now() } };
    await rejectsWithCode(LawError, "ERR_LAW_APPROVALS", () => s.world.submit(tick));
    await rejectsWithCode(LawError, "ERR_LAW_APPROVALS", () => s.world.submit({ ...tick, approvals: [first, first] }));
    await s.world.submit({ ...tick, approvals: [second] });
  });

  it("refuse an approval of another act", async () => {
    const s = await createShipment();
    const one = await s.world.sign({
      code: "ANCHOR",
      by: s.carrier,
      facts: { root: "a".repeat(64), size: 3 },
      approvals: [s.bank],
    });
    const two = await s.world.sign({ code: "ANCHOR", by: s.carrier, facts: { root: "b".repeat(64), size: 3 } });
    throwsWithCode(LawError, "ERR_LAW_ACT_MALFORMED", () => s.world.commit({ ...two, approvals: one.approvals }));
  });
});

describe("entries", () => {
  it("pin what was read and advance every written record's head and sequence by one", async () => {
    const { s } = await readyForGate();
    const states = new Map<string, RecordState>();
    for (const { entry } of s.world.history) {
      for (const read of entry.reads) {
        const known = states.get(read.recordId);
        expect(read.stateDigest).to.equal(known === undefined ? null : (lastDigest.get(read.recordId) ?? null));
      }
      for (const write of entry.writes) {
        expect(write.head).to.equal(entry.actDigest);
        expect(write.sequence).to.equal((lastSequence.get(write.recordId) ?? 0) + 1);
        lastSequence.set(write.recordId, write.sequence);
        lastDigest.set(write.recordId, write.stateDigest);
        states.set(write.recordId, s.world.record(write.recordId) as RecordState);
      }
    }
    for (const [id, record] of s.world.records) expect(stateDigest(record)).to.equal(lastDigest.get(id));
  });
  const lastDigest = new Map<string, string>();
  const lastSequence = new Map<string, number>();

  it("hold frozen records", async () => {
    const { world } = await createShipment();
    for (const record of world.records.values())
      expect(Object.isFrozen(record) && Object.isFrozen(record.terms)).to.equal(true);
  });
});

describe("a genesis", () => {
  it("is the first act, once, and its digest is the network's id", async () => {
    const world = await createWorld();
    await rejectsWithCode(LawError, "ERR_LAW_NO_NETWORK", () => world.enrol("early.example", []));
    await world.found();
    await rejectsWithCode(LawError, "ERR_LAW_EXISTS", () => world.found());
  });

  it("keeps its thresholds within its distinct owners", async () => {
    const { genesis } = await createWorld();
    expect(parseGenesis(genesis)).to.deep.equal(genesis);
    throwsWithCode(LawError, "ERR_LAW_GENESIS", () => parseGenesis({ ...genesis, registrarThreshold: 2 }));
    const [witness] = genesis.witnesses;
    const oneKey = genesis.witnesses.map((w) => ({ ...w, clockKey: witness?.clockKey ?? w.clockKey }));
    throwsWithCode(LawError, "ERR_LAW_GENESIS", () => parseGenesis({ ...genesis, witnesses: oneKey }));
    const oneOwner = genesis.witnesses.map((w) => ({ ...w, owner: "one.example" }));
    throwsWithCode(LawError, "ERR_LAW_GENESIS", () => parseGenesis({ ...genesis, witnesses: oneOwner }));
  });
});

describe("lights", () => {
  it("may be set before the right exists", async () => {
    const s = await createShipment();
    await light(s, "9".repeat(64), "CUSTOMS", s.customs, "GREEN");
    expect([...s.world.records.values()].filter((r) => r.kind === "light")).to.have.length(1);
  });
});
