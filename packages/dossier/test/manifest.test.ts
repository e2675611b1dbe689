import { canonicalize, type Json } from "@openlading/core";
import {
  DossierError,
  MANIFEST_TYP,
  createManifest,
  decodeManifest,
  verifyManifest,
  type Manifest,
} from "@openlading/dossier";
import { signCompactJws } from "@openlading/jws";
import type { RecordState } from "@openlading/law";
import { createWorld, throwsWithCode, type World, type WorldParty } from "@openlading/testkit";
import { expect } from "chai";
import fc from "fast-check";

const DOCUMENT: Json = { documentNumber: "EIR-0001", weights: [1.5, 2] };

describe("manifest", () => {
  let world: World;
  let carrier: WorldParty;
  let other: WorldParty;
  let party: RecordState;
  let token: string;
  let manifest: Manifest;
  before(async () => {
    world = await createWorld();
    await world.found();
    carrier = await world.enrol("carrier.example", ["carrier"]);
    other = await world.enrol("other.example", ["carrier"]);
    party = recordOf(carrier);
    ({ token, manifest } = await make({}));
  });
  const recordOf = (p: WorldParty): RecordState => {
    const record = world.party(p.partyId);
    if (record === null) throw new Error("not enrolled");
    return record;
  };
  const make = (change: Partial<Parameters<typeof createManifest>[1]>, keys: Parameters<typeof createManifest>[0] = carrier) =>
    createManifest(keys, {
      networkId: world.networkId, documentKind: "eir", issuer: "carrier.example", signer: "carrier.example", number: "EIR-0001", version: 1,
      salt: "0f".repeat(16), attachments: [], issuedAt: world.now(), document: DOCUMENT, ...change,
    }); // prettier-ignore
  const resign = (change: Partial<Manifest>, by = carrier): Promise<string> =>
    signCompactJws(by.signer, { typ: MANIFEST_TYP, payload: canonicalize({ ...manifest, ...change }) });
  const claim = () => ({ issuer: party, signer: party, document: DOCUMENT, commitment: manifest.commitment });

  it("ties document, number, issuer and commitment to one record", () => {
    const verified = verifyManifest(token, claim());
    expect(verified.manifest).to.deep.equal(decodeManifest(token));
    expect(verified.kid).to.equal(carrier.signer.kid);
  });

  it("gives one record id to a number however it is written", async () => {
    const spelled = await make({ number: "eir 00/01" });
    expect(spelled.manifest.recordId).to.equal(manifest.recordId);
    expect((await make({ number: "EIR-0002" })).manifest.recordId).to.not.equal(manifest.recordId);
  });

  it("refuses other content, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.jsonValue().filter((v) => JSON.stringify(v) !== JSON.stringify(DOCUMENT)),
        (document) => {
          let code = "none";
          try {
            verifyManifest(token, { ...claim(), document: document as Json });
          } catch (error) {
            code = error instanceof DossierError ? error.code : "other";
          }
          return code !== "none";
        },
      ),
    );
    throwsWithCode(DossierError, "ERR_DOSSIER_CHECKSUM", () =>
      verifyManifest(token, { ...claim(), document: { a: 1 } }),
    );
  });

  it("refuses another commitment, another salt, another signer and another issuer", async () => {
    throwsWithCode(DossierError, "ERR_DOSSIER_COMMITMENT", () =>
      verifyManifest(token, { ...claim(), commitment: "ab".repeat(32) }),
    );
    const salted = await resign({ salt: "00".repeat(16) });
    throwsWithCode(DossierError, "ERR_DOSSIER_COMMITMENT", () => verifyManifest(salted, claim()));
    const forged = await resign({}, other);
    throwsWithCode(DossierError, "ERR_DOSSIER_MANIFEST_SIGNATURE", () => verifyManifest(forged, claim()));
    const foreign = { ...claim(), issuer: recordOf(other) };
    throwsWithCode(DossierError, "ERR_DOSSIER_RECORD_ID", () => verifyManifest(token, foreign));
    throwsWithCode(DossierError, "ERR_DOSSIER_MANIFEST_SIGNATURE", () =>
      verifyManifest(token, { ...claim(), signer: recordOf(other) }),
    );
  });

  it("refuses a record id, output or number the VRF proof does not give", async () => {
    const changes: readonly Partial<Manifest>[] = [
      { recordId: "ab".repeat(32) },
      { beta: "ab".repeat(32) },
      { number: "EIR-0002" },
      { documentKind: "clp" },
    ];
    for (const change of changes) {
      const bad = await resign(change);
      throwsWithCode(DossierError, "ERR_DOSSIER_RECORD_ID", () => verifyManifest(bad, claim()));
    }
    const proof = await resign({ vrfProof: (await make({ number: "EIR-0002" })).manifest.vrfProof });
    throwsWithCode(DossierError, "ERR_DOSSIER_RECORD_ID", () => verifyManifest(proof, claim()));
  });

  it("refuses unknown members and other kinds of token", async () => {
    const strange = await signCompactJws(carrier.signer, {
      typ: MANIFEST_TYP,
      payload: canonicalize({ ...manifest, more: 1 }),
    });
    throwsWithCode(DossierError, "ERR_DOSSIER_MANIFEST", () => decodeManifest(strange));
    throwsWithCode(DossierError, "ERR_DOSSIER_MANIFEST", () => decodeManifest("a.b"));
    const act = await signCompactJws(carrier.signer, { typ: "openlading-act+jws", payload: canonicalize(manifest) });
    throwsWithCode(DossierError, "ERR_DOSSIER_MANIFEST_SIGNATURE", () => verifyManifest(act, claim()));
  });
});
