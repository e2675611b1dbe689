import { encodeHex, parseStrictJson, type JsonObject } from "@openlading/core";
import {
  createManifest,
  decodeManifest,
  issuanceManifestDigest,
  parseDossierV1,
  redactDossier,
  type CarriedDocument,
  type Dossier,
} from "@openlading/dossier";
import { judge, type Verdict } from "@openlading/verify";
import { expect } from "chai";
import { createShipment, dossierOf, issueBill, manifestOf, question, readyForGate, type Shipment } from "./shipment.ts";

const failed = (v: Verdict): readonly string[] => v.checks.filter((c) => c.outcome === "invalid").map((c) => c.code);
const withDocument = (dossier: Dossier, document: CarriedDocument): Dossier =>
  parseDossierV1({ ...dossier, documents: [document] });

describe("documents in a verdict", () => {
  let s: Shipment;
  before(async () => {
    s = await createShipment();
  });

  it("refuses a document that breaks a rule of its kind, though its issuer signed it", async () => {
    const world = await createShipment();
    const { bill, carried } = await issueBill(world, { portOfNowhere: 1, isElectronic: "yes" });
    const verdict = judge(
      await dossierOf(world, { main: bill, depth: "proof", documents: [carried] }),
      question(world),
    );
    expect(failed(verdict)).to.deep.equal(["DOCUMENT_RULES"]);
  });

  it("refuses a manifest for another version, number or commitment", async () => {
    const { bill, carried } = await issueBill(s);
    const dossier = await dossierOf(s, { main: bill, depth: "proof", documents: [carried] });
    expect(judge(dossier, question(s)).overall).to.equal("valid");
    const document = carried.document ?? null;
    const again = await manifestOf(s, { documentKind: "bill-of-lading", document, number: "EXLU26049001" });
    expect(failed(judge(withDocument(dossier, { ...carried, manifest: again.token }), question(s)))).to.deep.equal([
      "MANIFEST",
    ]);
    const other = await manifestOf(s, { documentKind: "bill-of-lading", document, number: "EXLU26049002" });
    expect(failed(judge(withDocument(dossier, { ...carried, manifest: other.token }), question(s)))).to.deep.equal([
      "MANIFEST",
    ]);
  });

  it("refuses openings that are not the bill's rights, or not all in their order", async () => {
    const world = await createShipment();
    const { bill, carried, openings } = await issueBill(world);
    const dossier = await dossierOf(world, { main: bill, depth: "proof", documents: [carried] });
    const swapped = withDocument(dossier, { ...carried, openings: [...openings].reverse() });
    expect(failed(judge(swapped, question(world)))).to.include("RIGHTS");
    const salted = openings.map((o) => ({ ...o, salt: encodeHex(new Uint8Array(16)) }));
    expect(failed(judge(withDocument(dossier, { ...carried, openings: salted }), question(world)))).to.include(
      "RIGHTS",
    );
  });

  it("refuses an order whose last day is not the one on the ledger", async () => {
    const { s: world, order } = await readyForGate();
    const document = parseStrictJson(JSON.stringify(order.carried.document)) as JsonObject;
    const dossier = await dossierOf(world, { main: order.order, depth: "proof", documents: [order.carried] });
    expect(judge(dossier, question(world)).overall).to.equal("valid");
    const later = withDocument(dossier, {
      ...order.carried,
      document: { ...document, validTo: "2026-07-05T23:59:59+08:00" },
    });
    expect(failed(judge(later, question(world)))).to.deep.equal(["MANIFEST"]);
  });

  it("takes a manifest of the issuer's agent under its mandate, and not without", async () => {
    const world = await createShipment();
    const agent = await world.world.enrol("agent.example", ["agent"]);
    const { bill, carried } = await issueBill(world);
    const own = decodeManifest(carried.manifest ?? "");
    const { documentKind, issuer, number, version, salt, attachments, issuedAt, networkId } = own;
    const { token } = await createManifest(
      { signer: agent.signer, prover: world.parties.carrier.prover },
      {
        documentKind,
        issuer,
        number,
        version,
        salt,
        attachments,
        issuedAt,
        networkId,
        signer: agent.partyId,
        document: carried.document ?? null,
      },
    );
    const documents = [{ ...carried, manifest: token }];
    const without = judge(await dossierOf(world, { main: bill, depth: "proof", documents }), question(world));
    expect(failed(without)).to.deep.equal(["MANIFEST_MANDATE"]);
    const facts = {
      principal: "carrier.example",
      agent: "agent.example",
      actionCodes: ["ISSUE"],
      facilities: null,
      validFrom: issuedAt,
      validTo: "2027-01-01T00:00:00.000Z",
    };
    await world.world.submit({ code: "GRANT_MANDATE", by: world.parties.carrier, facts });
    const under = judge(await dossierOf(world, { main: bill, depth: "proof", documents }), question(world));
    expect(under.overall).to.equal("valid");
  });

  it("ties DCSA's issuance manifest to ours", async () => {
    const world = await createShipment();
    const { bill, carried } = await issueBill(world);
    const dossier = await dossierOf(world, {
      main: bill,
      depth: "proof",
      documents: [{ ...carried, issuanceManifest: "a.b.c" }],
    });
    expect(issuanceManifestDigest("a.b.c")).to.have.length(64);
    expect(failed(judge(dossier, question(world)))).to.deep.equal(["ISSUANCE_MANIFEST"]);
  });

  it("gives a haulier the same verdict on its right, and none of the bill", async () => {
    const { s: world, bill, order, right } = await readyForGate();
    const full = await dossierOf(world, { main: right, depth: "proof", documents: [bill.carried, order.carried] });
    const slim = redactDossier(full, { documents: [], openings: ["EXMU2000014"] });
    const [whole, part] = [judge(full, question(world)), judge(slim, question(world))];
    expect([part.overall, part.state.word]).to.deep.equal([whole.overall, whole.state.word]);
    expect([part.documents, part.containers.map((c) => c.equipmentReference)]).to.deep.equal([
      [],
      ["EXMU2000014", "EXMU2000014"],
    ]);
    expect(JSON.stringify(slim)).to.not.include("EXMU3000024");
  });
});
