import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseStrictJson, sha256Hex, type JsonObject } from "@openlading/core";
import { documentCommitment, printingId } from "@openlading/law";
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { assertCommitted, SdkError, verifyDossier, type Network, type Party } from "../src/index.ts";
import { createPlace, open, type Place } from "./fixture.ts";
import { isObject } from "./guards.ts";
import { findWords } from "./scan.ts";

function readRcep(): JsonObject {
  const url = new URL("../../../examples/certificate/rcep.json", import.meta.url);
  const data = parseStrictJson(readFileSync(url));
  if (!isObject(data)) throw new TypeError("not an object");
  return data;
}
const rcep = readRcep();
const { certification, ...body } = rcep;
const applied: JsonObject = {
  ...body,
  documentNumber: "HM-APP-77",
  documentTypeCode: "860",
  issuer: rcep["exporter"] ?? null,
  declaration: certification ?? null,
  authority: { name: "EXAMPLE CHAMBER OF COMMERCE", ids: [{ scheme: "DID", value: "did:web:chamber.example" }] },
};
const [first] = rcep["items"] as readonly [JsonObject];
const kept = Object.entries(first).filter(([name]) => name !== "fob" && name !== "originCountryCode");
/** Goods under a form that is not issued here. */
const formD: JsonObject = {
  ...rcep,
  documentNumber: "KL-2026-00017",
  form: "FORM_D",
  originCountryCode: "MY",
  items: [{ ...Object.fromEntries(kept), originCriterion: "WO" }],
};
const digestOf = (text: string): string => sha256Hex(new TextEncoder().encode(text));
const image = (name: string) => ({ name, mediaType: "image/png", size: 4096, digest: digestOf(name) });
const file = { name: "GACC.pdf", mediaType: "application/pdf", size: 90_000, digest: digestOf("file") };

interface People {
  readonly exporter: Party;
  readonly chamber: Party;
  readonly customs: Party;
  readonly buyer: Party;
}

async function enrolPeople(network: Network): Promise<People> {
  const enrol = (partyId: string, ...offices: string[]) => network.enrol({ partyId, name: partyId, offices });
  return {
    exporter: await enrol("huamao.example"),
    chamber: await enrol("chamber.example", "chamber"),
    customs: await enrol("customs.example", "customs"),
    buyer: await enrol("saomai.example"),
  };
}

/** The exporter applies, the chamber receives, examines and issues, the exporter receives. */
async function issue({ exporter, chamber }: People, data = rcep, application = applied): Promise<string> {
  const request = await exporter.applyForCertificate({ authority: "chamber.example", data: application });
  assertCommitted(request.outcome);
  const came = await chamber.import(await exporter.export({ recordId: request.recordId, audience: ["chamber.example"] })); // prettier-ignore
  expect([came.verdict.overall, came.verdict.state.word]).to.deep.equal(["valid", "APPLIED"]);
  expect((await chamber.document(request.recordId))?.data).to.deep.equal(application);
  assertCommitted(
    await chamber.examineApplication({ application: request.recordId, result: "ACCEPTED", reason: "OK" }),
  );
  const issued = await chamber.issueCertificate({ application: request.recordId, data });
  assertCommitted(issued.outcome);
  await exporter.import(await chamber.export({ recordId: issued.recordId }));
  return issued.recordId;
}

