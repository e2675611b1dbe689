import { sha256, utf8 } from "@openlading/core";
import { SHA256_IDENTIFIER } from "../sign/algorithm.ts";
import { parseCertificate } from "../sign/certificate.ts";
import { encodeSignedData, signedAttributes, toCmsSignature } from "../sign/cms.ts";
import { derGeneralizedTime, derInteger, derOid, derSequence, TAG } from "../sign/der.ts";
import { derFields, derRecord, parseDer } from "../sign/der-reader.ts";
import { OID } from "../sign/oid.ts";
import type { TimestampTransport } from "../sign/timestamp-transport.ts";
import { cmsAlg } from "./issue.ts";
import type { SpecimenIdentity } from "./pki.ts";

/** A time-stamping service in this process. */
export interface SpecimenTsa {
  /** Answers a TimeStampReq with a TimeStampResp, both DER; what it cannot read it rejects. */
  answer(request: Uint8Array): Promise<Uint8Array>;
  /** The same, as what a client carries its requests by. */
  readonly transport: TimestampTransport;
}

/** A policy under the enterprise number that is set aside for examples (RFC 5612). */
const POLICY = "1.3.6.1.4.1.32473.1.1";
const GRANTED = 0;
const REJECTION = 2;

/**
 * A time-stamping service for trying things out: it states whatever time its clock says and keeps no record.
 * @param o.now milliseconds of the epoch
 * @see RFC 3161
 */
export function createSpecimenTsa(o: { readonly identity: SpecimenIdentity; readonly now: () => number }): SpecimenTsa {
  let count = 0;
  const answer = async (request: Uint8Array): Promise<Uint8Array> => {
    const asked = readRequest(request);
    if (asked === null) return derSequence(derSequence(derInteger(REJECTION)));
    count += 1;
    const serial = sha256(utf8("specimen-timestamp"), request, utf8(String(count))).slice(0, 8);
    const info = derSequence(
      derInteger(1),
      derOid(POLICY),
      asked.imprint,
      derInteger(serial),
      derGeneralizedTime(o.now()),
      ...asked.nonce,
    );
    return derSequence(derSequence(derInteger(GRANTED)), await signInfo(o.identity, info));
  };
  return Object.freeze({ answer, transport: (request: Uint8Array) => answer(request) });
}

async function signInfo({ signer, chain }: SpecimenIdentity, info: Uint8Array): Promise<Uint8Array> {
  const certificates = chain.map(parseCertificate);
  const [certificate] = certificates;
  if (certificate === undefined) throw new TypeError("createSpecimenTsa: the identity has no certificate");
  const attributes = signedAttributes({ contentType: OID.tstInfo, messageDigest: sha256(info), certificate });
  const alg = cmsAlg(signer);
  const signature = toCmsSignature(alg, await signer.sign(attributes));
  return encodeSignedData({ contentType: OID.tstInfo, content: info, attributes, alg, signature, chain: certificates });
}

function readRequest(
  request: Uint8Array,
): { readonly imprint: Uint8Array; readonly nonce: readonly Uint8Array[] } | null {
  try {
    const { fields, rest } = derFields(parseDer(request), "version", "imprint");
    const { algorithm } = derRecord(fields.imprint, "algorithm", "digest");
    if (!Buffer.from(algorithm.bytes).equals(SHA256_IDENTIFIER)) return null;
    return {
      imprint: fields.imprint.bytes,
      nonce: rest.filter(({ tag }) => tag === TAG.integer).map(({ bytes }) => bytes),
    };
  } catch {
    return null;
  }
}
