import { afterEol, latin1, standsAt } from "./bytes.ts";
import { fault } from "./fault.ts";
import { integerOf, type PdfDict, type PdfObject, type PdfStream, type Span } from "./object.ts";
import { ObjectParser } from "./parse.ts";

/** One `n 0 obj … endobj`, as it stands in one revision. */
export interface IndirectObject extends Span {
  readonly number: number;
  readonly value: PdfObject;
}

const HEAD = /^(\d{1,7}) (\d{1,5}) obj(?![^\s()<>[\]{}/%])/;
const HEAD_CHARS = 24;
/** What a reader of this kind refuses to open: other objects would hide in it. */
const CONTAINERS: ReadonlySet<string> = new Set(["ObjStm", "XRef"]);

/** Reads the object that must begin at `at`; `length` answers a stream's indirect /Length. */
export function readIndirect(
  bytes: Uint8Array,
  at: number,
  number: number,
  maxDepth: number,
  length: (reference: number) => number | null,
): IndirectObject {
  const head = HEAD.exec(latin1(bytes, at, at + HEAD_CHARS));
  if (head === null || Number(head[1]) !== number || head[2] !== "0")
    throw fault("ERR_PDF_XREF", `object ${number} does not begin where the table says`, { object: number, offset: at });
  const parser = new ObjectParser(bytes, at + head[0].length, maxDepth);
  const first = parser.value();
  parser.skipWhite();
  const value = first.kind === "dict" && parser.isAt("stream") ? readStream(bytes, parser, first, length) : first;
  parser.skipWhite();
  parser.expect("endobj");
  return { number, value, start: at, end: parser.at };
}

function readStream(
  bytes: Uint8Array,
  parser: ObjectParser,
  dict: PdfDict,
  length: (reference: number) => number | null,
): PdfStream {
  refuseContainer(dict, parser.at);
  parser.expect("stream");
  const start = afterEol(bytes, parser.at);
  if (start === parser.at || bytes[start - 1] !== 0x0a) throw parser.broken("a stream does not begin on its own line");
  const stated = dict.entries.get("Length");
  const size = stated?.kind === "reference" ? length(stated.number) : integerOf(stated);
  if (size === null || size < 0 || start + size > bytes.length) throw parser.broken("a stream has no length");
  const end = start + size;
  parser.at = afterEol(bytes, end);
  if (!standsAt(bytes, parser.at, "endstream")) throw parser.broken("a stream is not as long as it says");
  parser.expect("endstream");
  return { kind: "stream", dict, data: { start, end }, start: dict.start, end: parser.at };
}

function refuseContainer(dict: PdfDict, offset: number): void {
  const type = dict.entries.get("Type");
  if (type?.kind === "name" && CONTAINERS.has(type.value))
    throw fault("ERR_PDF_OBJECT_STREAM", "objects are packed into a stream", { offset });
}
