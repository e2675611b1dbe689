import { CoreError, encodeHex } from "@openlading/core";
import {
  appearanceCommitment,
  appearanceId,
  certificateTerms,
  LawError,
  MAX_COPIES,
  openActions,
  presentationId,
  presentationTerms,
  printingId,
  printingTerms,
  supportingIds,
  type LawErrorCode,
  type Lookup,
  type Openness,
  type RecordState,
} from "@openlading/law";
import {
  application,
  authorise,
  certificateFacts,
  createShipment,
  decidePresentation,
  examine,
  issueBill,
  issueCertificate,
  present,
  print,
  printedCertificate,
  rejectsWithCode,
  type Shipment,
  type WorldAct,
} from "@openlading/testkit";
import { expect } from "chai";

const hex = (bytes: number): string => encodeHex(crypto.getRandomValues(new Uint8Array(bytes)));
const refuses = (s: Shipment, code: LawErrorCode, act: WorldAct): Promise<LawError> =>
  rejectsWithCode(LawError, code, () => s.world.submit(act));

function may(
  s: Shipment,
  subject: RecordState,
  partyId: string,
  lookup: Lookup = (id) => s.world.record(id),
): ReadonlyMap<string, Openness> {
  const open = openActions({
    networkId: s.world.networkId, subject, lookup, partyRecord: (id) => s.world.party(id),
    reader: { thumbprints: [], parties: [partyId] }, moment: s.world.now(),
  }); // prettier-ignore
  return new Map(open.map((o) => [o.actionCode, o]));
}

describe("an application for a certificate", () => {
  it("is made once for a number, to an authority that may issue, and not to oneself", async () => {
    const s = await createShipment();
    const { act, recordId } = await application(s, "A-1");
    const to = (authority: string): WorldAct => ({ ...act, facts: { ...act.facts, authority } });
    await refuses(s, "ERR_LAW_NO_PARTY", to("nobody.example"));
    await refuses(s, "ERR_LAW_FACTS", to(s.bank.partyId));
    await refuses(s, "ERR_LAW_FACTS", to(s.exporter.partyId));
    await s.world.submit(act);
    expect(s.world.record(recordId)).to.deep.include({ kind: "application", status: "APPLIED" });
    await refuses(s, "ERR_LAW_EXISTS", act);
  });

  it("is examined once, by the authority it names, with a public reason", async () => {
    const s = await createShipment();
    const { act, recordId } = await application(s, "A-1");
    await s.world.submit(act);
    await refuses(s, "ERR_LAW_NOT_ENTITLED", { ...examine(s, recordId, "ACCEPTED"), by: s.customs });
    const spoken = { ...examine(s, recordId, "ACCEPTED"), facts: { result: "ACCEPTED", reason: "in order" } };
    await rejectsWithCode(CoreError, "ERR_CORE_SHAPE", () => s.world.submit(spoken));
    await s.world.submit(examine(s, recordId, "REFUSED"));
    expect(s.world.record(recordId)?.terms).to.include({ reason: "ORIGIN" });
    await refuses(s, "ERR_LAW_STATUS", examine(s, recordId, "ACCEPTED"));
    const { facts } = await certificateFacts(s, s.chamber, "CO-1");
    await refuses(s, "ERR_LAW_STATUS", { code: "ISSUE_CERTIFICATE", by: s.chamber, main: recordId, facts });
  }); // prettier-ignore

  it("is taken back by its applicant until it is granted", async () => {
    const s = await createShipment();
    const { application: granted } = await issueCertificate(s);
    const withdraw = (main: string, by = s.exporter): WorldAct => ({ code: "WITHDRAW_APPLICATION", by, main });
    await refuses(s, "ERR_LAW_STATUS", withdraw(granted));
    const { act, recordId } = await application(s, "A-2");
    await s.world.submit(act);
    await refuses(s, "ERR_LAW_NOT_ENTITLED", withdraw(recordId, s.chamber));
    await s.world.submit(withdraw(recordId));
    await refuses(s, "ERR_LAW_STATUS", examine(s, recordId, "ACCEPTED"));
  });
});

