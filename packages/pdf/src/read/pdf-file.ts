import { inflateSync } from "node:zlib";
import { fault } from "./fault.ts";
import type { IndirectObject } from "./indirect.ts";
import type { ReadLimits } from "./limits.ts";
import { nameOf, type PdfDict, type PdfObject, type PdfStream } from "./object.ts";

/** One state of the file, and what it wrote. */
export interface Revision {
  readonly index: number;
  /** Where its first byte stands: behind the end of the revision before. */
  readonly start: number;
  /** Behind its `%%EOF`, before an end of line. */
  readonly end: number;
  /** What it wrote, by object number. */
  readonly objects: ReadonlyMap<number, IndirectObject>;
  readonly freed: readonly number[];
  readonly trailer: PdfDict;
}

const RATIO_FROM = 1024 * 1024;
const MAX_RATIO = 200;

/**
 * A file read to the letter: every byte of it belongs to a revision, and every object stands where its table says.
 * Nothing is established about its meaning.
 */
export class PdfFile {
  readonly bytes: Uint8Array;
  readonly revisions: readonly Revision[];
  readonly #limits: ReadLimits;
  readonly #inflated = new Map<number, Uint8Array>();
  #total = 0;

  constructor(bytes: Uint8Array, revisions: readonly Revision[], limits: ReadLimits) {
    this.bytes = bytes;
    this.revisions = revisions;
    this.#limits = limits;
  }

  get last(): number {
    return this.revisions.length - 1;
  }

  /** The object as it was at a revision (the last unless said), or undefined. */
  object(number: number, revision = this.last): IndirectObject | undefined {
    for (let index = revision; index >= 0; index--) {
      const found = this.revisions[index]?.objects.get(number);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A value with references followed; undefined where one leads nowhere. */
  resolve(value: PdfObject | undefined, revision = this.last): PdfObject | undefined {
    let current = value;
    for (let steps = 0; current?.kind === "reference"; steps++) {
      if (steps > this.#limits.maxDepth) throw fault("ERR_PDF_DEPTH", "references lead to each other");
      current = this.object(current.number, revision)?.value;
    }
    return current;
  }

  /** The entry of a dictionary, references followed. */
  entry(dict: PdfDict | null, name: string, revision = this.last): PdfObject | undefined {
    return this.resolve(dict?.entries.get(name), revision);
  }

  /** The root as it was at a revision. */
  catalog(revision = this.last): PdfDict {
    const root = this.resolve(this.revisions[revision]?.trailer.entries.get("Root"), revision);
    if (root?.kind !== "dict" || nameOf(root.entries.get("Type")) !== "Catalog")
      throw fault("ERR_PDF_XREF", "the root is not a catalog", { revision });
    return root;
  }

  /** A stream's bytes as they stand in the file. */
  raw(stream: PdfStream): Uint8Array {
    return this.bytes.subarray(stream.data.start, stream.data.end);
  }

  /** A stream's content, inflated within the limits. Only Flate or no filter at all is read. */
  content(stream: PdfStream): Uint8Array {
    const known = this.#inflated.get(stream.data.start);
    if (known !== undefined) return known;
    const content = this.#decode(stream);
    this.#total += content.length;
    if (this.#total > this.#limits.maxInflatedBytes) throw tooLarge(stream);
    this.#inflated.set(stream.data.start, content);
    return content;
  }

  #decode(stream: PdfStream): Uint8Array {
    const filter = stream.dict.entries.get("Filter");
    const raw = this.raw(stream);
    if (filter === undefined) return raw;
    if (nameOf(filter) !== "FlateDecode" || stream.dict.entries.has("DecodeParms"))
      throw fault("ERR_PDF_FILTER", "a stream is packed in a way this reader does not open", { offset: stream.start });
    const inflated = inflate(raw, stream, this.#limits.maxStreamBytes);
    if (inflated.length > RATIO_FROM && inflated.length > raw.length * MAX_RATIO) throw tooLarge(stream);
    return inflated;
  }
}

function tooLarge(stream: PdfStream): Error {
  return fault("ERR_PDF_INFLATE", "a stream inflates beyond the limit", { offset: stream.start });
}

function inflate(raw: Uint8Array, stream: PdfStream, maxOutputLength: number): Uint8Array {
  let result: { buffer: Uint8Array; engine: { bytesWritten: number } };
  try {
    // The engine says how much it consumed: bytes behind the end of the deflated data would be nobody's.
    result = inflateSync(raw, { maxOutputLength, info: true }) as unknown as typeof result;
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(stream);
    throw fault("ERR_PDF_SYNTAX", "a stream does not inflate", { offset: stream.start });
  }
  if (result.engine.bytesWritten !== raw.length)
    throw fault("ERR_PDF_SYNTAX", "bytes follow the deflated data of a stream", { offset: stream.start });
  return result.buffer;
}
