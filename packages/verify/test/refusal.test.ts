import { canonicalText } from "@openlading/core";
import { encodeDossier, parseDossierV1, type Dossier } from "@openlading/dossier";
import { partyRecordId, type RecordState } from "@openlading/law";
import { createNoteSigners, createProofs } from "@openlading/testkit";
import { judge, type Question, type Verdict } from "@openlading/verify";
import { expect } from "chai";
import fc from "fast-check";
import {
  createShipment,
  dossierOf,
  gateOut,
  issueBill,
  pass,
  question,
  readyForGate,
  setLight,
  type Shipment,
} from "./shipment.ts";

const failed = (v: Verdict): readonly string[] => v.checks.filter((c) => c.outcome === "invalid").map((c) => c.code);
const unclear = (v: Verdict): readonly string[] => v.checks.filter((c) => c.outcome === "unknown").map((c) => c.code);
const change = (dossier: Dossier, members: Partial<Dossier>): Dossier => parseDossierV1({ ...dossier, ...members });
const without = <T>(items: readonly T[], index: number): readonly T[] => items.filter((_, i) => i !== index);
const DEPTHS = ["proof", "replay"] as const;

/** A right ready for the gate, with everything that may travel beside it. */
async function gateDossier(depth: Dossier["depth"]) {
  const { s, bill, order, right } = await readyForGate();
  const bindings = [await s.world.binding(s.parties.shipper, s.people.shipper)];
  const dossier = await dossierOf(s, {
    main: right,
    depth,
    documents: [order.carried, { recordId: bill.bill, openings: bill.openings.slice(0, 1) }],
    bindings,
  });
  const asked = question(s, { reader: { thumbprints: [], parties: ["terminal.example"] } });
  expect(judge(dossier, asked).overall).to.equal("valid");
  return { s, bill, order, right, dossier, asked };
}

