import { afterEol, isWhite, latin1, standsAt } from "./bytes.ts";
import { fault } from "./fault.ts";
import { readIndirect, type IndirectObject } from "./indirect.ts";
import { READ_LIMITS, type ReadLimits } from "./limits.ts";
import { integerOf, isSameObject } from "./object.ts";
import { PdfFile, type Revision } from "./pdf-file.ts";
import { lastXrefOffset, readXref, type XrefSection } from "./xref.ts";

const HEADER = /^%PDF-(?:1\.[4-7]|2\.0)(?:\r\n|\n|\r)(?:%[\x80-\xff]{4,}(?:\r\n|\n|\r))?/;
const HEADER_CHARS = 64;
const MAX_GAP = 4;
const MEGABYTE = 1024 * 1024;

/**
 * Reads a PDF file to the letter: header at offset 0, one classic table for each revision, each object exactly where
 * its table says, every byte accounted for, and nothing behind the end. It never repairs. What it does not read is
 * refused with its own code: encryption, hybrid tables, object streams, comments between tokens.
 * Establishes nothing about signatures or meaning.
 * @throws PdfError ERR_PDF_TOO_LARGE, ERR_PDF_HEADER, ERR_PDF_SECOND_HEADER, ERR_PDF_END, ERR_PDF_TRAILING,
 * ERR_PDF_XREF, ERR_PDF_HYBRID, ERR_PDF_ENCRYPTED, ERR_PDF_OBJECT_STREAM, ERR_PDF_DUPLICATE_OBJECT, ERR_PDF_GAP,
 * ERR_PDF_SYNTAX, ERR_PDF_DEPTH, ERR_PDF_TOO_MANY
 * @see ISO 32000-2, 7.5; docs/spec/pdf-check.md
 */
export function readPdf(bytes: Uint8Array, limits: ReadLimits = READ_LIMITS): PdfFile {
  if (bytes.length > limits.maxBytes) throw tooLarge(bytes.length, limits.maxBytes);
  const header = HEADER.exec(latin1(bytes, 0, HEADER_CHARS));
  if (header === null) throw fault("ERR_PDF_HEADER", "the file does not begin with a PDF header of a known version");
  refuseSecondHeader(bytes);
  const sections = readSections(bytes, limits);
  const revisions: Revision[] = [];
  for (const [index, section] of sections.entries()) {
    const before = revisions[index - 1];
    const from = before === undefined ? header[0].length : before.end;
    revisions.push(readRevision({ bytes, section, from, revisions, limits }));
  }
  const file = new PdfFile(bytes, revisions, limits);
  checkTrailers(file, limits);
  return file;
}

function tooLarge(length: number, maxBytes: number): Error {
  const size = (length / MEGABYTE).toFixed(1);
  const message = `the file has ${size} MB and at most ${maxBytes / MEGABYTE} MB are read`;
  return fault("ERR_PDF_TOO_LARGE", message, { bytes: length, maxBytes });
}

function refuseSecondHeader(bytes: Uint8Array): void {
  const second = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf("%PDF-", 1, "latin1");
  if (second > 0) throw fault("ERR_PDF_SECOND_HEADER", "a second PDF begins inside the file", { offset: second });
}

/** The tables from the first to the last. Offsets must fall on the way back, so the walk ends. */
function readSections(bytes: Uint8Array, limits: ReadLimits): XrefSection[] {
  const sections: XrefSection[] = [];
  let at: number | null = lastXrefOffset(bytes);
  let end = bytes.length;
  while (at !== null) {
    if (sections.length >= limits.maxRevisions) throw fault("ERR_PDF_TOO_MANY", "the file has too many revisions");
    if (at >= end) throw fault("ERR_PDF_XREF", "a table points forward to an earlier one", { offset: at });
    const section = readXref(bytes, at, limits);
    if (section.end > end) throw fault("ERR_PDF_XREF", "two revisions overlap", { offset: at });
    sections.unshift(section);
    end = at;
    at = previousOf(section);
  }
  return sections;
}

function previousOf({ trailer, start }: XrefSection): number | null {
  const stated = trailer.entries.get("Prev");
  if (stated === undefined) return null;
  const previous = integerOf(stated);
  if (previous === null || previous < 0)
    throw fault("ERR_PDF_XREF", "a trailer names no earlier table", { offset: start });
  return previous;
}

