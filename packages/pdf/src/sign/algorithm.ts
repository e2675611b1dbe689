import { constants, createHash, type KeyObject, verify } from "node:crypto";
import type { Alg } from "@openlading/jws";
import { PdfError } from "../error.ts";
import { derInteger, derNull, derOid, derSequence, derTagged } from "./der.ts";
import { derChildren, derFields, derOnly, derRecord, oidText, parseDer, type DerElement } from "./der-reader.ts";
import { OID } from "./oid.ts";

/** The digests that are accepted. */
export type DigestName = "sha256" | "sha384" | "sha512";

/** How a signature in CMS, a certificate or a revocation list was made. */
export interface SignatureScheme {
  readonly kind: "rsa" | "rsa-pss" | "ecdsa";
  readonly digest: DigestName;
  /** The length of the salt, of rsa-pss. */
  readonly saltBytes?: number;
}

const DIGESTS: Readonly<Record<string, DigestName>> = {
  [OID.sha256]: "sha256",
  [OID.sha384]: "sha384",
  [OID.sha512]: "sha512",
};
const SCHEMES: Readonly<Record<string, SignatureScheme>> = {
  [OID.sha256WithRsa]: { kind: "rsa", digest: "sha256" },
  [OID.sha384WithRsa]: { kind: "rsa", digest: "sha384" },
  [OID.sha512WithRsa]: { kind: "rsa", digest: "sha512" },
  [OID.ecdsaWithSha256]: { kind: "ecdsa", digest: "sha256" },
  [OID.ecdsaWithSha384]: { kind: "ecdsa", digest: "sha384" },
  [OID.ecdsaWithSha512]: { kind: "ecdsa", digest: "sha512" },
};
const CURVES: readonly string[] = ["prime256v1", "secp384r1", "secp521r1"];
const LEAST_RSA_BITS = 2048;
const MOST_RSA_BITS = 8192;

const SHA256 = derSequence(derOid(OID.sha256));
const SHA256_WITH_NULL = derSequence(derOid(OID.sha256), derNull());

/** The AlgorithmIdentifier of SHA-256, parameters absent. */
export const SHA256_IDENTIFIER = SHA256;

/** The AlgorithmIdentifier of what a signer of the `jws` port makes. */
export function signatureIdentifier(alg: Exclude<Alg, "EdDSA">): Uint8Array {
  switch (alg) {
    case "ES256":
      return derSequence(derOid(OID.ecdsaWithSha256));
    case "RS256":
      return derSequence(derOid(OID.sha256WithRsa), derNull());
    case "PS256":
      return derSequence(
        derOid(OID.rsassaPss),
        derSequence(
          derTagged(0, SHA256_WITH_NULL),
          derTagged(1, derSequence(derOid(OID.mgf1), SHA256_WITH_NULL)),
          derTagged(2, derInteger(32)),
        ),
      );
    default:
      throw new TypeError("signatureIdentifier: not an algorithm of PDF signatures");
  }
}

/** The digest an AlgorithmIdentifier names. @throws PdfError ERR_PDF_CMS_ALGORITHM */
export function digestOf(identifier: DerElement): DigestName {
  const { oid, parameters } = readIdentifier(identifier);
  const name = DIGESTS[oid];
  if (name === undefined || !isAbsentOrNull(parameters)) throw refuse("the digest algorithm");
  return name;
}

/**
 * The scheme an AlgorithmIdentifier names; `digest` is what the CMS signer says beside it, which plain rsaEncryption
 * needs and the others must agree with.
 * @throws PdfError ERR_PDF_CMS_ALGORITHM
 */
export function schemeOf(identifier: DerElement, digest?: DigestName): SignatureScheme {
  const { oid, parameters } = readIdentifier(identifier);
  const scheme = namedScheme(oid, parameters, digest);
  if (scheme === undefined || (digest !== undefined && scheme.digest !== digest))
    throw refuse("the signature algorithm");
  return scheme;
}

/**
 * Whether `signature` is over `bytes` by the key, in the form CMS and X.509 write it (ECDSA: DER).
 * @throws PdfError ERR_PDF_CMS_ALGORITHM when the key is too weak or of another kind than the scheme
 */
export function isSignatureBy(
  key: KeyObject,
  scheme: SignatureScheme,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (!isKeyFor(key, scheme.kind)) throw refuse("the key");
  if (scheme.kind === "ecdsa") return isEcdsaForm(signature) && verify(scheme.digest, bytes, key, signature);
  if (signature.length * 8 !== Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8) * 8) return false;
  const padding =
    scheme.kind === "rsa"
      ? { padding: constants.RSA_PKCS1_PADDING }
      : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltBytes ?? 32 };
  return verify(scheme.digest, bytes, { key, ...padding }, signature);
}

/** The digest of bytes in parts; SHA-1 only names certificates in older time-stamps. */
export function digestBytes(name: DigestName | "sha1", ...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash(name);
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}

function readIdentifier(identifier: DerElement): { readonly oid: string; readonly parameters: DerElement | undefined } {
  const { fields, rest } = derFields(identifier, "algorithm");
  if (rest.length > 1) throw refuse("an algorithm");
  return { oid: oidText(fields.algorithm), parameters: rest[0] };
}

function namedScheme(
  oid: string,
  parameters: DerElement | undefined,
  digest?: DigestName,
): SignatureScheme | undefined {
  if (oid === OID.rsassaPss) return parameters && pssScheme(parameters);
  if (!isAbsentOrNull(parameters)) return undefined;
  if (oid === OID.rsaEncryption) return digest && { kind: "rsa", digest };
  return SCHEMES[oid];
}

/** RSASSA-PSS: one digest for message and mask, and a salt as long as the digest. @see RFC 4055 section 3.1 */
function pssScheme(parameters: DerElement): SignatureScheme | undefined {
  const { hash, mask, salt } = derRecord(parameters, "hash", "mask", "salt");
  const digest = digestOf(derOnly(hash, 0xa0));
  const maskOf = derRecord(derOnly(mask, 0xa1), "function", "digest");
  const saltBytes = Number(`0x${Buffer.from(derOnly(salt, 0xa2).content).toString("hex")}`);
  const isUsual = oidText(maskOf.function) === OID.mgf1 && digestOf(maskOf.digest) === digest;
  return isUsual && saltBytes * 8 === Number(digest.slice(3)) ? { kind: "rsa-pss", digest, saltBytes } : undefined;
}

function isKeyFor({ asymmetricKeyType, asymmetricKeyDetails = {} }: KeyObject, kind: SignatureScheme["kind"]): boolean {
  if (kind === "ecdsa") return asymmetricKeyType === "ec" && CURVES.includes(asymmetricKeyDetails.namedCurve ?? "");
  const bits = asymmetricKeyDetails.modulusLength ?? 0;
  const isKind = asymmetricKeyType === "rsa" || (kind === "rsa-pss" && asymmetricKeyType === "rsa-pss");
  return isKind && bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS;
}

/** A sequence of two integers and nothing more; whether they are in range is OpenSSL's to say. */
function isEcdsaForm(signature: Uint8Array): boolean {
  try {
    return derChildren(parseDer(signature)).length === 2;
  } catch {
    return false;
  }
}

function isAbsentOrNull(parameters: DerElement | undefined): boolean {
  return parameters === undefined || (parameters.tag === 0x05 && parameters.content.length === 0);
}

function refuse(what: string): PdfError {
  return new PdfError({ code: "ERR_PDF_CMS_ALGORITHM", message: `${what} is not one that is accepted` });
}
