import { sha256, utf8 } from "@openlading/core";
import { generateSigner, type Signer } from "@openlading/jws";
import { parseCertificate } from "../sign/certificate.ts";
import { issueCertificate, issueCrl, type CertificateRequest, type Issuer, type Revocation } from "./issue.ts";
import { specimenName } from "./name.ts";

/** A key with its certificate and those of its issuers, up to the root: DER, leaf first. */
export interface SpecimenIdentity {
  readonly signer: Signer;
  readonly chain: readonly Uint8Array[];
}

/** A certification authority for trying things out: every name in it says SPECIMEN 示例. */
export interface SpecimenPki {
  /** The trust anchor, DER. */
  readonly root: Uint8Array;
  /** The authority below the root that issued everyone's certificate, DER. */
  readonly issuing: Uint8Array;
  readonly exporter: SpecimenIdentity;
  readonly authority: SpecimenIdentity;
  /** Another seal, with an RSA key of 3072 bits; made when first asked for, since such a key takes a while. */
  authorityRsa(): Promise<SpecimenIdentity>;
  readonly timestamping: SpecimenIdentity;
  /** Another signer's certificate under the issuing authority. */
  issue(o: {
    readonly name: string;
    readonly signer: Signer;
    readonly notBeforeMs?: number;
    readonly notAfterMs?: number;
    readonly role?: Exclude<CertificateRequest["role"], "authority">;
  }): Promise<SpecimenIdentity>;
  /** Takes a certificate back; the lists made from then on say so. */
  revoke(certificate: Uint8Array, o: { readonly atMs: number; readonly reason?: Revocation["reason"] }): void;
  /** The revocation lists of the root and of the issuing authority, DER. */
  crls(o: { readonly nowMs: number; readonly validMs?: number }): Promise<readonly Uint8Array[]>;
}

/** Keys to use instead of new ones: the same keys, times and (RSA) give the same bytes. */
export interface SpecimenKeys {
  readonly root: Signer;
  readonly issuing: Signer;
  readonly exporter: Signer;
  readonly authority: Signer;
  readonly authorityRsa: Signer;
  readonly timestamping: Signer;
}

const YEAR_MS = 365 * 24 * 3600 * 1000;
const WEEK_MS = 7 * 24 * 3600 * 1000;

/**
 * Makes a root, an issuing authority, and certificates for an exporter, an authority's seal (EC and RSA) and a
 * time-stamping service. For tests and demonstrations: no identity is examined, and the keys live in memory.
 * @param o.notBeforeMs from when everything is valid, in milliseconds of the epoch
 * @param o.notAfterMs until when; ten years after `notBeforeMs` unless said
 */
export async function createSpecimenPki(o: {
  readonly notBeforeMs: number;
  readonly notAfterMs?: number;
  readonly keys?: Partial<SpecimenKeys>;
}): Promise<SpecimenPki> {
  const validity = { notBeforeMs: o.notBeforeMs, notAfterMs: o.notAfterMs ?? o.notBeforeMs + 10 * YEAR_MS };
  const keys = await completeKeys(o.keys ?? {});
  const top: Issuer = { name: specimenName("Root CA"), signer: keys.root, published: publishedAs("root") };
  const middle: Issuer = { name: specimenName("Issuing CA"), signer: keys.issuing, published: publishedAs("issuing") };
  const request = (commonName: string, subjectKey: Signer, role: CertificateRequest["role"]): CertificateRequest => ({
    ...validity,
    role,
    subjectKey,
    subject: specimenName(commonName),
    serial: serialOf(commonName, subjectKey),
  });
  const root = await issueCertificate(top, request("Root CA", keys.root, "authority"));
  const issuing = await issueCertificate(top, request("Issuing CA", keys.issuing, "authority"));
  const issue: SpecimenPki["issue"] = async ({ name, signer, role = "signer", ...times }) => ({
    signer,
    chain: [await issueCertificate(middle, { ...request(name, signer, role), ...times }), issuing, root],
  });
  const issueRsa = async (): Promise<SpecimenIdentity> =>
    issue({ name: "Authority seal RSA", signer: o.keys?.authorityRsa ?? (await generateSigner("PS256")) });
  let rsa: Promise<SpecimenIdentity> | undefined;
  const revoked: Revocation[] = [];
  return {
    root,
    issuing,
    exporter: await issue({ name: "Exporter", signer: keys.exporter }),
    authority: await issue({ name: "Authority seal", signer: keys.authority }),
    authorityRsa: () => (rsa ??= issueRsa()),
    timestamping: await issue({ name: "Time-stamping", signer: keys.timestamping, role: "time-stamping" }),
    issue,
    revoke: (certificate, { atMs, reason }) => {
      const { serial } = parseCertificate(certificate);
      revoked.push({ serial, atMs, ...(reason === undefined ? {} : { reason }) });
    },
    crls: async ({ nowMs, validMs = WEEK_MS }) => {
      const times = { number: Math.floor(nowMs / 1000), thisUpdateMs: nowMs, nextUpdateMs: nowMs + validMs };
      return [await issueCrl(top, { ...times, revoked: [] }), await issueCrl(middle, { ...times, revoked })];
    },
  };
}

/** Addresses that lead nowhere: `.example` is nobody's. */
function publishedAs(name: string): { readonly certificate: string; readonly crl: string } {
  return { certificate: `http://pki.specimen.example/${name}.cer`, crl: `http://pki.specimen.example/${name}.crl` };
}

async function completeKeys(given: Partial<SpecimenKeys>): Promise<Omit<SpecimenKeys, "authorityRsa">> {
  return {
    root: given.root ?? (await generateSigner("ES256")),
    issuing: given.issuing ?? (await generateSigner("ES256")),
    exporter: given.exporter ?? (await generateSigner("ES256")),
    authority: given.authority ?? (await generateSigner("ES256")),
    timestamping: given.timestamping ?? (await generateSigner("ES256")),
  };
}

/** A serial that two certificates share only if they share name and key. */
function serialOf(commonName: string, key: Signer): Uint8Array {
  const serial = sha256(utf8(commonName), utf8(key.kid)).slice(0, 16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial;
}
