import type { JsonObject } from "@openlading/core";
import { detectDocumentKind, DOCUMENT_KINDS, documentNumber, type DocumentKind } from "@openlading/documents";
import type { Outcome } from "@openlading/sdk";
import { CliError } from "../error.ts";
import { keepFile, type Desk } from "./desk.ts";

export interface Registered {
  readonly outcome: Outcome;
  readonly recordId: string;
  readonly kind: DocumentKind;
  readonly number: string;
  /** Of the file, hex SHA-256. */
  readonly digest: string;
}

/** How a file that was issued elsewhere is attached. */
export const REGISTERED_FILE = { mediaType: "application/pdf" } as const;

/**
 * Registers a file that somebody else issued: its bytes are kept unchanged, their digest is signed and anchored. Its
 * issuer's own seal is not judged here; `checkCertificate` does that against a trust list.
 * @throws CliError `ERR_CLI_KIND`; DocumentError `ERR_DOCUMENT_INVALID`
 */
export async function registerFile(
  desk: Desk,
  o: { readonly file: Uint8Array; readonly name: string; readonly data: JsonObject; readonly kind?: DocumentKind },
): Promise<Registered> {
  const kind = o.kind ?? detectDocumentKind(o.data);
  if (kind === null || DOCUMENT_KINDS[kind].machine !== "certificate" || kind === "certificate-application") {
    throw new CliError({ code: "ERR_CLI_KIND", message: "the data are of no kind that is registered" });
  }
  if (!new TextDecoder("latin1").decode(o.file.subarray(0, 8)).startsWith("%PDF-")) {
    throw new CliError({ code: "ERR_CLI_KIND", message: "the file is no PDF" });
  }
  const attachment = await keepFile(desk, o.file, { ...REGISTERED_FILE, name: o.name });
  const { outcome, recordId } = await desk.party.registerCertificate({ kind, data: o.data, attachments: [attachment] });
  return { outcome, recordId, kind, number: documentNumber(kind, o.data), digest: attachment.digest };
}
