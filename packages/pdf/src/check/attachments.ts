import { fault } from "../read/fault.ts";
import { dictOf, type PdfObject } from "../read/object.ts";
import type { PdfFile } from "../read/pdf-file.ts";
import { decodeText } from "./text.ts";

const MAX_ATTACHMENTS = 64;

/** The files attached to the document as it was at a revision, by name. @throws PdfError ERR_PDF_ATTACHMENT */
export function readAttachments(file: PdfFile, revision = 0): ReadonlyMap<string, Uint8Array> {
  const items = listedFiles(file, revision);
  const found = new Map<string, Uint8Array>();
  for (let index = 0; index < items.length; index += 2) {
    const name = items[index];
    const text = name?.kind === "string" ? decodeText(name.bytes) : "";
    if (text === "" || found.has(text)) throw fault("ERR_PDF_ATTACHMENT", "an attachment has no name of its own");
    found.set(text, embedded(file, items[index + 1], revision));
  }
  return found;
}

/** Name, file, name, file …: a tree of names is more than a print needs. */
function listedFiles(file: PdfFile, revision: number): readonly PdfObject[] {
  const names = dictOf(file.entry(file.catalog(revision), "Names", revision));
  const tree = dictOf(file.entry(names, "EmbeddedFiles", revision));
  const list = file.entry(tree, "Names", revision);
  const items = list?.kind === "array" ? list.items : [];
  if (tree?.entries.has("Kids") === true || items.length > 2 * MAX_ATTACHMENTS)
    throw fault("ERR_PDF_ATTACHMENT", "there are too many attachments");
  return items;
}

function embedded(file: PdfFile, reference: PdfObject | undefined, revision: number): Uint8Array {
  const files = dictOf(file.entry(dictOf(file.resolve(reference, revision)), "EF", revision));
  const stream = file.entry(files, "F", revision);
  if (stream?.kind !== "stream") throw fault("ERR_PDF_ATTACHMENT", "an attachment is not in the file");
  return file.content(stream);
}
