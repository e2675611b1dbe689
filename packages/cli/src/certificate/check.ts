import { canonicalize, equalBytes, formatInstant, parseStrictJson, sha256Hex, type JsonObject } from "@openlading/core";
import { crossCheckDocuments, parseDocument, type DocumentFault, type ParsedDocument } from "@openlading/documents";
import { decodeManifest, openDossier, type Manifest } from "@openlading/dossier";
import type { PdfCheck, StatusAnswer, VerifiedTrustList } from "@openlading/pdf";
import { verifyDossier } from "@openlading/sdk";
import type { TrustMaterial, Verdict } from "@openlading/verify";
import { isObject } from "../commands/inspect.ts";
import { placed } from "./apply.ts";
import { loadPdf } from "./load-pdf.ts";

export interface CheckRequest {
  readonly file: Uint8Array;
  readonly trust: VerifiedTrustList;
  readonly nowMs: number;
  /** Revocation lists, DER. */
  readonly crls?: readonly Uint8Array[];
  readonly expectedHost?: string;
  /** What the certificate is compared with. */
  readonly beside?: readonly ParsedDocument[];
  /** A dossier of the certificate, judged by the network's witnesses: what the ledger says of it. */
  readonly dossier?: { readonly bytes: Uint8Array; readonly trust: TrustMaterial; readonly maxAgeSeconds: number };
}

export interface CertificateCheck {
  readonly pdf: PdfCheck;
  /** Of the dossier, where one was given. */
  readonly verdict: Verdict | null;
  /** Whether the dossier is of this very certificate or file; null without a dossier. */
  readonly isSame: boolean | null;
  /** Where the certificate and the other documents differ. */
  readonly faults: readonly DocumentFault[];
  /** How many documents it was compared with. */
  readonly compared: number;
  /** Valid only when all of it is. */
  readonly overall: "valid" | "invalid" | "unknown" | "ended";
}

/**
 * Checks a certificate's file offline: its eight steps, and beside them what a dossier says of its standing and how it
 * agrees with invoice, packing list and bill.
 */
export async function checkCertificate(o: CheckRequest): Promise<CertificateCheck> {
  const alone = await checkFile(o);
  const dossier = await judgeDossier(o, alone);
  const pdf = Object.keys(dossier.told).length === 0 ? alone : await checkFile(o, dossier.told);
  const data = await embeddedData(o.file);
  const beside = data === null ? [] : (o.beside ?? []);
  const faults = data === null || beside.length === 0 ? [] : compare(data, beside);
  const { verdict, isSame } = dossier;
  const found = { pdf, verdict, isSame, faults };
  return { ...found, compared: beside.length, overall: overallOf(found) };
}

async function checkFile(
  { file, trust, nowMs, crls, expectedHost }: CheckRequest,
  told: Judged["told"] = {},
): Promise<PdfCheck> {
  const { checkPdf } = await loadPdf();
  return checkPdf(file, {
    trust,
    now: formatInstant(nowMs),
    ...(crls === undefined ? {} : { crls }),
    ...(expectedHost === undefined ? {} : { expectedHost }),
    ...told,
  });
}

type Found = Pick<CertificateCheck, "pdf" | "verdict" | "isSame" | "faults">;

/** What is wrong beats what is over, what is over beats what cannot be told. */
function overallOf(found: Found): CertificateCheck["overall"] {
  const { pdf, verdict } = found;
  if (isWithdrawnOnly(pdf)) return "ended";
  if (isWrong(found)) return "invalid";
  if (verdict?.standing === "ended") return "ended";
  return pdf.overall === "valid" && (verdict === null || verdict.overall === "valid") ? "valid" : "unknown";
}

function isWrong({ pdf, verdict, isSame, faults }: Found): boolean {
  const differs = isSame === false || faults.some(({ severity }) => severity === "error");
  return pdf.overall === "invalid" || verdict?.overall === "invalid" || differs;
}

