import { existsSync } from "node:fs";
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { decodeUtf8, formatInstant, sha256Hex } from "@openlading/core";
import { documentNumber, selfPrintable, isCertificateForm, type SelfPrintAnswer } from "@openlading/documents";
import type { TimestampClient } from "@openlading/pdf";
import type { Outcome, PrintableCertificate } from "@openlading/sdk";
import { CliError } from "../error.ts";
import { authorisedImages, drawAppearance } from "./appearance.ts";
import { QR_FILE } from "./approve.ts";
import { textAt } from "./certificate-data.ts";
import { deskOf, makePlace, placeOf, readKeptFile, type Desk } from "./desk.ts";
import { writeWhole } from "./files.ts";
import { loadPdf } from "./load-pdf.ts";
import { findPdfKey, mustPdfKey } from "./pdf-key.ts";
import { REGISTERED_FILE } from "./register.ts";
import { sealChecked } from "./seal.ts";

export interface PrintRequest {
  /** The certificate's record. */
  readonly certificate: string;
  /** The folder to print into. */
  readonly out: string;
  /** A further copy of what was printed already; otherwise that is left as it is. */
  readonly isAnother?: boolean;
  readonly timestamp?: TimestampClient;
}

/** What became of one certificate. */
export interface Printed {
  readonly certificate: string;
  readonly number: string;
  readonly copy: number;
  /** The file; null where nothing was printed now. */
  readonly path: string | null;
  /** PRINTED now; FINISHED: counted by an earlier run that was interrupted; ALREADY printed; or the act was not committed. */
  readonly state: "PRINTED" | "FINISHED" | "ALREADY" | "NOT_COMMITTED";
  /** The authority's seal is on it; what was issued elsewhere is as it came. */
  readonly isSealed: boolean;
  readonly outcome: Outcome | null;
}

/**
 * Prints one copy. The signed file is kept aside first, then the copy is counted, and only then is the file handed out:
 * whatever interrupts that, the next run finishes it, and no copy is counted twice. The authority seals at once where its
 * key is kept in this home.
 * @throws PdfError `ERR_PDF_GLYPH`, `ERR_PDF_TSA_…`, `ERR_PDF_SIGN_…`; CliError `ERR_CLI_SELF_PRINT`, `ERR_CLI_PDF_KEY`, `ERR_CLI_KEPT_FILE`
 */
export async function printCopy(desk: Desk, o: PrintRequest): Promise<Printed> {
  const what = await desk.party.certificateToPrint({ certificate: o.certificate });
  const left = await findLeft(desk, what);
  if (left !== null) return handOut(desk, what, { ...o, ...left, state: "FINISHED", outcome: null });
  if (what.copy > 1 && o.isAnother !== true) return already(what);
  const bytes = what.terms.origin === "REGISTERED" ? await registeredFile(desk, what) : await makeCopy(desk, what, o);
  const aside = asideFile(desk, what, { copy: what.copy, bytes });
  await makePlace(desk, "printing");
  await writeWhole(aside, bytes, { isForced: true, isPrivate: true });
  const { copy } = what;
  const { outcome } = await desk.party.printCertificate({
    certificate: o.certificate,
    copy,
    fileDigest: sha256Hex(bytes),
  });
  if (outcome.kind === "committed") return handOut(desk, what, { ...o, copy, bytes, state: "PRINTED", outcome });
  if (outcome.kind !== "unknown") await rm(aside, { force: true });
  return { ...namesOf(what), copy, path: null, state: "NOT_COMMITTED", isSealed: false, outcome };
}

/** Whether an exporter may print a certificate itself, by announcement; null for what is no certificate of origin. */
export function selfPrintAnswer({ kind, data }: Pick<PrintableCertificate, "kind" | "data">): SelfPrintAnswer | null {
  const form = data["form"];
  if (kind !== "certificate-of-origin" || !isCertificateForm(form)) return null;
  const day = textAt(data, "certification", "date") || textAt(data, "issueDateTime").slice(0, 10);
  return selfPrintable(form, textAt(data, "destinationCountryCode"), day);
}

/** Revision 0, certified by the exporter: the file whose digest is committed to. */
async function makeCopy(desk: Desk, what: PrintableCertificate, { timestamp }: PrintRequest): Promise<Uint8Array> {
  assertSelfPrintable(what);
  const { renderPrint, signPdf } = await loadPdf();
  const { signer, chain } = await mustPdfKey(desk);
  const images = await authorisedImages(desk);
  const printedAt = formatInstant(desk.now());
  const qr = what.attachments.find(({ name }) => name === QR_FILE.name);
  const qrText = qr === undefined ? {} : { qrText: decodeUtf8(await readKeptFile(desk, qr)) };
  const { kind, data, manifest, copy } = what;
  const { bytes } = await renderPrint({ kind, data, manifest, images, print: { copy, printedAt, ...qrText } });
  const reason = "Declaration by the exporter 出口商声明";
  const appearance = await drawAppearance(desk, images, { date: printedAt.slice(0, 10), reason });
  const stamp = timestamp === undefined ? {} : { timestamp };
  return signPdf(bytes, { field: "exporter", signer, chain, signedAt: printedAt, appearance, reason, ...stamp });
}

