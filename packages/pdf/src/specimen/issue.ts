import { createHash, createPublicKey, type JsonWebKey } from "node:crypto";
import { utf8 } from "@openlading/core";
import type { Signer } from "@openlading/jws";
import { signatureIdentifier } from "../sign/algorithm.ts";
import { bitsOf } from "../sign/certificate.ts";
import { toCmsSignature, type CmsAlg } from "../sign/cms.ts";
import {
  der,
  derBits,
  derBoolean,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derTagged,
  derTime,
  TAG,
} from "../sign/der.ts";
import { derChildren, parseDer } from "../sign/der-reader.ts";
import { OID } from "../sign/oid.ts";

/** An authority that issues: its name, its key, and how its certificates point to it. */
export interface Issuer {
  readonly name: Uint8Array;
  readonly signer: Signer;
  /** Where its own certificate and its revocation list are said to be had; nothing is said when absent. */
  readonly published?: { readonly certificate: string; readonly crl: string };
}

/** What a certificate is to say. */
export interface CertificateRequest {
  readonly subject: Uint8Array;
  readonly subjectKey: Signer;
  readonly serial: number | Uint8Array;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly role: "authority" | "signer" | "time-stamping" | "ocsp";
}

/** Issues a certificate, DER. Meant for specimens: nobody's identity is examined. */
export async function issueCertificate(issuer: Issuer, request: CertificateRequest): Promise<Uint8Array> {
  return signed(
    issuer.signer,
    derTagged(0, derInteger(2)),
    derInteger(request.serial),
    signatureIdentifier(cmsAlg(issuer.signer)),
    issuer.name,
    derSequence(derTime(request.notBeforeMs), derTime(request.notAfterMs)),
    request.subject,
    publicKeyInfo(request.subjectKey),
    derTagged(3, derSequence(...extensionsOf(issuer, request))),
  );
}

/** A certificate that its issuer takes back. */
export interface Revocation {
  readonly serial: Uint8Array;
  readonly atMs: number;
  /** As RFC 5280 numbers them: 1 key compromise, 4 superseded, 5 cessation of operation … */
  readonly reason?: 1 | 3 | 4 | 5;
}

/** Issues a revocation list, DER. @see RFC 5280 section 5 */
export async function issueCrl(
  issuer: Issuer,
  o: {
    readonly number: number;
    readonly thisUpdateMs: number;
    readonly nextUpdateMs: number;
    readonly revoked: readonly Revocation[];
  },
): Promise<Uint8Array> {
  return signed(
    issuer.signer,
    derInteger(1),
    signatureIdentifier(cmsAlg(issuer.signer)),
    issuer.name,
    derTime(o.thisUpdateMs),
    derTime(o.nextUpdateMs),
    ...(o.revoked.length === 0 ? [] : [derSequence(...o.revoked.map(revokedEntry))]),
    derTagged(
      0,
      derSequence(
        extension(OID.authorityKeyIdentifier, false, authorityKey(issuer)),
        extension(OID.crlNumber, false, derInteger(o.number)),
      ),
    ),
  );
}

/** The algorithm of a signer, if CMS and X.509 are written with it here. */
export function cmsAlg(signer: Signer): CmsAlg {
  if (signer.alg === "EdDSA") throw new TypeError("specimen: EdDSA is not used in certificates here");
  return signer.alg;
}

async function signed(signer: Signer, ...tbsParts: readonly Uint8Array[]): Promise<Uint8Array> {
  const tbs = derSequence(...tbsParts);
  const alg = cmsAlg(signer);
  const signature = toCmsSignature(alg, await signer.sign(tbs));
  return derSequence(tbs, signatureIdentifier(alg), derBits(signature));
}

const PURPOSES: Readonly<Partial<Record<CertificateRequest["role"], string>>> = {
  "time-stamping": OID.timeStamping,
  ocsp: OID.ocspSigning,
};

function extensionsOf(issuer: Issuer, { role, subject, subjectKey }: CertificateRequest): readonly Uint8Array[] {
  const own = extension(OID.subjectKeyIdentifier, false, derOctets(keyIdentifier(subjectKey)));
  const above = extension(OID.authorityKeyIdentifier, false, authorityKey(issuer));
  const isAuthority = role === "authority";
  const isRoot = Buffer.from(issuer.name).equals(subject);
  const basic = extension(OID.basicConstraints, true, isAuthority ? derSequence(derBoolean(true)) : derSequence());
  // keyCertSign and cRLSign, or digitalSignature and nonRepudiation.
  const bits = isAuthority ? derBits(Uint8Array.of(0x06), 1) : derBits(Uint8Array.of(0xc0), 6);
  const usage = extension(OID.keyUsage, true, bits);
  const purpose = PURPOSES[role];
  return [
    basic,
    usage,
    ...(purpose === undefined ? [] : [extension(OID.extendedKeyUsage, true, derSequence(derOid(purpose)))]),
    own,
    above,
    ...(isRoot ? [] : pointers(issuer)),
  ];
}

/** Where a reader finds the issuer's certificate and revocation list. @see RFC 5280 sections 4.2.1.13, 4.2.2.1 */
function pointers({ published }: Issuer): readonly Uint8Array[] {
  if (published === undefined) return [];
  const address = (url: string): Uint8Array => der(0x86, utf8(url));
  const list = derSequence(derSequence(derTagged(0, derTagged(0, address(published.crl)))));
  const access = derSequence(derSequence(derOid(OID.caIssuers), address(published.certificate)));
  return [extension(OID.crlDistributionPoints, false, list), extension(OID.authorityInfoAccess, false, access)];
}

function extension(id: string, critical: boolean, value: Uint8Array): Uint8Array {
  return derSequence(derOid(id), ...(critical ? [derBoolean(true)] : []), derOctets(value));
}

function authorityKey(issuer: Issuer): Uint8Array {
  return derSequence(der(0x80, keyIdentifier(issuer.signer)));
}

/** The SHA-1 of the public key's bits, as RFC 5280 section 4.2.1.2 suggests: a name, no protection. */
function keyIdentifier(signer: Signer): Uint8Array {
  const [, bits] = derChildren(parseDer(publicKeyInfo(signer)));
  if (bits === undefined) throw new TypeError("specimen: a key without bits");
  return new Uint8Array(createHash("sha1").update(bitsOf(bits)).digest());
}

function publicKeyInfo(signer: Signer): Uint8Array {
  const jwk: JsonWebKey = { ...signer.publicJwk };
  return new Uint8Array(createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "der" }));
}

function revokedEntry({ serial, atMs, reason }: Revocation): Uint8Array {
  const code = derOctets(der(TAG.enumerated, Uint8Array.of(reason ?? 0)));
  const extensions = reason === undefined ? [] : [derSequence(derSequence(derOid(OID.reasonCode), code))];
  return derSequence(derInteger(serial), derTime(atMs), ...extensions);
}
