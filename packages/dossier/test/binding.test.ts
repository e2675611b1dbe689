import { DossierError, createBinding, decodeBinding, keyStanding, verifyBinding } from "@openlading/dossier";
import { partyCommitment, type RegisteredKey } from "@openlading/law";
import { createWorld, throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";

describe("binding", () => {
  it("opens the commitment in a slot, by the party's registered key", async () => {
    const world = await createWorld();
    await world.found();
    const bank = await world.enrol("bank.example", ["bank"]);
    const other = await world.enrol("other.example", ["bank"]);
    const holder = await world.holder("bank.example");
    const payload = {
      networkId: world.networkId,
      partyId: "bank.example",
      thumbprint: holder.signer.kid,
      nonce: holder.nonce,
    };
    const [own, foreign] = [world.party("bank.example"), world.party("other.example")];
    if (own === null || foreign === null) throw new Error("not enrolled");
    const token = await createBinding(bank.signer, payload);
    expect(decodeBinding(token)).to.deep.equal(payload);
    const commitment = partyCommitment(world.networkId, "bank.example", holder.signer.kid, holder.nonce);
    expect(verifyBinding(own, token)).to.deep.include({
      partyId: "bank.example",
      partyCommitment: commitment,
      kid: bank.signer.kid,
    });
    throwsWithCode(DossierError, "ERR_DOSSIER_BINDING", () => verifyBinding(foreign, token));
    const forged = await createBinding(other.signer, payload);
    throwsWithCode(DossierError, "ERR_DOSSIER_BINDING", () => verifyBinding(own, forged));
    throwsWithCode(DossierError, "ERR_DOSSIER_BINDING", () => decodeBinding("x"));
  });
});

describe("a registered key's standing", () => {
  const day = (n: number): string => `2026-05-${String(n).padStart(2, "0")}T00:00:00.000Z`;
  const key: RegisteredKey = {
    kid: "k",
    jwk: { kty: "EC", crv: "P-256", x: "", y: "" },
    validFrom: day(1),
    validTo: day(20),
    revoked: null,
  };
  const revoked = (at: string, compromisedSince: string | null): RegisteredKey => ({
    ...key,
    revoked: { at, reason: "R", compromisedSince },
  });
  const CASES: readonly (readonly [name: string, key: RegisteredKey, at: string, standing: string])[] = [
    ["on its first day", key, day(1), "live"],
    ["before it", key, "2026-04-30T23:59:59.999Z", "dead"],
    ["on its last", key, day(20), "live"],
    ["after it", key, "2026-05-20T00:00:00.001Z", "dead"],
    ["before a plain revocation", revoked(day(10), null), day(9), "live"],
    ["after a plain revocation", revoked(day(10), null), day(11), "dead"],
    ["before a compromise", revoked(day(10), day(8)), day(7), "live"],
    ["since a compromise", revoked(day(10), day(8)), day(8), "disputed"],
  ];
  for (const [name, registered, at, standing] of CASES) {
    it(`${name}: ${standing}`, () => expect(keyStanding(registered, at)).to.equal(standing));
  }
});