describe("a certificate", () => {
  it("is issued once on an accepted application, by the authority that examined it, to the applicant", async () => {
    const s = await createShipment();
    const { act, recordId } = await application(s, "A-1");
    await s.world.submit(act);
    const { facts, recordId: certificate } = await certificateFacts(s, s.chamber, "CO-1");
    const issue: WorldAct = { code: "ISSUE_CERTIFICATE", by: s.chamber, main: recordId, facts };
    await refuses(s, "ERR_LAW_STATUS", issue);
    await s.world.submit(examine(s, recordId, "ACCEPTED"));
    for (const documentKind of ["certificate-application", "duty-tax-bill", "packing-list", "no-kind"])
      await refuses(s, "ERR_LAW_NOT_ENTITLED", { ...issue, facts: { ...facts, documentKind } });
    await refuses(s, "ERR_LAW_NOT_ENTITLED", { ...issue, by: s.customs });
    await s.world.submit(issue);
    expect(s.world.record(recordId)?.status).to.equal("GRANTED");
    expect(s.world.record(certificate)?.terms).to.deep.equal({
      documentKind: "certificate-of-origin", origin: "NATIVE", issuer: "chamber.example", holder: "exporter.example",
      application: recordId, version: 1, duplicates: 0, successor: null, reason: null,
    });
    await refuses(s, "ERR_LAW_STATUS", { ...issue, facts: (await certificateFacts(s, s.chamber, "CO-2")).facts });
  }); // prettier-ignore

  it("that was issued elsewhere is registered by its holder, and nobody is its issuer here", async () => {
    const s = await createShipment();
    const { facts, recordId } = await certificateFacts(s, s.exporter, "GACC-1");
    const register: WorldAct = { code: "REGISTER_CERTIFICATE", by: s.exporter, facts };
    for (const documentKind of ["certificate-application", "packing-list", "no-kind"])
      await refuses(s, "ERR_LAW_FACTS", { ...register, facts: { ...facts, documentKind } });
    for (const documentKind of ["duty-tax-bill", "tonnage-voucher", "tonnage-licence"]) {
      const other = await certificateFacts(s, s.exporter, documentKind);
      await s.world.submit({ ...register, facts: { ...other.facts, documentKind } });
    }
    await s.world.submit(register);
    expect(s.world.record(recordId)).to.deep.include({ kind: "certificate", status: "REGISTERED" });
    expect(s.world.record(recordId)?.terms).to.include({ origin: "REGISTERED", issuer: null, holder: "exporter.example" });
    await refuses(s, "ERR_LAW_EXISTS", register);
    const duplicate = { code: "DUPLICATE_CERTIFICATE", main: recordId, facts: { commitment: hex(32) } };
    for (const by of [s.exporter, s.chamber]) await refuses(s, "ERR_LAW_NOT_ENTITLED", { ...duplicate, by });
    await refuses(s, "ERR_LAW_NOT_ENTITLED", { code: "CANCEL_CERTIFICATE", by: s.chamber, main: recordId, facts: { reason: "WRONG" } });
  }); // prettier-ignore

  it("is duplicated by its issuer: the same record, one version on", async () => {
    const s = await createShipment();
    const { certificate } = await issueCertificate(s);
    const duplicate = { code: "DUPLICATE_CERTIFICATE", main: certificate, facts: { commitment: hex(32) } };
    await refuses(s, "ERR_LAW_NOT_ENTITLED", { ...duplicate, by: s.exporter });
    await s.world.submit({ ...duplicate, by: s.chamber });
    const record = s.world.record(certificate);
    expect(record?.commitment).to.equal(duplicate.facts.commitment);
    expect(record && certificateTerms(record)).to.deep.include({ version: 2, duplicates: 1 });
  });

  it("is void once it is replaced or cancelled, and names its successor", async () => {
    const s = await createShipment();
    const { certificate, facts } = await printedCertificate(s);
    const next = await certificateFacts(s, s.chamber, "CO-2");
    const replace: WorldAct = { code: "REPLACE_CERTIFICATE", by: s.chamber, main: certificate, facts: next.facts };
    await refuses(s, "ERR_LAW_HEADS", { ...replace, facts });
    await refuses(s, "ERR_LAW_NOT_ENTITLED", { ...replace, by: s.exporter });
    await refuses(s, "ERR_LAW_FACTS", { ...replace, facts: { ...next.facts, documentKind: "duty-tax-bill" } });
    await s.world.submit(replace);
    expect(s.world.record(certificate)).to.deep.include({ status: "REPLACED" });
    expect(s.world.record(certificate)?.terms).to.include({ successor: next.recordId });
    expect(s.world.record(next.recordId)?.terms).to.include({ version: 1, holder: "exporter.example", origin: "NATIVE" });
    await refuses(s, "ERR_LAW_STATUS", print(s, certificate, 2));
    await refuses(s, "ERR_LAW_STATUS", present(s, certificate));
    await refuses(s, "ERR_LAW_STATUS", { code: "DUPLICATE_CERTIFICATE", by: s.chamber, main: certificate, facts: { commitment: hex(32) } });
    const cancel: WorldAct = { code: "CANCEL_CERTIFICATE", by: s.chamber, main: next.recordId, facts: { reason: "WRONG_ORIGIN" } };
    await refuses(s, "ERR_LAW_NOT_ENTITLED", { ...cancel, by: s.exporter });
    await s.world.submit(cancel);
    expect(s.world.record(next.recordId)).to.deep.include({ status: "CANCELLED" });
    await refuses(s, "ERR_LAW_STATUS", cancel);
    await refuses(s, "ERR_LAW_STATUS", { code: "REPLACE_CERTIFICATE", by: s.chamber, main: next.recordId, facts: (await certificateFacts(s, s.chamber, "CO-3")).facts });
  }); // prettier-ignore
});

