import { CoreError, encodeHex } from "@openlading/core";
import { generateSigner } from "@openlading/jws";
import { evidenceTerms, LawError, partyTerms } from "@openlading/law";
import { createShipment, rejectsWithCode, type WorldHolder } from "@openlading/testkit";
import { expect } from "chai";

const hex = (bytes: number): string => encodeHex(crypto.getRandomValues(new Uint8Array(bytes)));

describe("registry", () => {
  it("gives an identifying code to one party", async () => {
    const { world } = await createShipment();
    await rejectsWithCode(LawError, "ERR_LAW_EXISTS", () =>
      world.enrol("pirate.example", ["carrier"], [{ scheme: "SMDG", value: "EXL" }]),
    );
  });

  it("enrols through a registrar, with the party's own keys proven", async () => {
    const { world, carrier } = await createShipment();
    const signer = await generateSigner("ES256");
    const key: WorldHolder = { partyId: "x.example", signer, nonce: "" };
    const keys = [{ jwk: signer.publicJwk as never, validFrom: world.now(), validTo: "2030-01-01T00:00:00.000Z" }];
    const facts = { partyId: "x.example", name: "X", codes: [], offices: [], keys, vrfKey: null };
    await rejectsWithCode(LawError, "ERR_LAW_APPROVALS", () =>
      world.submit({ code: "ENROL", by: world.registrar, facts }),
    );
    await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () =>
      world.submit({ code: "ENROL", by: carrier, facts, approvals: [key] }),
    );
    await world.submit({ code: "ENROL", by: world.registrar, facts, approvals: [key] });
  });

  it("rotates a key by the party's own key and a registrar; registrars alone cannot", async () => {
    const { world, carrier } = await createShipment();
    const signer = await generateSigner("ES256");
    const fresh: WorldHolder = { partyId: carrier.partyId, signer, nonce: "" };
    const main = world.party(carrier.partyId)?.recordId ?? "";
    const facts = {
      add: { jwk: signer.publicJwk as never, validFrom: world.now(), validTo: "2030-01-01T00:00:00.000Z" },
    };
    const rotate = { code: "ROTATE_KEY", main, facts };
    await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () =>
      world.submit({ ...rotate, by: world.registrar, approvals: [fresh] }),
    );
    await rejectsWithCode(LawError, "ERR_LAW_APPROVALS", () =>
      world.submit({ ...rotate, by: carrier, approvals: [fresh] }),
    );
    await rejectsWithCode(LawError, "ERR_LAW_APPROVALS", () =>
      world.submit({ ...rotate, by: carrier, approvals: [world.registrar] }),
    );
    await world.submit({ ...rotate, by: carrier, approvals: [fresh, world.registrar] });
    await world.submit({ code: "ANCHOR", by: { ...carrier, signer }, facts: { root: hex(32), size: 1 } });
  });

  it("revokes a key, after which nothing it signs passes", async () => {
    const { world, carrier, bank } = await createShipment();
    const party = world.party(carrier.partyId);
    const facts = { kid: carrier.signer.kid, reason: "LOST", compromisedSince: null };
    const revoke = { code: "REVOKE_KEY", main: party?.recordId ?? "", facts };
    await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () => world.submit({ ...revoke, by: bank }));
    await world.submit({ ...revoke, by: carrier });
    const now = world.party(carrier.partyId);
    expect(now && partyTerms(now).keys[0]?.revoked).to.include({ at: world.now(), reason: "LOST" });
    await rejectsWithCode(LawError, "ERR_LAW_KEY", () =>
      world.submit({ code: "ANCHOR", by: carrier, facts: { root: hex(32), size: 1 } }),
    );
  });

  it("does not take a key outside its validity", async () => {
    const { world, carrier } = await createShipment();
    world.advance(3651 * 86_400_000);
    await rejectsWithCode(LawError, "ERR_LAW_KEY", () =>
      world.submit({ code: "ANCHOR", by: carrier, facts: { root: hex(32), size: 1 } }),
    );
  });

  it("sets a facility's policy by its operator with a registrar beside it, never without a light", async () => {
    const { world, terminal, carrier } = await createShipment();
    const facts = {
      operator: terminal.partyId,
      facilityCode: "T2",
      purposes: { DELIVERY: [{ lightKind: "CUSTOMS", authority: "customs.example" }] },
    };
    const policy = { code: "SET_POLICY", facts };
    await rejectsWithCode(LawError, "ERR_LAW_APPROVALS", () => world.submit({ ...policy, by: terminal }));
    await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () =>
      world.submit({ ...policy, by: carrier, approvals: [world.registrar] }),
    );
    await world.submit({ ...policy, by: terminal, approvals: [world.registrar] });
    const none = { ...facts, purposes: { DELIVERY: [] } };
    await rejectsWithCode(CoreError, "ERR_CORE_SHAPE", () =>
      world.submit({ code: "SET_POLICY", facts: none, by: terminal, approvals: [world.registrar] }),
    );
  });

  it("keeps keys and mandates out of mandates", async () => {
    const { world, carrier, agent } = await createShipment();
    const facts = {
      principal: carrier.partyId,
      agent: agent.partyId,
      actionCodes: ["ROTATE_KEY"],
      facilities: null,
      validFrom: world.now(),
      validTo: "2027-01-01T00:00:00.000Z",
    };
    await rejectsWithCode(LawError, "ERR_LAW_FACTS", () => world.submit({ code: "GRANT_MANDATE", by: carrier, facts }));
    await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () =>
      world.submit({ code: "GRANT_MANDATE", by: agent, facts }),
    );
  });
});

