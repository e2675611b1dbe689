import { readFileSync } from "node:fs";
import { canonicalize, documentChecksum, encodeBase64, type JsonObject } from "@openlading/core";
import { createManifest } from "@openlading/dossier";
import { generateSigner, type KeySigner } from "@openlading/jws";
import { createKeyProver, generateVrfKey } from "@openlading/vrf";
import { drawSealAppearance } from "../../src/appearance/seal.ts";
import type { Appearance } from "../../src/appearance/appearance.ts";
import { checkPdf, type CheckPdfOptions, type PdfCheck } from "../../src/check/check-pdf.ts";
import { renderPrint, type PrintInput } from "../../src/page/render.ts";
import { createQrText } from "../../src/qr/create.ts";
import { addArchiveTimestamp } from "../../src/sign/archive-timestamp.ts";
import { signPdf, type SignPdfOptions } from "../../src/sign/sign-pdf.ts";
import { createTimestampClient, type TimestampClient } from "../../src/sign/timestamp-client.ts";
import { addValidationData } from "../../src/sign/validation-data.ts";
import { createSpecimenPki, type SpecimenPki } from "../../src/specimen/pki.ts";
import { createSpecimenTsa } from "../../src/specimen/tsa.ts";
import { createTrustList } from "../../src/trust/create.ts";
import type { TrustAnchor, TrustListPayload, VerifiedTrustList } from "../../src/trust/trust-list.ts";
import { verifyTrustList } from "../../src/trust/verify.ts";

export const HOST = "verify.chamber.example";
export const ISSUER = "chamber.example";
export const KIND = "certificate-of-origin";
export const START_MS = Date.UTC(2026, 0, 1);
export const SIGNED_AT = "2026-05-12T08:00:00.000Z";
export const SIGNED_MS = Date.parse(SIGNED_AT);
export const NOW = "2026-05-14T09:00:00.000Z";
export const NOW_MS = Date.parse(NOW);

const EXAMPLE = new URL("../../../../examples/certificate/rcep.json", import.meta.url);

/** The RCEP certificate of the examples; `change` is merged over it. */
export function certificate(change: JsonObject = {}): JsonObject {
  return { ...(JSON.parse(readFileSync(EXAMPLE, "utf8")) as JsonObject), ...change };
}

const numberOf = ({ documentNumber }: JsonObject): string => (typeof documentNumber === "string" ? documentNumber : "");
/** The number of the example. */
export const NUMBER = numberOf(certificate());

/** Keys, certificates, a trust list and files signed in every way. */
export class World {
  readonly pki: SpecimenPki;
  readonly issuer: KeySigner;
  readonly roots: readonly KeySigner[];
  readonly seal: Appearance;
  readonly anchor: TrustAnchor;
  readonly #prover = createKeyProver(generateVrfKey());
  readonly #trust = new Map<string, Promise<VerifiedTrustList>>();

  constructor(o: { pki: SpecimenPki; issuer: KeySigner; roots: readonly KeySigner[]; seal: Appearance }) {
    this.pki = o.pki;
    this.issuer = o.issuer;
    this.roots = o.roots;
    this.seal = o.seal;
    const owners = ["customs.example", "chamber.example", "port.example"];
    const keys = o.roots.map(({ publicJwk }, index) => ({ owner: owners[index] ?? "", jwk: publicJwk as never }));
    this.anchor = { listId: "origin.example", threshold: 2, keys };
  }

  static async create(): Promise<World> {
    const pki = await createSpecimenPki({ notBeforeMs: START_MS });
    const [issuer, ...roots] = await Promise.all([1, 2, 3, 4].map(() => generateSigner("ES256")));
    if (issuer === undefined) throw new Error("no key");
    const seal = await drawSealAppearance({ name: "示例商会", text: "原产地证书专用章" });
    return new World({ pki, issuer, roots, seal });
  }

  payload(change: Partial<TrustListPayload> = {}): TrustListPayload {
    const row = (der: Uint8Array | undefined, kinds: string[], partyId?: string) => ({
      certificate: encodeBase64(der ?? new Uint8Array()),
      name: { en: "Specimen anchor", zh: "示例信任锚" },
      documentKinds: kinds,
      ...(partyId === undefined ? {} : { partyId }),
    });
    return {
      version: 7,
      issuedAt: "2026-05-13T00:00:00.000Z",
      expiresAt: "2026-06-12T00:00:00.000Z",
      listId: "origin.example",
      signers: [
        {
          kid: this.issuer.kid,
          jwk: this.issuer.publicJwk as never,
          partyId: ISSUER,
          name: { en: "Example Chamber of Commerce", zh: "示例商会" },
          documentKinds: [KIND],
          notBefore: "2026-01-01T00:00:00.000Z",
        },
      ],
      authorities: [
        row(this.pki.issuing, ["exporter-declaration", "time-stamp"]),
        row(this.pki.authority.chain[0], [KIND], ISSUER),
      ],
      withdrawn: [],
      ...change,
    };
  }

