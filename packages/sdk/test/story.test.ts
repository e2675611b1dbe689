import { execFile } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { deflateSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { importVerificationKey } from "@openlading/jws";
import { verifyIssuanceManifest } from "@openlading/dossier";
import { isObject } from "./guards.ts";
import { assertCommitted, verifyDossier, type Network, type Step } from "../src/index.ts";
import {
  createPlace, enrolAll, example, greens, issueToBank, open, PASSPHRASE, passToBuyer, release, type Issued, type Parties, type Place,
} from "./fixture.ts"; // prettier-ignore
import { findWords } from "./scan.ts";

const run = promisify(execFile);
const SECRETS = [
  "EXLU26049001", "EXMU2000014", "EXMU3000024", "EX998877", "EX998879", "224820261000000042", "DO26052100456", "HUA67890",
  "BEARING HOUSINGS", "轴承座", "Example Export",
]; // prettier-ignore

describe("the import of one shipment", function () {
  this.timeout(60_000);
  let place: Place;
  let network: Network;
  let parties: Parties;
  let issued: Issued;
  let order: string;
  const dossiers = new Map<string, Uint8Array>();

  before(async () => {
    place = await createPlace();
    network = await open(place);
    parties = await enrolAll(network);
  });
  after(() => {
    place.remove();
  });

  it("begins with a bill to the bank's order, and DCSA's manifest over its issuance body", async () => {
    issued = await issueToBank(parties);
    expect(issued.form).to.equal("ORDER");
    expect(issued.openings.map((o) => o.equipmentReference)).to.deep.equal(["EXMU2000014", "EXMU3000024"]);
    const carrier = await network.party("exl.example");
    const record = await network.readParty(carrier.partyId);
    const keys = isObject(record?.terms) && Array.isArray(record.terms["keys"]) ? record.terms["keys"] : [];
    const jwk = isObject(keys[0]) ? keys[0]["jwk"] : null;
    const key = importVerificationKey(jwk as Parameters<typeof importVerificationKey>[0], "ES256");
    const body = { document: example("transport-document.json"), issueTo: example("issue-to.json") };
    expect(() => verifyIssuanceManifest(issued.issuanceManifestSignedContent ?? "", [key], body)).not.to.throw();
  });

  it("refuses the same number a second time, and keeps the first document", async () => {
    const { carrier, bank } = parties;
    const { card } = await bank.newCard({ recordId: issued.bill });
    const issuance = { document: example("transport-document.json") };
    const again = await carrier.issueBill({ issuance, cards: { possessor: card, endorsee: card } });
    expect(again.outcome).to.include({ kind: "refused", code: "ERR_LAW_EXISTS" });
    expect((await carrier.document(issued.bill))?.manifest).to.equal(issued.manifest);
    expect((await carrier.documents()).filter((d) => d.state === "PENDING")).to.deep.equal([]);
  });

  it("refuses a delivery order while the bank holds the bill, and says why", async () => {
    const { carrier, facility } = parties;
    const { bill, rights } = issued;
    const asked = await carrier.issueOrder({ document: example("delivery-order.json"), bill, rights, facility });
    expect(asked.outcome).to.include({ kind: "refused", code: "ERR_LAW_NO_BASIS" });
    if (asked.outcome.kind === "refused") expect(asked.outcome.reasons[0]?.details).to.include({ status: "ISSUED" });
    expect(await carrier.document(asked.recordId)).to.equal(null);
  });

  it("passes through the bank to the buyer, who knows the containers from the bank's dossier", async () => {
    await passToBuyer(parties, issued.bill);
    const record = await network.read(issued.bill);
    expect(record && parties.buyer.holds(record)).to.be.a("string");
    expect(record && parties.bank.holds(record)).to.equal(null);
    expect((await parties.buyer.document(issued.bill))?.openings).to.deep.equal(issued.openings);
  });

  it("is surrendered, accepted under the carrier's mandate, and ordered", async () => {
    order = await release(parties, issued);
    expect((await network.read(order))?.status).to.equal("ISSUED");
    expect((await network.read(issued.bill))?.status).to.equal("SURRENDERED_FOR_DELIVERY");
  });

  it("is held at the gate while customs says red, with the light's signer", async () => {
    const { customs, terminal, buyer, facility } = parties;
    const right = issued.rights[0] ?? "";
    assertCommitted(await customs.setLight({ right, lightKind: "CUSTOMS", colour: "RED", reason: "INSPECTION" }));
    const presentation = await buyer.presentation({ right, facility });
    const check = await terminal.gateCheck({ right, presentation });
    expect(check).to.include({ open: false, authorises: false, order, facility });
    expect(check.reasons.map((r) => r.code)).to.deep.equal(["ERR_LAW_LIGHT", "ERR_LAW_LIGHT"]);
    const shown = check.lights.map((l) => [l.lightKind, l.colour, l.reason, l.signer]);
    expect(shown).to.deep.equal([["CUSTOMS", "RED", "INSPECTION", "customs.example"], ["TERMINAL", "ABSENT", null, null]]); // prettier-ignore
    expect(await terminal.gateOut({ right, presentation })).to.include({ kind: "refused", code: "ERR_LAW_LIGHT" });
  });

  it("opens for one of two gates that race in two processes", async () => {
    const right = issued.rights[0] ?? "";
    await greens(parties, right);
    const presentation = await parties.buyer.presentation({ right, facility: parties.facility });
    expect((await parties.terminal.gateCheck({ right, presentation })).open).to.equal(true);
    const forged = `${presentation.slice(0, presentation.lastIndexOf(".") + 1)}${"A".repeat(86)}`;
    const doubted = await parties.terminal.gateCheck({ right, presentation: forged });
    expect([doubted.open, doubted.reasons.map((r) => r.code)]).to.deep.equal([false, ["ERR_LAW_PRESENTATION"]]);
    const script = fileURLToPath(new URL("./gate-child.ts", import.meta.url));
    const ask = JSON.stringify({
      home: place.home,
      passphrase: PASSPHRASE,
      nowMs: place.clock.now(),
      right,
      presentation,
    });
    const gate = () =>
      run(process.execPath, ["--conditions=@openlading/source", script], { env: { ...process.env, GATE: ask } });
    const answers = (await Promise.all([gate(), gate()])).map(({ stdout }) => stdout.trim());
    expect(answers.filter((a) => a === "committed")).to.have.length(1);
    expect(answers.filter((a) => a === "refused" || a === "conflict")).to.have.length(1);
    place.clock.advance(60_000);
    expect((await network.read(right))?.status).to.equal("SPENT");
  });

  it("refuses to spend a right again", async () => {
    const right = issued.rights[0] ?? "";
    const { terminal, buyer, facility } = parties;
    const presentation = await buyer.presentation({ right, facility });
    expect(await terminal.gateOut({ right, presentation })).to.include({ kind: "refused", code: "ERR_LAW_STATUS" });
  });

  it("is told by the ledger's own entries, in order", async () => {
    const steps: Step[] = [];
    for await (const step of network.follow({ follow: false })) steps.push(step);
    const told = steps.map((s) => s.act.actionCode).filter((code) => code !== "TICK" && code !== "ENROL");
    expect(told).to.deep.equal([
      "GENESIS", "SET_POLICY", "GRANT_MANDATE", "ISSUE", "ENDORSE", "TRANSFER", "SURRENDER_FOR_DELIVERY", "SACC", "ISSUE_DELIVERY_ORDER",
      "SET_LIGHT", "SET_LIGHT", "SET_LIGHT", "GATE_OUT",
    ]); // prettier-ignore
    expect(steps.every((s, i) => i === 0 || (steps[i - 1]?.time ?? "") <= s.time)).to.equal(true);
  });

  it("is exported as files: the spent right without the bill, the order, the whole history", async () => {
    const { carrier, terminal } = parties;
    dossiers.set("SPENT", await carrier.export({ recordId: issued.rights[0] ?? "", audience: ["terminal.example"] }));
    dossiers.set("LIVE", await carrier.export({ recordId: order }));
    dossiers.set("SURRENDERED", await carrier.export({ recordId: issued.bill, depth: "replay" }));
    expect(findWords(dossiers.get("SPENT") ?? new Uint8Array(), SECRETS)).to.deep.equal(["EXMU2000014"]);
    await terminal.import(dossiers.get("LIVE") ?? new Uint8Array());
    expect((await terminal.document(order))?.data).to.deep.equal(example("delivery-order.json"));
  });

  it("stands in the ledger's file without a number, a container, a seal or goods", async () => {
    await network.close();
    for (const word of SECRETS) {
      const hidden = Buffer.concat([
        Buffer.from("...."),
        deflateSync(Buffer.from(`{"x":"${Buffer.from(word).toString("base64url")}"}`)),
      ]);
      if (word.length > 12) expect(findWords(hidden, SECRETS), "the scan finds what is planted").to.include(word);
    }
    for (const file of ["ledger.db", "witnesses/witness-a.local/witness.db"])
      expect(findWords(readFileSync(join(place.home, file)), SECRETS), file).to.deep.equal([]);
  });

  it("is judged from the files alone, the ledger and the home being gone", async () => {
    const { trust } = network;
    rmSync(place.home, { recursive: true });
    for (const [word, bytes] of dossiers) {
      const verdict = await verifyDossier(bytes, { trust, moment: place.clock.moment() });
      expect([verdict.overall, verdict.state.word]).to.deep.equal(["valid", word]);
    }
  });

  it("is found out when a byte is flipped or the tail is cut", async () => {
    const bytes = dossiers.get("LIVE") ?? new Uint8Array();
    const flipped = Uint8Array.from(bytes);
    const at = Math.floor(bytes.length / 2);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    for (const bad of [flipped, bytes.slice(0, -200)]) {
      const verdict = await verifyDossier(bad, { trust: network.trust, moment: place.clock.moment() });
      expect(verdict.overall).to.equal("invalid");
    }
  });
});
