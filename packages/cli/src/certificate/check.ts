import { canonicalize, equalBytes, formatInstant, parseStrictJson, sha256Hex, type JsonObject } from "@openlading/core";
import { crossCheckDocuments, parseDocument, type DocumentFault, type ParsedDocument } from "@openlading/documents";
import { decodeManifest, openDossier } from "@openlading/dossier";
import type { PdfCheck, VerifiedTrustList } from "@openlading/pdf";
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
  const { checkPdf } = await loadPdf();
  const now = formatInstant(o.nowMs);
  const ask = {
    trust: o.trust,
    now,
    ...(o.crls === undefined ? {} : { crls: o.crls }),
    ...(o.expectedHost === undefined ? {} : { expectedHost: o.expectedHost }),
  };
  const alone = await checkPdf(o.file, ask);
  const dossier = o.dossier === undefined ? null : await judgeDossier(o, alone, now);
  const pdf = dossier?.status === undefined ? alone : await checkPdf(o.file, { ...ask, status: dossier.status });
  const data = await embeddedData(o.file);
  const beside = o.beside ?? [];
  const faults = data === null || beside.length === 0 ? [] : compare(data, beside);
  const { verdict, isSame } = dossier ?? { verdict: null, isSame: null };
  const compared = data === null ? 0 : beside.length;
  return { pdf, verdict, isSame, faults, compared, overall: overallOf({ pdf, verdict, isSame, faults }) };
}

function overallOf({
  pdf,
  verdict,
  isSame,
  faults,
}: Pick<CertificateCheck, "pdf" | "verdict" | "isSame" | "faults">): CertificateCheck["overall"] {
  if (pdf.overall === "invalid") return isWithdrawnOnly(pdf) ? "ended" : "invalid";
  if (isSame === false || verdict?.overall === "invalid" || faults.some(({ severity }) => severity === "error"))
    return "invalid";
  if (verdict?.standing === "ended") return "ended";
  return pdf.overall === "valid" && (verdict === null || verdict.overall === "valid") ? "valid" : "unknown";
}

const WITHDRAWN: ReadonlySet<string> = new Set(["ERR_PDF_REPLACED", "ERR_PDF_CANCELLED"]);
const isWithdrawnOnly = ({ checks }: PdfCheck): boolean =>
  checks.every(({ outcome, code }) => outcome === "valid" || (code !== null && WITHDRAWN.has(code)));

type Status = NonNullable<NonNullable<Parameters<typeof import("@openlading/pdf").checkPdf>[1]>["status"]>;
interface Judged {
  readonly verdict: Verdict;
  readonly isSame: boolean;
  readonly status?: Status;
}

const STATES: Readonly<Record<string, Status["state"]>> = {
  LIVE: "LIVE",
  REGISTERED: "LIVE",
  REPLACED: "REPLACED",
  CANCELLED: "CANCELLED",
};

/** What a dossier says of the file at hand; of another certificate it says nothing. */
async function judgeDossier(
  { dossier, file }: CheckRequest,
  { facts, checks }: PdfCheck,
  moment: string,
): Promise<Judged> {
  if (dossier === undefined) throw new TypeError("a dossier is judged that was not given");
  const issuerSealVerified =
    checks.some(({ name, outcome }) => name === "chain" && outcome === "valid") && facts.signatures.length > 0;
  const { bytes, trust, maxAgeSeconds } = dossier;
  const verdict = await verifyDossier(bytes, { trust, moment, policy: { maxAgeSeconds }, issuerSealVerified });
  const carried = await carriedManifest(bytes);
  if (carried === null) return { verdict, isSame: false };
  const { documentChecksum, issuer, number, attachments } = carried;
  const isFile = attachments.some(({ digest }) => digest === sha256Hex(file));
  const isSame = isFile || (facts.documentChecksum === documentChecksum && facts.issuer === issuer);
  const state = STATES[verdict.state.word] ?? "UNKNOWN";
  if (!isSame || facts.number === null || verdict.overall === "invalid") return { verdict, isSame };
  const asOf = verdict.state.asOf ?? moment;
  return { verdict, isSame, status: { issuer, number, documentChecksum, state, asOf } };
}

/** The manifest of the dossier's own record. */
async function carriedManifest(bytes: Uint8Array) {
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
