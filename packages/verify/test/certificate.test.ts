import { readFileSync } from "node:fs";
import { encodeHex, parseStrictJson, type JsonObject } from "@openlading/core";
import { documentNumber } from "@openlading/documents";
import { createManifest, parseDossierV1, type CarriedDocument, type Dossier } from "@openlading/dossier";
import { presentationId } from "@openlading/law";
import type { WorldParty } from "@openlading/testkit";
import { explainVerdict, judge, type Question, type Verdict } from "@openlading/verify";
import { expect } from "chai";
import { createShipment, dossierOf, question, type Shipment } from "./shipment.ts";

const hex = (bytes: number): string => encodeHex(crypto.getRandomValues(new Uint8Array(bytes)));
const rcep = parseStrictJson(
  readFileSync(new URL("../../../examples/certificate/rcep.json", import.meta.url)),
) as JsonObject;
const KIND = "certificate-of-origin";
const { certification, ...body } = rcep;
const applied: JsonObject = {
  ...body,
  declaration: certification ?? null,
  documentNumber: "APP-1",
  documentTypeCode: "860",
  issuer: rcep["exporter"] ?? null,
  authority: { ...(rcep["issuer"] as JsonObject), countryCode: "CN", addressLines: ["NINGBO, CHINA"] },
};

async function paper(s: Shipment, by: WorldParty, kind: string, document: JsonObject, version = 1) {
  const { token, manifest } = await createManifest(by, {
    documentKind: kind, document, number: documentNumber("certificate-of-origin", document), networkId: s.world.networkId, issuer: by.partyId, signer: by.partyId,
    version, salt: hex(16), attachments: [], issuedAt: s.world.now(),
  }); // prettier-ignore
  const carried: CarriedDocument = { recordId: manifest.recordId, manifest: token, document, openings: [] };
  return { ...manifest, carried };
}

/** A place where certificates are issued, with one printed and shown, and its papers. */
async function createPlace() {
  const s = await createShipment();
  const exporter = await s.world.enrol("exporter.example", []);
  const chamber = await s.world.enrol("chamber.example", ["chamber"]);
  const request = await paper(s, exporter, "certificate-application", applied);
  const authority = chamber.partyId;
  await s.world.submit({
    code: "APPLY_CERTIFICATE",
    by: exporter,
    facts: { beta: request.beta, commitment: request.commitment, authority },
  });
  const issued = await paper(s, chamber, KIND, rcep);
  return { s, exporter, chamber, request, issued };
}
type Place = Awaited<ReturnType<typeof createPlace>>;

const factsOf = ({ beta, commitment }: Place["issued"]) => ({ beta, commitment, documentKind: KIND });

async function issue({ s, chamber, request, issued }: Place): Promise<void> {
  const main = request.recordId;
  await s.world.submit({ code: "EXAMINE_APPLICATION", by: chamber, main, facts: { result: "ACCEPTED", reason: "OK" } });
  await s.world.submit({ code: "ISSUE_CERTIFICATE", by: chamber, main, facts: factsOf(issued) });
}
async function print({ s, exporter }: Place, certificate: string, copy: number): Promise<void> {
  await s.world.submit({ code: "AUTHORISE_APPEARANCE", by: exporter, facts: { commitment: hex(32) } });
  const facts = { certificate, copy, commitment: null };
  await s.world.submit({ code: "PRINT_CERTIFICATE", by: exporter, facts });
}

async function judged({ s }: Place, issued: Place["issued"], change: Partial<Question> = {}): Promise<Verdict> {
  const dossier = await dossierOf(s, { main: issued.recordId, depth: "proof", documents: [issued.carried] });
  return judge(dossier, question(s, change));
}
const failed = (v: Verdict): readonly string[] => v.checks.filter((c) => c.outcome === "invalid").map((c) => c.code);
const open = (v: Verdict): readonly string[] => v.may.filter((m) => m.open === "yes").map((m) => m.actionCode);

