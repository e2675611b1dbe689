import { equalBytes } from "@openlading/core";
import { PdfError, type PdfErrorCode } from "../error.ts";
import { digestBytes, digestOf, isSignatureBy, schemeOf, type DigestName, type SignatureScheme } from "./algorithm.ts";
import { parseCertificate, type Certificate } from "./certificate.ts";
import { derInteger, TAG } from "./der.ts";
import { derChildren, derFields, derOnly, derRecord, oidText, parseDer, type DerElement } from "./der-reader.ts";
import { OID } from "./oid.ts";

/** A CMS SignedData with one signer, read strictly; nothing of it is trusted yet. */
export interface SignedData {
  readonly contentType: string;
  /** null when the signature is detached. */
  readonly content: Uint8Array | null;
  readonly certificates: readonly Certificate[];
  readonly signer: SignerInfo;
}

/** What the signer states. */
export interface SignerInfo {
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
  readonly digest: DigestName;
  readonly scheme: SignatureScheme;
  /** The signed attributes' one value each, by object identifier. */
  readonly attributes: ReadonlyMap<string, DerElement>;
  /** The bytes that are signed: the attributes as a SET. */
  readonly signedBytes: Uint8Array;
  readonly signature: Uint8Array;
  readonly unsignedAttributes: ReadonlyMap<string, DerElement>;
}

/** What is asked of the signed attributes beyond what CMS asks. */
export interface AttributeRules {
  readonly contentType: string;
  /** Attributes that must not be there. */
  readonly refused: readonly string[];
  /** Attributes of which one must bind the certificate. */
  readonly binding: readonly string[];
}

const MAX_CERTIFICATES = 16;
const MAX_BYTES = 256 * 1024;

/** Reads a ContentInfo. @throws PdfError ERR_PDF_DER, ERR_PDF_CMS_FORM, ERR_PDF_CMS_ATTRIBUTE, ERR_PDF_CMS_ALGORITHM, ERR_PDF_CERTIFICATE */
export function parseSignedData(der: Uint8Array): SignedData {
  if (der.length > MAX_BYTES) throw refuse("ERR_PDF_CMS_FORM", "the signature is too long");
  const info = derRecord(parseDer(der), "type", "content");
  if (oidText(info.type) !== OID.signedData) throw refuse("ERR_PDF_CMS_FORM", "this is no signed data");
  const { fields, rest } = derFields(derOnly(info.content, 0xa0), "version", "digests", "encapsulated");
  const encapsulated = derFields(fields.encapsulated, "type");
  const [content] = encapsulated.rest;
  const contentType = oidText(encapsulated.fields.type);
  const signer = readSigner(onlySigner(rest.at(-1)));
  assertHead(fields, contentType, signer);
  return {
    contentType,
    content: content === undefined ? null : octets(derOnly(content, 0xa0)),
    certificates: readCertificates(rest.slice(0, -1)),
    signer,
  };
}

/**
 * Establishes that the signer's certificate, which must be among those embedded, signed the content. Trust in the
 * certificate, its validity and its use are the caller's part.
 * @param digest the digest of what was signed
 * @throws PdfError ERR_PDF_CMS_ATTRIBUTE, ERR_PDF_CMS_SIGNER, ERR_PDF_CMS_DIGEST, ERR_PDF_CMS_ALGORITHM, ERR_PDF_CMS_SIGNATURE
 */
export function verifySignedData(
  { contentType, certificates, signer }: SignedData,
  rules: AttributeRules,
  digest: (name: DigestName) => Uint8Array,
): Certificate {
  const { attributes } = signer;
  const stated = required(attributes, OID.contentType);
  if (contentType !== rules.contentType || oidText(stated) !== contentType) {
    throw refuse("ERR_PDF_CMS_ATTRIBUTE", "the content is of another type than is signed");
  }
  if (rules.refused.some((type) => attributes.has(type))) {
    throw refuse("ERR_PDF_CMS_ATTRIBUTE", "a signed attribute has no place here");
  }
  const certificate = certificates.find(
    (one) => equalBytes(one.issuer, signer.issuer) && equalBytes(one.serialDer, signer.serial),
  );
  if (certificate === undefined) throw refuse("ERR_PDF_CMS_SIGNER", "the signer's certificate is not embedded");
  assertBinding(attributes, rules.binding, certificate);
  if (!equalBytes(octets(required(attributes, OID.messageDigest)), digest(signer.digest))) {
    throw refuse("ERR_PDF_CMS_DIGEST", "the signed bytes have another digest");
  }
  if (!isSignatureBy(certificate.publicKey, signer.scheme, signer.signedBytes, signer.signature)) {
    throw refuse("ERR_PDF_CMS_SIGNATURE", "the signature does not fit the key");
  }
  return certificate;
}

/** The bytes of an OCTET STRING. */
export function octets(element: DerElement): Uint8Array {
  if (element.tag !== TAG.octetString) throw refuse("ERR_PDF_CMS_FORM", "an octet string is expected");
  return element.content;
}

