import { fault } from "../read/fault.ts";
import { dictOf, type PdfObject } from "../read/object.ts";
import type { PdfFile } from "../read/pdf-file.ts";
import { decodeText } from "./text.ts";

const MAX_ATTACHMENTS = 64;

/** The files attached to the document as it was at a revision, by name. @throws PdfError ERR_PDF_ATTACHMENT */
export function readAttachments(file: PdfFile, revision = 0): ReadonlyMap<string, Uint8Array> {
  const names = dictOf(file.entry(file.catalog(revision), "Names", revision));
  const tree = dictOf(file.entry(names, "EmbeddedFiles", revision));
  const found = new Map<string, Uint8Array>();
  const list = file.entry(tree, "Names", revision);
  if (tree?.entries.has("Kids")) throw fault("ERR_PDF_ATTACHMENT", "the attachments are listed in a tree of their own");
  const items = list?.kind === "array" ? list.items : [];
  if (items.length > 2 * MAX_ATTACHMENTS) throw fault("ERR_PDF_ATTACHMENT", "there are too many attachments");
  for (let index = 0; index < items.length; index += 2) {
    const name = items[index];
    if (name?.kind !== "string") throw fault("ERR_PDF_ATTACHMENT", "an attachment has no name");
    const text = decodeText(name.bytes);
    if (found.has(text)) throw fault("ERR_PDF_ATTACHMENT", "two attachments share a name");
    found.set(text, embedded(file, items[index + 1], revision));
  }
  return found;
}

function embedded(file: PdfFile, reference: PdfObject | undefined, revision: number): Uint8Array {
  const files = dictOf(file.entry(dictOf(file.resolve(reference, revision)), "EF", revision));
  const stream = file.entry(files, "F", revision);
  if (stream?.kind !== "stream") throw fault("ERR_PDF_ATTACHMENT", "an attachment is not in the file");
  return file.content(stream);
}