describe("a certificate in a verdict", () => {
  it("is live, with the copies printed and where each was shown, at either depth", async () => {
    const place = await createPlace();
    const { s, issued, exporter } = place;
    const { customs } = s.parties;
    await issue(place);
    await print(place, issued.recordId, 1);
    await print(place, issued.recordId, 2);
    const at = s.world.now();
    await s.world.submit({ code: "PRESENT_CERTIFICATE", by: customs, facts: { certificate: issued.recordId, copy: 1, place: "VNHPH" } });
    const main = presentationId(issued.recordId, 1);
    await s.world.submit({ code: "DECIDE_PRESENTATION", by: customs, main, facts: { result: "ACCEPTED", reason: "IN_ORDER" } });
    for (const depth of ["proof", "replay"] as const) {
      const dossier = await dossierOf(s, { main: issued.recordId, depth, documents: [issued.carried], audience: [customs.partyId, exporter.partyId] });
      const verdict = judge(dossier, question(s, { reader: { thumbprints: [], parties: [customs.partyId] } }));
      expect([verdict.overall, verdict.standing, verdict.state.word]).to.deep.equal(["valid", "live", "LIVE"]);
      expect(verdict.certificate).to.deep.equal({
        origin: "NATIVE", issuer: "chamber.example", holder: "exporter.example", version: 1, duplicates: 0, reason: null, number: "SPEC26RCEP000123", presentBy: "2027-05-12", copies: 2,
        presentations: [{ copy: 1, place: "VNHPH", office: "customs.example", at, status: "ACCEPTED", reason: "IN_ORDER" }],
      });
      expect(verdict.advice.en).to.match(/^genuine and in force as of .*; copies printed: 2; copy 1 presented at VNHPH on .*, accepted$/);
      expect(verdict.advice.zh).to.contain("第 1 份已于");
      expect(open(verdict)).to.deep.equal(["PRESENT_CERTIFICATE"]);
      expect(explainVerdict(verdict, "en").join("\n")).to.contain("Copies: copies printed: 2; copy 1 presented at VNHPH");
    }
  }); // prettier-ignore

  it("is not known when a presentation is left out of the dossier", async () => {
    const place = await createPlace();
    const { s, issued } = place;
    await issue(place);
    await print(place, issued.recordId, 1);
    const facts = { certificate: issued.recordId, copy: 1, place: "VNHPH" };
    await s.world.submit({ code: "PRESENT_CERTIFICATE", by: s.parties.customs, facts });
    const dossier = await dossierOf(s, { main: issued.recordId, depth: "proof", documents: [] });
    const shown = presentationId(issued.recordId, 1);
    const less: Dossier = { ...dossier, records: dossier.records.filter((r) => r.recordId !== shown) };
    const verdict = judge(parseDossierV1(less), question(s));
    expect([verdict.overall, verdict.standing]).to.deep.equal(["unknown", "unknown"]);
    expect(verdict.checks.filter((c) => c.outcome === "unknown").map((c) => [c.code, c.place])).to.deep.equal([["REQUIRED_RECORDS", shown]]); // prettier-ignore
  });

  it("that is replaced names its successor, and is not relied on", async () => {
    const place = await createPlace();
    const { s, chamber, issued } = place;
    await issue(place);
    const next = await paper(s, chamber, KIND, { ...rcep, documentNumber: "SPEC26RCEP000124" });
    await s.world.submit({ code: "REPLACE_CERTIFICATE", by: chamber, main: issued.recordId, facts: factsOf(next) });
    const verdict = await judged(place, issued);
    expect([verdict.standing, verdict.state.word, verdict.state.successor]).to.deep.equal(["ended", "REPLACED", next.recordId]); // prettier-ignore
    expect(verdict.advice.en).to.equal("replaced by another certificate: do not rely on it");
    await s.world.submit({ code: "CANCEL_CERTIFICATE", by: chamber, main: next.recordId, facts: { reason: "WRONG" } });
    const cancelled = await judged(place, next);
    expect([cancelled.standing, cancelled.state.word, cancelled.certificate?.reason]).to.deep.equal(["ended", "CANCELLED", "WRONG"]); // prettier-ignore
  });

  it("that is duplicated has the duplicate's manifest, not the one before", async () => {
    const place = await createPlace();
    const { s, chamber, issued } = place;
    await issue(place);
    const duplicate = await paper(s, chamber, KIND, { ...rcep, remarks: ["DUPLICATE"] }, 2);
    const facts = { commitment: duplicate.commitment };
    await s.world.submit({ code: "DUPLICATE_CERTIFICATE", by: chamber, main: issued.recordId, facts });
    expect(failed(await judged(place, issued))).to.deep.equal(["MANIFEST"]);
    const verdict = await judged(place, duplicate);
    expect([verdict.overall, verdict.certificate?.version, verdict.certificate?.duplicates]).to.deep.equal(["valid", 2, 1]); // prettier-ignore
  });

  it("is not green once the agreement's time for presenting is over, unless a copy was taken in time", async () => {
    const place = await createPlace();
    const { s, issued } = place;
    await issue(place);
    await print(place, issued.recordId, 1);
    const at = (moment: string) => s.world.advance(Date.parse(moment) - Date.parse(s.world.now()));
    at("2027-05-13T11:59:00.000Z");
    expect((await judged(place, issued)).overall).to.equal("valid");
    at("2027-05-13T12:00:00.000Z");
    const late = await judged(place, issued);
    expect([late.overall, late.standing, late.dimensions.time]).to.deep.equal(["unknown", "unknown", "unknown"]);
    expect(late.checks.filter((c) => c.outcome === "unknown").map((c) => c.code)).to.deep.equal(["PRESENT_BY"]);
    expect(late.advice.en).to.match(/^genuine and in force as of .*; it was to be presented by 2027-05-12: the customs it is shown to decides; copies printed: 1$/); // prettier-ignore
    const facts = { certificate: issued.recordId, copy: 1, place: "VNHPH" };
    await s.world.submit({ code: "PRESENT_CERTIFICATE", by: s.parties.customs, facts });
    expect((await judged(place, issued)).overall).to.equal("unknown");
  });

  it("that was presented in time stays in order, and one that was refused does not", async () => {
    const place = await createPlace();
    const { s, issued } = place;
    await issue(place);
    await print(place, issued.recordId, 1);
    const facts = { certificate: issued.recordId, copy: 1, place: "VNHPH" };
    await s.world.submit({ code: "PRESENT_CERTIFICATE", by: s.parties.customs, facts });
    s.world.advance(500 * 86_400_000);
    expect((await judged(place, issued)).overall).to.equal("valid");
    const main = presentationId(issued.recordId, 1);
    const refusal = { result: "REFUSED", reason: "ORIGIN" };
    await s.world.submit({ code: "DECIDE_PRESENTATION", by: s.parties.customs, main, facts: refusal });
    expect((await judged(place, issued)).overall).to.equal("unknown");
  });

  it("of a form that is only verified here is no certificate that was issued here", async () => {
    const place = await createPlace();
    const { s, chamber, exporter } = place;
    const [first] = rcep["items"] as readonly [JsonObject];
    const members = Object.entries(first).filter(([name]) => name !== "fob" && name !== "originCountryCode");
    const items = [{ ...Object.fromEntries(members), originCriterion: "WO" }];
    const formD = { ...rcep, form: "FORM_D", originCountryCode: "MY", items };
    const wrong = await paper(s, chamber, KIND, formD);
    await issue({ ...place, issued: wrong });
    expect(failed(await judged(place, wrong))).to.deep.equal(["TERMS"]);
    const file = await paper(s, exporter, KIND, formD);
    await s.world.submit({ code: "REGISTER_CERTIFICATE", by: exporter, facts: factsOf(file) });
    expect((await judged(place, file, { issuerSealVerified: true })).overall).to.equal("valid");
  });

  it("of another version than the ledger's is not the one the ledger knows", async () => {
    const place = await createPlace();
    const { s, chamber } = place;
    const wrong = await paper(s, chamber, KIND, rcep, 3);
    await issue({ ...place, issued: wrong });
    expect(failed(await judged(place, wrong))).to.deep.equal(["TERMS"]);
  });
});

