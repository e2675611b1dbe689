import { sha256 } from "@openlading/core";
import type { Alg } from "@openlading/jws";
import { SHA256_IDENTIFIER, signatureIdentifier } from "./algorithm.ts";
import { isSelfIssued, type Certificate } from "./certificate.ts";
import { derInteger, derOctets, derOid, derSequence, derSetOf, derTagged, TAG } from "./der.ts";
import { OID } from "./oid.ts";

/** The algorithms of the `Signer` port that a PDF signature may use. */
export type CmsAlg = Exclude<Alg, "EdDSA">;

/**
 * The signed attributes of CAdES as PAdES wants them: content type, digest, and the certificate the signer means; no
 * signing time (it stands in the PDF, as a claim). The result is the SET that is signed.
 * @see EN 319 122-1 clause 5, EN 319 142-1 clause 6.3
 */
export function signedAttributes(o: {
  readonly contentType: string;
  readonly messageDigest: Uint8Array;
  readonly certificate: Certificate;
}): Uint8Array {
  return derSetOf([
    attribute(OID.contentType, derOid(o.contentType)),
    attribute(OID.messageDigest, derOctets(o.messageDigest)),
    attribute(OID.signingCertificateV2, signingCertificate(o.certificate)),
  ]);
}

/** What a CMS SignedData with one signer is made of. */
export interface SignedDataParts {
  readonly contentType: string;
  /** The content, DER; absent when the signature is detached. */
  readonly content?: Uint8Array;
  /** From {@link signedAttributes}. */
  readonly attributes: Uint8Array;
  readonly alg: CmsAlg;
  /** In the form CMS writes it: see {@link toCmsSignature}. */
  readonly signature: Uint8Array;
  /** The signer's certificate first; roots are left out. */
  readonly chain: readonly Certificate[];
  /** A time-stamp over the signature's value, DER. */
  readonly timestampToken?: Uint8Array;
}

/** The ContentInfo in DER. @see RFC 5652 section 5 */
export function encodeSignedData(parts: SignedDataParts): Uint8Array {
  const [certificate] = parts.chain;
  if (certificate === undefined) throw new TypeError("encodeSignedData: the chain is empty");
  const embedded = parts.chain.filter((one) => one === certificate || !isSelfIssued(one));
  const content = parts.content === undefined ? [] : [derTagged(0, derOctets(parts.content))];
  return derSequence(
    derOid(OID.signedData),
    derTagged(
      0,
      derSequence(
        derInteger(parts.contentType === OID.data ? 1 : 3),
        derSetOf([SHA256_IDENTIFIER]),
        derSequence(derOid(parts.contentType), ...content),
        derSetOf(
          embedded.map((one) => one.der),
          0xa0,
        ),
        derSetOf([signerInfo(parts, certificate)]),
      ),
    ),
  );
}

const NUMBER_BYTES = 32;

/** A signature of the `jws` form as CMS writes it: ECDSA's two numbers as a DER sequence, RSA's as it is. */
export function toCmsSignature(alg: CmsAlg, signature: Uint8Array): Uint8Array {
  if (alg !== "ES256") return signature;
  const [r, s] = [signature.subarray(0, NUMBER_BYTES), signature.subarray(NUMBER_BYTES)];
  return derSequence(derInteger(r), derInteger(s));
}

/** The longest a signature of this algorithm and key can be as CMS writes it: so its room is known before it is made. */
export function longestSignature(alg: CmsAlg, certificate: Certificate): Uint8Array {
  if (alg === "ES256") return toCmsSignature(alg, new Uint8Array(2 * NUMBER_BYTES).fill(0xff));
  return new Uint8Array(Math.ceil((certificate.publicKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8));
}

function signerInfo(parts: SignedDataParts, certificate: Certificate): Uint8Array {
  const token = parts.timestampToken;
  const signedPart = new Uint8Array(parts.attributes);
  // Signed as a SET, kept as [0] IMPLICIT (RFC 5652 section 5.4): one byte apart.
  signedPart[0] = 0xa0;
  return derSequence(
    derInteger(1),
    derSequence(certificate.issuer, certificate.serialDer),
    SHA256_IDENTIFIER,
    signedPart,
    signatureIdentifier(parts.alg),
    derOctets(parts.signature),
    ...(token === undefined ? [] : [derTagged(1, attribute(OID.timeStampToken, token))]),
  );
}

/** ESSCertIDv2 with the digest's default algorithm, SHA-256. @see RFC 5035 section 4 */
function signingCertificate(certificate: Certificate): Uint8Array {
  const issuerSerial = derSequence(derSequence(derTagged(4, certificate.issuer)), certificate.serialDer);
  return derSequence(derSequence(derSequence(derOctets(sha256(certificate.der)), issuerSerial)));
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return derSequence(derOid(type), derSetOf([value], TAG.set));
}
