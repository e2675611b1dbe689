import {
  actDigest, appearanceTerms, applicationTerms, certificateTerms, LawError, NETWORK_RECORD_ID, parseGenesis, rightsRoot,
  createSignatureChecker, decide, decodeAct, drive,  evidenceTerms, orderTerms, presentationTerms, printingTerms, rightTerms, satisfies, titleTerms,
  type ActPayload,
  type Entry, type RecordState,
} from "@openlading/law"; // prettier-ignore
import { canonicalText, type JsonObject } from "@openlading/core";
import {
  asText,
  createShipment,
  takeTour,
  throwsWithCode,
  transitionsOf,
  vesting,
  type World,
} from "@openlading/testkit";
import { expect } from "chai";
import fc from "fast-check";
import { tryOut } from "./impostors.ts";
import { beginWalk, takeStep, type Choice, type Walk } from "./walk.ts";

const choice: fc.Arbitrary<Choice> = fc.record({
  action: fc.nat(1000), main: fc.nat(1000), actor: fc.nat(1000), isLikely: fc.integer({ min: 0, max: 9 }).map((n) => n > 1), detail: fc.nat(1000),
}); // prettier-ignore
const walks = fc.array(choice, { minLength: 80, maxLength: 80 });

/** Records are frozen and replaced whole: the same objects are the same states. */
function assertUntouched(before: ReadonlyMap<string, RecordState>, after: ReadonlyMap<string, RecordState>): void {
  expect(after.size).to.equal(before.size);
  for (const [id, record] of after) expect(Object.isFrozen(record) && before.get(id) === record).to.equal(true);
}

const LIVE = [
  "ISSUED",
  "IN_TRANSFER",
  "PENDING_SURRENDER_FOR_DELIVERY",
  "PENDING_SURRENDER_FOR_AMENDMENT",
  "SURRENDERED_FOR_AMENDMENT",
];
const READERS: Readonly<Record<string, (record: RecordState) => unknown>> = {
  title: titleTerms, right: rightTerms, order: orderTerms, evidence: evidenceTerms,
  application: applicationTerms, certificate: certificateTerms, appearance: appearanceTerms, printing: printingTerms, presentation: presentationTerms,
}; // prettier-ignore

/** What a record goes through once at most: a right is spent, a copy of a certificate presented, an application granted. */
const ONCE: Readonly<Record<string, string>> = { right: "SPENT", presentation: "PRESENTED", application: "GRANTED" };

/** Of all keys there are, at most one is in control of a live title, and exactly one possesses it. */
function assertOneInControl(walk: Walk, title: RecordState): void {
  if (!LIVE.includes(title.status)) return;
  const slot = title.slots["possessor"] ?? null;
  expect(slot).to.not.equal(null);
  const none = { partyId: null, principal: null, witness: null, party: null };
  const keys = [...Object.values(walk.s.people), walk.s.carrier, walk.s.world.registrar].map((p) => p.signer.kid);
  const inControl = keys.filter((thumbprint) =>
    satisfies({ kind: "control", slot }, { ...none, thumbprint, owner: thumbprint }, null),
  );
  expect(inControl).to.have.length(1);
}

function assertWrites(
  walk: Walk,
  before: ReadonlyMap<string, RecordState>,
  entry: Entry,
  writes: readonly RecordState[],
): void {
  const last = walk.s.world.history.at(-1);
  if (last === undefined) throw new TypeError("no history");
  const { payload, actDigest } = decodeAct(last);
  expect(writes.map((w) => w.recordId)).to.deep.equal(payload.heads.map((h) => h.recordId));
  expect(new Set(writes.map((w) => w.recordId)).size).to.equal(writes.length);
  for (const [i, record] of writes.entries()) {
    assertFollows(record, before.get(record.recordId) ?? null, payload.heads[i]?.previousAct);
    expect([record.head, record.updatedAt]).to.deep.equal([actDigest, entry.transactionTime]);
    READERS[record.kind]?.(record);
    if (record.kind === "title") assertOneInControl(walk, record);
  }
}