describe("evidence", () => {
  const issued = async () => {
    const s = await createShipment();
    const { beta, recordId } = await s.world.number(s.carrier, "eir", "EIR-1");
    await s.world.submit({
      code: "ISSUE_EVIDENCE",
      by: s.carrier,
      facts: { beta, documentKind: "eir", commitment: hex(32) },
    });
    return { s, beta, recordId };
  };

  it("is issued by an office of its kind, once for a number", async () => {
    const { s, beta } = await issued();
    const act = { code: "ISSUE_EVIDENCE", facts: { beta, documentKind: "eir", commitment: hex(32) } };
    await rejectsWithCode(LawError, "ERR_LAW_EXISTS", () => s.world.submit({ ...act, by: s.carrier }));
    await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () => s.world.submit({ ...act, by: s.bank }));
    const fresh = await s.world.number(s.carrier, "transport-document", "BL-9");
    const bill = { beta: fresh.beta, documentKind: "bill-of-lading", commitment: hex(32) };
    await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () =>
      s.world.submit({ ...act, facts: bill, by: s.carrier }),
    );
  });

  it("is countersigned once by each party, superseded by its issuer, and dead after", async () => {
    const { s, recordId } = await issued();
    const countersign = { code: "COUNTERSIGN", by: s.terminal, facts: { evidence: recordId, commitment: hex(32) } };
    await s.world.submit(countersign);
    await rejectsWithCode(LawError, "ERR_LAW_EXISTS", () => s.world.submit(countersign));
    const next = await s.world.number(s.carrier, "eir", "EIR-2");
    const supersede = {
      code: "SUPERSEDE",
      main: recordId,
      facts: { beta: next.beta, documentKind: "eir", commitment: hex(32) },
    };
    await rejectsWithCode(LawError, "ERR_LAW_NOT_ENTITLED", () => s.world.submit({ ...supersede, by: s.terminal }));
    await s.world.submit({ ...supersede, by: s.carrier });
    const old = s.world.record(recordId);
    expect(old && evidenceTerms(old).successor).to.equal(next.recordId);
    await rejectsWithCode(LawError, "ERR_LAW_STATUS", () =>
      s.world.submit({ code: "REVOKE", by: s.carrier, main: recordId }),
    );
    await rejectsWithCode(LawError, "ERR_LAW_STATUS", () => s.world.submit({ ...countersign, by: s.bank }));
    await s.world.submit({ code: "REVOKE", by: s.carrier, main: next.recordId });
  });

  it("is revoked out of a batch by a first and last act", async () => {
    const s = await createShipment();
    const { beta, recordId } = await s.world.number(s.carrier, "packing-list", "PL-1");
    await s.world.submit({ code: "ANCHOR", by: s.carrier, facts: { root: hex(32), size: 1000 } });
    await s.world.submit({ code: "REVOKE_ANCHORED", by: s.carrier, facts: { beta, documentKind: "packing-list" } });
    expect(s.world.record(recordId)?.status).to.equal("REVOKED");
    await rejectsWithCode(LawError, "ERR_LAW_EXISTS", () =>
      s.world.submit({
        code: "ISSUE_EVIDENCE",
        by: s.carrier,
        facts: { beta, documentKind: "packing-list", commitment: hex(32) },
      }),
    );
  });
});