describe("the exporter's own seal and signature", () => {
  it("are authorised by the party alone, never by an agent, and taken back", async () => {
    const s = await createShipment();
    const appearance = appearanceId(s.world.networkId, s.exporter.partyId);
    const facts = { commitment: appearanceCommitment(hex(16), [hex(32), hex(32)]) };
    await refuses(s, "ERR_LAW_NO_MANDATE", { code: "AUTHORISE_APPEARANCE", by: s.agent, for: s.exporter.partyId, facts });
    const grant = {
      principal: s.exporter.partyId, agent: s.agent.partyId, actionCodes: ["AUTHORISE_APPEARANCE"], facilities: null,
      validFrom: s.world.now(), validTo: "2026-12-31T00:00:00.000Z",
    };
    await refuses(s, "ERR_LAW_FACTS", { code: "GRANT_MANDATE", by: s.exporter, facts: grant });
    await s.world.submit({ code: "AUTHORISE_APPEARANCE", by: s.exporter, facts });
    expect(s.world.record(appearance)).to.deep.include({ status: "AUTHORISED", commitment: facts.commitment });
    const withdraw: WorldAct = { code: "WITHDRAW_APPEARANCE", by: s.exporter, main: appearance };
    await refuses(s, "ERR_LAW_NOT_ENTITLED", { ...withdraw, by: s.chamber });
    await s.world.submit(withdraw);
    await refuses(s, "ERR_LAW_STATUS", withdraw);
    await authorise(s);
    expect(s.world.record(appearance)?.status).to.equal("AUTHORISED");
  }); // prettier-ignore
});

