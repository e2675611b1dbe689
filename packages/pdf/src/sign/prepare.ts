import { parseUtcInstant } from "@openlading/core";
import type { Signer } from "@openlading/jws";
import { fitAppearance, type Appearance } from "../appearance/appearance.ts";
import { PdfError, type PdfErrorCode } from "../error.ts";
import { digestBytes, isSignatureBy, schemeOf, signatureIdentifier } from "./algorithm.ts";
import { encodeSignedData, longestSignature, signedAttributes, toCmsSignature } from "./cms.ts";
import { timeText } from "./der.ts";
import { parseDer } from "./der-reader.ts";
import { ARCHIVE_FIELDS } from "./archive-fields.ts";
import { addAppearance } from "./form-xobject.ts";
import { OID } from "./oid.ts";
import { formatDictionary, formatText, readArray, readDictionary, referenceOf } from "./pdf-syntax.ts";
import { openPrintedFile, readObject, type PrintedFile, type SignatureField } from "./printed-file.ts";
import { createRevision } from "./revision.ts";
import { openSignature, signatureBody } from "./signature-object.ts";
import { readSigningChain, type SigningChain } from "./signing-chain.ts";

/** The fields our printer leaves for signatures. */
export type SignatureFieldName = "exporter" | "authority";

/** What a signature says beside being one. */
export interface SignatureTerms {
  readonly field: SignatureFieldName;
  /** The certificate of the signer's key, then each issuer's in turn: DER. Roots are not embedded. */
  readonly chain: readonly Uint8Array[];
  /** The time the signer claims, a canonical UTC instant; only a time-stamp proves one. */
  readonly signedAt: string;
  /** What is drawn in the field's box; nothing is when absent. */
  readonly appearance?: Appearance;
  /** Certifies: later revisions may fill in the prepared fields and nothing else. The exporter's signature does unless null. */
  readonly certify?: 2 | null;
  /** Locks every field but those of archive time-stamps. The authority's signature does unless null. */
  readonly lock?: "All" | null;
  readonly reason?: string;
  readonly location?: string;
  /** The room for the signature with its time-stamp, in bytes; otherwise computed. */
  readonly reserveBytes?: number;
}

/** A signature whose value is still to come, from wherever the key is. */
export interface PreparedSignature {
  /** What the key signs, with SHA-256 as its algorithm says: the signed attributes in DER. */
  readonly toBeSigned: Uint8Array;
  /** The signature's value as a time-stamp covers it. @throws PdfError ERR_PDF_SIGN_SIGNATURE */
  signatureValue(signature: Uint8Array): Uint8Array;
  /**
   * The signed file.
   * @param signature over `toBeSigned`, in the form the `Signer` port gives
   * @param timestampToken over the signature's value, DER
   * @throws PdfError ERR_PDF_SIGN_SIGNATURE, ERR_PDF_SIGN_ROOM
   */
  complete(signature: Uint8Array, timestampToken?: Uint8Array): Uint8Array;
}

const ROLES = {
  exporter: { certify: 2, lock: null },
  authority: { certify: null, lock: "All" },
} as const satisfies Record<SignatureFieldName, object>;

/**
 * Puts a signature's dictionary, appearance and permissions on top of a printed file and says what is to be signed: the
 * first half of {@link signPdf}, for keys that sign elsewhere. The file's own bytes stay as they are.
 * @param tokenBytes the room for a time-stamp, in bytes; 0 when there will be none
 */
export function prepareSignature(
  bytes: Uint8Array,
  signer: Pick<Signer, "alg" | "publicJwk">,
  terms: SignatureTerms,
  tokenBytes = 0,
): PreparedSignature {
  const signedAtMs = parseUtcInstant(terms.signedAt);
  const chain = readSigningChain(signer, terms.chain, signedAtMs);
  const file = openPrintedFile(bytes);
  const field = emptyField(file, terms.field);
  const { certify, lock } = { ...ROLES[terms.field], ...permissionsOf(terms) };
  if (isLocked(file)) throw refuse("ERR_PDF_SIGN_ORDER", "the file is sealed: every field is locked");
  if (certify !== null && file.fields.some(({ entries }) => entries.has("V"))) {
    throw refuse("ERR_PDF_SIGN_ORDER", "a certification must be the first signature");
  }
  const reserve = terms.reserveBytes ?? signatureBytes(chain) + tokenBytes;
  const revision = createRevision(file);
  const signature = revision.reserve();
  const drawing = terms.appearance && addAppearance(revision, fitted(terms.appearance, field));
  revision.replace(field.number, signedField(field, signature, drawing));
  if (certify !== null) {
    const permissions = formatDictionary({ DocMDP: `${signature} 0 R` });
    revision.replace(file.rootNumber, formatDictionary(new Map([...file.root, ["Perms", permissions]])));
  }
  const references = referenceEntries(file, certify !== null, lock === null ? null : lockOf(file, field));
  const entries = dictionaryEntries(terms, signedAtMs, references);
  revision.replace(signature, signatureBody(entries, reserve));
  const written = revision.write();
  const open = openSignature(written.bytes, written.bodyAt.get(signature) ?? 0, reserve);
  const messageDigest = digestBytes("sha256", ...open.covered);
  const attributes = signedAttributes({ contentType: OID.data, messageDigest, certificate: chain.certificate });
  const valueOf = (made: Uint8Array): Uint8Array => checkedSignature(chain, attributes, made);
  return {
    toBeSigned: attributes,
    signatureValue: valueOf,
    complete: (made, timestampToken) => {
      const token = timestampToken === undefined ? {} : { timestampToken };
      return open.fill(encode(chain, attributes, valueOf(made), token));
    },
  };
}

