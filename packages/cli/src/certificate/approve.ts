import { readFile } from "node:fs/promises";
import { decodeUtf8, formatInstant, parseStrictJson, utf8, type JsonObject } from "@openlading/core";
import { parseDocument, type Attachment } from "@openlading/documents";
import { applicationTerms, certificateTerms } from "@openlading/law";
import type { Outcome } from "@openlading/sdk";
import { isObject } from "../commands/inspect.ts";
import { readRecord } from "../commands/references.ts";
import { CliError } from "../error.ts";
import { certificateData, seriesNumber, textAt } from "./certificate-data.ts";
import { keepFile, makePlace, placeOf, readKeptFile, registeredSigner, type Desk } from "./desk.ts";
import { writeWhole } from "./files.ts";
import { loadPdf } from "./load-pdf.ts";
import { assertIsParty } from "./party-codes.ts";

export interface Approval {
  /** The application's record; its dossier was imported before. */
  readonly application: string;
  /** The next of the authority's own series unless told. */
  readonly number?: string;
  /** Where it is certified; the application's own place of declaration unless told. */
  readonly place?: string;
  /** The day of certification, `2026-05-12`; today unless told. */
  readonly date?: string;
  /** The authority's site, which the QR code leads to; the authority's party id unless told. */
  readonly host?: string;
}

export interface Approved extends Issued {
  /** Of the act that issues; of the examination, where that was not committed. */
  readonly outcome: Outcome;
}

/** A certificate that this authority issued. */
export interface Issued {
  /** The certificate's record. */
  readonly recordId: string;
  readonly number: string;
  readonly data: JsonObject;
  readonly qrText: string;
  /** What the exporter prints from, to be imported: the certificate with its proof, and the QR code as an attachment. */
  readonly dossier: () => Promise<Uint8Array>;
}

/** How the QR code's text is attached to a certificate. */
export const QR_FILE = { name: "qr.txt", mediaType: "text/plain" } as const;

/** Accepts an application. @see refuseApplication */
export function acceptApplication(desk: Desk, application: string, reason = "IN_ORDER"): Promise<Outcome> {
  return desk.party.examineApplication({ application, result: "ACCEPTED", reason });
}

/** Refuses an application for a reason, a public code. */
export function refuseApplication(
  desk: Desk,
  o: { readonly application: string; readonly reason: string },
): Promise<Outcome> {
  return desk.party.examineApplication({ ...o, result: "REFUSED" });
}

/**
 * As the authority: accepts an application if that was not done, and issues the certificate it asks for with a signed QR
 * code. The data of the certificate are made from those of the application, after its parties were held against the registry.
 * @throws DocumentError `ERR_DOCUMENT_INVALID`; CliError `ERR_CLI_PARTY_CODE`, `ERR_CLI_REFERENCE`; PdfError `ERR_PDF_QR_FACTS`
 */
export async function approveApplication(desk: Desk, o: Approval): Promise<Approved> {
  const { network, party } = desk;
  const record = await readRecord(network, o.application);
  const { applicant } = applicationTerms(record);
  const application = await applicationOf(desk, o.application);
  await assertIsParty(network, application["issuer"], applicant, "$.issuer");
  await assertIsParty(network, application["exporter"], applicant, "$.exporter");
  await assertIsParty(network, application["authority"], party.partyId, "$.authority");
  const { number, count } = await numberFor(desk, o, application);
  const data = dataOf(desk, o, application, number);
  const { qrText, attachment } = await signQr(desk, data, o.host);
  if (record.status === "APPLIED") {
    const outcome = await acceptApplication(desk, o.application);
    if (outcome.kind !== "committed") return { outcome, recordId: "", number, data, qrText, dossier: none };
  }
  const issued = await party.issueCertificate({ application: o.application, data, attachments: [attachment] });
  if (issued.outcome.kind === "committed" && count !== null) await keepCount(desk, textAt(data, "form"), count);
  const { outcome, recordId } = issued;
  return { outcome, recordId, number, data, qrText, dossier: () => certificateDossier(desk, recordId) };
}