  async trust(change: Partial<TrustListPayload> = {}, now = NOW): Promise<VerifiedTrustList> {
    const key = JSON.stringify([change, now]);
    const made = this.#trust.get(key) ?? this.#makeTrust(change, now);
    this.#trust.set(key, made);
    return made;
  }

  async #makeTrust(change: Partial<TrustListPayload>, now: string): Promise<VerifiedTrustList> {
    const file = await createTrustList(this.payload(change), this.roots.slice(0, 2));
    return verifyTrustList(file, this.anchor, { now, allowExpired: true });
  }

  /** The print of a certificate; `change` is what an attacker changes before it is printed. */
  async input(
    data: JsonObject = certificate(),
    change: Partial<PrintInput> = {},
    copy = 1,
    by = { signer: this.issuer, signerId: ISSUER },
  ): Promise<PrintInput> {
    const number = numberOf(data);
    const { token } = await createManifest(
      { signer: by.signer, prover: this.#prover },
      {
        networkId: "ab".repeat(32), documentKind: KIND, issuer: ISSUER, signer: by.signerId, number, version: 1,
        salt: "0f".repeat(16), attachments: [], issuedAt: SIGNED_AT, document: data,
      },
    ); // prettier-ignore
    const qrText = await createQrText({ host: HOST, signer: this.issuer, documentKind: KIND, data });
    return { kind: KIND, data, manifest: token, print: { copy, printedAt: SIGNED_AT, qrText }, ...change };
  }

  async print(data?: JsonObject, change?: Partial<PrintInput>, copy?: number): Promise<Uint8Array> {
    return (await renderPrint(await this.input(data, change, copy))).bytes;
  }

  /** A client of the specimen time-stamping service whose clock says `now`. */
  stamper(now = SIGNED_MS + 60_000, identity = this.pki.timestamping): TimestampClient {
    const tsa = createSpecimenTsa({ identity, now: () => now });
    return createTimestampClient({ transport: tsa.transport, tokenBytes: 4096 });
  }

  async declare(bytes: Uint8Array, change: Partial<SignPdfOptions> = {}): Promise<Uint8Array> {
    const { signer, chain } = this.pki.exporter;
    return signPdf(bytes, { field: "exporter", signer, chain, signedAt: SIGNED_AT, ...change });
  }

  async sealed(bytes: Uint8Array, change: Partial<SignPdfOptions> = {}): Promise<Uint8Array> {
    const { signer, chain } = this.pki.authority;
    return signPdf(bytes, { field: "authority", signer, chain, signedAt: SIGNED_AT, appearance: this.seal, ...change });
  }

  async signed(revision0: Uint8Array, timestamp?: TimestampClient): Promise<Uint8Array> {
    const stamp = timestamp === undefined ? {} : { timestamp };
    return this.sealed(await this.declare(revision0, stamp), stamp);
  }

  async validationData(nowMs = SIGNED_MS + 3600_000) {
    return { certificates: [this.pki.issuing, this.pki.root], crls: await this.pki.crls({ nowMs }) };
  }

  /** One file at each level. */
  async levels(): Promise<Readonly<Record<"B-B" | "B-T" | "B-LT" | "B-LTA", Uint8Array>>> {
    const base = await this.print();
    const plain = await this.signed(base);
    const stamped = await this.signed(base, this.stamper());
    const long = addValidationData(stamped, await this.validationData());
    const archived = await addArchiveTimestamp(long, { timestamp: this.stamper(SIGNED_MS + 7200_000) });
    return { "B-B": plain, "B-T": stamped, "B-LT": long, "B-LTA": archived };
  }

  async check(bytes: Uint8Array, change: Partial<CheckPdfOptions> = {}): Promise<PdfCheck> {
    const crls = change.crls ?? (await this.pki.crls({ nowMs: NOW_MS - 3600_000 }));
    return checkPdf(bytes, { trust: await this.trust(), now: NOW, crls, expectedHost: HOST, ...change });
  }
}

/** What is not valid, as `step code`, in the order of the steps. */
export function findings(check: PdfCheck): readonly string[] {
  return check.checks.flatMap(({ step, code }) => (code === null ? [] : [`${step} ${code}`]));
}

export const checksumOf = (data: JsonObject): string => documentChecksum(data);
export const canonicalOf = (data: JsonObject): Uint8Array => canonicalize(data);