describe("certificates", function () {
  this.timeout(60_000);
  let place: Place;
  let network: Network;
  let people: People;
  const judged = async (bytes: Uint8Array, more: object = {}) =>
    verifyDossier(bytes, { trust: network.trust, moment: place.clock.moment(), ...more });

  beforeEach(async () => {
    place = await createPlace();
    network = await open(place);
    people = await enrolPeople(network);
  });
  afterEach(async () => {
    await network.close();
    place.remove();
  });

  it("go from application to presentation, a second one is refused, and the dossier tells with the ledger gone", async () => {
    const { exporter, chamber, customs } = people;
    const certificate = await issue(people);
    const early = await exporter.printCertificate({ certificate });
    expect(early.outcome).to.include({ kind: "refused", code: "ERR_LAW_APPEARANCE" });
    const seal = await exporter.authoriseAppearance({ images: [image("seal.png"), image("signature.png")] });
    assertCommitted(seal.outcome);
    expect(await exporter.appearance()).to.deep.equal({ salt: seal.salt, images: [image("seal.png"), image("signature.png")] }); // prettier-ignore

    const next = await exporter.certificateToPrint({ certificate });
    expect([next.copy, next.kind, next.terms.origin]).to.deep.equal([1, "certificate-of-origin", "NATIVE"]);
    expect(next.data).to.deep.equal(rcep);
    expect(next.manifest).to.equal((await chamber.document(certificate))?.manifest);
    const printed = await exporter.printCertificate({ certificate, copy: 1, fileDigest: digestOf("copy 1") });
    assertCommitted(printed.outcome);
    const printing = await network.read(printingId(certificate));
    expect(printing?.commitment).to.equal(documentCommitment(printed.salt ?? "", digestOf("copy 1")));
    expect((await exporter.printCertificate({ certificate, copy: 1 })).outcome).to.include({ code: "ERR_LAW_COPY" });

    assertCommitted(await customs.presentCertificate({ certificate, copy: 1, place: "VNHPH" }));
    const again = await customs.presentCertificate({ certificate, copy: 1, place: "VNSGN" });
    expect(again).to.deep.include({ kind: "refused", code: "ERR_LAW_PRESENTED" });
    expect(again).to.have.nested.property("reasons[0].details").that.includes({ copy: 1, place: "VNHPH" });
    expect(again)
      .to.have.property("message")
      .that.matches(/^copy 1 was presented at VNHPH on 2026-/);
    assertCommitted(await customs.decidePresentation({ certificate, copy: 1, result: "ACCEPTED", reason: "IN_ORDER" }));

    const dossier = await exporter.export({ recordId: certificate, audience: ["customs.example"] });
    const whole = await exporter.export({ recordId: certificate, depth: "replay", audience: ["customs.example"] });
    await network.close();
    const words = ["SPEC26RCEP000123", "HM-APP-77", "SAO MAI EXAMPLE", "BALL BEARINGS", "seal.png"];
    expect(findWords(readFileSync(join(place.home, "ledger.db")), words)).to.deep.equal([]);
    for (const bytes of [dossier, whole]) {
      const verdict = await judged(bytes, { reader: customs.reader() });
      expect([verdict.overall, verdict.standing, verdict.state.word]).to.deep.equal(["valid", "live", "LIVE"]);
      expect(verdict.certificate).to.deep.include({ origin: "NATIVE", issuer: "chamber.example", holder: "huamao.example", copies: 1 }); // prettier-ignore
      expect(verdict.advice.en).to.match(/copy 1 presented at VNHPH on .*, accepted/);
      expect(verdict.documents[0]).to.include({ issuer: "chamber.example", hasData: true });
    }
  });

  it("are refused where the application was, and an application is taken back by who made it", async () => {
    const { exporter, chamber } = people;
    const request = await exporter.applyForCertificate({ authority: "chamber.example", data: applied });
    const application = request.recordId;
    expect(await exporter.examineApplication({ application, result: "ACCEPTED", reason: "OK" })).to.include({ code: "ERR_LAW_NOT_ENTITLED" }); // prettier-ignore
    expect((await chamber.issueCertificate({ application, data: rcep })).outcome).to.include({
      code: "ERR_LAW_STATUS",
    });
    assertCommitted(await chamber.examineApplication({ application, result: "REFUSED", reason: "NOT_ORIGINATING" }));
    expect(await exporter.withdrawApplication({ application })).to.include({ code: "ERR_LAW_STATUS" });
    const other = { ...applied, documentNumber: "HM-APP-78" };
    const second = await exporter.applyForCertificate({ authority: "chamber.example", data: other });
    assertCommitted(await exporter.withdrawApplication({ application: second.recordId }));
    const nobody = await exporter.applyForCertificate({ authority: "saomai.example", data: { ...other, documentNumber: "HM-APP-79" } }); // prettier-ignore
    expect(nobody.outcome).to.include({ code: "ERR_LAW_FACTS" });
    await rejectsWithCode(SdkError, "ERR_SDK_DOCUMENT", () => chamber.issueCertificate({ application, kind: "duty-tax-bill", data: rcep })); // prettier-ignore
    await rejectsWithCode(SdkError, "ERR_SDK_DOCUMENT", () => chamber.issueCertificate({ application, kind: "certificate-application", data: applied })); // prettier-ignore
    await rejectsWithCode(SdkError, "ERR_SDK_DOCUMENT", () => chamber.issueDocument({ kind: "certificate-of-origin", data: rcep })); // prettier-ignore
  });

  it("are replaced, duplicated and cancelled by their issuer; what is kept follows the ledger's version", async () => {
    const { exporter, chamber, customs } = people;
    const certificate = await issue(people);
    assertCommitted((await exporter.authoriseAppearance({ images: [image("seal.png")] })).outcome);
    await rejectsWithCode(SdkError, "ERR_SDK_DOCUMENT", () => chamber.duplicateCertificate({ certificate, data: { ...rcep, documentNumber: "SPEC26RCEP000999" } })); // prettier-ignore
    const duplicate = await chamber.duplicateCertificate({ certificate, data: { ...rcep, remarks: ["CERTIFIED TRUE COPY"] } }); // prettier-ignore
    assertCommitted(duplicate.outcome);
    await rejectsWithCode(SdkError, "ERR_SDK_NO_DOCUMENT", () => exporter.certificateToPrint({ certificate }));
    await exporter.import(await chamber.export({ recordId: certificate }));
    expect((await exporter.certificateToPrint({ certificate })).manifest).to.equal(duplicate.manifest);
    assertCommitted((await exporter.printCertificate({ certificate })).outcome);
    const data = { ...rcep, documentNumber: "SPEC26RCEP000124" };
    expect((await exporter.replaceCertificate({ certificate, data })).outcome).to.include({ kind: "refused", code: "ERR_LAW_NOT_ENTITLED" }); // prettier-ignore
    const next = await chamber.replaceCertificate({ certificate, data });
    assertCommitted(next.outcome);
    expect(await customs.presentCertificate({ certificate, copy: 1, place: "VNHPH" })).to.include({ code: "ERR_LAW_STATUS" }); // prettier-ignore
    const verdict = await judged(await chamber.export({ recordId: certificate }));
    expect([verdict.state.word, verdict.state.successor]).to.deep.equal(["REPLACED", next.recordId]);
    assertCommitted(await chamber.cancelCertificate({ certificate: next.recordId, reason: "WRONG_ORIGIN" }));
    expect(await chamber.cancelCertificate({ certificate: next.recordId, reason: "TWICE" })).to.include({ code: "ERR_LAW_STATUS" }); // prettier-ignore
    assertCommitted(await exporter.withdrawAppearance());
    expect(await exporter.withdrawAppearance()).to.include({ code: "ERR_LAW_STATUS" });
  });

  it("of a form that is only verified here are neither issued nor put in the place of one that was", async () => {
    const { exporter, chamber } = people;
    const certificate = await issue(people);
    const request = await exporter.applyForCertificate({ authority: "chamber.example", data: { ...applied, documentNumber: "HM-APP-80" } }); // prettier-ignore
    const application = request.recordId;
    const issuing = () => chamber.issueCertificate({ application, data: formD });
    await rejectsWithCode(SdkError, "ERR_SDK_DOCUMENT", issuing);
    await rejectsWithCode(SdkError, "ERR_SDK_DOCUMENT", () => chamber.replaceCertificate({ certificate, data: formD }));
    assertCommitted((await exporter.registerCertificate({ data: formD, attachments: [file] })).outcome);
  });

  it("issued elsewhere are registered with their file, and their seal is not vouched for", async () => {
    const { exporter, buyer } = people;
    await rejectsWithCode(SdkError, "ERR_SDK_DOCUMENT", () => exporter.registerCertificate({ data: rcep, attachments: [] })); // prettier-ignore
    const registered = await exporter.registerCertificate({ data: rcep, attachments: [file] });
    assertCommitted(registered.outcome);
    const certificate = registered.recordId;
    expect((await exporter.certificateToPrint({ certificate })).attachments).to.deep.equal([file]);
    assertCommitted((await exporter.printCertificate({ certificate })).outcome);
    const dossier = await exporter.export({ recordId: certificate });
    const verdict = await judged(dossier);
    expect([verdict.overall, verdict.dimensions.identity, verdict.state.word]).to.deep.equal(["unknown", "unknown", "REGISTERED"]); // prettier-ignore
    expect(verdict.advice.en).to.contain("query the official site with number SPEC26RCEP000123");
    expect((await judged(dossier, { issuerSealVerified: true })).overall).to.equal("valid");
    expect((await judged(dossier, { issuerSealVerified: false })).overall).to.equal("invalid");
    expect((await buyer.import(dossier)).recordId).to.equal(certificate);
    expect(await buyer.cancelCertificate({ certificate, reason: "MINE" })).to.include({ code: "ERR_LAW_NOT_ENTITLED" });
    const next = await exporter.replaceCertificate({ certificate, data: { ...rcep, documentNumber: "SPEC26RCEP000130" }, attachments: [file] }); // prettier-ignore
    assertCommitted(next.outcome);
    expect((await network.read(next.recordId))?.status).to.equal("REGISTERED");
  });
});
