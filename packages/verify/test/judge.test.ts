import { canonicalText, formatInstant } from "@openlading/core";
import { encodeDossier, parseDossier } from "@openlading/dossier";
import { batchLeaf, documentCommitment } from "@openlading/law";
import { createHistoryTree, createMemoryNodeStore, leafHash } from "@openlading/log";
import { explainVerdict, judge, type Verdict } from "@openlading/verify";
import type { WorldParty } from "@openlading/testkit";
import { expect } from "chai";
import {
  createShipment,
  dossierOf,
  gateOut,
  issueBill,
  manifestOf,
  pass,
  question,
  readyForGate,
  setLight,
  surrender,
  type Shipment,
} from "./shipment.ts";

const open = (verdict: Verdict, code: string): string | undefined =>
  verdict.may.find((m) => m.actionCode === code)?.open;
const DEPTHS = ["proof", "replay"] as const;

describe("judge", () => {
  for (const depth of DEPTHS) {
    describe(`at ${depth} depth`, () => {
      it("finds a bill live, names who is in control, and tells others not to release", async () => {
        const s = await createShipment();
        const { bill, carried } = await issueBill(s);
        const bindings = [await s.world.binding(s.parties.shipper, s.people.shipper)];
        const dossier = await dossierOf(s, { main: bill, depth, documents: [carried], bindings });
        const verdict = judge(
          encodeDossier(dossier),
          question(s, { policy: { maxAgeSeconds: 60, requireDocument: true } }),
        );
        expect(verdict.checks.filter((c) => c.outcome === "invalid" || c.outcome === "unknown")).to.deep.equal([]);
        expect(verdict.overall).to.equal("valid");
        expect([verdict.standing, verdict.state.word, verdict.state.asOf]).to.deep.equal([
          "live",
          "LIVE",
          s.world.now(),
        ]);
        expect(verdict.control.map((c) => [c.slot, c.partyId])).to.deep.include(["possessor", "shipper.example"]);
        expect(verdict.documents.map((d) => [d.documentKind, d.hasData])).to.deep.equal([["bill-of-lading", true]]);
        expect(verdict.containers.map((c) => c.equipmentReference)).to.deep.equal(["EXMU2000014", "EXMU3000024"]);
        expect(verdict.advice.en).to.equal("live, you are not in control: do not release");
      });

      it("opens transfer and surrender to who is in control, and nothing to others", async () => {
        const s = await createShipment();
        const { bill } = await issueBill(s);
        const dossier = await dossierOf(s, { main: bill, depth });
        const holder = judge(
          dossier,
          question(s, { reader: { thumbprints: [s.people.shipper.signer.kid], parties: [] } }),
        );
        expect([open(holder, "TRANSFER"), open(holder, "SURRENDER_FOR_DELIVERY")]).to.deep.equal(["yes", "yes"]);
        expect(open(holder, "ACCEPT")).to.equal("no");
        expect(holder.advice.en).to.equal("live, and you are in control");
        const other = judge(dossier, question(s, { reader: { thumbprints: [s.people.bank.signer.kid], parties: [] } }));
        expect([open(other, "TRANSFER"), open(other, "SURRENDER_FOR_DELIVERY")]).to.deep.equal(["no", "no"]);
      });

      it("follows a bill from the bank to the buyer and through surrender", async () => {
        const s = await createShipment();
        const issued = await issueBill(s);
        await pass(s, issued.bill, s.people.shipper, s.people.bank, "ENDORSE_TO_ORDER");
        await pass(s, issued.bill, s.people.bank, s.people.buyer, "ENDORSE");
        const bindings = [await s.world.binding(s.parties.buyer, s.people.buyer)];
        const live = judge(
          await dossierOf(s, { main: issued.bill, depth, documents: [issued.carried], bindings }),
          question(s),
        );
        expect([live.overall, live.control.find((c) => c.slot === "possessor")?.partyId]).to.deep.equal([
          "valid",
          "buyer.example",
        ]);
        await surrender(s, issued, s.people.buyer);
        const over = judge(await dossierOf(s, { main: issued.bill, depth }), question(s));
        expect([over.overall, over.standing, over.state.word]).to.deep.equal(["valid", "ended", "SURRENDERED"]);
      });

      it("finds an offer in transfer", async () => {
        const s = await createShipment();
        const { bill } = await issueBill(s);
        const recipient = await s.world.card(s.people.buyer, bill);
        const offerExpiresAt = formatInstant(Date.parse(s.world.now()) + 3_600_000);
        await s.world.submit({ code: "OFFER", by: s.people.shipper, main: bill, recipient, facts: { offerExpiresAt } });
        const dossier = await dossierOf(s, { main: bill, depth });
        const reader = { thumbprints: [s.people.buyer.signer.kid], parties: [] };
        const verdict = judge(dossier, question(s, { reader }));
        expect([verdict.overall, verdict.state.word, open(verdict, "ACCEPT")]).to.deep.equal([
          "valid",
          "IN_TRANSFER",
          "yes",
        ]);
        const late = judge(
          dossier,
          question(s, {
            reader,
            moment: formatInstant(Date.parse(s.world.now()) + 3_600_001),
            policy: { maxAgeSeconds: 7200 },
          }),
        );
        expect(late.may.find((m) => m.actionCode === "ACCEPT")?.reasons.map((r) => r.code)).to.include(
          "ERR_LAW_EXPIRED",
        );
      });

      it("lets the facility's operator release when every light is green, then finds the right spent", async () => {
        const { s, order, right } = await readyForGate();
        const reader = { thumbprints: [], parties: ["terminal.example"] };
        const ready = judge(
          await dossierOf(s, { main: right, depth, documents: [order.carried] }),
          question(s, { reader }),
        );
        expect([ready.overall, open(ready, "GATE_OUT")]).to.deep.equal(["valid", "yes"]);
        expect(ready.advice.en).to.include("you may release");
        await gateOut(s, right, s.people.shipper);
        const spent = judge(
          await dossierOf(s, { main: right, depth, documents: [order.carried] }),
          question(s, { reader }),
        );
        expect([spent.overall, spent.standing, spent.state.word, open(spent, "GATE_OUT")]).to.deep.equal([
          "valid",
          "ended",
          "SPENT",
          "no",
        ]);
      });

      it("says which light is red", async () => {
        const { s, right } = await readyForGate();
        await setLight(s, right, "CUSTOMS", s.parties.customs, "RED");
        const reader = { thumbprints: [], parties: ["terminal.example"] };
        const verdict = judge(await dossierOf(s, { main: right, depth }), question(s, { reader }));
        expect(verdict.overall).to.equal("valid");
        const gate = verdict.may.find((m) => m.actionCode === "GATE_OUT");
        expect(gate?.reasons.map((r) => [r.code, r.details["lightKind"]])).to.deep.equal([
          ["ERR_LAW_LIGHT", "CUSTOMS"],
        ]);
        expect(verdict.advice.en).to.include("do not release");
      });

      it("finds an order live, and expired after its last day", async () => {
        const { s, order } = await readyForGate();
        const dossier = await dossierOf(s, { main: order.order, depth, documents: [order.carried] });
        expect(judge(dossier, question(s)).state.word).to.equal("LIVE");
        expect(judge(dossier, question(s)).advice.en).to.match(/^genuine and in force as of .*: each container/);
        const later = { moment: "2026-06-06T00:00:00.000Z", policy: { maxAgeSeconds: 90 * 86_400 } };
        const verdict = judge(dossier, question(s, later));
        expect([verdict.overall, verdict.standing, verdict.state.word]).to.deep.equal(["valid", "ended", "EXPIRED"]);
      });

      it("points from a superseded document to its successor, and finds that revoked", async () => {
        const s = await createShipment();
        const first = await evidence(s, "EIR-1");
        const second = await s.world.number(s.parties.terminal, "eir", "EIR-2");
        const commitment = documentCommitment("00".repeat(16), "11".repeat(32));
        const fresh = judge(await dossierOf(s, { main: first, depth }), question(s));
        expect(fresh.advice).to.deep.equal({
          en: `genuine and not revoked as of ${fresh.state.asOf ?? ""}`,
          zh: `真实，截至 ${fresh.state.asOf ?? ""} 未被撤销`,
        });
        await s.world.submit({
          code: "SUPERSEDE",
          by: s.parties.terminal,
          main: first,
          facts: { beta: second.beta, documentKind: "eir", commitment },
        });
        const old = judge(await dossierOf(s, { main: first, depth }), question(s));
        expect([old.overall, old.state.word, old.state.successor]).to.deep.equal([
          "valid",
          "SUPERSEDED",
          second.recordId,
        ]);
        await s.world.submit({ code: "REVOKE", by: s.parties.terminal, main: second.recordId });
        const revoked = judge(await dossierOf(s, { main: second.recordId, depth }), question(s));
        expect([revoked.overall, revoked.standing, revoked.state.word]).to.deep.equal(["valid", "ended", "REVOKED"]);
        expect(revoked.advice.en).to.equal("revoked: do not rely on it");
      });

      it("proves that a record does not exist", async () => {
        const s = await createShipment();
        const verdict = judge(await dossierOf(s, { main: "ab".repeat(32), depth }), question(s));
        expect([verdict.overall, verdict.standing, verdict.state.word]).to.deep.equal(["valid", "ended", "ABSENT"]);
      });

      it("finds a document of a batch anchored until something happens to it", async () => {
        const s = await createShipment();
        const { dossierInput, recordId, beta } = await anchored(s);
        const verdict = judge(await dossierOf(s, { ...dossierInput, depth }), question(s));
        expect([verdict.overall, verdict.state.word]).to.deep.equal(["valid", "ANCHORED"]);
        expect(verdict.advice.en).to.equal(`genuine and not revoked as of ${verdict.state.asOf ?? ""}`);
        await s.world.submit({ code: "REVOKE_ANCHORED", by: s.parties.carrier, facts: { beta, documentKind: "eir" } });
        const revoked = judge(await dossierOf(s, { ...dossierInput, documents: [], depth }), question(s));
        expect([revoked.record?.recordId, revoked.state.word]).to.deep.equal([recordId, "REVOKED"]);
      });

      it("takes no batch of somebody else, no bill from a batch, and no kind its issuer may not issue", async () => {
        const s = await createShipment();
        const { carrier, terminal } = s.parties;
        const said = async (of: Parameters<typeof anchored>[1]) => {
          const { dossierInput } = await anchored(s, of);
          const verdict = judge(await dossierOf(s, { ...dossierInput, depth }), question(s));
          const { outcome } = verdict.checks.find((c) => c.code === "ANCHOR_ISSUER") ?? { outcome: "none" };
          return [verdict.overall, outcome];
        };
        expect(await said({ number: "EIR-8", by: terminal })).to.deep.equal(["invalid", "invalid"]);
        const bill = { number: "EXLU-8", documentKind: "bill-of-lading", by: carrier };
        expect(await said(bill)).to.deep.equal(["invalid", "invalid"]);
        const customs = { number: "C-8", documentKind: "customs-release", by: carrier };
        expect(await said(customs)).to.deep.equal(["unknown", "unknown"]);
        expect(await said({ number: "EIR-9", by: carrier })).to.deep.equal(["valid", "valid"]);
      });
    });
  }

  it("reads the same from bytes, from a parsed dossier and from a plain object", async () => {
    const s = await createShipment();
    const { bill } = await issueBill(s);
    const dossier = await dossierOf(s, { main: bill, depth: "proof" });
    const bytes = encodeDossier(dossier);
    const verdicts = [bytes, parseDossier(bytes), structuredClone(dossier)].map((d) => judge(d, question(s)));
    expect(new Set(verdicts.map((v) => canonicalText(v))).size).to.equal(1);
  });

  it("explains itself in both languages", async () => {
    const s = await createShipment();
    const { bill } = await issueBill(s);
    const verdict = judge(await dossierOf(s, { main: bill, depth: "proof" }), question(s));
    const [en, zh] = [explainVerdict(verdict, "en"), explainVerdict(verdict, "zh")];
    expect(en[0]).to.equal(verdict.advice.en);
    expect(en).to.include("Verdict: valid");
    expect(zh.length).to.equal(en.length);
    expect(zh.every((line) => /\p{Script=Han}/u.test(line))).to.equal(true);
    expect(
      zh.filter((line) => /[:;,(]/.test(line.replaceAll(/\d\d:\d\d:\d\d/g, "")) && !line.includes("witness")),
    ).to.deep.equal([]);
  });
});

async function evidence(s: Shipment, number: string): Promise<string> {
  const { beta, recordId } = await s.world.number(s.parties.terminal, "eir", number);
  const commitment = documentCommitment("00".repeat(16), "11".repeat(32));
  await s.world.submit({
    code: "ISSUE_EVIDENCE",
    by: s.parties.terminal,
    facts: { beta, documentKind: "eir", commitment },
  });
  return recordId;
}

interface Anchored {
  readonly number: string;
  readonly documentKind?: string;
  readonly by: WorldParty;
}

/** A document of the carrier's in a batch of whoever anchors it. */
async function anchored(s: Shipment, o: Anchored = { number: "EIR-7", by: s.parties.carrier }) {
  const { documentKind = "eir", number, by } = o;
  const { token, manifest } = await manifestOf(s, { documentKind, document: { n: 1 }, number });
  const tree = createHistoryTree(createMemoryNodeStore(), 0);
  for (const recordId of [manifest.recordId, "cd".repeat(32), "ef".repeat(32)])
    tree.append(leafHash(batchLeaf(recordId, manifest.commitment)));
  const root = Buffer.from(tree.root()).toString("hex");
  const { writes } = await s.world.submit({ code: "ANCHOR", by, facts: { root, size: 3 } });
  const inclusion = tree.inclusionProof(0).map((h) => Buffer.from(h).toString("base64"));
  const { recordId, commitment, beta } = manifest;
  const anchors = [{ recordId, commitment, batch: writes[0]?.recordId ?? "", leafIndex: 0, inclusion }];
  return {
    recordId,
    beta,
    dossierInput: { main: recordId, anchors, documents: [{ recordId, manifest: token, openings: [] }] },
  };
}