function onlySigner(list: DerElement | undefined): DerElement {
  const [signer, second] = list?.tag === TAG.set ? derChildren(list) : [];
  if (signer === undefined || second !== undefined) throw refuse("ERR_PDF_CMS_FORM", "there is not exactly one signer");
  return signer;
}

/** What stands before the signer says nothing new, but must not contradict it. @see RFC 5652 section 5.1 */
function assertHead(
  { version, digests }: Readonly<Record<"version" | "digests", DerElement>>,
  contentType: string,
  signer: SignerInfo,
): void {
  const isVersion = equalBytes(version.bytes, derInteger(contentType === OID.data ? 1 : 3));
  const names = digests.tag === TAG.set ? derChildren(digests).map(digestOf) : [];
  if (!isVersion || !names.includes(signer.digest)) throw refuse("ERR_PDF_CMS_FORM", "the head is of another form");
}

/** Certificates are [0]; revocation lists, [1], are taken from elsewhere. */
function readCertificates(members: readonly DerElement[]): readonly Certificate[] {
  const tags = members.map(({ tag }) => tag).join();
  if (!["", "160", "161", "160,161"].includes(tags)) throw refuse("ERR_PDF_CMS_FORM", "there is an unknown member");
  const list = members.find(({ tag }) => tag === 0xa0);
  const elements = list === undefined ? [] : derChildren(list);
  if (elements.length > MAX_CERTIFICATES) throw refuse("ERR_PDF_CMS_FORM", "there are too many certificates");
  return elements.map((element) => parseCertificate(element.bytes));
}

function readSigner(element: DerElement): SignerInfo {
  const { fields, rest } = derFields(element, "version", "id", "digest", "attributes", "algorithm", "signature");
  if (!equalBytes(fields.version.bytes, derInteger(1)) || fields.attributes.tag !== 0xa0 || rest.length > 1) {
    throw refuse("ERR_PDF_CMS_FORM", "the signer's information is of another form");
  }
  const [unsigned] = rest;
  if (unsigned !== undefined && unsigned.tag !== 0xa1) {
    throw refuse("ERR_PDF_CMS_FORM", "the signer's information has an unknown member");
  }
  const { issuer, serial } = derRecord(fields.id, "issuer", "serial");
  const digest = digestOf(fields.digest);
  const signedBytes = new Uint8Array(fields.attributes.bytes);
  // Kept as [0] IMPLICIT, signed as a SET (RFC 5652 section 5.4): one byte apart.
  signedBytes[0] = TAG.set;
  return {
    issuer: issuer.bytes,
    serial: serial.bytes,
    digest,
    scheme: schemeOf(fields.algorithm, digest),
    attributes: readAttributes(fields.attributes),
    signedBytes,
    signature: octets(fields.signature),
    unsignedAttributes: unsigned === undefined ? new Map<string, DerElement>() : readAttributes(unsigned),
  };
}

function readAttributes(set: DerElement): ReadonlyMap<string, DerElement> {
  const found = new Map<string, DerElement>();
  for (const attribute of derChildren(set)) {
    const { type, values } = derRecord(attribute, "type", "values");
    const name = oidText(type);
    const [value, second] = values.tag === TAG.set ? derChildren(values) : [];
    if (found.has(name) || value === undefined || second !== undefined) {
      throw refuse("ERR_PDF_CMS_ATTRIBUTE", "an attribute is repeated or has not one value");
    }
    found.set(name, value);
  }
  return found;
}

function required(attributes: ReadonlyMap<string, DerElement>, type: string): DerElement {
  const value = attributes.get(type);
  if (value === undefined) throw refuse("ERR_PDF_CMS_ATTRIBUTE", "a signed attribute is missing");
  return value;
}

/** The attributes that name the certificate by its digest must be there and mean this one: the rest is not signed. */
function assertBinding(
  attributes: ReadonlyMap<string, DerElement>,
  types: readonly string[],
  certificate: Certificate,
): void {
  const present = types.flatMap((type) => {
    const value = attributes.get(type);
    return value === undefined ? [] : [{ type, value }];
  });
  if (present.length === 0) throw refuse("ERR_PDF_CMS_ATTRIBUTE", "no attribute binds the signer's certificate");
  for (const { type, value } of present) {
    const [first] = derChildren(derFields(value, "certificates").fields.certificates);
    if (first === undefined || !isIdentifierOf(first, type, certificate)) {
      throw refuse("ERR_PDF_CMS_SIGNER", "the signature means another certificate");
    }
  }
}

/** ESSCertID (always SHA-1) or ESSCertIDv2 (SHA-256 unless it says otherwise). @see RFC 5035 */
function isIdentifierOf(identifier: DerElement, type: string, certificate: Certificate): boolean {
  const [first, second] = derChildren(identifier);
  const isNamed = type === OID.signingCertificateV2 && first?.tag === TAG.sequence;
  const hash = isNamed ? second : first;
  if (first === undefined || hash === undefined) return false;
  const name = isNamed ? digestOf(first) : "sha256";
  const expected = digestBytes(type === OID.signingCertificateV2 ? name : "sha1", certificate.der);
  return equalBytes(octets(hash), expected);
}

function refuse(code: PdfErrorCode, message: string): PdfError {
  return new PdfError({ code, message });
}
