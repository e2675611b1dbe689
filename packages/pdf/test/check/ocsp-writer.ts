import { createHash } from "node:crypto";
import { signatureIdentifier } from "../../src/sign/algorithm.ts";
import { bitsOf, parseCertificate } from "../../src/sign/certificate.ts";
import { toCmsSignature } from "../../src/sign/cms.ts";
import {
  der,
  derBits,
  derBoolean,
  derGeneralizedTime,
  derInteger,
  derNull,
  derOctets,
  derOid,
  derSequence,
  derTagged,
  TAG,
} from "../../src/sign/der.ts";
import { derChildren, parseDer } from "../../src/sign/der-reader.ts";
import { OID } from "../../src/sign/oid.ts";
import { cmsAlg } from "../../src/specimen/issue.ts";
import type { SpecimenIdentity } from "../../src/specimen/pki.ts";

/** What a response is to say. */
export interface OcspStatement {
  /** Who answers: an authority, or one it lets answer. */
  readonly by: SpecimenIdentity;
  /** Whether the responder's certificate goes along. */
  readonly isCarried: boolean;
  /** The certificate asked for and its issuer's, DER. */
  readonly about: Uint8Array;
  readonly issuer: Uint8Array;
  readonly status: "good" | "unknown" | { readonly revokedAtMs: number };
  readonly atMs: number;
  readonly untilMs: number | null;
  /** An unknown critical extension of the whole, or of the one answer. */
  readonly extension?: "response" | "answer";
}

const SHA1 = derSequence(derOid("1.3.14.3.2.26"), derNull());
const sha1 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash("sha1").update(bytes).digest());
const STRANGE = derTagged(1, derSequence(derSequence(derOid("1.3.6.1.4.1.32473.9"), derBoolean(true), derOctets(derNull())))); // prettier-ignore

/** Writes an OCSPResponse, DER. @see RFC 6960 section 4.2 */
export async function writeOcsp(o: OcspStatement): Promise<Uint8Array> {
  const [responder = new Uint8Array()] = o.by.chain;
  const data = derSequence(
    derTagged(1, parseCertificate(responder).subject),
    derGeneralizedTime(o.atMs),
    derSequence(
      derSequence(
        certificateId(o.about, o.issuer),
        statusOf(o.status),
        derGeneralizedTime(o.atMs),
        ...(o.untilMs === null ? [] : [derTagged(0, derGeneralizedTime(o.untilMs))]),
        ...(o.extension === "answer" ? [STRANGE] : []),
      ),
    ),
    ...(o.extension === "response" ? [STRANGE] : []),
  );
  const alg = cmsAlg(o.by.signer);
  const signature = toCmsSignature(alg, await o.by.signer.sign(data));
  const carried = o.isCarried ? [derTagged(0, derSequence(responder))] : [];
  const basic = derSequence(data, signatureIdentifier(alg), derBits(signature), ...carried);
  return derSequence(
    der(TAG.enumerated, Uint8Array.of(0)),
    derTagged(0, derSequence(derOid(OID.ocspBasic), derOctets(basic))),
  );
}

function certificateId(about: Uint8Array, issuer: Uint8Array): Uint8Array {
  const { subject, publicKeyInfo } = parseCertificate(issuer);
  const [, key] = derChildren(parseDer(publicKeyInfo));
  if (key === undefined) throw new Error("no key");
  const { serial } = parseCertificate(about);
  return derSequence(SHA1, derOctets(sha1(subject)), derOctets(sha1(bitsOf(key))), derInteger(serial));
}

function statusOf(status: OcspStatement["status"]): Uint8Array {
  if (status === "good") return der(0x80);
  if (status === "unknown") return der(0x82);
  return derTagged(1, derGeneralizedTime(status.revokedAtMs));
}
