import { canonicalText, decodeUtf8, encodeBase64url, decodeBase64url, parseStrictJson, utf8 } from "@openlading/core";
import { actDigest, decodeAct, parseRecordedAct, parseRecord, type ActPayload } from "@openlading/law";
import { ConflictError, LedgerError, RefusedError } from "@openlading/ledger";
import { openEmbeddedLedger } from "@openlading/ledger-embedded";
import { rejectsWithCode, takeTour } from "@openlading/testkit";
import { expect } from "chai";
import { createContract, encodeSubmission } from "../src/index.ts";
import { openMirror, type Mirror } from "./mirror.ts";

const N = BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

/** The other valid signature of the same bytes: s becomes n - s. */
function highTwin(jws: string): string {
  const [header, payload, signature = ""] = jws.split(".");
  const bytes = decodeBase64url(signature);
  const s = BigInt(`0x${Buffer.from(bytes.slice(32)).toString("hex")}`);
  const twin = Buffer.from((N - s).toString(16).padStart(64, "0"), "hex");
  return [header, payload, encodeBase64url(new Uint8Array([...bytes.slice(0, 32), ...twin]))].join(".");
}

const conflictOf = async (act: () => Promise<unknown>): Promise<ConflictError> => {
  const error = await act().then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof ConflictError)) throw new TypeError(`no conflict: ${String(error)}`);
  return error;
};
const facts = (root: string) => ({ root: root.repeat(64), size: 1 });

describe("submitAct", function () {
  this.timeout(30_000);
  let m: Mirror;
  beforeEach(async () => {
    m = await openMirror();
  });
  afterEach(async () => m.ledger.close());

  it("commits an act with its records, its own copy and one event", async () => {
    const { carrier, world } = m.s;
    const { height, index, transactionId, result } = await m.submit({ code: "ANCHOR", by: carrier, facts: facts("a") });
    const last = world.history.at(-1);
    expect(parseStrictJson(result)).to.deep.equal({ actDigest: last?.entry.actDigest });
    for await (const block of m.ledger.blocks({ from: height })) {
      const event = block.events[index];
      const recorded = parseRecordedAct(parseStrictJson(event?.payload ?? ""));
      expect(recorded).to.deep.equal({ ...last, entry: { ...last?.entry, transactionId } });
    }
    expect(await m.ledger.status(transactionId)).to.deep.equal({ transactionId, height, index });
  });

  it("answers an act sent again, its high-s twin and a second signature of it with the first outcome", async () => {
    const { carrier, world } = m.s;
    const signed = await world.sign({ code: "ANCHOR", by: carrier, facts: facts("b") });
    const first = await m.send(signed);
    const height = await m.ledger.height();
    const payload: ActPayload = decodeAct(signed).payload;
    const again = await world.signPayload(carrier.signer, payload);
    for (const act of [signed.act, highTwin(signed.act), again]) {
      expect(actDigest(act)).to.equal(actDigest(signed.act));
      expect(await m.send({ act, approvals: [] })).to.deep.equal(first);
    }
    expect(await m.ledger.height()).to.equal(height);
  });

  it("answers the first outcome even after the record has moved on", async () => {
    const { bank, world, people } = m.s;
    const card = await world.card(people.bank, null);
    const publish = await world.sign({ code: "PUBLISH_CARD", by: bank, approvals: [people.bank], facts: { card } });
    const first = await m.send(publish);
    world.commit(publish);
    const main = [...world.records.values()].find((r) => r.kind === "card")?.recordId ?? "";
    await m.submit({ code: "WITHDRAW_CARD", by: bank, main });
    expect(await m.send(publish)).to.deep.equal(first);
  });

  it("calls a head that has moved on a conflict, and one that is not there yet a predecessor", async () => {
    const { customs, world } = m.s;
    const light = {
      code: "SET_LIGHT",
      by: customs,
      facts: { right: "9".repeat(64), lightKind: "CUSTOMS", authority: customs.partyId, reason: "X" },
    };
    const green = await world.sign({ ...light, facts: { ...light.facts, colour: "GREEN" } });
    const red = await world.sign({ ...light, facts: { ...light.facts, colour: "RED" } });
    await m.send(green);
    expect((await conflictOf(() => m.send(red))).reason).to.equal("mvcc");
    world.commit(green);
    // Two acts in a row, of which the second arrives first.
    const second = await world.sign({ ...light, facts: { ...light.facts, colour: "RED" } });
    world.commit(second);
    const third = await world.sign({ ...light, facts: { ...light.facts, colour: "GREEN" } });
    expect((await conflictOf(() => m.send(third))).reason).to.equal("predecessor");
    await m.send(second);
    await m.send(third);
  });

  it("passes the law's refusals through, with every reason and the height", async () => {
    const { terminal, world } = m.s;
    const height = await m.ledger.height();
    const act = await world.sign({ code: "SET_POLICY", by: terminal, facts: { ...world.record(m.s.facility)?.terms } });
    const refused = await rejectsWithCode(RefusedError, "ERR_LAW_APPROVALS", () => m.send(act));
    expect(refused.height).to.equal(height);
    expect(refused.details["reasons"]).to.have.length(1);
    const foreign = await world.sign({
      code: "ANCHOR", by: terminal, facts: facts("c"), alter: (p) => ({ ...p, networkId: "0".repeat(64) }),
    }); // prettier-ignore
    await rejectsWithCode(RefusedError, "ERR_LAW_OTHER_NETWORK", () => m.send(foreign));
    expect(await m.ledger.height()).to.equal(height);
  });

  it("refuses garbage and oversize with a code", async () => {
    const { ledger } = m;
    const send = (...args: Uint8Array[]) => ledger.submit("submitAct", args);
    const huge = encodeSubmission({ act: "a".repeat(192 * 1024 + 1), approvals: [] });
    const many = encodeSubmission({ act: "a.b.c", approvals: Array.from({ length: 17 }, () => "a.b.c") });
    const bad = [
      "",
      "{",
      "null",
      "[]",
      '{"act":1,"approvals":[]}',
      '{"act":"a","approvals":[],"x":1}',
      '{"act":"a"}',
    ].map((t) => utf8(t));
    for (const bytes of [...bad, huge, many, new Uint8Array([0xff, 0xfe]), new Uint8Array(11 * 1024 * 1024)])
      await rejectsWithCode(RefusedError, "ERR_CONTRACT_ARGUMENT", () => send(bytes));
    await rejectsWithCode(RefusedError, "ERR_CONTRACT_ARGUMENT", () => send());
    for (const act of ["a.b.c", "..", "e30.e30.AAAA", "x"])
      await rejectsWithCode(RefusedError, "ERR_LAW_ACT_MALFORMED", () =>
        send(encodeSubmission({ act, approvals: [] })),
      );
    await rejectsWithCode(LedgerError, "ERR_LEDGER_NO_SUCH_TRANSACTION", () => ledger.submit("deleteAct", []));
  });
});