function assertSelfPrintable(what: PrintableCertificate): void {
  const answer = selfPrintAnswer(what);
  if (answer?.selfPrintable !== false) return;
  const details = { number: documentNumber(what.kind, what.data), reason: answer.reason };
  throw new CliError({ code: "ERR_CLI_SELF_PRINT", message: "the exporter may not print this certificate", details });
}

/** The file as it was registered. */
async function registeredFile(desk: Desk, { attachments }: PrintableCertificate): Promise<Uint8Array> {
  const file = attachments.find(({ mediaType }) => mediaType === REGISTERED_FILE.mediaType);
  if (file !== undefined) return readKeptFile(desk, file);
  throw new CliError({ code: "ERR_CLI_KEPT_FILE", message: "no registered file belongs to the document" });
}

interface Left {
  readonly copy: number;
  readonly bytes: Uint8Array;
}

/** Named by its digest too, so that two runs at once do not write over each other's. */
const asideFile = (desk: Desk, { certificate }: PrintableCertificate, { copy, bytes }: Left): string =>
  placeOf(desk, "printing", `${certificate}-${copy}-${sha256Hex(bytes).slice(0, 16)}.pdf`);

const ASIDE = /^([0-9a-f]{64})-(\d{1,2})-[0-9a-f]{16}\.pdf$/;
/** Another run may be about to count what was kept aside lately. */
const STALE_MS = 3_600_000;

/** A copy that was counted and not handed out. What was kept aside and never counted is thrown away in time. */
async function findLeft(desk: Desk, what: PrintableCertificate): Promise<Left | null> {
  for (const name of (await readdir(placeOf(desk, "printing")).catch(() => [])).sort()) {
    const [, certificate, number] = ASIDE.exec(name) ?? [];
    if (certificate !== what.certificate) continue;
    const path = placeOf(desk, "printing", name);
    const left = { copy: Number(number), bytes: new Uint8Array(await readFile(path)) };
    if (await isCounted(desk, certificate, left)) return left;
    if (Date.now() - (await stat(path)).mtimeMs > STALE_MS) await rm(path, { force: true });
  }
  return null;
}

/** What the store kept of the act that counted a copy: its file's digest. */
async function isCounted({ party }: Desk, certificate: string, { copy, bytes }: Left): Promise<boolean> {
  const kept = await party.store.get("statement", `printing/${certificate}/${String(copy).padStart(2, "0")}`);
  return typeof kept === "object" && kept !== null && Reflect.get(kept, "fileDigest") === sha256Hex(bytes);
}

interface HandingOut extends Left, PrintRequest {
  readonly state: "PRINTED" | "FINISHED";
  readonly outcome: Outcome | null;
}

async function handOut(desk: Desk, what: PrintableCertificate, o: HandingOut): Promise<Printed> {
  const { copy, state, outcome } = o;
  const sealed = what.terms.origin === "REGISTERED" ? null : await sealHere(desk, what, o);
  const bytes = sealed ?? o.bytes;
  const names = namesOf(what);
  const path = await place(o.out, names.number, copy, bytes);
  await rm(asideFile(desk, what, o), { force: true });
  return { ...names, copy, path, state, isSealed: sealed !== null || what.terms.origin === "REGISTERED", outcome };
}

/** The authority's seal, where the authority is at home here too. */
async function sealHere(
  desk: Desk,
  { terms }: PrintableCertificate,
  { bytes, timestamp }: HandingOut,
): Promise<Uint8Array | null> {
  const authority = terms.issuer === null ? null : await deskOf(desk, terms.issuer);
  if (authority === null || (await findPdfKey(authority)) === null) return null;
  return (await sealChecked(authority, bytes, timestamp === undefined ? {} : { timestamp })).bytes;
}

/** A finished copy may stand there already; another file does not give way. */
async function place(out: string, number: string, copy: number, bytes: Uint8Array): Promise<string> {
  const path = join(out, `${fileName(number)}-copy${copy}.pdf`);
  if (existsSync(path) && sha256Hex(await readFile(path)) === sha256Hex(bytes)) return path;
  await writeWhole(path, bytes);
  return path;
}

/** A number as part of a file's name. */
export function fileName(number: string): string {
  return number.replace(/[^A-Za-z0-9._-]/g, "_");
}

const namesOf = ({ certificate, kind, data }: PrintableCertificate) => ({
  certificate,
  number: documentNumber(kind, data),
});

function already(what: PrintableCertificate): Printed {
  const copy = what.copy - 1;
  return { ...namesOf(what), copy, path: null, state: "ALREADY", isSealed: false, outcome: null };
}
