import { PdfError } from "../error.ts";
import { readArray, readDictionary, readText, referenceOf, type RawDictionary } from "./pdf-syntax.ts";

/** A file of our printer, with or without revisions on top: where its objects stand, and its form. */
export interface PrintedFile {
  readonly bytes: Uint8Array;
  /** The file, one character a byte. */
  readonly text: string;
  /** Of the last revision. */
  readonly trailer: RawDictionary;
  readonly startXref: number;
  /** Where the newest state of each object begins, by object number. */
  readonly offsets: ReadonlyMap<number, number>;
  readonly size: number;
  readonly rootNumber: number;
  readonly root: RawDictionary;
  readonly fields: readonly SignatureField[];
  /** The object that holds the form, or null when it stands in the catalog itself. */
  readonly formNumber: number | null;
  readonly form: RawDictionary;
}

/** A field of the form and its widget, which are one object. */
export interface SignatureField {
  readonly number: number;
  readonly name: string;
  readonly entries: RawDictionary;
}

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_REVISIONS = 64;
const MAX_OBJECTS = 100_000;
const MAX_FIELDS = 100;

/**
 * Reads the layout of a printed file. Every cross-reference must be a classic table, every object plain: what our
 * printer writes, and what this package writes on top.
 * @throws PdfError ERR_PDF_SIGN_LAYOUT
 */
export function openPrintedFile(bytes: Uint8Array): PrintedFile {
  if (bytes.length > MAX_BYTES) throw refuse("the file is larger than 64 MB");
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const end = /startxref\s+(\d{1,8})\s+%%EOF\s*$/.exec(text.slice(-64));
  if (!text.startsWith("%PDF-1.") || end === null) throw refuse("the file does not begin and end as a PDF does");
  const startXref = Number(end[1]);
  const { trailer, offsets } = readSections(text, startXref);
  if (trailer.has("Encrypt")) throw refuse("the file is encrypted");
  const rootNumber = referenceOf(trailer.get("Root"));
  const size = Number(trailer.get("Size"));
  if (rootNumber === null || !(size > 0 && size <= MAX_OBJECTS)) throw refuse("the trailer has no root or size");
  const objectAt = (number: number): RawDictionary => readObject(text, offsets, number);
  const root = objectAt(rootNumber);
  const formNumber = referenceOf(root.get("AcroForm"));
  const form = formNumber === null ? readDictionary(root.get("AcroForm") ?? "", 0).entries : objectAt(formNumber);
  const fields = readFields(form, objectAt);
  return { bytes, text, trailer, startXref, offsets, size, rootNumber, root, fields, formNumber, form };
}

/** The dictionary of an object; of a stream, its dictionary. */
export function readObject(text: string, offsets: ReadonlyMap<number, number>, number: number): RawDictionary {
  return readDictionary(text, bodyOf(text, offsets, number)).entries;
}

/** The bytes of a stream that stands in the file without a filter. */
export function readPlainStream(file: PrintedFile, number: number): Uint8Array {
  const { entries, end } = readDictionary(file.text, bodyOf(file.text, file.offsets, number));
  const head = /\s*stream\r?\n/y;
  head.lastIndex = end;
  const length = Number(entries.get("Length"));
  if (!head.test(file.text) || !Number.isSafeInteger(length)) throw refuse("a stream is malformed");
  return file.bytes.subarray(head.lastIndex, head.lastIndex + length);
}

function bodyOf(text: string, offsets: ReadonlyMap<number, number>, number: number): number {
  const head = /(\d+) 0 obj/y;
  head.lastIndex = offsets.get(number) ?? text.length;
  if (Number(head.exec(text)?.[1] ?? -1) !== number) throw refuse("an object is not where the file says");
  return head.lastIndex;
}

function readFields(form: RawDictionary, objectAt: (number: number) => RawDictionary): readonly SignatureField[] {
  const references = readArray(form.get("Fields") ?? "[]");
  if (references.length > MAX_FIELDS) throw refuse("the form has too many fields");
  return references.map((reference) => {
    const number = referenceOf(reference);
    if (number === null) throw refuse("a field is no object of its own");
    const entries = objectAt(number);
    return { number, name: readText(entries.get("T")) ?? "", entries };
  });
}

/** Walks from the last cross-reference table to the first; the newest entry of an object counts. */
function readSections(text: string, start: number): Pick<PrintedFile, "trailer" | "offsets"> {
  const offsets = new Map<number, number>();
  let newest: RawDictionary | undefined;
  let previous = Infinity;
  let at: number | null = start;
  for (let count = 0; at !== null; count += 1) {
    if (count === MAX_REVISIONS || at >= previous) throw refuse("the revisions do not lead back to a first one");
    const trailer = readSection(text, at, offsets);
    newest ??= trailer;
    previous = at;
    const link = trailer.get("Prev");
    at = link === undefined ? null : Number(link);
  }
  return { trailer: newest ?? new Map<string, string>(), offsets };
}

const SUBSECTION = /\s*(\d{1,7}) (\d{1,7})\s*?\r?\n/y;
const ENTRY = /(\d{10}) (\d{5}) ([nf])(?:\r\n| \r| \n)/y;

function readSection(text: string, at: number, offsets: Map<number, number>): RawDictionary {
  if (!text.startsWith("xref", at)) throw refuse("a cross-reference table is not where the file says");
  let here = at + "xref".length;
  for (SUBSECTION.lastIndex = here; ; SUBSECTION.lastIndex = here) {
    const head = SUBSECTION.exec(text);
    if (head === null) break;
    here = readEntries(text, SUBSECTION.lastIndex, Number(head[1]), Number(head[2]), offsets);
  }
  const word = /\s*trailer/y;
  word.lastIndex = here;
  if (!word.test(text)) throw refuse("a cross-reference table has no trailer");
  return readDictionary(text, word.lastIndex).entries;
}

function readEntries(text: string, at: number, first: number, count: number, offsets: Map<number, number>): number {
  if (count > MAX_OBJECTS) throw refuse("a cross-reference table is too long");
  ENTRY.lastIndex = at;
  for (let index = 0; index < count; index += 1) {
    const entry = ENTRY.exec(text);
    if (entry === null) throw refuse("a cross-reference table is malformed");
    const number = first + index;
    if (entry[3] === "n" && !offsets.has(number)) offsets.set(number, Number(entry[1]));
  }
  return count === 0 ? at : ENTRY.lastIndex;
}

function refuse(message: string): PdfError {
  return new PdfError({ code: "ERR_PDF_SIGN_LAYOUT", message });
}
