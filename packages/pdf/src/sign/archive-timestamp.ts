import { PdfError } from "../error.ts";
import { ARCHIVE_FIELDS } from "./archive-fields.ts";
import { formatDictionary, formatText, readArray } from "./pdf-syntax.ts";
import { openPrintedFile, type PrintedFile } from "./printed-file.ts";
import { createRevision, type Revision } from "./revision.ts";
import { openSignature, signatureBody } from "./signature-object.ts";
import type { TimestampClient } from "./timestamp-client.ts";

/** Printed, not hidden, locked: the flags PDF/A wants of every widget. */
const FLAGS = "132";

/**
 * Puts a document time-stamp over the whole file on top of it: with validation data below it BASELINE-LTA. Its field
 * has no box on the page; it is named `timestamp1`, `timestamp2` …
 * @throws PdfError ERR_PDF_TSA_…, ERR_PDF_SIGN_LAYOUT, ERR_PDF_SIGN_ROOM, ERR_PDF_SIGN_TAKEN after the ninth
 * @see EN 319 142-1 clause 5.4.3
 */
export async function addArchiveTimestamp(
  bytes: Uint8Array,
  o: { readonly timestamp: TimestampClient; readonly reserveBytes?: number },
): Promise<Uint8Array> {
  const file = openPrintedFile(bytes);
  const reserve = o.reserveBytes ?? o.timestamp.tokenBytes;
  const revision = createRevision(file);
  const signature = revision.reserve();
  addField(file, revision, signature);
  const entries = { Type: "/DocTimeStamp", Filter: "/Adobe.PPKLite", SubFilter: "/ETSI.RFC3161" };
  revision.replace(signature, signatureBody(entries, reserve));
  const written = revision.write();
  const open = openSignature(written.bytes, written.bodyAt.get(signature) ?? 0, reserve);
  const { token } = await o.timestamp.timestamp(...open.covered);
  return open.fill(token);
}

function addField(file: PrintedFile, revision: Revision, signature: number): void {
  const name = ARCHIVE_FIELDS.find((one) => !file.fields.some((field) => field.name === one));
  if (name === undefined)
    throw new PdfError({ code: "ERR_PDF_SIGN_TAKEN", message: "the seal leaves open no more fields for time-stamps" });
  const page = file.fields[0]?.entries.get("P");
  const field = revision.add(
    formatDictionary({
      Type: "/Annot",
      Subtype: "/Widget",
      FT: "/Sig",
      T: formatText(name),
      Rect: "[ 0 0 0 0 ]",
      F: FLAGS,
      ...(page === undefined ? {} : { P: page }),
      V: `${signature} 0 R`,
    }),
  );
  const fields = [...readArray(file.form.get("Fields") ?? "[]"), `${field} 0 R`];
  const form = formatDictionary(new Map([...file.form, ["Fields", `[ ${fields.join(" ")} ]`]]));
  if (file.formNumber === null) {
    revision.replace(file.rootNumber, formatDictionary(new Map([...file.root, ["AcroForm", form]])));
  } else {
    revision.replace(file.formNumber, form);
  }
}