describe("a printed copy", () => {
  it("is counted, one after the other, for the holder with its seal authorised", async () => {
    const s = await createShipment();
    const { certificate } = await issueCertificate(s);
    const unsealed = await refuses(s, "ERR_LAW_APPEARANCE", print(s, certificate));
    expect(unsealed.message).to.contain("not authorised");
    await authorise(s);
    await refuses(s, "ERR_LAW_COPY", print(s, certificate, 2));
    await refuses(s, "ERR_LAW_NOT_ENTITLED", { ...print(s, certificate), by: s.chamber });
    await rejectsWithCode(CoreError, "ERR_CORE_SHAPE", () => s.world.submit(print(s, certificate, 100)));
    await s.world.submit(print(s, certificate));
    await refuses(s, "ERR_LAW_COPY", print(s, certificate));
    await s.world.submit(print(s, certificate, 2));
    const printing = s.world.record(printingId(certificate));
    expect(printing && printingTerms(printing)).to.deep.equal({ certificate, copies: 2 });
    const main = appearanceId(s.world.networkId, s.exporter.partyId);
    await s.world.submit({ code: "WITHDRAW_APPEARANCE", by: s.exporter, main });
    await refuses(s, "ERR_LAW_APPEARANCE", print(s, certificate, 3));
  });

  it("of a registered file needs no seal of the holder", async () => {
    const s = await createShipment();
    const { facts, recordId } = await certificateFacts(s, s.exporter, "GACC-1");
    await s.world.submit({ code: "REGISTER_CERTIFICATE", by: s.exporter, facts });
    await s.world.submit({ ...print(s, recordId), facts: { certificate: recordId, copy: 1, commitment: null } });
    expect(s.world.record(printingId(recordId))).to.deep.include({ status: "PRINTED", commitment: null });
  });

  it("is presented once: a second time the refusal says where and when it was", async () => {
    const s = await createShipment();
    const { certificate } = await issueCertificate(s);
    await refuses(s, "ERR_LAW_COPY", present(s, certificate));
    await authorise(s);
    await s.world.submit(print(s, certificate));
    await refuses(s, "ERR_LAW_COPY", present(s, certificate, 2));
    await refuses(s, "ERR_LAW_NOT_ENTITLED", { ...present(s, certificate), by: s.chamber });
    await refuses(s, "ERR_LAW_ABSENT", { ...present(s, certificate), facts: { certificate: hex(32), copy: 1, place: "VNSGN" } });
    const at = s.world.now();
    await s.world.submit(present(s, certificate, 1, "VNSGN"));
    s.world.advance(60_000);
    const second = await refuses(s, "ERR_LAW_PRESENTED", present(s, certificate, 1, "VNHPH"));
    expect(second.message).to.equal(`copy 1 was presented at VNSGN on ${at}`);
    expect(second.details["reasons"]).to.deep.equal([{ code: "ERR_LAW_PRESENTED", message: second.message, copy: 1, place: "VNSGN", at }]);
    await s.world.submit(print(s, certificate, 2));
    await s.world.submit(present(s, certificate, 2, "VNHPH"));
  }); // prettier-ignore

  it("is decided once, by the office it was presented to, and not accepted once it is void", async () => {
    const s = await createShipment();
    const { certificate } = await printedCertificate(s);
    const accept = decidePresentation(s, certificate, 1, { result: "ACCEPTED", reason: "IN_ORDER" });
    await s.world.submit(present(s, certificate));
    const other = await s.world.enrol("customs2.example", ["customs"]);
    await refuses(s, "ERR_LAW_NOT_ENTITLED", { ...accept, by: other });
    await s.world.submit({ code: "CANCEL_CERTIFICATE", by: s.chamber, main: certificate, facts: { reason: "WRONG" } });
    await refuses(s, "ERR_LAW_STATUS", accept);
    await s.world.submit(decidePresentation(s, certificate, 1, { result: "REFUSED", reason: "CANCELLED" }));
    const record = s.world.record(presentationId(certificate, 1));
    expect(record?.status).to.equal("REFUSED");
    expect(record && presentationTerms(record)).to.include({ copy: 1, place: "VNSGN", office: "customs.example", reason: "CANCELLED" }); // prettier-ignore
    await refuses(s, "ERR_LAW_STATUS", accept);
  });
});

