import { createPublicKey, type KeyObject } from "node:crypto";
import { PdfError } from "../error.ts";
import { isSignatureBy, schemeOf } from "./algorithm.ts";
import { TAG } from "./der.ts";
import {
  derChildren,
  derFields,
  derOnly,
  derRecord,
  oidText,
  parseDer,
  timeOf,
  type DerElement,
} from "./der-reader.ts";
import { OID } from "./oid.ts";

/** What a key may be used for, as X.509 names it. */
export type KeyUsage = (typeof KEY_USAGES)[number];

/** An extension's value as it stands, and whether a reader that does not know it must refuse. */
export interface CertificateExtension {
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** An X.509 certificate, read strictly; nothing of it is trusted yet. */
export interface Certificate {
  readonly der: Uint8Array;
  /** What its issuer signed. */
  readonly tbs: Uint8Array;
  /** The serial number's bytes as they stand. */
  readonly serial: Uint8Array;
  /** The whole INTEGER. */
  readonly serialDer: Uint8Array;
  /** Names in DER: compared as bytes. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly publicKeyInfo: Uint8Array;
  readonly publicKey: KeyObject;
  readonly signatureAlgorithm: DerElement;
  readonly signature: Uint8Array;
  readonly extensions: ReadonlyMap<string, CertificateExtension>;
  /** null when the certificate does not limit it. */
  readonly keyUsage: ReadonlySet<KeyUsage> | null;
  /** The purposes as object identifiers; null when the certificate does not limit them. */
  readonly extendedKeyUsage: { readonly purposes: readonly string[]; readonly critical: boolean } | null;
  readonly isAuthority: boolean;
  /** How many authorities may stand below this one; null without limit. */
  readonly pathLength: number | null;
}

const KEY_USAGES = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
] as const;

/** Reads a certificate from its DER form. @throws PdfError ERR_PDF_DER or ERR_PDF_CERTIFICATE */
export function parseCertificate(der: Uint8Array): Certificate {
  const { tbs, algorithm, signature } = derRecord(parseDer(der), "tbs", "algorithm", "signature");
  const { fields, rest } = derFields(tbs, "version", "serial", "algorithm", "issuer", "validity", "subject", "key");
  if (fields.version.tag !== 0xa0 || fields.version.content[2] !== 2) throw refuse("is not of version 3");
  if (!Buffer.from(algorithm.bytes).equals(fields.algorithm.bytes)) throw refuse("names two algorithms");
  const { notBefore, notAfter } = derRecord(fields.validity, "notBefore", "notAfter");
  const extensions = readExtensions(rest);
  return {
    der,
    tbs: tbs.bytes,
    serial: fields.serial.content,
    serialDer: fields.serial.bytes,
    issuer: fields.issuer.bytes,
    subject: fields.subject.bytes,
    notBeforeMs: timeOf(notBefore),
    notAfterMs: timeOf(notAfter),
    publicKeyInfo: fields.key.bytes,
    publicKey: importKey(fields.key.bytes),
    signatureAlgorithm: algorithm,
    signature: bitsOf(signature),
    extensions,
    ...readUsage(extensions),
    ...readAuthority(extensions.get(OID.basicConstraints)),
  };
}

/** Whether `certificate` is signed by the key of `issuer` and names it; limits, times and revocation are not looked at. */
export function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  if (!Buffer.from(certificate.issuer).equals(issuer.subject)) return false;
  const scheme = schemeOf(certificate.signatureAlgorithm);
  return isSignatureBy(issuer.publicKey, scheme, certificate.tbs, certificate.signature);
}

/** Whether subject and issuer are one: a root, as a chain ends with. */
export const isSelfIssued = (certificate: Certificate): boolean =>
  Buffer.from(certificate.subject).equals(certificate.issuer);

/** The bytes of a BIT STRING without unused bits. @throws PdfError ERR_PDF_CERTIFICATE */
export function bitsOf(element: DerElement): Uint8Array {
  if (element.tag !== TAG.bitString || element.content[0] !== 0)
    throw refuse("has a signature that is not of whole bytes");
  return element.content.subarray(1);
}

function readExtensions(members: readonly DerElement[]): ReadonlyMap<string, CertificateExtension> {
  const found = new Map<string, CertificateExtension>();
  const tagged = members.find(({ tag }) => tag === 0xa3);
  for (const element of tagged === undefined ? [] : derChildren(derOnly(tagged, 0xa3))) {
    const { fields, rest } = derFields(element, "id");
    const [value, critical] = rest.toReversed();
    if (value?.tag !== TAG.octetString || rest.length > 2) throw refuse("has a malformed extension");
    const name = oidText(fields.id);
    if (found.has(name)) throw refuse("repeats an extension");
    found.set(name, { critical: critical?.content[0] === 0xff, value: value.content });
  }
  return found;
}

function readUsage(
  extensions: ReadonlyMap<string, CertificateExtension>,
): Pick<Certificate, "keyUsage" | "extendedKeyUsage"> {
  const usage = extensions.get(OID.keyUsage);
  const extended = extensions.get(OID.extendedKeyUsage);
  return {
    keyUsage: usage === undefined ? null : readKeyUsage(parseDer(usage.value)),
    extendedKeyUsage:
      extended === undefined
        ? null
        : { purposes: derChildren(parseDer(extended.value)).map(oidText), critical: extended.critical },
  };
}

function readKeyUsage({ tag, content }: DerElement): ReadonlySet<KeyUsage> {
  if (tag !== TAG.bitString) throw refuse("has a malformed key usage");
  const isSet = (bit: number): boolean => (((content[1 + (bit >> 3)] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
  return new Set(KEY_USAGES.filter((_, bit) => isSet(bit)));
}

function readAuthority(extension: CertificateExtension | undefined): Pick<Certificate, "isAuthority" | "pathLength"> {
  const [authority, limit] = extension ? derChildren(parseDer(extension.value)) : [];
  const isAuthority = authority?.tag === TAG.boolean && authority.content[0] === 0xff;
  return { isAuthority, pathLength: limit?.tag === TAG.integer ? (limit.content[0] ?? null) : null };
}

function importKey(der: Uint8Array): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(der), format: "der", type: "spki" });
  } catch (cause) {
    throw refuse("has a key that cannot be read", cause);
  }
}

function refuse(what: string, cause?: unknown): PdfError {
  return new PdfError({ code: "ERR_PDF_CERTIFICATE", message: `a certificate ${what}`, cause });
}