interface RevisionInput {
  readonly bytes: Uint8Array;
  readonly section: XrefSection;
  /** Where the revision's bytes begin. */
  readonly from: number;
  readonly revisions: readonly Revision[];
  readonly limits: ReadLimits;
}

function readRevision({ bytes, section, from, revisions, limits }: RevisionInput): Revision {
  const own = new Map<number, IndirectObject>();
  const count = revisions.reduce((sum, { objects }) => sum + objects.size, section.offsets.size);
  if (count > limits.maxObjects) throw fault("ERR_PDF_TOO_MANY", "the file has too many objects");
  const read = (number: number, offset: number, length: (number: number) => number | null): IndirectObject => {
    const known = own.get(number);
    if (known !== undefined) return known;
    if (offset < from || offset >= section.start)
      throw fault("ERR_PDF_XREF", "a table points outside of its own revision", { object: number, offset });
    const object = readIndirect(bytes, offset, number, limits.maxDepth, length);
    own.set(number, object);
    return object;
  };
  // A length is what this revision says it is, else what an earlier one said; itself it has no length to look up.
  const lengthOf = (number: number): number | null => {
    const offset = section.offsets.get(number);
    const earlier = revisions.findLast(({ objects }) => objects.has(number))?.objects.get(number);
    return integerOf((offset === undefined ? earlier : read(number, offset, () => null))?.value);
  };
  for (const [number, offset] of section.offsets) read(number, offset, lengthOf);
  accountForBytes(bytes, [...own.values()], from, section.start);
  const { trailer, freed, end } = section;
  return { index: revisions.length, start: from, end, objects: own, freed, trailer };
}

/** Between the objects of a revision stands white space and nothing else, so nothing can hide there. */
function accountForBytes(bytes: Uint8Array, objects: IndirectObject[], from: number, to: number): void {
  let at = from;
  for (const { start, end, number } of objects.sort((a, b) => a.start - b.start)) {
    if (start < at) throw fault("ERR_PDF_XREF", "two objects overlap", { object: number, offset: start });
    checkGap(bytes, at, start, objects);
    at = end;
  }
  checkGap(bytes, at, to, objects);
}

function checkGap(bytes: Uint8Array, from: number, to: number, objects: readonly IndirectObject[]): void {
  let at = from;
  while (at < to && isWhite(bytes[at])) at++;
  if (at === to && to - from <= MAX_GAP) return;
  const stray = /^(\d{1,7}) \d{1,5} obj/.exec(latin1(bytes, at, at + HEADER_CHARS));
  if (stray !== null && objects.some(({ number }) => number === Number(stray[1])))
    throw fault("ERR_PDF_DUPLICATE_OBJECT", "a revision writes an object twice", {
      object: Number(stray[1]),
      offset: at,
    });
  if (standsAt(bytes, at, "%%EOF") || standsAt(bytes, at, "xref"))
    throw fault("ERR_PDF_XREF", "a revision is left out of the chain of tables", { offset: at });
  throw fault("ERR_PDF_GAP", "bytes of the file belong to no object", { offset: at });
}

function checkTrailers(file: PdfFile, limits: ReadLimits): void {
  let highest = 0;
  for (const revision of file.revisions) {
    for (const number of revision.objects.keys()) highest = Math.max(highest, number);
    if (highest > limits.maxObjects) throw fault("ERR_PDF_TOO_MANY", "object numbers are too high");
    checkTrailer(file, revision, highest);
  }
  const end = file.revisions.at(-1)?.end ?? 0;
  if (end !== file.bytes.length && afterEol(file.bytes, end) !== file.bytes.length)
    throw fault("ERR_PDF_TRAILING", "something stands behind the end mark of the file", { offset: end });
}

function checkTrailer(file: PdfFile, { trailer, freed, index }: Revision, highest: number): void {
  const first = file.revisions[0]?.trailer.entries.get("Root");
  if (freed.length > 0) throw fault("ERR_PDF_XREF", "a revision frees objects", { revision: index });
  // A smaller size would hide objects from some readers.
  if (integerOf(trailer.entries.get("Size")) !== highest + 1)
    throw fault("ERR_PDF_XREF", "a trailer does not state the size of the file's numbering", { revision: index });
  if (!isSameObject(trailer.entries.get("Root"), first))
    throw fault("ERR_PDF_XREF", "a revision names another root", { revision: index });
  file.catalog(index);
}
