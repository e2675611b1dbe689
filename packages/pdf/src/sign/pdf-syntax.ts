import { PdfError } from "../error.ts";

/*
 * A revision on top of a file changes a few dictionaries and leaves everything else as it stands. So values are not
 * taken apart: a dictionary is a map from its keys to the text of their values, and what is not changed is written back
 * as it was. Text is Latin-1, one character a byte. This is the writer's reader, for files our printer made; files of
 * unknown origin are the checker's part.
 */

/** A dictionary: each key without its slash, each value as it stands. */
export type RawDictionary = ReadonlyMap<string, string>;

const MAX_DEPTH = 32;
const SPACE = /[\0\t\n\f\r ]/;
const DELIMITER = /[\0\t\n\f\r ()<>[\]{}/%]/;
const REFERENCE = /(\d+)\s+(\d+)\s+R/y;

/** Reads the dictionary that begins at `at`; also says where it ends. */
export function readDictionary(text: string, at: number): { readonly entries: RawDictionary; readonly end: number } {
  let here = skipSpace(text, at);
  if (!text.startsWith("<<", here)) throw refuse("a dictionary is expected", here);
  const entries = new Map<string, string>();
  for (here = skipSpace(text, here + 2); !text.startsWith(">>", here); here = skipSpace(text, here)) {
    if (text[here] !== "/") throw refuse("a key is expected", here);
    const keyEnd = endOfWord(text, here + 1);
    const start = skipSpace(text, keyEnd);
    const end = endOfValue(text, start, 0);
    const key = text.slice(here + 1, keyEnd);
    if (entries.has(key)) throw refuse("a key is repeated", here);
    entries.set(key, text.slice(start, end));
    here = end;
  }
  return { entries, end: here + 2 };
}

/** Writes a dictionary on one line. */
export function formatDictionary(entries: RawDictionary | Readonly<Record<string, string>>): string {
  const list = entries instanceof Map ? [...entries] : Object.entries(entries as Readonly<Record<string, string>>);
  return `<< ${list.map(([key, value]) => `/${key} ${value}`).join(" ")} >>`;
}

/** The values of an array, each as it stands. */
export function readArray(text: string): readonly string[] {
  let here = skipSpace(text, 0);
  if (text[here] !== "[") throw refuse("an array is expected", here);
  const values: string[] = [];
  for (here = skipSpace(text, here + 1); text[here] !== "]"; here = skipSpace(text, here)) {
    const end = endOfValue(text, here, 0);
    values.push(text.slice(here, end));
    here = end;
  }
  return values;
}

/** The object number of a reference such as `12 0 R`, or null when the text is none. */
export function referenceOf(text: string | undefined): number | null {
  const match = /^(\d{1,7})\s+0\s+R$/.exec(text ?? "");
  return match ? Number(match[1]) : null;
}

/** A text string as a PDF writes it: literal when it is plain ASCII, else UTF-16 in hexadecimal. */
export function formatText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replaceAll(/[\\()]/g, "\\$&")})`;
  return `<FEFF${Buffer.from(text, "utf16le").swap16().toString("hex").toUpperCase()}>`;
}

/** What a text string says, of the forms our printer writes. */
export function readText(value: string | undefined): string | null {
  const literal = /^\(([^\\()]*)\)$/.exec(value ?? "");
  if (literal) return literal[1] ?? "";
  const hex = /^<([0-9A-Fa-f\s]*)>$/.exec(value ?? "");
  if (!hex) return null;
  const bytes = Buffer.from((hex[1] ?? "").replaceAll(/\s/g, ""), "hex");
  const isUtf16 = bytes.length % 2 === 0 && bytes[0] === 0xfe && bytes[1] === 0xff;
  return isUtf16 ? bytes.subarray(2).swap16().toString("utf16le") : bytes.toString("latin1");
}

/** The first place from `at` that is neither white space nor comment. */
export function skipSpace(text: string, at: number): number {
  let here = at;
  for (;;) {
    while (here < text.length && SPACE.test(text.charAt(here))) here += 1;
    if (text[here] !== "%") return here;
    while (here < text.length && text[here] !== "\n" && text[here] !== "\r") here += 1;
  }
}

function endOfValue(text: string, at: number, depth: number): number {
  if (depth > MAX_DEPTH) throw refuse("values are nested too deeply", at);
  const first = text[at];
  if (first === undefined) throw refuse("the file ends inside a value", at);
  if (first === "(") return endOfLiteral(text, at);
  if (first === "[") return endOfList(text, at + 1, "]", depth);
  if (text.startsWith("<<", at)) return endOfList(text, at + 2, ">>", depth);
  if (first === "<") return endOf(text, ">", at);
  if (first === "/") return endOfWord(text, at + 1);
  REFERENCE.lastIndex = at;
  return REFERENCE.test(text) ? REFERENCE.lastIndex : endOfWord(text, at);
}

function endOfList(text: string, at: number, close: string, depth: number): number {
  let here = skipSpace(text, at);
  while (!text.startsWith(close, here)) here = skipSpace(text, endOfValue(text, here, depth + 1));
  return here + close.length;
}

function endOfLiteral(text: string, at: number): number {
  let open = 0;
  for (let here = at; here < text.length; here += 1) {
    const character = text[here];
    if (character === "\\") here += 1;
    else if (character === "(") open += 1;
    else if (character === ")" && --open === 0) return here + 1;
  }
  throw refuse("the file ends inside a string", at);
}

function endOf(text: string, mark: string, at: number): number {
  const end = text.indexOf(mark, at);
  if (end < 0) throw refuse("the file ends inside a string", at);
  return end + mark.length;
}

function endOfWord(text: string, at: number): number {
  let here = at;
  while (here < text.length && !DELIMITER.test(text.charAt(here))) here += 1;
  if (here === at) throw refuse("a value is expected", at);
  return here;
}

function refuse(message: string, offset: number): PdfError {
  return new PdfError({ code: "ERR_PDF_SIGN_LAYOUT", message, details: { offset } });
}