describe("the readers", function () {
  this.timeout(60_000);

  it("read what a tour of every act left, as the law alone computes it", async () => {
    const { world } = await takeTour();
    let nowMs = 0;
    const ledger = await openEmbeddedLedger({ path: ":memory:", contract: createContract(), clock: () => nowMs });
    for (const { act, approvals, entry } of world.history) {
      nowMs = Date.parse(entry.transactionTime);
      await ledger.submit("submitAct", [encodeSubmission({ act, approvals })]);
    }
    const read = async (name: string, argument: string): Promise<unknown> =>
      parseStrictJson(await ledger.evaluate(name, [utf8(argument)]));
    for (const record of world.records.values())
      expect(canonicalText(await read("readRecord", record.recordId))).to.equal(canonicalText(record));
    expect(await read("readRecord", "0".repeat(64))).to.equal(null);
    expect(canonicalText(await read("readParty", "carrier.example"))).to.equal(
      canonicalText(world.party("carrier.example")),
    );
    expect(await read("readParty", "nobody.example")).to.equal(null);

    // A right was written by an act stored under its bill: the reader follows the pointer.
    const right = [...world.records.values()].find((r) => r.kind === "right" && r.sequence > 3);
    const page = (await read("readActs", right?.recordId ?? "")) as {
      readonly acts: readonly unknown[];
      readonly cursor: null;
    };
    const acts = page.acts.map(parseRecordedAct);
    expect(page.cursor).to.equal(null);
    expect(acts).to.have.length(right?.sequence ?? 0);
    const codes = acts.map((a) => decodeAct(a).payload.actionCode);
    expect(codes).to.deep.equal(["SACC", "PASS_RIGHT", "GATE_OUT", "GATE_IN", "GATE_OUT"]);
    expect(acts.at(-1)?.entry.actDigest).to.equal(right?.head);
    await ledger.close();
  });

  it("scan all records in pages, each once, in order", async () => {
    const m = await openMirror();
    const right = (i: number): string => i.toString(16).padStart(64, "0");
    for (let i = 0; i < 230; i += 1) {
      const { customs } = m.s;
      const said = { right: right(i), lightKind: "CUSTOMS", authority: customs.partyId, colour: "GREEN", reason: "X" };
      await m.submit({ code: "SET_LIGHT", by: customs, facts: said });
    }
    const ids: string[] = [];
    const sizes: number[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = (await m.read("scanRecords", cursor)) as { records: readonly unknown[]; cursor: string | null };
      ids.push(...page.records.map((r) => parseRecord(r).recordId));
      sizes.push(page.records.length);
      cursor = page.cursor;
    }
    expect(ids).to.deep.equal([...m.s.world.records.keys()].sort());
    expect(sizes.slice(0, 2)).to.deep.equal([100, 100]);
    await m.ledger.close();
  });

  it("refuse what is no record id, with a code", async () => {
    const m = await openMirror();
    for (const name of ["readRecord", "readActs"])
      for (const id of ["", "xyz", "A".repeat(64), "0".repeat(63), "../../x"])
        await rejectsWithCode(RefusedError, "ERR_CONTRACT_ARGUMENT", () => m.read(name, id));
    await rejectsWithCode(RefusedError, "ERR_CONTRACT_ARGUMENT", () => m.read("scanRecords", "no id"));
    await rejectsWithCode(RefusedError, "ERR_CONTRACT_ARGUMENT", () =>
      m.ledger.evaluate("readRecord", [new Uint8Array([0xff])]),
    );
    expect(decodeUtf8(await m.ledger.evaluate("readParty", []))).to.equal("null");
    await m.ledger.close();
  });
});
