import { X509Certificate } from "node:crypto";
import { formatInstant } from "@openlading/core";
import type { PdfCheck, PdfCheckItem, SignatureLevel, TimestampClient, ValidationData, VerifiedTrustList } from "@openlading/pdf"; // prettier-ignore
import { CliError } from "../error.ts";
import { loadPdf } from "./load-pdf.ts";

export interface ArchiveRequest {
  /** A sealed copy. */
  readonly file: Uint8Array;
  readonly trust: VerifiedTrustList;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** DER each. */
  readonly data: Required<ValidationData>;
  /** Stamps all of it, data included. */
  readonly timestamp?: TimestampClient;
}

export interface Archived {
  readonly bytes: Uint8Array;
  readonly number: string | null;
  readonly copy: number | null;
  readonly level: { readonly before: SignatureLevel | null; readonly after: SignatureLevel | null };
  /** What the file checks as now, by itself. */
  readonly overall: PdfCheck["overall"];
}

/** Genuine still: what was taken back may be kept as well. */
const WITHDRAWN: ReadonlySet<string> = new Set(["ERR_PDF_REPLACED", "ERR_PDF_CANCELLED"]);
/** What the data given may mend. */
const MENDED: ReadonlySet<string> = new Set(["ERR_PDF_UNTRUSTED", "ERR_PDF_REVOCATION_UNKNOWN"]);

/**
 * Puts on a sealed copy what its signatures are judged by later, when nobody answers for their certificates any more, and
 * a time-stamp over all of it. The file is checked before, with the data given, and afterwards by itself.
 * @throws CliError `ERR_CLI_ARCHIVE` saying why there is no archived copy; PdfError `ERR_PDF_TSA_…`, `ERR_PDF_SIGN_…`
 */
export async function archiveCopy(o: ArchiveRequest): Promise<Archived> {
  const before = await look(o, o.file);
  assertFinished(before);
  assertReadable(before, await look(o, o.file, o.data));
  assertLasting(before, o);
  const bytes = await extend(o);
  const after = await look(o, bytes);
  assertNotWorse(before, after);
  const { number, copy } = after.facts;
  return {
    bytes,
    number,
    copy,
    level: { before: before.facts.level, after: after.facts.level },
    overall: after.overall,
  };
}

async function look({ trust, now }: ArchiveRequest, bytes: Uint8Array, data?: ValidationData): Promise<PdfCheck> {
  const { checkPdf } = await loadPdf();
  const { crls = [], ocsps = [] } = data ?? {};
  return checkPdf(bytes, { trust, now: formatInstant(now()), crls, ocsps });
}

function assertFinished({ origin, checks }: PdfCheck): void {
  const wrong = checks.find(({ outcome, code }) => outcome === "invalid" && !isOf(code, WITHDRAWN, MENDED));
  if (wrong !== undefined) throw refuse("the file is not finished, or not as it was", wrong);
  if (origin !== "NATIVE") throw refuse("the file was not printed by this program");
}

/** What is given may reveal something: a certificate revoked, or data that are none. */
function assertReadable(before: PdfCheck, informed: PdfCheck): void {
  const worse = newFault(before, informed);
  if (worse !== undefined) throw refuse("with the data given the file does not check as before", worse);
}

/** Data without a time to judge by, or a time-stamp over no data, would promise more than they keep. */
function assertLasting({ facts: { level } }: PdfCheck, { data, timestamp }: ArchiveRequest): void {
  if (timestamp === undefined && level === "B-B")
    throw refuse("no time-stamp proves when it was signed: add one with --timestamp");
  const hasStore = level === "B-LT" || level === "B-LTA";
  if (!hasStore && isEmpty(data))
    throw refuse("the file holds no validation data yet: give --crl, --ocsp or --certificate");
}

async function extend({ file, data, timestamp }: ArchiveRequest): Promise<Uint8Array> {
  const { addArchiveTimestamp, addValidationData, readIssuerCertificates } = await loadPdf();
  const certificates = [...readIssuerCertificates(file), ...data.certificates];
  const lasting = isEmpty(data) ? file : addValidationData(file, { ...data, certificates });
  return timestamp === undefined ? lasting : addArchiveTimestamp(lasting, { timestamp });
}

const isEmpty = (data: ArchiveRequest["data"]): boolean => Object.values(data).every((items) => items.length === 0);

/** The archived copy must stand by itself, and no step may have become worse. */
function assertNotWorse(before: PdfCheck, after: PdfCheck): void {
  const worse = newFault(before, after);
  if (worse !== undefined) throw refuse("the archived copy would check worse", worse);
  const open = after.checks.find(({ code }) => isOf(code, MENDED));
  if (open !== undefined) throw refuse("the data given are not all that is needed", open);
}

function newFault(before: PdfCheck, after: PdfCheck): PdfCheckItem | undefined {
  const known = new Set(before.checks.map(({ code }) => code));
  const isSkipped = (name: string): boolean => before.checks.some((one) => one.name === name && one.outcome === "skipped"); // prettier-ignore
  return after.checks.find(({ code, outcome, name }) => outcome === "skipped" ? !isSkipped(name) : !known.has(code) && outcome !== "valid"); // prettier-ignore
}

const isOf = (code: string | null, ...sets: readonly ReadonlySet<string>[]): boolean =>
  code !== null && sets.some((set) => set.has(code));

/** @throws CliError `ERR_CLI_ARCHIVE` */
export function assertCertificate(der: Uint8Array): void {
  try {
    new X509Certificate(der);
  } catch {
    throw refuse("a certificate given is none, in DER or PEM");
  }
}

function refuse(message: string, fault?: Pick<PdfCheckItem, "code" | "text" | "details">): CliError {
  const said = fault === undefined ? message : `${message}: ${fault.text.en}`;
  const details = fault === undefined ? {} : { check: fault.code, ...fault.details };
  return new CliError({ code: "ERR_CLI_ARCHIVE", message: said, details });
}