const WITHDRAWN: ReadonlySet<string> = new Set(["ERR_PDF_REPLACED", "ERR_PDF_CANCELLED"]);
const isWithdrawnOnly = ({ overall, checks }: PdfCheck): boolean =>
  overall === "invalid" &&
  checks.every(({ outcome, code }) => outcome === "valid" || (code !== null && WITHDRAWN.has(code)));

interface Judged {
  readonly verdict: Verdict | null;
  readonly isSame: boolean | null;
  /** What it tells the check of the file: the number of one that does not carry its own, and the standing. */
  readonly told: { readonly number?: string; readonly status?: StatusAnswer };
}

const STATES: Readonly<Record<string, StatusAnswer["state"]>> = {
  LIVE: "LIVE",
  REGISTERED: "LIVE",
  REPLACED: "REPLACED",
  CANCELLED: "CANCELLED",
};

/** What a dossier says of the file at hand; of another certificate it says nothing. */
async function judgeDossier({ dossier, file, nowMs }: CheckRequest, pdf: PdfCheck): Promise<Judged> {
  if (dossier === undefined) return { verdict: null, isSame: null, told: {} };
  const { bytes, trust, maxAgeSeconds } = dossier;
  const moment = formatInstant(nowMs);
  const carried = await carriedManifest(bytes);
  const isFile = carried?.attachments.some(({ digest }) => digest === sha256Hex(file)) === true;
  const seal = isFile ? issuerSeal(pdf) : {};
  const verdict = await verifyDossier(bytes, { trust, moment, policy: { maxAgeSeconds }, ...seal });
  if (carried === null || !(isFile || isOf(pdf.facts, carried))) return { verdict, isSame: false, told: {} };
  const status = statusOf(verdict, carried, pdf.facts.number);
  const told = {
    ...(isFile ? { number: carried.number } : {}),
    ...(status === null ? {} : { status: { ...status, asOf: status.asOf ?? moment } }),
  };
  return { verdict, isSame: true, told };
}

/** Whether the ledger lets the certificate stand, if the dossier can tell. */
function statusOf({ overall, state }: Verdict, { issuer, documentChecksum }: Manifest, number: string | null) {
  if (number === null || overall === "invalid") return null;
  return { issuer, number, documentChecksum, state: STATES[state.word] ?? "UNKNOWN", asOf: state.asOf };
}

/** What was found of the seal on a file issued elsewhere; nothing where it could not be told. */
function issuerSeal({ overall, checks, facts }: PdfCheck): { readonly issuerSealVerified?: boolean } {
  if (overall === "invalid") return { issuerSealVerified: false };
  const isSealed = ["cms", "chain"].every((step) => checks.some(({ name, outcome }) => name === step && outcome === "valid")); // prettier-ignore
  return isSealed && facts.signatures.length > 0 ? { issuerSealVerified: true } : {};
}

const isOf = (facts: PdfCheck["facts"], { issuer, documentChecksum }: Manifest): boolean =>
  facts.documentChecksum === documentChecksum && facts.issuer === issuer;

/** The manifest of the dossier's own record. */
async function carriedManifest(bytes: Uint8Array): Promise<Manifest | null> {
  try {
    const { dossier } = await openDossier(bytes);
    const manifest = dossier.documents.find(({ recordId }) => recordId === dossier.main)?.manifest;
    return manifest === undefined ? null : decodeManifest(manifest);
  } catch {
    return null;
  }
}

/** The data a printed certificate carries; null where it carries none. */
export async function embeddedData(file: Uint8Array): Promise<JsonObject | null> {
  const { readPrintFiles, PdfError } = await loadPdf();
  try {
    const bytes = readPrintFiles(file).files.get("certificate.json");
    const value = bytes === undefined ? undefined : parseStrictJson(bytes);
    return bytes !== undefined && isObject(value) && equalBytes(canonicalize(value), bytes) ? value : null;
  } catch (error) {
    if (error instanceof PdfError) return null;
    throw error;
  }
}

function compare(data: JsonObject, beside: readonly ParsedDocument[]): readonly DocumentFault[] {
  const all = [parseDocument("certificate-of-origin", data), ...beside];
  return crossCheckDocuments(all).map((fault) => placed(fault, all));
}
