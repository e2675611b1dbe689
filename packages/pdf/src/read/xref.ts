import { afterEol, isDigit, latin1, standsAt } from "./bytes.ts";
import { fault } from "./fault.ts";
import { integerOf, type PdfDict } from "./object.ts";
import { ObjectParser } from "./parse.ts";
import type { ReadLimits } from "./limits.ts";

/** One cross-reference table with its trailer, and where both stand. */
export interface XrefSection {
  /** Object number → offset, of the objects in use. */
  readonly offsets: ReadonlyMap<number, number>;
  /** Object numbers that the section frees; 0 left out. */
  readonly freed: readonly number[];
  readonly trailer: PdfDict;
  readonly start: number;
  /** Behind `%%EOF`, before its end of line. */
  readonly end: number;
}

const SUBSECTION = /^(\d{1,7}) (\d{1,7})(?: ?\r\n| ?\n| ?\r)/;
const ENTRY = /^(\d{10}) (\d{5}) ([nf])(?: \n|\r\n| \r)$/;
const ENTRY_BYTES = 20;
const LINE_CHARS = 24;
const STARTXREF = /^startxref(?:\r\n|\n|\r)(\d{1,10})(?:\r\n|\n|\r)%%EOF/;
const STARTXREF_CHARS = 40;
const NEVER = "65535";

const broken = (offset: number, what: string): Error =>
  fault("ERR_PDF_XREF", `${what}, at offset ${offset}`, { offset });

/** Reads the table at `start`, its trailer and the end of its revision. */
export function readXref(bytes: Uint8Array, start: number, limits: ReadLimits): XrefSection {
  const body = afterXrefWord(bytes, start);
  const table = readTable(bytes, body, limits);
  const parser = new ObjectParser(bytes, table.end, limits.maxDepth);
  parser.skipWhite();
  if (!parser.isAt("trailer")) throw broken(parser.at, "the table has no trailer");
  parser.expect("trailer");
  const trailer = parser.value();
  if (trailer.kind !== "dict") throw broken(parser.at, "the trailer is not a dictionary");
  checkTrailer(trailer, start);
  parser.skipWhite();
  const end = readStartxref(bytes, parser.at, start);
  return { offsets: table.offsets, freed: table.freed, trailer, start, end };
}

function afterXrefWord(bytes: Uint8Array, start: number): number {
  if (standsAt(bytes, start, "xref")) {
    const next = afterEol(bytes, start + 4);
    if (next > start + 4) return next;
  }
  if (/^\d+ \d+ obj/.test(latin1(bytes, start, start + LINE_CHARS)))
    throw fault("ERR_PDF_OBJECT_STREAM", "the cross-references are packed into a stream", { offset: start });
  throw broken(start, "no cross-reference table stands where the file says");
}

interface Table {
  readonly offsets: ReadonlyMap<number, number>;
  readonly freed: readonly number[];
  readonly end: number;
}

function readTable(bytes: Uint8Array, from: number, limits: ReadLimits): Table {
  const offsets = new Map<number, number>();
  const freed: number[] = [];
  const seen = new Set<number>();
  let at = from;
  while (isDigit(bytes[at])) {
    const head = SUBSECTION.exec(latin1(bytes, at, at + LINE_CHARS));
    if (head === null) throw broken(at, "a subsection of the table has a wrong head");
    at += head[0].length;
    const [first, count] = [Number(head[1]), Number(head[2])];
    if (seen.size + count > limits.maxObjects) throw fault("ERR_PDF_TOO_MANY", "the table lists too many objects");
    for (let number = first; number < first + count; number++, at += ENTRY_BYTES) {
      if (seen.has(number))
        throw fault("ERR_PDF_DUPLICATE_OBJECT", "a table lists an object twice", { object: number });
      seen.add(number);
      const offset = readEntry(bytes, at, number);
      if (offset !== null) offsets.set(number, offset);
      else if (number !== 0) freed.push(number);
    }
  }
  return { offsets, freed, end: at };
}

function readEntry(bytes: Uint8Array, at: number, number: number): number | null {
  const entry = ENTRY.exec(latin1(bytes, at, at + ENTRY_BYTES));
  if (entry === null) throw broken(at, "an entry of the table is not twenty bytes of the known form");
  const [, offset, generation, use] = entry;
  if (use === "f") return null;
  if (number === 0 || generation === NEVER || generation !== "00000")
    throw broken(at, "an entry of the table names another generation than 0");
  return Number(offset);
}

function checkTrailer(trailer: PdfDict, offset: number): void {
  if (trailer.entries.has("Encrypt")) throw fault("ERR_PDF_ENCRYPTED", "the file is encrypted", { offset });
  if (trailer.entries.has("XRefStm"))
    throw fault("ERR_PDF_HYBRID", "the file has two cross-reference tables for one revision", { offset });
  if (trailer.entries.get("Root")?.kind !== "reference") throw broken(offset, "the trailer names no root");
  const size = integerOf(trailer.entries.get("Size"));
  if (size === null || size < 1) throw broken(offset, "the trailer states no size");
}

function readStartxref(bytes: Uint8Array, at: number, start: number): number {
  const match = STARTXREF.exec(latin1(bytes, at, at + STARTXREF_CHARS));
  if (match === null) throw broken(at, "the end of a revision is not of the known form");
  if (Number(match[1]) !== start) throw broken(at, "a revision does not point to its own table");
  return at + match[0].length;
}

/** The offset of the last table, from the end of the file. */
export function lastXrefOffset(bytes: Uint8Array): number {
  const window = 64;
  const from = Math.max(0, bytes.length - window);
  const match = /startxref(?:\r\n|\n|\r)(\d{1,10})(?:\r\n|\n|\r)%%EOF(?:\r\n|\n|\r)?$/.exec(latin1(bytes, from));
  if (match === null) throw endFault(bytes);
  return Number(match[1]);
}

function endFault(bytes: Uint8Array): Error {
  const at = latin1(bytes).lastIndexOf("%%EOF");
  if (at < 0) return fault("ERR_PDF_END", "the file has no end mark");
  if (afterEol(bytes, at + 5) !== bytes.length)
    return fault("ERR_PDF_TRAILING", "something stands behind the end mark of the file", { offset: at + 5 });
  return broken(at, "the end of the file is not of the known form");
}
