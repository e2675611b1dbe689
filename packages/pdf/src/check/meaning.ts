import {
  OpenLadingError,
  canonicalize,
  decodeUtf8,
  documentChecksum,
  equalBytes,
  parseStrictJson,
  type JsonObject,
} from "@openlading/core";
import { documentNumber, isDocumentKind } from "@openlading/documents";
import { decodeManifest, MANIFEST_TYP, type Manifest } from "@openlading/dossier";
import { decodeCompactJws, importVerificationKey, verifyCompactJws } from "@openlading/jws";
import { PdfError } from "../error.ts";
import { parsePrintParameters, rerenderPrint, type PrintFiles, type PrintParameters } from "../page/rerender.ts";
import { templateOf } from "../page/templates.ts";
import { qrMismatches } from "../qr/match.ts";
import { verifyQrText } from "../qr/verify.ts";
import { fault } from "../read/fault.ts";
import type { PdfFile } from "../read/pdf-file.ts";
import { findSigner, signerStanding } from "../trust/lookup.ts";
import type { VerifiedTrustList } from "../trust/trust-list.ts";
import type { CheckErrorCode } from "./errors.ts";
import type { SignatureFact } from "./trust-step.ts";

/** What the file says it is, by its attachments; nothing is established yet. */
export interface Claims {
  readonly parameters: PrintParameters;
  /** Name, without ending, of the attached document and its proof. */
  readonly name: string;
}

/** The document as its issuer signed it. */
export interface Meaning {
  readonly data: JsonObject;
  readonly documentChecksum: string;
  readonly number: string;
  readonly manifest: Manifest;
}

export interface MeaningInput {
  readonly file: PdfFile;
  readonly files: PrintFiles;
  readonly claims: Claims;
  readonly trust: VerifiedTrustList;
  readonly now: string;
  /** The authority's seal, where step 4 found it good. */
  readonly seal: SignatureFact | null;
  readonly expectedHost?: string;
  readonly font?: Uint8Array;
  readonly rerender?: (files: PrintFiles, font?: Uint8Array) => Promise<{ readonly bytes: Uint8Array }>;
}

/** The parameters of a print and its template's name, or null where the file is not printed by this package. */
export function readClaims(files: PrintFiles): Claims | null {
  const bytes = files.get("print.json");
  if (bytes === undefined) return null;
  try {
    const parameters = parsePrintParameters(bytes);
    return { parameters, name: attachmentName(parameters) };
  } catch (error) {
    if (error instanceof PdfError) throw fault("ERR_PDF_DATA_FORM", "the print parameters are malformed");
    throw error;
  }
}

function attachmentName({ kind, template }: PrintParameters): string {
  try {
    return templateOf(kind, template).attachmentName;
  } catch {
    return "";
  }
}

/**
 * Step 7: the attached data are canonical, are those the issuer signed, are those of the QR code, and the page printed
 * again from them is revision 0 to the byte. All faults; what could be established is returned with them.
 */
export async function judgeMeaning(
  input: MeaningInput,
): Promise<{ readonly faults: readonly PdfError[]; readonly meaning: Meaning | null }> {
  const established = attempt(() => establish(input));
  if (established instanceof PdfError) return { faults: [established], meaning: null };
  const faults = [issuerFault(input, established), await qrFault(input, established), await printFault(input)];
  return { faults: faults.filter((one) => one !== null), meaning: established };
}

function establish({ files, claims: { parameters, name }, trust, seal }: MeaningInput): Meaning {
  const [json, jws] = [files.get(`${name}.json`), files.get(`${name}.jws`)];
  if (json === undefined || jws === undefined)
    throw fault("ERR_PDF_DATA_ABSENT", "the data or their proof are not attached");
  const data = readData(json);
  const manifest = readManifest(decodeUtf8(jws), { trust, data, kind: parameters.kind, seal });
  const checksum = documentChecksum(data);
  if (manifest.documentChecksum !== checksum)
    throw fault("ERR_PDF_DATA_CHECKSUM", "the attached data are not those the manifest is about");
  if (!isDocumentKind(parameters.kind) || manifest.documentKind !== parameters.kind)
    throw fault("ERR_PDF_DATA_CHECKSUM", "the manifest is about another kind of document");
  return { data, documentChecksum: checksum, number: documentNumber(parameters.kind, data), manifest };
}

function readData(bytes: Uint8Array): JsonObject {
  try {
    const value = parseStrictJson(bytes);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    if (isObject && equalBytes(canonicalize(value), bytes)) return value as JsonObject;
  } catch {
    // the same fault as a wrong form
  }
  throw fault("ERR_PDF_DATA_FORM", "the attached data are not in their canonical form");
}