function assertFollows(record: RecordState, previous: RecordState | null, named: string | null | undefined): void {
  const follows = previous ?? { sequence: 0, head: null, kind: record.kind };
  expect([record.sequence, record.kind]).to.deep.equal([follows.sequence + 1, follows.kind]);
  expect(named).to.equal(follows.head);
}

/** Folds a history from nothing, and holds what comes out against what the ledger said. */
function replay({ history }: World): ReadonlyMap<string, RecordState> {
  const records = new Map<string, RecordState>();
  const checker = createSignatureChecker();
  for (const { act, approvals, entry } of history) {
    const decision = drive(decide({ act, approvals }, entry), (need) =>
      need.need === "record" ? (records.get(need.recordId) ?? null) : checker.check(need),
    );
    expect(canonicalText(decision.entry)).to.equal(canonicalText(entry));
    for (const record of decision.writes) records.set(record.recordId, record);
  }
  return records;
}

/** The acts that wrote a record, by its own entries: sequences without gap, each naming the one before. */
function assertChains({ history, records }: World): void {
  const chains = new Map<string, { sequence: number; head: string }>();
  for (const { act, approvals, entry } of history) {
    const { payload } = decodeAct({ act, approvals });
    for (const head of payload.heads) {
      const last = chains.get(head.recordId);
      expect([head.sequence, head.previousAct]).to.deep.equal([(last?.sequence ?? 0) + 1, last?.head ?? null]);
      chains.set(head.recordId, { sequence: head.sequence, head: entry.actDigest });
    }
  }
  for (const record of records.values())
    expect(chains.get(record.recordId)).to.deep.equal({ sequence: record.sequence, head: record.head });
}

/** The everyday suite walks the same ways each time; another seed walks others. */
const SEED = Number(process.env["OPENLADING_SEED"] ?? 42);

describe("any walk through the acts", function () {
  this.timeout(120_000);
  let lawful: ReadonlySet<string>;
  const committed = new Map<string, number>();
  let refused = 0;

  before(async () => {
    lawful = new Set(transitionsOf((await takeTour()).world.history).map(asText));
  });

  it("spends a right once, leaves one in control, advances every head, changes nothing by a refusal, replays to the same", async () => {
    await fc.assert(
      fc.asyncProperty(walks, async (choices) => {
        const walk = await beginWalk(await createShipment());
        const { world } = walk.s;
        const spent = new Map<string, number>();
        for (const step of choices) {
          const before = new Map(world.records);
          const came = await takeStep(walk, step);
          if (came === null) continue;
          if ("refusal" in came) {
            refused += 1;
            assertUntouched(before, world.records);
            continue;
          }
          committed.set(came.act.code, (committed.get(came.act.code) ?? 0) + 1);
          assertWrites(walk, before, came.decision.entry, came.decision.writes);
          for (const { kind, status, recordId } of came.decision.writes)
            if (ONCE[kind] === status) spent.set(recordId, (spent.get(recordId) ?? 0) + 1);
        }
        expect(Math.max(0, ...spent.values())).to.be.at.most(1);
        assertChains(world);
        expect([...replay(world)].sort()).to.deep.equal([...world.records].sort());
        for (const transition of transitionsOf(world.history)) expect(lawful).to.include(asText(transition));
      }),
      { numRuns: 12, seed: SEED },
    );
  });

  it("has met refusals and most acts on the way", () => {
    expect(refused).to.be.greaterThan(100);
    expect(committed.size).to.be.greaterThan(20);
    expect([...committed.keys()]).to.include.members([
      "TRANSFER",
      "SACC",
      "GATE_OUT",
      "PRINT_CERTIFICATE",
      "PRESENT_CERTIFICATE",
    ]);
  });
});

const N = BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