describe("an act on something that is no certificate", () => {
  it("is refused in the law's own words", async () => {
    const s = await createShipment();
    const { application: other, certificate } = await printedCertificate(s);
    const { bill } = await issueBill(s, "BLANK");
    for (const id of [other, bill, s.facility]) {
      await refuses(s, "ERR_LAW_ABSENT", print(s, id));
      await refuses(s, "ERR_LAW_ABSENT", present(s, id));
    }
    const decide = decidePresentation(s, certificate, 1, { result: "ACCEPTED", reason: "OK" });
    await refuses(s, "ERR_LAW_ABSENT", decide);
    const acts: readonly WorldAct[] = [
      decide, examine(s, certificate, "ACCEPTED"), { code: "WITHDRAW_APPLICATION", by: s.exporter }, { code: "WITHDRAW_APPEARANCE", by: s.exporter },
      { code: "ISSUE_CERTIFICATE", by: s.chamber, facts: (await certificateFacts(s, s.chamber, "CO-9")).facts },
      { code: "CANCEL_CERTIFICATE", by: s.chamber, facts: { reason: "OK" } },
      { code: "DUPLICATE_CERTIFICATE", by: s.chamber, facts: { commitment: hex(32) } },
    ];
    for (const act of acts) await refuses(s, "ERR_LAW_HEADS", { ...act, main: bill });
  }); // prettier-ignore
});

describe("what a reader may do under a certificate", () => {
  it("is what the ledger would take, with every presentation among the proofs it needs", async () => {
    const s = await createShipment();
    const { certificate } = await printedCertificate(s);
    await s.world.submit(print(s, certificate, 2));
    await s.world.submit(present(s, certificate));
    const subject = s.world.record(certificate);
    if (subject === null) throw new TypeError("no certificate");
    const needed = supportingIds(s.world.networkId, subject, (id) => s.world.record(id));
    expect(needed).to.include.members([printingId(certificate), presentationId(certificate, 1), presentationId(certificate, 2), appearanceId(s.world.networkId, "exporter.example")]); // prettier-ignore
    expect(may(s, subject, "customs.example").get("PRESENT_CERTIFICATE")?.open).to.equal("yes");
    expect(may(s, subject, "exporter.example").get("PRINT_CERTIFICATE")?.open).to.equal("yes");
    expect(may(s, subject, "chamber.example").get("CANCEL_CERTIFICATE")?.open).to.equal("yes");
    await s.world.submit(present(s, certificate, 2));
    const all = may(s, subject, "customs.example").get("PRESENT_CERTIFICATE");
    expect([all?.open, all?.reasons[0]?.code, all?.reasons[0]?.details["copy"]]).to.deep.equal(["no", "ERR_LAW_PRESENTED", 2]); // prettier-ignore
  });

  it("is no further copy once the last there can be was printed", async () => {
    const s = await createShipment();
    const { certificate } = await printedCertificate(s);
    const subject = s.world.record(certificate);
    const printing = s.world.record(printingId(certificate));
    if (subject === null || printing === null) throw new TypeError("nothing printed");
    const last: RecordState = { ...printing, terms: { certificate, copies: MAX_COPIES } };
    const full = may(s, subject, "exporter.example", (id) => (id === last.recordId ? last : s.world.record(id)));
    const { open, reasons = [] } = full.get("PRINT_CERTIFICATE") ?? {};
    expect([open, reasons.map((r) => r.code)]).to.deep.equal(["no", ["ERR_LAW_COPY"]]);
  });

  it("under an application is to examine, then to issue or to take back", async () => {
    const s = await createShipment();
    const { act, recordId } = await application(s, "A-1");
    await s.world.submit(act);
    const openTo = (partyId: string): readonly string[] => {
      const subject = s.world.record(recordId);
      return subject === null ? [] : [...may(s, subject, partyId)].filter(([, o]) => o.open === "yes").map(([code]) => code);
    }; // prettier-ignore
    expect(openTo("chamber.example")).to.deep.equal(["EXAMINE_APPLICATION"]);
    await s.world.submit(examine(s, recordId, "ACCEPTED"));
    expect(openTo("chamber.example")).to.deep.equal(["ISSUE_CERTIFICATE"]);
    expect(openTo("exporter.example")).to.deep.equal(["WITHDRAW_APPLICATION"]);
  });
});
