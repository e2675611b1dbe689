import { expect } from "chai";
import type { JsonObject } from "@openlading/core";
import { DocumentError } from "@openlading/documents";
import { rejectsWithCode } from "@openlading/testkit";
import { assertCommitted, SdkError, verifyDossier, type Network } from "../src/index.ts";
import { createPlace, enrolAll, example, issueToBank, open, passToBuyer, type Parties, type Place } from "./fixture.ts";
import { isObject } from "./guards.ts";

const altered = (file: string, changes: JsonObject): JsonObject => {
  const data = example(file);
  if (!isObject(data)) throw new TypeError("not an object");
  return { ...data, ...changes };
};

describe("documents that prove", function () {
  this.timeout(30_000);
  let place: Place;
  let network: Network;
  let parties: Parties;
  const judged = async (bytes: Uint8Array) =>
    verifyDossier(bytes, { trust: network.trust, moment: place.clock.moment() });

  before(async () => {
    place = await createPlace();
    network = await open(place);
    parties = await enrolAll(network);
  });
  after(async () => {
    await network.close();
    place.remove();
  });

  it("are anchored many at once; each can be shown by itself, and is not on the ledger", async () => {
    const { carrier } = parties;
    const documents = [
      { kind: "packing-list", data: example("packing-list.json") },
      { kind: "clp", data: example("clp-1.json") },
      { kind: "clp", data: example("clp-2.json") },
    ] as const;
    const { outcome, batch, recordIds } = await carrier.anchor({ documents });
    assertCommitted(outcome);
    expect(outcome.recordId).to.equal(batch);
    expect(await network.read(recordIds[1] ?? "")).to.equal(null);
    const verdict = await judged(await carrier.export({ recordId: recordIds[1] ?? "" }));
    expect([verdict.overall, verdict.state.word]).to.deep.equal(["valid", "ANCHORED"]);
    expect(verdict.documents.map((d) => d.documentKind)).to.deep.equal(["clp"]);
  });

  it("are not anchored twice under one number", async () => {
    const document = { kind: "clp", data: example("clp-1.json") } as const;
    await rejectsWithCode(SdkError, "ERR_SDK_DOCUMENT", () => parties.carrier.anchor({ documents: [document, document] })); // prettier-ignore
  });

  it("are issued, countersigned, superseded and revoked", async () => {
    const { carrier, terminal } = parties;
    const data = example("eir-out.json");
    const first = await carrier.issueDocument({ kind: "eir", data });
    assertCommitted(first.outcome);
    const signed = await terminal.countersign({ evidence: first.recordId, kind: "eir", data });
    assertCommitted(signed.outcome);
    expect((await network.read(signed.recordId))?.terms).to.deep.include({ evidence: first.recordId, signer: "terminal.example" }); // prettier-ignore
    expect((await judged(await carrier.export({ recordId: first.recordId }))).state.word).to.equal("LIVE");
    const countersigned = await judged(await terminal.export({ recordId: signed.recordId }));
    expect([countersigned.overall, countersigned.state.word]).to.deep.equal(["valid", "LIVE"]);
    expect(countersigned.documents).to.have.deep.nested.property("[0].issuer", "terminal.example");
    const next = await carrier.supersede({ evidence: first.recordId, kind: "eir", data: altered("eir-out.json", { documentNumber: "EIR26052300078" }) }); // prettier-ignore
    assertCommitted(next.outcome);
    const old = await judged(await carrier.export({ recordId: first.recordId }));
    expect([old.state.word, old.state.successor]).to.deep.equal(["SUPERSEDED", next.recordId]);
    assertCommitted(await carrier.revoke({ evidence: next.recordId }));
    expect((await judged(await carrier.export({ recordId: next.recordId }))).state.word).to.equal("REVOKED");
    expect(await terminal.countersign({ evidence: next.recordId, kind: "eir", data })).to.have.nested.property("outcome.code", "ERR_LAW_STATUS"); // prettier-ignore
  });

  it("are refused with every fault when they break a rule of their kind, before anything is sent", async () => {
    const bad = altered("packing-list.json", { documentNumber: 7 });
    await rejectsWithCode(DocumentError, "ERR_DOCUMENT_INVALID", () => parties.carrier.issueDocument({ kind: "packing-list", data: bad })); // prettier-ignore
    await rejectsWithCode(SdkError, "ERR_SDK_DOCUMENT", () => parties.carrier.issueDocument({ kind: "bill-of-lading", data: {} })); // prettier-ignore
  });

  it("are carried only as far as the reader is entitled", async () => {
    const issued = await issueToBank(parties);
    const { carrier, bank } = parties;
    const whole = await carrier.export({ recordId: issued.bill });
    const bare = await carrier.export({ recordId: issued.bill, keep: { documents: [], openings: [] } });
    expect(bare.length).to.be.lessThan(whole.length);
    expect((await judged(bare)).documents).to.deep.equal([]);
    const { recordId, verdict } = await bank.import(whole);
    expect(recordId).to.equal(issued.bill);
    expect(verdict.control.filter((slot) => slot.isReader)).to.have.length(2);
    const broken = whole.slice();
    broken[1000] = (broken[1000] ?? 0) ^ 1;
    await rejectsWithCode(SdkError, "ERR_SDK_IMPORT", () => bank.import(broken));
    await rejectsWithCode(SdkError, "ERR_SDK_NO_DOCUMENT", () => carrier.export({ recordId: "0".repeat(64) }));
  });

  it("are issued again after a surrender for amendment: the next version of the same record", async () => {
    const { carrier, buyer } = parties;
    const { recordId: bill } = await carrier.recordId("transport-document", "EXLU26049001");
    await passToBuyer(parties, bill);
    expect(await carrier.acceptSurrender({ bill })).to.include({ kind: "refused", code: "ERR_LAW_STATUS" });
    assertCommitted(await buyer.surrenderForAmendment({ bill }));
    assertCommitted(await carrier.acceptSurrender({ bill }));
    const issuance = { document: altered("transport-document.json", { issueDate: "2026-04-14" }) };
    const again = await carrier.reissueBill({ bill, issuance });
    assertCommitted(again.outcome);
    expect((await carrier.document(bill))?.version).to.equal(2);
    const dossier = await carrier.export({ recordId: bill });
    expect((await judged(dossier)).overall).to.equal("valid");
    await buyer.import(dossier);
    expect((await buyer.document(bill))?.openings).to.deep.equal(again.openings);
  });
});