describe("a registered certificate in a verdict", () => {
  it("is never valid by itself: its issuer's seal was not looked at here, and the advice says where to ask", async () => {
    const place = await createPlace();
    const { s, exporter } = place;
    const file = await paper(s, exporter, KIND, rcep);
    await s.world.submit({ code: "REGISTER_CERTIFICATE", by: exporter, facts: factsOf(file) });
    const unseen = await judged(place, file);
    expect([unseen.overall, unseen.standing, unseen.dimensions.identity]).to.deep.equal(["unknown", "unknown", "unknown"]); // prettier-ignore
    expect([unseen.state.word, unseen.certificate?.origin, unseen.certificate?.issuer]).to.deep.equal(["REGISTERED", "REGISTERED", null]); // prettier-ignore
    expect(unseen.checks.filter((c) => c.outcome === "unknown").map((c) => c.code)).to.deep.equal(["ISSUER_SEAL"]);
    expect(unseen.advice.en).to.contain("the issuer's own seal is not checked here: query the official site with number SPEC26RCEP000123"); // prettier-ignore
    expect(unseen.advice.zh).to.contain("请以编号 SPEC26RCEP000123 在官方网站查询");
    const good = await judged(place, file, { issuerSealVerified: true });
    expect([good.overall, good.standing, good.state.word]).to.deep.equal(["valid", "live", "REGISTERED"]);
    expect(good.advice.en).to.match(/^sealed by its issuer, .*the data beside the file are the holder's: compare them/);
    const bad = await judged(place, file, { issuerSealVerified: false });
    expect([bad.overall, failed(bad).join()]).to.deep.equal(["invalid", "ISSUER_SEAL"]);
    s.world.advance(500 * 86_400_000);
    const late = await judged(place, file);
    expect(late.advice.en).to.match(/seal is not checked here: .*; it was to be presented by 2027-05-12/);
    expect(late.advice.zh).to.contain("应不迟于 2027-05-12 提交");
    await s.world.submit({ code: "CANCEL_CERTIFICATE", by: exporter, main: file.recordId, facts: { reason: "MISTAKE" } }); // prettier-ignore
    const over = await judged(place, file);
    expect([over.overall, over.standing, over.state.word]).to.deep.equal(["unknown", "ended", "CANCELLED"]);
  });
});

describe("an application in a verdict", () => {
  it("is examined by its authority, and is no certificate", async () => {
    const place = await createPlace();
    const { s, request, chamber, exporter } = place;
    const reader = { thumbprints: [], parties: [chamber.partyId] };
    const waiting = await judged(place, request, { reader });
    expect([waiting.overall, waiting.state.word]).to.deep.equal(["valid", "APPLIED"]);
    expect(open(waiting)).to.deep.equal(["EXAMINE_APPLICATION"]);
    expect(waiting.advice.en).to.match(/^applied for, not examined yet, as of /);
    await issue(place);
    const granted = await judged(place, request);
    expect([granted.standing, granted.state.word]).to.deep.equal(["ended", "GRANTED"]);
    expect(granted.advice.en).to.contain("an application is no certificate");
    const packing = await paper(s, exporter, "certificate-of-origin", { ...rcep, documentNumber: "APP-2" });
    const facts = { beta: packing.beta, commitment: packing.commitment, authority: chamber.partyId };
    await s.world.submit({ code: "APPLY_CERTIFICATE", by: exporter, facts });
    expect(failed(await judged(place, packing))).to.deep.equal(["TERMS"]);
  });

  it("whose seal and copies are their own records is told of each in words", async () => {
    const place = await createPlace();
    const { s, issued } = place;
    await issue(place);
    await print(place, issued.recordId, 1);
    const facts = { certificate: issued.recordId, copy: 1, place: "VNHPH" };
    await s.world.submit({ code: "PRESENT_CERTIFICATE", by: s.parties.customs, facts });
    const words: string[] = [];
    for (const { recordId, kind } of s.world.records.values()) {
      if (!["appearance", "printing", "presentation"].includes(kind)) continue;
      const { overall, state } = judge(await dossierOf(s, { main: recordId, depth: "proof" }), question(s));
      words.push(`${overall} ${state.word}`);
    }
    expect(words).to.deep.equal(["valid AUTHORISED", "valid PRINTED", "valid PRESENTED"]);
  });
});
