import { readFileSync } from "node:fs";
import { encodeBase64, type JsonObject } from "@openlading/core";
import { documentNumber } from "@openlading/documents";
import { createManifest } from "@openlading/dossier";
import { generateSigner, type KeySigner } from "@openlading/jws";
import {
  addArchiveTimestamp, addValidationData, checkPdf, createQrText, createSpecimenPki, createSpecimenTsa,
  createTimestampClient, createTrustList, drawSealAppearance, drawSignatureAppearance, renderPrint, signPdf,
  verifyTrustList, type Appearance, type PdfCheck, type PrintInput, type SpecimenPki, type TimestampClient,
  type TrustListPayload, type TrustRoot, type VerifiedTrustList,
} from "@openlading/pdf"; // prettier-ignore
import { createKeyProver, generateVrfKey } from "@openlading/vrf";

const EXAMPLES = new URL("../../examples/certificate/", import.meta.url);
const KIND = "certificate-of-origin";
const ISSUER = "chamber.example";
const HOST = "verify.chamber.example";
const START = "2026-01-01T00:00:00.000Z";
export const SIGNED_AT = "2026-05-12T08:00:00.000Z";
const HOUR_MS = 3_600_000;
const SIGNED_MS = Date.parse(SIGNED_AT);
export const NOW = "2026-05-14T09:00:00.000Z";

export type Level = "B-B" | "B-T" | "B-LT" | "B-LTA";

/** A document of the examples; `change` is merged over it. */
export function exampleOf(name: string, change: JsonObject = {}): JsonObject {
  return { ...(JSON.parse(readFileSync(new URL(`${name}.json`, EXAMPLES), "utf8")) as JsonObject), ...change };
}

interface Keys {
  readonly pki: SpecimenPki;
  readonly issuer: KeySigner;
  readonly roots: readonly KeySigner[];
  readonly seal: Appearance;
  readonly handwriting: Appearance;
}

/** A chamber, an exporter and a reader, with all that printing, sealing and checking certificates takes. */
export class Office {
  readonly pki: SpecimenPki;
  readonly issuer: KeySigner;
  readonly trust: VerifiedTrustList;
  readonly crls: readonly Uint8Array[];
  readonly #keys: Keys;
  readonly #prover = createKeyProver(generateVrfKey());
  readonly #stamper: TimestampClient;

  constructor(keys: Keys, o: Pick<Office, "trust" | "crls">) {
    this.pki = keys.pki;
    this.issuer = keys.issuer;
    this.trust = o.trust;
    this.crls = o.crls;
    this.#keys = keys;
    const tsa = createSpecimenTsa({ identity: keys.pki.timestamping, now: () => SIGNED_MS + 60_000 });
    this.#stamper = createTimestampClient({ transport: tsa.transport });
  }

  static async open(): Promise<Office> {
    const pki = await createSpecimenPki({ notBeforeMs: Date.parse(START) });
    const issuer = await generateSigner("ES256");
    const roots = [await generateSigner("ES256"), await generateSigner("ES256")];
    const seal = await drawSealAppearance({ name: "示例商会", text: "原产地证书专用章" });
    const handwriting = await drawSignatureAppearance({ name: "华茂示例贸易有限公司", date: SIGNED_AT.slice(0, 10) });
    const keys = { pki, issuer, roots, seal, handwriting };
    const crls = await pki.crls({ nowMs: Date.parse(NOW) - HOUR_MS });
    return new Office(keys, { trust: await trustList(keys), crls });
  }