describe("releases without an electronic bill", function () {
  this.timeout(30_000);
  let place: Place;
  let network: Network;
  let parties: Parties;
  before(async () => {
    place = await createPlace();
    network = await open(place);
    parties = await enrolAll(network);
  });
  after(async () => {
    await network.close();
    place.remove();
  });

  it("vest the rights of a paper bill in the holder's cards, and an agent may order with the carrier's id", async () => {
    const { carrier, buyer, agent, facility } = parties;
    const { bill, openings } = await carrier.prepareRights({ number: "EXLU26049001", containers: ["EXMU2000014", "EXMU3000024"] }); // prettier-ignore
    const rights = openings.map((o) => o.right);
    const { vesting } = await buyer.vestingFor({ bill, rights });
    const paper = {
      number: "EXLU26049001",
      evidence: "ab".repeat(32),
      originalsIssued: 3,
      originalsPresented: 1,
      rights: vesting,
    };
    expect(await carrier.releaseOn("PAPER", { ...paper, originalsPresented: 0 })).to.include({ code: "ERR_LAW_ORIGINALS" }); // prettier-ignore
    assertCommitted(await carrier.releaseOn("PAPER", paper));
    const id = await carrier.recordId("delivery-order", "DO26052100456");
    expect(await network.read(bill)).to.equal(null);
    const order = {
      document: example("delivery-order.json"),
      bill,
      rights,
      facility,
      representedParty: carrier.partyId,
      id,
    };
    const issued = await agent.issueOrder(order);
    expect(issued.recordId).to.equal(id.recordId);
    assertCommitted(issued.outcome);
    const dossier = await agent.export({ recordId: issued.recordId });
    const verdict = await verifyDossier(dossier, { trust: network.trust, moment: place.clock.moment() });
    expect([verdict.overall, verdict.state.word]).to.deep.equal(["valid", "LIVE"]);
  });

  it("redirect and release a sea waybill with its consignee's approval", async () => {
    const { carrier, bank, buyer } = parties;
    const { endorsee: _, ...documentParties } = altered("transport-document.json", {})["documentParties"] as JsonObject;
    const consignee = { ...(_ as JsonObject) };
    const document = altered("transport-document.json", {
      transportDocumentReference: "EXLU26049003", transportDocumentTypeCode: "SWB", isToOrder: false, documentParties: { ...documentParties, consignee },
    }); // prettier-ignore
    const { recordId: bill } = await carrier.recordId("transport-document", "EXLU26049003");
    const shipper = (await bank.newCard({ recordId: bill })).card;
    const first = (await bank.newCard({ recordId: bill })).card;
    const issued = await carrier.issueBill({ issuance: { document }, cards: { possessor: shipper, shipper, consignee: first } }); // prettier-ignore
    assertCommitted(issued.outcome);
    expect(issued.form).to.equal("WAYBILL");
    const { card, thumbprint } = await buyer.newCard({ recordId: bill });
    assertCommitted(await bank.redirect({ bill, card }));
    const { vesting } = await buyer.vestingFor({ bill, rights: issued.openings.map((o) => o.right) });
    const approvals = async (act: string) => [await buyer.approve(act, { asKey: thumbprint })];
    expect(await carrier.releaseOn("WAYBILL", { bill, rights: vesting })).to.include({ code: "ERR_LAW_APPROVALS" });
    assertCommitted(await carrier.releaseOn("WAYBILL", { bill, rights: vesting, approvals }));
  });
});
