import type { JsonObject } from "@openlading/core";
import { parseDocument } from "@openlading/documents";
import { certificateTerms } from "@openlading/law";
import type { Outcome } from "@openlading/sdk";
import { readRecord } from "../commands/references.ts";
import { CliError } from "../error.ts";
import { certificateDossier, signQr } from "./approve.ts";
import { listAt, textAt } from "./certificate-data.ts";
import type { Desk } from "./desk.ts";
import { assertIsParty } from "./party-codes.ts";

/** A certificate that followed another, or its duplicate. */
export interface Succeeded {
  readonly outcome: Outcome;
  /** The new one's record; of a duplicate, the old one's. */
  readonly recordId: string;
  readonly number: string;
  readonly qrText: string;
  /** To be imported by the exporter. */
  readonly dossier: () => Promise<Uint8Array>;
}

/**
 * As the authority: puts a new certificate in the place of one, which is void from then on. `data` is the new one's, with
 * a number of its own; which one it replaces is put in.
 * @throws DocumentError `ERR_DOCUMENT_INVALID`; CliError `ERR_CLI_PARTY_CODE`
 */
export async function replaceCertificate(
  desk: Desk,
  o: { readonly certificate: string; readonly data: JsonObject; readonly host?: string },
): Promise<Succeeded> {
  const old = await documentOf(desk, o.certificate);
  const replaces = { number: textAt(old, "documentNumber"), date: textAt(old, "issueDateTime").slice(0, 10) };
  const data = await checked(desk, o.certificate, { ...o.data, replaces });
  const { qrText, attachment } = await signQr(desk, data, o.host ?? hostOf(data));
  const { certificate } = o;
  const { outcome, recordId } = await desk.party.replaceCertificate({ certificate, data, attachments: [attachment] });
  return answer(desk, { outcome, recordId, data, qrText });
}

/** As the authority: issues a duplicate of a lost certificate: the same number, the next version, and says so. */
export async function duplicateCertificate(
  desk: Desk,
  o: { readonly certificate: string; readonly host?: string },
): Promise<Succeeded> {
  const old = await documentOf(desk, o.certificate);
  const remarks = listAt(old, "remarks");
  const data = await checked(desk, o.certificate, { ...old, remarks: [...remarks, "CERTIFIED TRUE COPY"] });
  const { qrText, attachment } = await signQr(desk, data, o.host ?? hostOf(data));
  const { certificate } = o;
  const { outcome, recordId } = await desk.party.duplicateCertificate({ certificate, data, attachments: [attachment] });
  return answer(desk, { outcome, recordId, data, qrText });
}

function answer(
  desk: Desk,
  o: Pick<Succeeded, "outcome" | "recordId" | "qrText"> & { readonly data: JsonObject },
): Succeeded {
  const { data, ...rest } = o;
  return { ...rest, number: textAt(data, "documentNumber"), dossier: () => certificateDossier(desk, o.recordId) };
}

/** The site an earlier certificate led to. */
function hostOf(data: JsonObject): string | undefined {
  const url = textAt(data, "verificationUrl");
  return url === "" ? undefined : new URL(url).hostname;
}

async function checked(desk: Desk, certificate: string, data: JsonObject): Promise<JsonObject> {
  const { holder } = certificateTerms(await readRecord(desk.network, certificate));
  const parsed = parseDocument("certificate-of-origin", data).data;
  await assertIsParty(desk.network, parsed["exporter"], holder, "$.exporter");
  await assertIsParty(desk.network, parsed["issuer"], desk.party.partyId, "$.issuer");
  return parsed;
}

async function documentOf({ party }: Desk, recordId: string): Promise<JsonObject> {
  const document = await party.document(recordId);
  if (document?.kind === "certificate-of-origin" && document.data !== null) return document.data;
  const message = "the certificate itself is not kept here";
  throw new CliError({ code: "ERR_CLI_REFERENCE", message, details: { recordId } });
}
