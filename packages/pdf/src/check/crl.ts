import { equalBytes } from "@openlading/core";
import { fault } from "../read/fault.ts";
import { isSignatureBy, schemeOf } from "../sign/algorithm.ts";
import { bitsOf, type Certificate } from "../sign/certificate.ts";
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

/** A certificate that its issuer took back, by its serial number in hex. */
export interface RevokedEntry {
  readonly atMs: number;
  /** As RFC 5280 numbers reasons; null where none is stated. */
  readonly reason: number | null;
}

/** A revocation list, read strictly; its signature is not looked at yet. */
export interface Crl {
  readonly der: Uint8Array;
  readonly issuer: Uint8Array;
  readonly thisUpdateMs: number;
  readonly nextUpdateMs: number;
  readonly revoked: ReadonlyMap<string, RevokedEntry>;
  readonly isSignedBy: (issuer: Certificate) => boolean;
}

const REASON_CODE = "2.5.29.21";
const TIME_TAGS: readonly (number | undefined)[] = [TAG.utcTime, TAG.generalizedTime];

/** @throws PdfError ERR_PDF_DER, ERR_PDF_REVOCATION_DATA @see RFC 5280 section 5 */
export function parseCrl(der: Uint8Array): Crl {
  const { tbs, algorithm, signature } = derRecord(parseDer(der), "tbs", "algorithm", "signature");
  const { fields, rest } = derFields(tbs, "version", "algorithm", "issuer", "thisUpdate", "nextUpdate");
  const { issuer, thisUpdate, nextUpdate } = fields;
  if (fields.version.content[0] !== 1 || signature.tag !== TAG.bitString) throw refuse("is not of version 2");
  if (!TIME_TAGS.includes(nextUpdate.tag)) throw refuse("does not say until when it counts");
  if (!equalBytes(fields.algorithm.bytes, algorithm.bytes)) throw refuse("names two algorithms");
  const list = rest[0]?.tag === TAG.sequence ? rest[0] : undefined;
  refuseExtensions(list === undefined ? rest : rest.slice(1));
  return {
    der,
    issuer: issuer.bytes,
    thisUpdateMs: timeOf(thisUpdate),
    nextUpdateMs: timeOf(nextUpdate),
    revoked: new Map((list === undefined ? [] : derChildren(list)).map(readEntry)),
    isSignedBy: remembered(
      ({ subject, publicKey, keyUsage }) =>
        equalBytes(subject, issuer.bytes) &&
        keyUsage?.has("cRLSign") !== false &&
        isSignatureBy(publicKey, schemeOf(algorithm), tbs.bytes, bitsOf(signature)),
    ),
  };
}

function refuseExtensions([extensions, more]: readonly DerElement[]): void {
  if (more !== undefined) throw refuse("has another form");
  refuseCritical(extensions === undefined ? undefined : derOnly(extensions, 0xa0));
}

/** The same question about the same certificate is answered once. */
function remembered(look: (issuer: Certificate) => boolean): (issuer: Certificate) => boolean {
  const known = new WeakMap<Certificate, boolean>();
  return (issuer) => {
    const answer = known.get(issuer) ?? look(issuer);
    known.set(issuer, answer);
    return answer;
  };
}

function readEntry(element: DerElement): readonly [string, RevokedEntry] {
  const [serial, at, extensions] = derChildren(element);
  if (serial?.tag !== TAG.integer || at === undefined) throw refuse("has a malformed entry");
  refuseCritical(extensions);
  return [serialText(serial.content), { atMs: timeOf(at), reason: reasonOf(extensions) }];
}

/** The name of a serial number in {@link Crl.revoked}. */
export const serialText = (serial: Uint8Array): string => Buffer.from(serial).toString("hex");

function reasonOf(extensions: DerElement | undefined): number | null {
  for (const extension of extensions === undefined ? [] : derChildren(extensions)) {
    const [id, value] = derChildren(extension);
    if (id !== undefined && value !== undefined && oidText(id) === REASON_CODE)
      return parseDer(value.content).content[0] ?? null;
  }
  return null;
}

/** What narrows a list whether it is marked critical or not: to changes since another list, to some certificates. */
const NARROWING: ReadonlySet<string> = new Set(["2.5.29.27", "2.5.29.28"]);

/** Extensions narrow what is said (partial lists, lists of changes): an unknown critical one refuses it. */
export function refuseCritical(extensions: DerElement | undefined): void {
  for (const extension of extensions === undefined ? [] : derChildren(extensions)) {
    const [id, critical] = derChildren(extension);
    const isCritical = critical?.tag === TAG.boolean && critical.content[0] === 0xff;
    if (id === undefined || isCritical || NARROWING.has(oidText(id))) throw refuse("says something unknown");
  }
}

function refuse(what: string): Error {
  return fault("ERR_PDF_REVOCATION_DATA", `a revocation list ${what}`);
}
