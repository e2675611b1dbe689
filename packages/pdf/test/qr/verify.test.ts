import { decodeBase64url, documentChecksum, encodeBase64url, encodeHex, type JsonObject } from "@openlading/core";
import { generateSigner, type KeySigner } from "@openlading/jws";
import { rejectsWithCode, throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import { PdfError, type PdfErrorCode } from "../../src/error.ts";
import { decodeCbor, encodeCbor, type Cbor, type CborTag } from "../../src/qr/cbor.ts";
import { signCose } from "../../src/qr/cose.ts";
import { createQrText } from "../../src/qr/create.ts";
import { qrMatrix } from "../../src/qr/matrix.ts";
import { qrMismatches } from "../../src/qr/match.ts";
import { decodeQrText, formatQrText } from "../../src/qr/text.ts";
import { verifyQrText, type QrVerdict } from "../../src/qr/verify.ts";
import { documentNumberDigest } from "../../src/trust/lookup.ts";
import type { VerifiedTrustList } from "../../src/trust/trust-list.ts";
import { certificate, createWorld, HOST, ISSUER, items, listOf, NOW, type World } from "./fixture.ts";

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const KIND = "certificate-of-origin";

describe("the code of a certificate", () => {
  let world: World;
  let list: VerifiedTrustList;
  let text: string;

  before(async () => {
    world = await createWorld();
    list = await listOf(world);
    text = await make(certificate());
  });

  const make = (data: JsonObject, signer: KeySigner = world.authority): Promise<string> =>
    createQrText({ host: HOST, documentKind: KIND, data, signer });
  const judge = (code: string, by: VerifiedTrustList = list, now = NOW): Promise<QrVerdict> =>
    verifyQrText(code, by, { now });
  const outcomes = ({ checks }: QrVerdict): Record<string, string> =>
    Object.fromEntries(checks.map(({ check, outcome }) => [check, outcome]));
  const proofOf = (code: string): Uint8Array => decodeBase64url(code.slice(code.indexOf("#") + 1));
  const partsOf = (code: string): Cbor[] => [...((decodeCbor(proofOf(code)) as CborTag).value as readonly Cbor[])];
  const withParts = (change: (parts: Cbor[]) => Cbor): string =>
    formatQrText(HOST, "SPEC26RCEP000123", encodeCbor({ tag: 18, value: change(partsOf(text)) }));

  it("is one address of at most 560 characters, at most version 18 at level M", () => {
    expect(text).to.match(/^https:\/\/verify\.chamber\.example\/c\/SPEC26RCEP000123#[A-Za-z0-9_-]+$/);
    expect(text.length).to.be.at.most(560);
    expect(qrMatrix(text).length).to.be.at.most(89);
  });

  it("is genuine when every check passes, and says what was signed", async () => {
    const verdict = await judge(text);
    expect(verdict.answer).to.equal("GENUINE");
    expect(verdict.checks).to.have.length(7);
    expect(new Set(Object.values(outcomes(verdict)))).to.deep.equal(new Set(["valid"]));
    expect(verdict.signer?.partyId).to.equal(ISSUER);
    expect(verdict.list).to.include({ version: 7, ageMs: 57 * 3_600_000, isExpired: false });
    expect(verdict.facts).to.deep.include({
      documentKind: KIND,
      form: "RCEP",
      number: "SPEC26RCEP000123",
      date: "2026-05-12",
      documentChecksum: documentChecksum(certificate()),
      exporter: { text: "HUAMAO EXAMPLE TRADING CO., LTD." },
      originCountryCode: "CN",
      destinationCountryCode: "VN",
      invoices: [{ number: "HM26050801", date: "2026-05-08" }],
    });
  });

  it("carries up to four items in full where there is room, and both names in Chinese and English", async () => {
    const party = (name: string, nameInChinese?: string): JsonObject => ({
      name,
      ...(nameInChinese === undefined ? {} : { nameInChinese }),
    });
    const short = items(1).map((item) => ({ ...(item as JsonObject), description: "阀 VALVE" }));
    const data = certificate({ exporter: party("HM CO", "华茂"), consignee: party("SAO MAI"), items: short });
    const { facts } = decodeQrText(await make(data));
    expect(facts.exporterInChinese).to.equal("华茂");
    expect(facts.consignee).to.deep.equal({ text: "SAO MAI" });
    const four = items(4).map((item) => ({ ...(item as JsonObject), description: "NUTS" }));
    const full = decodeQrText(await make({ ...data, items: four })).facts;
    expect(full.items).to.have.length(4);
    expect(full.items?.[3]).to.deep.equal({
      HSCode: "848210",
      originCriterion: "CTC",
      quantity: { value: "24000", unit: "C62" },
      description: { text: "NUTS" },
    });
    expect(full.itemTable).to.equal(undefined);
  });

  it("carries the first of more than four items, their number and the digest of the table", async () => {
    for (const count of [5, 40]) {
      const data = certificate({ items: items(count) });
      const { facts } = decodeQrText(await make(data));
      expect(facts.items).to.have.length(1);
      expect(facts.itemTable?.count).to.equal(count);
      expect(qrMismatches(facts, { documentKind: KIND, data })).to.deep.equal([]);
    }
  });

  it("shortens in the order of the specification, and still says who, what and how much", async () => {
    const { facts } = decodeQrText(text);
    expect(facts.items?.[0]?.originCriterion).to.equal("CTC");
    const exporter = { ...(certificate()["exporter"] as JsonObject), name: "E".repeat(200) };
    const tight = decodeQrText(await make(certificate({ exporter }))).facts;
    expect(tight.exporter).to.have.property("digest").with.length(16);
    expect(tight.items?.[0]?.description).to.have.property("digest");
    expect(tight.items?.[0]?.HSCode).to.equal("848210");
    expect(qrMismatches(tight, { documentKind: KIND, data: certificate({ exporter }) })).to.deep.equal([]);
  });

  it("is refused to be made when a fact is missing, unprintable, or nothing fits", async () => {
    const bad: readonly JsonObject[] = [
      certificate({ exporter: null }),
      certificate({ items: [] }),
      certificate({ form: "FORM_X" }),
      certificate({ certification: { date: "soon" } }),
      certificate({ consignee: { name: "SAO\u202eMAI" } }),
      certificate({ consignee: { name: "SAO\u0000MAI" } }),
      certificate({ invoices: [{ number: "N".repeat(300), date: "2026-05-08" }] }),
      certificate({ invoices: [{ number: "N".repeat(65), date: "2026-05-08" }] }),
      certificate({ invoices: [{ number: "N", date: "2026-02-30" }] }),
      certificate({ certification: { date: "1969-12-31" } }),
      certificate({
        items: items(1).map((item) => ({ ...(item as JsonObject), quantity: { value: 2 ** 60, unit: "C62" } })),
      }),
      certificate({ items: items(1).map((item) => ({ ...(item as JsonObject), originCriterion: "C".repeat(41) })) }),
      certificate({ documentNumber: "号".repeat(30) }),
      certificate({ consignee: { name: "SAO\u00adMAI" } }),
    ];
    for (const data of bad) await rejectsWithCode(PdfError, "ERR_PDF_QR_FACTS", () => make(data));
    const rsa = await generateSigner("PS256");
    for (const call of [
      () => createQrText({ host: "Chamber.Example", documentKind: KIND, data: certificate(), signer: world.authority }),
      () => createQrText({ host: "localhost", documentKind: KIND, data: certificate(), signer: world.authority }),
      () => make(certificate(), rsa),
    ]) {
      expect(await call().catch((error: unknown) => error)).to.be.instanceOf(TypeError);
    }
  });

  it("is FALSE when any bit of what is signed, or of the signature, is changed", async () => {
    const [header, unprotected, payload, signature] = partsOf(text) as [Uint8Array, Cbor, Uint8Array, Uint8Array];
    const flipped = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
    let judged = 0;
    const expectFalse = async (parts: Cbor): Promise<void> => {
      const code = formatQrText(HOST, "SPEC26RCEP000123", encodeCbor({ tag: 18, value: parts }));
      const answer = await judge(code).then(
        ({ answer: word }) => word,
        (error: unknown) => error,
      );
      if (answer !== "FALSE") expect(answer).to.be.instanceOf(PdfError);
      judged += 1;
    };
    for (let at = 0; at < payload.length; at += 1)
      await expectFalse([header, unprotected, flipped(payload, at), signature]);
    for (let at = 0; at < 64; at += 7) await expectFalse([header, unprotected, payload, flipped(signature, at)]);
    expect(judged).to.equal(payload.length + 10);
  });

  it("is UNKNOWN when no key of the list signed it, and nothing after that is checked", async () => {
    const verdict = await judge(await make(certificate(), await generateSigner("ES256")));
    expect(verdict.answer).to.equal("UNKNOWN");
    expect(verdict.signer).to.equal(undefined);
    expect(outcomes(verdict)).to.include({
      SIGNER: "unknown",
      SIGNATURE: "skipped",
      STANDING: "skipped",
      STATUS: "skipped",
    });
  });

  it("is UNKNOWN under an expired list, even one that expired after it was verified", async () => {
    const old = await listOf(world, { expiresAt: "2026-05-31T00:00:00.000Z" });
    for (const verdict of [await judge(text, old), await judge(text, list, "2026-07-01T00:00:00.000Z")]) {
      expect(verdict.answer).to.equal("UNKNOWN");
      expect(outcomes(verdict)).to.include({ SIGNATURE: "valid", LIST: "unknown", STATUS: "unknown" });
      expect(verdict.list.isExpired).to.equal(true);
    }
  });

  it("is WITHDRAWN when the list says so, with the successor", async () => {
    const number = "SPEC26RCEP000123";
    const successor = {
      numberDigest: await documentNumberDigest({ issuer: ISSUER, number: "SPEC26RCEP000124" }),
      number: "SPEC26RCEP000124",
    };
    const row = {
      numberDigest: await documentNumberDigest({ issuer: ISSUER, number }),
      status: "REPLACED" as const,
      at: NOW,
      successor,
    };
    const verdict = await judge(text, await listOf(world, { withdrawn: [row] }));
    expect(verdict.answer).to.equal("WITHDRAWN");
    expect(verdict.withdrawal?.successor?.number).to.equal("SPEC26RCEP000124");
    const expired = await listOf(world, { withdrawn: [row], expiresAt: "2026-05-31T00:00:00.000Z" });
    expect((await judge(text, expired)).answer).to.equal("WITHDRAWN");
    const forged = text.slice(0, -4) + (text.endsWith("AAAA") ? "BBBA" : "AAAA");
    const answer = await judge(forged, await listOf(world, { withdrawn: [row] })).catch((error: unknown) => error);
    expect(answer instanceof PdfError || (answer as QrVerdict).answer === "FALSE").to.equal(true);
  });

  it("is FALSE when the key does not count: kind, form, not yet, no more, revoked, compromised", async () => {
    const [signer] = world.payload.signers;
    if (signer === undefined) throw new Error("no signer");
    const cases: Readonly<Record<string, object>> = {
      kind: { documentKinds: ["duty-tax-bill"] },
      form: { forms: ["APTA"] },
      "not yet": { notBefore: "2026-05-13T00:00:00.000Z" },
      "no more": { notAfter: "2026-05-11T23:59:59.000Z" },
      revoked: { revoked: { at: "2026-05-11T00:00:00.000Z", reason: "SUPERSEDED" } },
      compromised: {
        revoked: {
          at: "2026-06-01T00:00:00.000Z",
          reason: "COMPROMISED",
          compromisedSince: "2026-05-30T00:00:00.000Z",
        },
      },
    };
    for (const [what, change] of Object.entries(cases)) {
      const verdict = await judge(text, await listOf(world, { signers: [{ ...signer, ...change }] }));
      expect([verdict.answer, outcomes(verdict)["STANDING"]], what).to.deep.equal(["FALSE", "invalid"]);
    }
    const fine = { notBefore: "2026-05-12T15:00:00.000Z", notAfter: "2026-05-12T16:00:00.000Z" };
    expect((await judge(text, await listOf(world, { signers: [{ ...signer, ...fine }] }))).answer).to.equal("GENUINE");
    const after = { revoked: { at: "2026-05-20T00:00:00.000Z", reason: "CESSATION" as const } };
    expect((await judge(text, await listOf(world, { signers: [{ ...signer, ...after }] }))).answer).to.equal("GENUINE");
  });

  it("is FALSE when it is dated after now", async () => {
    const data = certificate({ certification: { place: "NINGBO", date: "2026-06-05" } });
    expect((await judge(await make(data))).answer).to.equal("FALSE");
  });

  it("is the same statement under the twin of its signature", async () => {
    const [, , , signature] = partsOf(text) as [Uint8Array, Cbor, Uint8Array, Uint8Array];
    const s = BigInt(`0x${encodeHex(signature.subarray(32))}`);
    const twin = (ORDER - s).toString(16).padStart(64, "0");
    const high = Uint8Array.from([...signature.subarray(0, 32), ...Buffer.from(twin, "hex")]);
    const code = withParts((parts) => [...parts.slice(0, 3), high]);
    expect(code).to.not.equal(text);
    const [one, other] = [await judge(text), await judge(code)];
    expect(other.answer).to.equal("GENUINE");
    expect(other.facts).to.deep.equal(one.facts);
  });

  it("demands a list that was verified", async () => {
    const posing = { ...list };
    expect(await judge(text, posing).catch((error: unknown) => error)).to.be.instanceOf(TypeError);
  });

  it("refuses a host other than the one expected", async () => {
    expect((await verifyQrText(text, list, { now: NOW, expectedHost: HOST })).answer).to.equal("GENUINE");
    await rejectsWithCode(PdfError, "ERR_PDF_QR_HOST", () =>
      verifyQrText(text, list, { now: NOW, expectedHost: "evil.example" }),
    );
  });

  describe("text that is not ours", () => {
    const proof = (): string => text.slice(text.indexOf("#") + 1);
    const cases: Readonly<Record<string, () => readonly [PdfErrorCode, string]>> = {
      http: () => ["ERR_PDF_QR_URL", text.replace("https:", "http:")],
      javascript: () => ["ERR_PDF_QR_URL", `javascript://${HOST}/c/SPEC26RCEP000123#${proof()}`],
      "a user name in the address": () => ["ERR_PDF_QR_URL", text.replace("//", "//user@")],
      "a port": () => ["ERR_PDF_QR_URL", text.replace(HOST, `${HOST}:8443`)],
      "an upper-case host": () => ["ERR_PDF_QR_URL", text.replace(HOST, HOST.toUpperCase())],
      "a query": () => ["ERR_PDF_QR_URL", text.replace("#", "?x=1#")],
      "another path": () => ["ERR_PDF_QR_URL", text.replace("/c/", "/d/")],
      "a longer path": () => ["ERR_PDF_QR_URL", text.replace("/c/", "/c/c/")],
      "white space around it": () => ["ERR_PDF_QR_URL", ` ${text}`],
      "a line break after it": () => ["ERR_PDF_QR_URL", `${text}\n`],
      "more than 560 characters": () => ["ERR_PDF_QR_URL", `${text}${"A".repeat(561 - text.length)}`],
      nothing: () => ["ERR_PDF_QR_URL", ""],
      "no proof": () => ["ERR_PDF_QR_URL", text.slice(0, text.indexOf("#") + 1)],
      padding: () => ["ERR_PDF_QR_URL", `${text.slice(0, 440)}=`],
      "another number in the address": () => ["ERR_PDF_QR_CORE", text.replace("RCEP000123", "RCEP000124")],
      "the number in another spelling": () => ["ERR_PDF_QR_CORE", text.replace("SPEC", "%53PEC")],
    };
    for (const [what, make1] of Object.entries(cases)) {
      it(`refuses ${what}`, () => {
        const [code, bad] = make1();
        throwsWithCode(PdfError, code, () => decodeQrText(bad));
      });
    }
  });

  describe("a proof of another form", () => {
    const header = (members: readonly (readonly [number, Cbor])[]): Uint8Array => encodeCbor(new Map(members));
    const kid = new Uint8Array(8).fill(65);
    const cases: Readonly<Record<string, (parts: Cbor[]) => Cbor>> = {
      "three parts": (parts) => parts.slice(0, 3),
      "five parts": (parts) => [...parts, null],
      "an unprotected member": (parts) => parts.with(1, new Map([[4, kid]])),
      "alg ES384": (parts) => parts.with(0, header([[1, -35], [4, kid]])), // prettier-ignore
      "no kid": (parts) => parts.with(0, header([[1, -7]])),
      "a long kid": (parts) => parts.with(0, header([[1, -7], [4, new Uint8Array(9).fill(65)]])), // prettier-ignore
      "crit": (parts) => parts.with(0, header([[1, -7], [2, [4]], [4, kid]])), // prettier-ignore
      "a kid of other characters": (parts) => parts.with(0, header([[1, -7], [4, new Uint8Array(8)]])), // prettier-ignore
      "no payload": (parts) => parts.with(2, null),
      "a DER signature": (parts) => parts.with(3, new Uint8Array(70)),
    };
    for (const [what, change] of Object.entries(cases)) {
      it(`refuses ${what}`, () => {
        throwsWithCode(PdfError, "ERR_PDF_QR_COSE", () => decodeQrText(withParts(change)));
      });
    }

    it("refuses no tag, another tag, and a byte more", () => {
      const value = partsOf(text);
      const of = (proof: Uint8Array): string => formatQrText(HOST, "SPEC26RCEP000123", proof);
      throwsWithCode(PdfError, "ERR_PDF_QR_COSE", () => decodeQrText(of(encodeCbor(value))));
      throwsWithCode(PdfError, "ERR_PDF_QR_COSE", () => decodeQrText(of(encodeCbor({ tag: 98, value }))));
      throwsWithCode(PdfError, "ERR_PDF_QR_CBOR", () =>
        decodeQrText(of(Uint8Array.of(...proofOf(text).subarray(0, 250), 0))),
      );
    });
  });

  describe("facts of another form", () => {
    const cases: Readonly<Record<string, (core: Map<number, Cbor>) => void>> = {
      "an unknown member": (core) => core.set(14, 1),
      "an unknown kind": (core) => core.set(1, 99),
      "no number": (core) => core.delete(2),
      "a number with a bidirectional override": (core) => core.set(2, "A\u202eB"),
      "a date before 1970": (core) => core.set(3, -1),
      "a date after the year 9999": (core) => core.set(3, 2_932_897),
      "a short checksum": (core) => core.set(4, new Uint8Array(20)),
      "no exporter": (core) => core.delete(5),
      "a name that is a number": (core) => core.set(5, 5),
      "a name with markup controls": (core) => core.set(5, "A\u0007"),
      "a digest of seven bytes": (core) => core.set(7, new Uint8Array(7)),
      "a country in lower case": (core) => core.set(8, "cn"),
      "no items": (core) => core.set(12, []),
      "five items": (core) => core.set(5, "E").set(12, new Array<Cbor>(5).fill(["84", "WO", 1, "KGM", null])),
      "an item of four": (core) => core.set(12, [["848210", "WO", 1, "KGM"]]),
      "a negative quantity": (core) => core.set(12, [["848210", "WO", -1, "KGM", null]]),
      "a quantity with an exponent": (core) => core.set(12, [["848210", "WO", "1e3", "KGM", null]]),
      "a quantity with a trailing zero": (core) => core.set(12, [["848210", "WO", "1.50", "KGM", null]]),
      "a table of one": (core) => core.set(12, [["848210", "WO", 1, "KGM", null]]).set(13, [1, new Uint8Array(16)]),
      "a table beside two rows": (core) =>
        core.set(12, new Array<Cbor>(2).fill(["848210", "WO", 1, "KGM", null])).set(13, [9, new Uint8Array(16)]),
    };
    for (const [what, change] of Object.entries(cases)) {
      it(`refuses ${what}, though it is signed`, async () => {
        const core = new Map(decodeCbor(decodeQrText(text).cose.payload) as ReadonlyMap<number, Cbor>);
        change(core);
        const proof = await signCose(world.authority, encodeCbor(core));
        const code = `https://${HOST}/c/SPEC26RCEP000123#${encodeBase64url(proof)}`;
        throwsWithCode(PdfError, "ERR_PDF_QR_CORE", () => decodeQrText(code));
      });
    }
  });

  describe("against the data", () => {
    it("agrees with the document it was made of", () => {
      expect(qrMismatches(decodeQrText(text).facts, { documentKind: KIND, data: certificate() })).to.deep.equal([]);
    });

    const edits: Readonly<Record<string, readonly [JsonObject, readonly string[]]>> = {
      "an edited HS code": [
        {
          items: (certificate()["items"] as JsonObject[]).with(0, { ...(items(1)[0] as JsonObject), HSCode: "848220" }),
        },
        ["documentChecksum", "items"],
      ],
      "another number": [{ documentNumber: "SPEC26RCEP000999" }, ["number", "documentChecksum"]],
      "another consignee": [{ consignee: { name: "OTHER EXAMPLE" } }, ["documentChecksum", "consignee"]],
      "an edited remark": [{ remarks: "x" }, ["documentChecksum"]],
    };
    for (const [what, [change, members]] of Object.entries(edits)) {
      it(`names what differs: ${what}`, () => {
        const found = qrMismatches(decodeQrText(text).facts, { documentKind: KIND, data: certificate(change) });
        expect(found).to.include.members([...members]);
      });
    }
  });
});
