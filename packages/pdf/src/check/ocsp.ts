import { createHash } from "node:crypto";
import { fault } from "../read/fault.ts";
import { isSignatureBy, schemeOf } from "../sign/algorithm.ts";
import { bitsOf, isIssuedBy, parseCertificate, type Certificate } from "../sign/certificate.ts";
import { TAG } from "../sign/der.ts";
import {
  derChildren,
  derFields,
  derOnly,
  derRecord,
  oidText,
  parseDer,
  timeOf,
  type DerElement,
} from "../sign/der-reader.ts";
import { OID } from "../sign/oid.ts";
import { refuseCritical, serialText, type RevokedEntry } from "./crl.ts";

/** What a responder says of one certificate. */
export interface OcspAnswer {
  readonly isAbout: (certificate: Certificate, issuer: Certificate) => boolean;
  /** null: good. "unknown" answers are left out. */
  readonly revoked: RevokedEntry | null;
  readonly thisUpdateMs: number;
  readonly nextUpdateMs: number | null;
}

/** A response, read strictly; its signature is not looked at yet. */
export interface Ocsp {
  readonly der: Uint8Array;
  readonly answers: readonly OcspAnswer[];
  /** By the issuer itself, or by one it certified for answering. */
  readonly isSignedFor: (issuer: Certificate) => boolean;
}

/** How certificates are named in questions: SHA-1 by custom, for which no strength is needed. */
const NAME_DIGESTS: Readonly<Record<string, string>> = { "1.3.14.3.2.26": "sha1", "2.16.840.1.101.3.4.2.1": "sha256" };

/** Reads an OCSPResponse. @throws PdfError ERR_PDF_DER, ERR_PDF_REVOCATION_DATA @see RFC 6960 section 4.2 */
export function parseOcsp(der: Uint8Array): Ocsp {
  const { status, body } = derRecord(parseDer(der), "status", "body");
  if (status.tag !== TAG.enumerated || status.content[0] !== 0) throw refuse("is no answer");
  const { type, response } = derRecord(derOnly(body, 0xa0), "type", "response");
  if (oidText(type) !== OID.ocspBasic || response.tag !== TAG.octetString) throw refuse("is of another type");
  const { fields, rest } = derFields(parseDer(response.content), "data", "algorithm", "signature");
  const { producedMs, answers } = readData(fields.data);
  const [carried, more] = rest;
  if (more !== undefined || fields.signature.tag !== TAG.bitString) throw refuse("has another form");
  const responders =
    carried === undefined ? [] : derChildren(derOnly(carried, 0xa0)).map(({ bytes }) => parseCertificate(bytes));
  const isSignedBy = ({ publicKey }: Certificate): boolean =>
    isSignatureBy(publicKey, schemeOf(fields.algorithm), fields.data.bytes, bitsOf(fields.signature));
  return {
    der,
    answers,
    isSignedFor: (issuer) =>
      isSignedBy(issuer) ||
      responders.some((one) => isResponder(one, producedMs) && isIssuedBy(one, issuer) && isSignedBy(one)),
  };
}

/** One whom an authority lets answer for it, within its own time. @see RFC 6960 section 4.2.2.2 */
function isResponder(one: Certificate, atMs: number): boolean {
  const { extendedKeyUsage, keyUsage, notBeforeMs, notAfterMs } = one;
  const isMeant = extendedKeyUsage?.purposes.includes(OID.ocspSigning) === true;
  return isMeant && keyUsage?.has("digitalSignature") !== false && notBeforeMs <= atMs && atMs <= notAfterMs;
}

function readData(data: DerElement): { readonly producedMs: number; readonly answers: readonly OcspAnswer[] } {
  const members = derChildren(data);
  const at = members.findIndex(({ tag }) => tag === TAG.generalizedTime);
  const [produced, list, extensions] = at < 0 ? [] : members.slice(at);
  if (produced === undefined || list?.tag !== TAG.sequence) throw refuse("answers nothing");
  refuseCritical(extensions && derOnly(extensions, 0xa1));
  return { producedMs: timeOf(produced), answers: derChildren(list).flatMap(readAnswer) };
}

const GOOD = 0x80;
const REVOKED = 0xa1;

function readAnswer(element: DerElement): readonly OcspAnswer[] {
  const { fields, rest } = derFields(element, "id", "status", "thisUpdate");
  const next = rest.find(({ tag }) => tag === 0xa0);
  const extensions = rest.find(({ tag }) => tag === 0xa1);
  refuseCritical(extensions && derOnly(extensions, 0xa1));
  const { status } = fields;
  if (status.tag !== GOOD && status.tag !== REVOKED) return [];
  return [
    {
      isAbout: aboutOf(fields.id),
      revoked: status.tag === GOOD ? null : readRevoked(status),
      thisUpdateMs: timeOf(fields.thisUpdate),
      nextUpdateMs: next === undefined ? null : timeOf(derOnly(next, 0xa0)),
    },
  ];
}

function readRevoked(status: DerElement): RevokedEntry {
  const [at, reason] = derChildren(status);
  if (at === undefined) throw refuse("does not say since when");
  return { atMs: timeOf(at), reason: reason === undefined ? null : (derOnly(reason, 0xa0).content[0] ?? null) };
}

function aboutOf(id: DerElement): OcspAnswer["isAbout"] {
  const { algorithm, name, key, serial } = derRecord(id, "algorithm", "name", "key", "serial");
  const digest = NAME_DIGESTS[oidText(derFields(algorithm, "id").fields.id)];
  if (digest === undefined) throw refuse("names certificates in an unknown way");
  const isDigest = (element: DerElement, bytes: Uint8Array): boolean =>
    createHash(digest).update(bytes).digest().equals(element.content);
  return (certificate, issuer) =>
    serialText(certificate.serial) === serialText(serial.content) &&
    isDigest(name, issuer.subject) &&
    isDigest(key, keyBits(issuer));
}

function keyBits(issuer: Certificate): Uint8Array {
  const [, bits] = derChildren(parseDer(issuer.publicKeyInfo));
  if (bits === undefined) throw refuse("is about a key that cannot be read");
  return bitsOf(bits);
}

function refuse(what: string): Error {
  return fault("ERR_PDF_REVOCATION_DATA", `a certificate status response ${what}`);
}