/** The certificate this authority issued on an application before; null when it did not. */
export async function findIssued(desk: Desk, application: string): Promise<Issued | null> {
  if ((await readRecord(desk.network, application)).status !== "GRANTED") return null;
  for (const { recordId, kind, state, data, attachments } of await desk.party.documents()) {
    if (kind !== "certificate-of-origin" || state !== "COMMITTED" || data === null) continue;
    const record = await desk.network.read(recordId);
    if (record === null || certificateTerms(record).application !== application) continue;
    const qr = attachments.find(({ name }) => name === QR_FILE.name);
    const qrText = qr === undefined ? "" : decodeUtf8(await readKeptFile(desk, qr));
    const number = textAt(data, "documentNumber");
    return { recordId, number, data, qrText, dossier: () => certificateDossier(desk, recordId) };
  }
  return null;
}

function dataOf(desk: Desk, o: Approval, application: JsonObject, number: string): JsonObject {
  const data = certificateData(application, {
    number,
    place: o.place ?? textAt(application, "declaration", "place"),
    host: o.host ?? desk.party.partyId,
    nowMs: desk.now(),
    ...(o.date === undefined ? {} : { date: o.date }),
  });
  return parseDocument("certificate-of-origin", data).data;
}

/** The signed QR code of a document of this authority, kept, as an attachment. */
export async function signQr(
  desk: Desk,
  data: JsonObject,
  host = desk.party.partyId,
): Promise<{ readonly qrText: string; readonly attachment: Attachment }> {
  const { createQrText } = await loadPdf();
  const signer = await registeredSigner(desk);
  const qrText = await createQrText({ host, signer, documentKind: "certificate-of-origin", data });
  return { qrText, attachment: await keepFile(desk, utf8(qrText), QR_FILE) };
}

/** A certificate's dossier with the files that belong to it, to hand over. */
export async function certificateDossier(desk: Desk, recordId: string): Promise<Uint8Array> {
  const document = await desk.party.document(recordId);
  const bytes = new Map<string, Uint8Array>();
  for (const file of document?.attachments ?? []) bytes.set(file.digest, await readKeptFile(desk, file));
  return desk.party.export({
    recordId,
    attachmentBytes: (digest) => bytes.get(digest) ?? new Uint8Array(),
  });
}

const none = (): Promise<Uint8Array> => Promise.reject(new TypeError("nothing was issued"));

async function applicationOf({ party }: Desk, recordId: string): Promise<JsonObject> {
  const document = await party.document(recordId);
  if (document?.kind === "certificate-application" && document.data !== null) return document.data;
  const message = "the application itself is not here: import its dossier first";
  throw new CliError({ code: "ERR_CLI_REFERENCE", message, details: { recordId } });
}

const SERIES = "series.json";

async function numberFor(
  desk: Desk,
  { number, date }: Approval,
  application: JsonObject,
): Promise<{ readonly number: string; readonly count: number | null }> {
  if (number !== undefined) return { number, count: null };
  const form = application["form"];
  const year = (date ?? formatInstant(desk.now())).slice(0, 4);
  const counts = await readCounts(desk);
  for (let count = (counts[textAt(application, "form")] ?? 0) + 1; ; count++) {
    const next = seriesNumber(form, year, count);
    const { recordId } = await desk.party.recordId("certificate-of-origin", next);
    if ((await desk.network.read(recordId)) === null) return { number: next, count };
  }
}

/** How far each series is. It only saves looking: a number that is taken is passed over. */
async function readCounts(desk: Desk): Promise<Record<string, number>> {
  const bytes = await readFile(placeOf(desk, SERIES)).catch(() => null);
  const value = bytes === null ? {} : parseStrictJson(bytes);
  const rows = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(rows.flatMap(([form, count]) => (typeof count === "number" ? [[form, count]] : [])));
}

async function keepCount(desk: Desk, form: string, count: number): Promise<void> {
  await makePlace(desk);
  const counts = { ...(await readCounts(desk)), [form]: count };
  await writeWhole(placeOf(desk, SERIES), `${JSON.stringify(counts)}\n`, { isForced: true });
}