describe("judge refuses", () => {
  for (const depth of DEPTHS) {
    describe(`at ${depth} depth`, () => {
      let s: Shipment;
      let dossier: Dossier;
      let asked: Question;
      let right: string;
      before(async () => {
        ({ s, dossier, asked, right } = await gateDossier(depth));
      });

      it("never stays valid when any record is dropped", () => {
        for (const [i, { recordId, state }] of dossier.records.entries()) {
          const verdict = judge(change(dossier, { records: without(dossier.records, i) }), asked);
          expect(verdict.overall, `${String(state?.kind)} ${recordId}`).to.not.equal("valid");
          expect(
            verdict.may.filter((m) => m.open === "yes"),
            recordId,
          ).to.deep.equal([]);
        }
      });

      it("never stays valid when any act is dropped", () => {
        for (const [i, { entry }] of dossier.acts.entries()) {
          expect(
            judge(change(dossier, { acts: without(dossier.acts, i) }), asked).overall,
            entry.actDigest,
          ).to.not.equal("valid");
        }
      });

      it("never stays valid when any record's state is an earlier one, or said to be absent", async () => {
        const earlier = await createProofs(s.world, { signers: s.signers, acts: s.world.history.length - 3 });
        for (const [i, record] of dossier.records.entries()) {
          const old = { recordId: record.recordId, ...earlier.record(record.recordId) };
          const mixed = change(dossier, { records: dossier.records.map((r, k) => (k === i ? old : r)) });
          expect(failed(judge(mixed, asked)), record.recordId).to.include("STATE_PROOF");
          const absent = change(dossier, {
            records: dossier.records.map((r, k) => (k === i ? { ...r, state: null } : r)),
          });
          expect(judge(absent, asked).overall).to.not.equal("valid");
        }
      });

      it("a dossier cut below its own checkpoint", () => {
        const cut = change(dossier, {
          acts: dossier.acts.filter((a) => a.entry.writes.every((w) => w.recordId !== right)),
        });
        expect(failed(judge(cut, asked))).to.include("HEAD_ACT");
        expect(judge(cut, asked).standing).to.equal("invalid");
      });

      it("an earlier closing leaf under a fresh checkpoint", async () => {
        const earlier = await createProofs(s.world, { signers: s.signers, acts: s.world.history.length - 1 });
        const old = await dossierOf(s, { main: right, depth }, earlier);
        const mixed = change(old, { checkpoint: { note: dossier.checkpoint.note, closing: old.checkpoint.closing } });
        expect(failed(judge(mixed, asked))).to.deep.equal(["CLOSING"]);
      });

      it("another network's dossier", async () => {
        const other = await createShipment();
        const foreign = await dossierOf(other, { main: (await issueBill(other)).bill, depth });
        expect(failed(judge(foreign, asked))).to.deep.equal(["NETWORK"]);
        const disguised = change(foreign, { networkId: s.world.networkId });
        expect(failed(judge(disguised, asked))).to.deep.equal(["CHECKPOINT"]);
      });

      it("fewer witnesses than the threshold, and strangers' cosignatures", async () => {
        for (const signers of [s.signers.slice(0, 1), createNoteSigners(3)]) {
          const verdict = judge(
            await dossierOf(s, { main: right, depth }, await createProofs(s.world, { signers })),
            asked,
          );
          expect([verdict.overall, failed(verdict)]).to.deep.equal(["invalid", ["CHECKPOINT"]]);
        }
      });

      it("a binding of another slot, of another party, or of nobody enrolled", async () => {
        const { world, parties, people } = s;
        for (const binding of [
          await world.binding(parties.buyer, people.buyer),
          await world.binding(parties.bank, people.shipper),
        ]) {
          const swapped = await dossierOf(s, { main: right, depth, bindings: [binding] });
          expect(failed(judge(swapped, asked))).to.include("BINDING");
        }
      });

      it("to say yes with expired trust or an old checkpoint", () => {
        const expired = judge(dossier, { ...asked, trust: { ...asked.trust, expires: "2026-01-01T00:00:00.000Z" } });
        expect([expired.overall, expired.standing]).to.deep.equal(["unknown", "unknown"]);
        expect(unclear(expired)).to.deep.equal(["TRUST_CURRENT"]);
        expect(expired.may.filter((m) => m.open === "yes")).to.deep.equal([]);
      });

      it("another document, another manifest, or another container in a document's place", async () => {
        const [order, opening] = dossier.documents;
        if (order === undefined || opening === undefined) throw new Error("no documents");
        const tampered = {
          ...order,
          document: { ...(order.document as object), transportDocumentReference: "EXLU99999999" },
        };
        expect(failed(judge(change(dossier, { documents: [tampered] }), asked))).to.include("MANIFEST");
        const moved = { ...order, recordId: "ab".repeat(32) };
        expect(failed(judge(change(dossier, { documents: [moved] }), asked))).to.include("MANIFEST");
        const container = {
          ...opening,
          openings: [{ equipmentReference: "EXMU9999999", salt: opening.openings[0]?.salt ?? "" }],
        };
        expect(failed(judge(change(dossier, { documents: [container] }), asked))).to.include("RIGHTS");
      });

      it("to mean anything else when a byte is flipped", function () {
        this.timeout(60_000);
        const bytes = encodeDossier(dossier);
        const meaning = ({ state, record, control, documents, containers, may, advice }: Verdict): string =>
          canonicalText({ word: state.word, record, control, documents, containers, may, advice });
        const honest = meaning(judge(bytes, asked));
        const flip = fc.record({ at: fc.nat(bytes.length - 1), mask: fc.integer({ min: 1, max: 255 }) });
        fc.assert(
          fc.property(flip, ({ at, mask }) => {
            const flipped = bytes.slice();
            flipped[at] = (flipped[at] ?? 0) ^ mask;
            const verdict = judge(flipped, asked);
            return verdict.overall !== "valid" || meaning(verdict) === honest;
          }),
          { numRuns: depth === "proof" ? 1500 : 300 },
        );
      });
    });
  }

  it("on replay an act the law would not have let through, though every witness cosigned it", async () => {
    const s = await createShipment();
    const { bill } = await issueBill(s);
    await pass(s, bill, s.people.shipper, s.people.bank);
    const forge = (written: RecordState): RecordState => ({
      ...written,
      slots: {
        ...written.slots,
        possessor: { thumbprint: s.people.haulier.signer.kid, partyCommitment: "ab".repeat(32) },
      },
    });
    const lying = await createProofs(s.world, { signers: s.signers, forge });
    const trusting = judge(await dossierOf(s, { main: bill, depth: "proof" }, lying), question(s));
    expect([trusting.overall, trusting.checks.find((c) => c.code === "LAW")?.outcome]).to.deep.equal([
      "valid",
      "skipped",
    ]);
    const replayed = judge(await dossierOf(s, { main: bill, depth: "replay" }, lying), question(s));
    expect([replayed.overall, failed(replayed)]).to.deep.equal(["invalid", ["LAW", "CHAIN"]]);
  });

  it("no order of the acts in the file, since the ledger's order counts", async () => {
    const s = await createShipment();
    const { bill } = await issueBill(s);
    await pass(s, bill, s.people.shipper, s.people.bank);
    const dossier = await dossierOf(s, { main: bill, depth: "replay" });
    expect(judge(change(dossier, { acts: [...dossier.acts].reverse() }), question(s)).overall).to.equal("valid");
  });

  it("a replay that lacks a state of the clock", async () => {
    const { s, right } = await readyForGate();
    await gateOut(s, right, s.people.shipper);
    const dossier = await dossierOf(s, { main: right, depth: "replay" });
    expect(dossier.states.length).to.be.greaterThan(0);
    const verdict = judge(change(dossier, { states: [] }), question(s));
    expect([verdict.overall, unclear(verdict)[0]]).to.deep.equal(["invalid", "LAW"]);
  });

  it("what the policy demands and the dossier does not carry", async () => {
    const s = await createShipment();
    const { bill, carried } = await issueBill(s);
    const bare = await dossierOf(s, { main: bill, depth: "proof" });
    for (const policy of [{ requireDocument: true }, { requireReplay: true }]) {
      expect(judge(bare, question(s, { policy: { maxAgeSeconds: 60, ...policy } })).overall).to.equal("unknown");
    }
    const full = await dossierOf(s, { main: bill, depth: "replay", documents: [carried] });
    expect(
      judge(full, question(s, { policy: { maxAgeSeconds: 60, requireDocument: true, requireReplay: true } })).overall,
    ).to.equal("valid");
  });

  it("an attachment that no manifest names", async () => {
    const s = await createShipment();
    const { bill, carried } = await issueBill(s);
    const attachments = [{ name: "scan.pdf", mediaType: "application/pdf", size: 3, digest: "ab".repeat(32) }];
    const dossier = await dossierOf(s, { main: bill, depth: "proof", documents: [carried], attachments });
    expect(failed(judge(dossier, question(s)))).to.deep.equal(["ATTACHMENTS"]);
  });

  it("bytes that are no dossier", async () => {
    const s = await createShipment();
    for (const text of ["", "{}", "[]", '{"format":"openlading-dossier/2"}', "\u0000"]) {
      const verdict = judge(new TextEncoder().encode(text), question(s));
      expect([verdict.overall, verdict.standing, failed(verdict)]).to.deep.equal(["invalid", "invalid", ["SHAPE"]]);
    }
  });

  it("to know what a reader may do when its own party record is not carried", async () => {
    const s = await createShipment();
    const { bill } = await issueBill(s);
    const reader = { thumbprints: [], parties: ["bank.example"] };
    const blind = await dossierOf(s, { main: bill, depth: "proof" });
    expect(new Set(judge(blind, question(s, { reader })).may.map((m) => m.open))).to.include("unknown");
    const told = await dossierOf(s, { main: bill, depth: "proof", audience: ["bank.example"] });
    expect(told.records.map((r) => r.recordId)).to.include(partyRecordId(s.world.networkId, "bank.example"));
    expect(new Set(judge(told, question(s, { reader })).may.map((m) => m.open))).to.not.include("unknown");
  });

  it("a gate to which a light of the wrong authority was shown", async () => {
    const { s, right } = await readyForGate();
    await setLight(s, right, "CUSTOMS", s.parties.customs, "RED");
    await setLight(s, right, "CUSTOMS", s.parties.terminal, "GREEN");
    const reader = { thumbprints: [], parties: ["terminal.example"] };
    const verdict = judge(await dossierOf(s, { main: right, depth: "proof" }), question(s, { reader }));
    expect(verdict.may.find((m) => m.actionCode === "GATE_OUT")?.open).to.equal("no");
  });
});