function encode(
  { alg, certificates }: SigningChain,
  attributes: Uint8Array,
  signature: Uint8Array,
  token: { readonly timestampToken?: Uint8Array } = {},
): Uint8Array {
  return encodeSignedData({ contentType: OID.data, attributes, alg, signature, chain: certificates, ...token });
}

/** The most bytes a signature by this chain can take: all but an ECDSA value has one length. */
function signatureBytes(chain: SigningChain): number {
  const { alg, certificate } = chain;
  const messageDigest = new Uint8Array(32);
  const attributes = signedAttributes({ contentType: OID.data, messageDigest, certificate });
  return encode(chain, attributes, longestSignature(alg, certificate)).length;
}

function checkedSignature({ alg, certificate }: SigningChain, attributes: Uint8Array, made: Uint8Array): Uint8Array {
  const value = toCmsSignature(alg, made);
  if (isSignatureBy(certificate.publicKey, schemeOf(parseDer(signatureIdentifier(alg))), attributes, value))
    return value;
  throw refuse("ERR_PDF_SIGN_SIGNATURE", "the signature is not by the certificate's key");
}

function permissionsOf({ certify, lock }: SignatureTerms): Partial<Pick<SignatureTerms, "certify" | "lock">> {
  return { ...(certify === undefined ? {} : { certify }), ...(lock === undefined ? {} : { lock }) };
}

function emptyField(file: PrintedFile, name: string): SignatureField {
  const [field, second] = file.fields.filter((one) => one.name === name && one.entries.get("FT") === "/Sig");
  if (field === undefined || second !== undefined) throw refuse("ERR_PDF_SIGN_FIELD", `no one field is named ${name}`);
  if (field.entries.has("V")) throw refuse("ERR_PDF_SIGN_TAKEN", `the field ${name} is signed already`);
  return field;
}

function isLocked(file: PrintedFile): boolean {
  return file.fields.some(({ entries }) => {
    const number = referenceOf(entries.get("V"));
    if (number === null) return false;
    return readObject(file.text, file.offsets, number).get("Reference")?.includes("/FieldMDP") ?? false;
  });
}

function fitted(appearance: Appearance, field: SignatureField): Appearance {
  const [left = 0, bottom = 0, right = 0, top = 0] = readArray(field.entries.get("Rect") ?? "[]").map(Number);
  return fitAppearance(appearance, right - left, top - bottom);
}

function signedField(field: SignatureField, signature: number, drawing: number | undefined): string {
  const look = drawing === undefined ? [] : [["AP", formatDictionary({ N: `${drawing} 0 R` })] as const];
  return formatDictionary(new Map([...field.entries, ["V", `${signature} 0 R`], ...look]));
}

function dictionaryEntries(
  terms: SignatureTerms,
  signedAtMs: number,
  references: readonly string[],
): Readonly<Record<string, string>> {
  return {
    Type: "/Sig",
    Filter: "/Adobe.PPKLite",
    SubFilter: "/ETSI.CAdES.detached",
    M: `(D:${timeText(signedAtMs)})`,
    ...(terms.reason === undefined ? {} : { Reason: formatText(terms.reason) }),
    ...(terms.location === undefined ? {} : { Location: formatText(terms.location) }),
    ...(references.length === 0 ? {} : { Reference: `[ ${references.join(" ")} ]` }),
  };
}

/** What the field's own /Lock says, for the two must not differ; without one, every field but those of time-stamps. */
function lockOf(file: PrintedFile, field: SignatureField): string {
  const value = field.entries.get("Lock");
  if (value === undefined) return `/Action /Exclude /Fields [ ${ARCHIVE_FIELDS.map(formatText).join(" ")} ]`;
  const number = referenceOf(value);
  const entries = number === null ? readDictionary(value, 0).entries : readObject(file.text, file.offsets, number);
  const fields = entries.get("Fields");
  return `/Action ${entries.get("Action") ?? "/All"}${fields === undefined ? "" : ` /Fields ${fields}`}`;
}

/** What a reader is to hold against later revisions. @see ISO 32000-1 section 12.8.2 */
function referenceEntries(file: PrintedFile, certifies: boolean, locked: string | null): readonly string[] {
  const transform = (method: string, more: string, data: Readonly<Record<string, string>>): string =>
    formatDictionary({
      Type: "/SigRef",
      TransformMethod: `/${method}`,
      TransformParams: `<< /Type /TransformParams /V /1.2 ${more} >>`,
      ...data,
    });
  return [
    ...(certifies ? [transform("DocMDP", "/P 2", {})] : []),
    ...(locked === null ? [] : [transform("FieldMDP", locked, { Data: `${file.rootNumber} 0 R` })]),
  ];
}

function refuse(code: PdfErrorCode, message: string): PdfError {
  return new PdfError({ code, message });
}