  /** What is printed: the data, the issuer's manifest, the code. */
  async input(data: JsonObject, copy = 1): Promise<PrintInput> {
    const { token } = await createManifest(
      { signer: this.issuer, prover: this.#prover },
      {
        networkId: "ab".repeat(32), documentKind: KIND, issuer: ISSUER, signer: ISSUER, version: 1,
        number: documentNumber(KIND, data), salt: "0f".repeat(16), attachments: [], issuedAt: SIGNED_AT,
        document: data,
      },
    ); // prettier-ignore
    const print = { copy, printedAt: SIGNED_AT, qrText: await this.code(data) };
    return { kind: KIND, data, manifest: token, print };
  }

  code(data: JsonObject): Promise<string> {
    return createQrText({ host: HOST, signer: this.issuer, documentKind: KIND, data });
  }

  async print(input: PrintInput): Promise<Uint8Array> {
    return (await renderPrint(input)).bytes;
  }

  /** The exporter certifies, the chamber seals. */
  async sign(print: Uint8Array, isStamped = false): Promise<Uint8Array> {
    const { pki, seal, handwriting } = this.#keys;
    const common = { signedAt: SIGNED_AT, ...(isStamped ? { timestamp: this.#stamper } : {}) };
    const declared = await signPdf(print, {
      ...common,
      ...pki.exporter,
      field: "exporter",
      appearance: handwriting,
    });
    return signPdf(declared, { ...common, ...pki.authority, field: "authority", appearance: seal });
  }

  /** What the two keys of a signed file do by themselves. */
  async keysAlone(attributes: Uint8Array): Promise<void> {
    await this.pki.exporter.signer.sign(attributes);
    await this.pki.authority.signer.sign(attributes);
  }

  /** One print, signed to each level. */
  async levels(print: Uint8Array): Promise<Readonly<Record<Level, Uint8Array>>> {
    const stamped = await this.sign(print, true);
    const crls = await this.pki.crls({ nowMs: SIGNED_MS + HOUR_MS });
    const lasting = addValidationData(stamped, { certificates: [this.pki.issuing, this.pki.root], crls });
    const archived = await addArchiveTimestamp(lasting, { timestamp: this.#stamper });
    return { "B-B": await this.sign(print), "B-T": stamped, "B-LT": lasting, "B-LTA": archived };
  }

  /** With the revocation lists a reader has at hand, and nothing of what is online. */
  check(file: Uint8Array): Promise<PdfCheck> {
    return checkPdf(file, { trust: this.trust, now: NOW, expectedHost: HOST, crls: this.crls });
  }
}

async function trustList({ pki, issuer, roots }: Keys): Promise<VerifiedTrustList> {
  const row = (certificate: Uint8Array | undefined, documentKinds: string[], partyId?: string) => ({
    certificate: encodeBase64(certificate ?? new Uint8Array()),
    name: { en: "Specimen anchor", zh: "示例信任锚" },
    documentKinds,
    ...(partyId === undefined ? {} : { partyId }),
  });
  const list: TrustListPayload = {
    version: 7,
    issuedAt: "2026-05-13T00:00:00.000Z",
    expiresAt: "2026-06-12T00:00:00.000Z",
    listId: "origin.example",
    signers: [
      {
        kid: issuer.kid,
        jwk: p256(issuer),
        partyId: ISSUER,
        name: { en: "Example Chamber of Commerce", zh: "示例商会" },
        documentKinds: [KIND],
        notBefore: START,
      },
    ],
    authorities: [
      row(pki.issuing, ["exporter-declaration", "time-stamp"]),
      row(pki.authority.chain[0], [KIND], ISSUER),
    ],
    withdrawn: [],
  };
  const owners = ["customs.example", "chamber.example"];
  const keys = roots.map((root, index) => ({ owner: owners[index] ?? "", jwk: p256(root) }));
  const anchor = { listId: list.listId, threshold: 2, keys };
  return verifyTrustList(await createTrustList(list, roots), anchor, { now: NOW });
}

/** The public half of an ES256 key. */
function p256({ publicJwk }: KeySigner): TrustRoot["jwk"] {
  if (publicJwk.kty !== "EC" || publicJwk.crv !== "P-256") throw new TypeError("not an ES256 key");
  return publicJwk;
}
