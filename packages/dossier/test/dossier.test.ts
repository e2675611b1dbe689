import {
  DossierError,
  buildDossier,
  encodeDossier,
  isParsedDossier,
  parseDossier,
  parseDossierV1,
  redactDossier,
  type Dossier,
  type ProofSource,
} from "@openlading/dossier";
import { NETWORK_RECORD_ID, clockId, partyRecordId } from "@openlading/law";
import { createNoteSigners, createProofs, createWorld, throwsWithCode, type World } from "@openlading/testkit";
import { expect } from "chai";
import fc from "fast-check";

describe("dossier", () => {
  let world: World;
  let source: ProofSource;
  let dossier: Dossier;
  before(async () => {
    const signers = createNoteSigners();
    world = await createWorld(signers);
    await world.found();
    await world.enrol("carrier.example", ["carrier"]);
    source = await createProofs(world, { signers });
    dossier = buildDossier({ source, main: partyRecordId(world.networkId, "carrier.example"), depth: "replay" });
  });

  it("reads back what it wrote", () => {
    const bytes = encodeDossier(dossier);
    const read = parseDossier(bytes);
    expect(encodeDossier(read)).to.deep.equal(bytes);
    expect([isParsedDossier(read), isParsedDossier({ ...read })]).to.deep.equal([true, false]);
  });

  it("carries the main record, the network, the clock and whoever acted; each once", () => {
    const ids = dossier.records.map((r) => r.recordId);
    const registrar = partyRecordId(world.networkId, "registrar.example");
    expect(ids).to.include.members([dossier.main, NETWORK_RECORD_ID, clockId(world.networkId), registrar]);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(dossier.acts.map((a) => a.leafIndex)).to.deep.equal([0, 2]);
  });

  it("refuses what stands there twice", () => {
    for (const member of ["records", "acts"] as const) {
      const doubled = { ...dossier, [member]: [...dossier[member], ...dossier[member].slice(0, 1)] };
      throwsWithCode(DossierError, "ERR_DOSSIER_DUPLICATE", () => parseDossierV1(doubled));
    }
  });

  it("refuses unknown versions, unknown members, a state under another's id and data without a manifest", () => {
    throwsWithCode(DossierError, "ERR_DOSSIER_FORMAT", () => parseDossier('{"format":"openlading-dossier/2"}'));
    throwsWithCode(DossierError, "ERR_DOSSIER_FORMAT", () => parseDossier("[]"));
    throwsWithCode(DossierError, "ERR_DOSSIER_SHAPE", () => parseDossier("{"));
    throwsWithCode(DossierError, "ERR_DOSSIER_SHAPE", () => parseDossierV1({ ...dossier, more: 1 }));
    const [first, ...rest] = dossier.records;
    const moved = [{ ...first, recordId: "ab".repeat(32) }, ...rest];
    throwsWithCode(DossierError, "ERR_DOSSIER_SHAPE", () => parseDossierV1({ ...dossier, records: moved }));
    const documents = [{ recordId: dossier.main, document: {}, openings: [] }];
    throwsWithCode(DossierError, "ERR_DOSSIER_SHAPE", () => parseDossierV1({ ...dossier, documents }));
  });

  it("refuses a dossier that lacks any member", () => {
    for (const name of Object.keys(dossier)) {
      const lacking = Object.fromEntries(Object.entries(dossier).filter(([key]) => key !== name));
      throwsWithCode(DossierError, "ERR_DOSSIER_SHAPE", () => parseDossierV1(lacking));
    }
  });

  it("never throws anything but its own error, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.uint8Array()), (input) => {
        try {
          parseDossier(input);
          return false;
        } catch (error) {
          return error instanceof DossierError;
        }
      }),
    );
  });

  it("is not built when the source lacks an act", () => {
    const blind: ProofSource = { ...source, act: () => null };
    throwsWithCode(DossierError, "ERR_DOSSIER_SOURCE", () =>
      buildDossier({ source: blind, main: dossier.main, depth: "proof" }),
    );
  });

  it("is not redacted to what it does not carry", () => {
    throwsWithCode(DossierError, "ERR_DOSSIER_REDACTION", () =>
      redactDossier(dossier, { documents: ["ab".repeat(32)], openings: [] }),
    );
    expect(redactDossier(dossier, { documents: [], openings: [] }).records).to.deep.equal(dossier.records);
  });
});