interface ManifestQuestion {
  readonly trust: VerifiedTrustList;
  readonly data: JsonObject;
  readonly kind: string;
  readonly seal: SignatureFact | null;
}

function readManifest(token: string, { trust, data, kind, seal }: ManifestQuestion): Manifest {
  const untrusted = (reason: string): PdfError =>
    fault("ERR_PDF_DATA_SIGNATURE", "the data are not signed by a key known for such documents", { reason });
  try {
    const { kid } = decodeCompactJws(token).header;
    const signer = typeof kid === "string" ? findSigner(trust, kid) : undefined;
    if (signer === undefined) throw untrusted("UNKNOWN");
    const key = importVerificationKey({ ...signer.jwk, kid: signer.kid }, "ES256");
    verifyCompactJws(token, { keys: [key], typ: MANIFEST_TYP, algs: ["ES256"] });
    const manifest = decodeManifest(token);
    const form = typeof data["form"] === "string" ? { form: data["form"] } : {};
    const time =
      seal?.time.isProven === true ? { at: seal.time.at, isProven: true } : { at: manifest.issuedAt, isProven: false };
    const standing = signerStanding(signer, { documentKind: kind, ...form, ...time });
    if (standing !== "TRUSTED") throw untrusted(standing);
    if (signer.partyId !== manifest.signer)
      throw fault("ERR_PDF_DATA_ISSUER", "the manifest is signed for another party than the key's");
    return manifest;
  } catch (error) {
    if (error instanceof PdfError) throw error;
    throw untrusted("SIGNATURE");
  }
}

/**
 * The issuer that the manifest names must vouch for it, by its key or by its seal: nothing here proves that it let
 * another sign. A seal that the list gives to one party seals that party's documents only.
 */
function issuerFault({ seal }: MeaningInput, { manifest: { issuer, signer } }: Meaning): PdfError | null {
  const partyId = seal?.partyId ?? signer;
  if (partyId === issuer) return null;
  return fault("ERR_PDF_DATA_ISSUER", "the seal is another party's than the issuer's");
}

async function qrFault(
  { claims, trust, now, expectedHost }: MeaningInput,
  { data, manifest }: Meaning,
): Promise<PdfError | null> {
  const { qrText, kind } = claims.parameters;
  if (qrText === undefined) return null;
  try {
    const host = expectedHost === undefined ? {} : { expectedHost };
    const verdict = await verifyQrText(qrText, trust, { now, ...host });
    const wrong = verdict.checks.find(
      (one) => one.check !== "STATUS" && one.check !== "LIST" && one.outcome !== "valid",
    );
    if (wrong !== undefined)
      return fault("ERR_PDF_QR_FORGED", "the QR code is not signed as it must be", { check: wrong.check });
    const isIssuers = [manifest.issuer, manifest.signer].includes(verdict.signer?.partyId ?? "");
    const members = [...(isIssuers ? [] : ["signer"]), ...qrMismatches(verdict.facts, { documentKind: kind, data })];
    return members.length === 0 ? null : fault("ERR_PDF_QR_OTHER", "the QR code is another document's", { members });
  } catch (error) {
    if (!(error instanceof OpenLadingError)) throw error;
    return fault("ERR_PDF_QR_FORGED", "the QR code cannot be read", { reason: String(error.code) });
  }
}

const CANNOT_PRINT: ReadonlySet<string> = new Set(["ERR_PDF_FONT", "ERR_PDF_FORM"]);

async function printFault({ file, files, font, rerender = rerenderPrint }: MeaningInput): Promise<PdfError | null> {
  const first = file.bytes.subarray(0, file.revisions[0]?.end ?? 0);
  try {
    const { bytes } = await rerender(files, font);
    return equalBytes(withoutEol(bytes), first)
      ? null
      : fault("ERR_PDF_PRINT_DIFFERS", "the page is not what its data print");
  } catch (error) {
    if (!(error instanceof OpenLadingError) && !(error instanceof TypeError)) throw error;
    const reason = error instanceof OpenLadingError ? String(error.code) : "TypeError";
    const code: CheckErrorCode = CANNOT_PRINT.has(reason) ? "ERR_PDF_PRINT_UNKNOWN" : "ERR_PDF_PRINT_DIFFERS";
    return fault(code, "the page cannot be printed again from what is attached", { reason });
  }
}

function withoutEol(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes;
}

/** Data of a wrong form make other packages' readers throw their own. */
function attempt<T>(work: () => T): T | PdfError {
  try {
    return work();
  } catch (error) {
    if (error instanceof PdfError) return error;
    if (error instanceof OpenLadingError)
      return fault("ERR_PDF_DATA_FORM", "the attached data are malformed", { reason: String(error.code) });
    if (error instanceof TypeError) return fault("ERR_PDF_DATA_FORM", "the attached data lack what they must have");
    throw error;
  }
}