/** The other valid signature of the same bytes: s becomes n - s. */
function highTwin(jws: string): string {
  const [header, payload, signature = ""] = jws.split(".");
  const bytes = Buffer.from(signature, "base64url");
  const s = BigInt(`0x${bytes.subarray(32).toString("hex")}`);
  const twin = Buffer.from((N - s).toString(16).padStart(64, "0"), "hex");
  return [header, payload, Buffer.concat([bytes.subarray(0, 32), twin]).toString("base64url")].join(".");
}

describe("the ways to get it subtly wrong", () => {
  it("1: an act has one identity in its high-s twin and when it is signed again", async () => {
    const { world, carrier } = await createShipment();
    const payloadOf = (act: string): ActPayload => decodeAct({ act, approvals: [] }).payload;
    const { act } = await world.sign({ code: "ANCHOR", by: carrier, facts: { root: "a".repeat(64), size: 1 } });
    const again = await world.signPayload(carrier.signer, payloadOf(act));
    expect(new Set([act, again, highTwin(act)]).size).to.equal(3);
    expect(new Set([act, again, highTwin(act)].map(actDigest)).size).to.equal(1);
    const decisions = [act, again, highTwin(act)].map((token) => tryOut(world, { act: token, approvals: [] }));
    expect(decisions).to.deep.equal(["yes", "yes", "yes"]);
  });

  it("10: one owner counts once, as actor and approver, by two keys, and by two witnesses", async () => {
    const { world } = await createShipment();
    const [first, second] = world.keepers;
    if (!first || !second) throw new TypeError("no keepers");
    world.advance(60_000);
    const main = [...world.records.values()].find((r) => r.kind === "clock")?.recordId ?? "";
    const tick = { code: "TICK", main, facts: { time: world.now() } };
    const say = async (by: typeof first, approvals: readonly (typeof first)[]): Promise<string> =>
      tryOut(world, await world.sign({ ...tick, by, approvals }));
    expect(await say(first, [first])).to.equal("APPROVALS");
    expect(await say(second, [second, second])).to.equal("APPROVALS");
    expect(await say(first, [second])).to.equal("yes");
    expect(await say(second, [first])).to.equal("yes");
    const one = world.genesis.witnesses.map((w) => ({ ...w, owner: "one.example" }));
    throwsWithCode(LawError, "ERR_LAW_GENESIS", () => parseGenesis({ ...world.genesis, witnesses: one }));
  });

  it("10: two keys of one registrar, and a registrar beside itself, are one registrar", async () => {
    const { world, carrier } = await createShipment();
    const main = world.party(carrier.partyId)?.recordId ?? "";
    const record = world.record(NETWORK_RECORD_ID);
    if (record === null) throw new TypeError("no network");
    const { genesis } = world;
    const [registrar] = genesis.registrars;
    // A network of two registrars that asks for both, the second of which is silent.
    const two = {
      ...genesis,
      registrarThreshold: 2,
      registrars: [registrar, { ...registrar, partyId: "second.example" }],
    };
    world.records.set(NETWORK_RECORD_ID, {
      ...record,
      terms: { ...record.terms, genesis: JSON.parse(JSON.stringify(two)) as JsonObject },
    });
    const act = { code: "SET_OFFICES", by: world.registrar, main, facts: { offices: [] } };
    for (const approvals of [[], [world.registrar], [world.registrar, world.registrar]])
      expect(tryOut(world, await world.sign({ ...act, approvals }))).to.equal("APPROVALS");
  });

  it("21: a right named twice is refused wherever rights are named", async () => {
    const s = await createShipment();
    const right = "c".repeat(64);
    throwsWithCode(LawError, "ERR_LAW_RIGHTS", () => rightsRoot([right, right]));
    const { beta } = await s.world.number(s.carrier, "transport-document", "TWICE");
    const rights = await vesting(s.world, [right, right], s.people.buyer);
    const facts = {
      beta,
      place: "ELSEWHERE",
      originalsIssued: 1,
      originalsPresented: 1,
      evidence: "d".repeat(64),
      rights,
    };
    expect(tryOut(s.world, await s.world.sign({ code: "RELEASE_ON_PAPER", by: s.carrier, facts }))).to.equal("HEADS");
  });
});
