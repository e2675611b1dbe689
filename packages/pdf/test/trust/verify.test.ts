import { canonicalize, canonicalText, type JsonObject } from "@openlading/core";
import { generateSigner, signCompactJws, type Signer } from "@openlading/jws";
import { rejectsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { PdfError, type PdfErrorCode } from "../../src/error.ts";
import { cosignTrustList, createTrustList, type CosignOptions } from "../../src/trust/create.ts";
import { documentNumberDigest, findSigner, findWithdrawal, signerStanding } from "../../src/trust/lookup.ts";
import { TRUST_LIST_TYP, type TrustListFile, type TrustListPayload } from "../../src/trust/trust-list.ts";
import { isVerifiedTrustList, verifyTrustList } from "../../src/trust/verify.ts";
import { createWorld, listOf, NOW, type World } from "../qr/fixture.ts";

describe("verifyTrustList", () => {
  let world: World;
  let file: string;

  before(async () => {
    world = await createWorld();
    file = await createTrustList(world.payload, world.roots.slice(0, 2));
  });

  const signed = (change: Partial<TrustListPayload>): Promise<string> =>
    createTrustList({ ...world.payload, ...change }, world.roots.slice(0, 2));
  const refuses = async (code: PdfErrorCode, text: string, more: JsonObject = {}): Promise<void> => {
    await rejectsWithCode(PdfError, code, () => verifyTrustList(text, world.anchor, { now: NOW, ...more }));
  };

  it("takes a list that enough owners signed, and says its age", async () => {
    const list = await verifyTrustList(file, world.anchor, { now: NOW, seenVersion: 7 });
    expect(list.ageMs).to.equal(57 * 3_600_000);
    expect(list.isExpired).to.equal(false);
    expect(list.signedBy).to.deep.equal(["chamber.example", "customs.example"]);
    expect(list.version).to.equal(7);
    expect(isVerifiedTrustList(list)).to.equal(true);
    expect(isVerifiedTrustList({ ...list })).to.equal(false);
    expect(Object.isFrozen(list)).to.equal(true);
  });

  it("takes a signature by a stranger for nothing, beside enough good ones", async () => {
    const stranger = await generateSigner("ES256");
    const more = await createTrustList(world.payload, [...world.roots.slice(0, 2), stranger]);
    expect((await verifyTrustList(more, world.anchor, { now: NOW })).signedBy).to.have.length(2);
  });

  it("refuses too few signatures, one owner twice, one signature twice, and strangers", async () => {
    const [one, two] = world.roots;
    if (one === undefined || two === undefined) throw new Error("keys");
    const stranger = await generateSigner("ES256");
    await refuses("ERR_PDF_TRUST_THRESHOLD", await createTrustList(world.payload, [one]));
    await refuses("ERR_PDF_TRUST_THRESHOLD", await createTrustList(world.payload, [one, one]));
    await refuses("ERR_PDF_TRUST_THRESHOLD", await createTrustList(world.payload, [one, stranger]));
    await refuses("ERR_PDF_TRUST_THRESHOLD", await createTrustList(world.payload, [stranger]));
    const keys = world.anchor.keys.map((key) => ({ ...key, owner: "customs.example" }));
    await rejectsWithCode(PdfError, "ERR_PDF_TRUST_THRESHOLD", () =>
      verifyTrustList(file, { ...world.anchor, keys }, { now: NOW }),
    );
  });

  it("refuses a signature of another typ", async () => {
    const payload = canonicalize(world.payload);
    const signatures = await Promise.all(
      world.roots.map((root) => signCompactJws(root, { typ: "openlading-act+jws", payload })),
    );
    await refuses("ERR_PDF_TRUST_THRESHOLD", canonicalText({ format: "openlading-trust-list/1", signatures }));
  });

  it("refuses signatures over different contents", async () => {
    const tokens = await Promise.all(
      world.roots.map((root, index) =>
        signCompactJws(root, {
          typ: TRUST_LIST_TYP,
          payload: canonicalize({ ...world.payload, version: 7 + Math.min(index, 1) }),
        }),
      ),
    );
    await refuses("ERR_PDF_TRUST_FORM", canonicalText({ format: "openlading-trust-list/1", signatures: tokens }));
  });

  it("refuses another list, an older one, an expired one and one from the future, each with its code", async () => {
    await refuses("ERR_PDF_TRUST_LIST", await signed({ listId: "other.example" }));
    await refuses("ERR_PDF_TRUST_ROLLBACK", file, { seenVersion: 8 });
    await refuses("ERR_PDF_TRUST_OLD", await signed({ expiresAt: NOW }));
    await refuses("ERR_PDF_TRUST_FUTURE", await signed({ issuedAt: "2026-06-01T09:06:00.000Z" }));
    const close = await signed({ issuedAt: "2026-06-01T09:04:00.000Z" });
    expect((await verifyTrustList(close, world.anchor, { now: NOW })).ageMs).to.equal(0);
  });

  it("hands an expired list out only when asked, and marks it", async () => {
    const list = await verifyTrustList(await signed({ expiresAt: "2026-05-31T00:00:00.000Z" }), world.anchor, {
      now: NOW,
      allowExpired: true,
    });
    expect(list.isExpired).to.equal(true);
  });

  it("refuses what is no list: other JSON, unknown members, a list that ends before it begins, one kid twice", async () => {
    await refuses("ERR_PDF_TRUST_FORM", "{}");
    await refuses("ERR_PDF_TRUST_FORM", "not json");
    await refuses("ERR_PDF_TRUST_FORM", file.replace('"format"', '"more":1,"format"'));
    const bad = async (payload: object): Promise<string> => {
      const tokens = world.roots.map((root) =>
        signCompactJws(root, { typ: TRUST_LIST_TYP, payload: canonicalize(payload) }),
      );
      return canonicalText({ format: "openlading-trust-list/1", signatures: await Promise.all(tokens) });
    };
    await refuses("ERR_PDF_TRUST_FORM", await bad({ ...world.payload, extra: 1 }));
    await refuses("ERR_PDF_TRUST_FORM", await bad({ ...world.payload, expiresAt: world.payload.issuedAt }));
    const twice = [...world.payload.signers, ...world.payload.signers];
    await refuses("ERR_PDF_TRUST_FORM", await bad({ ...world.payload, signers: twice }));
  });

  it("refuses a list with any character of a signature or payload changed", async () => {
    const start = file.indexOf("eyJ");
    let refused = 0;
    for (let at = start; at < file.length - 5; at += 97) {
      const text = `${file.slice(0, at)}${file[at] === "A" ? "B" : "A"}${file.slice(at + 1)}`;
      if (text === file) continue;
      const answer = await verifyTrustList(text, world.anchor, { now: NOW }).catch((error: unknown) => error);
      expect(answer, String(at)).to.be.instanceOf(PdfError);
      refused += 1;
    }
    expect(refused).to.be.greaterThan(10);
  });
});

describe("cosignTrustList", () => {
  let world: World;
  let made: string;
  let one: Signer, two: Signer;

  before(async () => {
    world = await createWorld();
    const [first, second] = world.roots;
    if (first === undefined || second === undefined) throw new Error("keys");
    [one, two] = [first, second];
    made = await createTrustList(world.payload, [one]);
  });

  const cosign = (file: string, more: Partial<CosignOptions> = {}, root = two): Promise<string> =>
    cosignTrustList(file, [root], { anchor: world.anchor, now: NOW, ...more });
  const other = (change: Partial<TrustListPayload>): Promise<string> =>
    createTrustList({ ...world.payload, ...change }, [one]);
  const refuses = async (code: PdfErrorCode, file: string, more: Partial<CosignOptions> = {}): Promise<void> => {
    await rejectsWithCode(PdfError, code, () => cosign(file, more));
  };

  it("adds an owner's signature over the same bytes, until enough have signed", async () => {
    await rejectsWithCode(PdfError, "ERR_PDF_TRUST_THRESHOLD", () => verifyTrustList(made, world.anchor, { now: NOW }));
    const file = await cosign(made, { seenVersion: 7, known: made });
    const list = await verifyTrustList(file, world.anchor, { now: NOW });
    expect(list.signedBy).to.deep.equal(["chamber.example", "customs.example"]);
    const payloads = (JSON.parse(file) as TrustListFile).signatures.map((token) => token.split(".")[1]);
    expect(new Set(payloads).size).to.equal(1);
  });

  it("leaves out what a stranger signed, and what stands there twice", async () => {
    const stranger = await generateSigner("ES256");
    const file = await createTrustList(world.payload, [one, stranger, one]);
    expect((JSON.parse(await cosign(file)) as TrustListFile).signatures).to.have.length(2);
    await refuses("ERR_PDF_TRUST_THRESHOLD", await createTrustList(world.payload, [stranger]));
  });

  it("refuses a second signature of one owner, also by another of its keys", async () => {
    await refuses("ERR_PDF_TRUST_COSIGN", await cosign(made));
    const keys = world.anchor.keys.map((key) => ({ ...key, owner: "customs.example" }));
    await refuses("ERR_PDF_TRUST_COSIGN", made, { anchor: { ...world.anchor, keys } });
  });

  it("refuses a second list of one version, and takes a higher one", async () => {
    const known = await other({ withdrawn: [{ numberDigest: "00".repeat(32), status: "CANCELLED", at: NOW }] });
    await refuses("ERR_PDF_TRUST_COSIGN", made, { known });
    await cosign(await other({ version: 8 }), { known });
  });

  it("refuses another list, an older one, an expired one, one from the future and one that is none", async () => {
    await refuses("ERR_PDF_TRUST_LIST", await other({ listId: "other.example" }));
    await refuses("ERR_PDF_TRUST_ROLLBACK", made, { seenVersion: 8 });
    await refuses("ERR_PDF_TRUST_OLD", await other({ expiresAt: NOW }));
    await refuses("ERR_PDF_TRUST_FUTURE", await other({ issuedAt: "2026-06-01T09:06:00.000Z" }));
    await refuses("ERR_PDF_TRUST_FORM", "{}");
    await refuses("ERR_PDF_TRUST_THRESHOLD", made.replace(/\.[^."]+"\]/, `.${"A".repeat(86)}"]`));
  });

  it("takes only keys of the anchor", async () => {
    const stranger = await generateSigner("ES256");
    for (const roots of [[stranger], []]) {
      const error = await cosignTrustList(made, roots, { anchor: world.anchor, now: NOW }).catch((e: unknown) => e);
      expect(error).to.be.instanceOf(TypeError);
    }
  });
});

describe("what a list says", () => {
  const about = {
    documentKind: "certificate-of-origin",
    form: "RCEP",
    at: "2026-05-12T00:00:00.000Z",
    isProven: false,
  };

  it("finds a signer by its kid, and judges kind, form and time", async () => {
    const world = await createWorld();
    const list = await listOf(world);
    const signer = findSigner(list, world.authority.kid);
    expect(findSigner(list, "nobody")).to.equal(undefined);
    if (signer === undefined) throw new Error("no signer");
    const until = { ...signer, notAfter: "2026-05-10T00:00:00.000Z" };
    expect(signerStanding(signer, about)).to.equal("TRUSTED");
    expect(signerStanding(signer, { ...about, documentKind: "duty-tax-bill" })).to.equal("KIND");
    expect(signerStanding(signer, { ...about, form: "APTA" })).to.equal("FORM");
    expect(signerStanding(signer, { ...about, at: "2025-12-31T23:59:59.999Z" })).to.equal("NOT_YET");
    expect(signerStanding(until, about)).to.equal("EXPIRED");
  });

  it("takes a superseded key for what was signed before, and a compromised one only where the time is proven", async () => {
    const world = await createWorld();
    const [signer] = world.payload.signers;
    if (signer === undefined) throw new Error("no signer");
    const at = "2026-05-20T00:00:00.000Z";
    const superseded = { ...signer, revoked: { at, reason: "SUPERSEDED" as const } };
    expect(signerStanding(superseded, about)).to.equal("TRUSTED");
    expect(signerStanding(superseded, { ...about, at })).to.equal("REVOKED");
    const stolen = {
      ...signer,
      revoked: { at, reason: "COMPROMISED" as const, compromisedSince: "2026-05-15T00:00:00.000Z" },
    };
    expect(signerStanding(stolen, about)).to.equal("COMPROMISED");
    expect(signerStanding(stolen, { ...about, isProven: true })).to.equal("TRUSTED");
    expect(signerStanding(stolen, { ...about, at, isProven: true })).to.equal("COMPROMISED");
    const unknown = { ...signer, revoked: { at, reason: "COMPROMISED" as const } };
    expect(signerStanding(unknown, { ...about, isProven: true })).to.equal("COMPROMISED");
  });

  it("finds a withdrawn number of one issuer, in one version where the row names it", async () => {
    const world = await createWorld();
    const document = { issuer: "chamber.example", number: "A-1", documentChecksum: "00".repeat(32) };
    const row = { numberDigest: await documentNumberDigest(document), status: "REPLACED" as const, at: NOW };
    const all = await listOf(world, { withdrawn: [row] });
    expect(await findWithdrawal(all, document)).to.deep.equal(row);
    expect(await findWithdrawal(all, { ...document, number: "A-2" })).to.equal(undefined);
    expect(await findWithdrawal(all, { ...document, issuer: "customs.example" })).to.equal(undefined);
    const one = await listOf(world, { withdrawn: [{ ...row, documentChecksum: "11".repeat(32) }] });
    expect(await findWithdrawal(one, document)).to.equal(undefined);
    expect(await findWithdrawal(one, { ...document, documentChecksum: "11".repeat(32) })).to.not.equal(undefined);
  });

  it("does not confuse issuer and number that join to the same text", async () => {
    const one = await documentNumberDigest({ issuer: "a.b", number: "c1" });
    expect(one).to.not.equal(await documentNumberDigest({ issuer: "a.bc", number: "1" }));
    expect(one).to.match(/^[0-9a-f]{64}$/);
  });
});
