import { PdfError } from "../error.ts";
import { TAG } from "./der.ts";

/** One element as it stands in the bytes. */
export interface DerElement {
  readonly tag: number;
  /** The whole element, its tag and length included. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
}

const MAX_DEPTH = 32;
const CONSTRUCTED = 0x20;

/**
 * Reads one element that fills `bytes`, and everything in it: definite, shortest lengths, low tag numbers, shortest
 * integers, booleans of 00 or FF. What passes has one spelling only, so a signature over it covers what was read.
 * (The order of a SET OF is not looked at: published certificates and time-stamps break it.)
 * @throws PdfError ERR_PDF_DER
 */
export function parseDer(bytes: Uint8Array): DerElement {
  const element = readElement(bytes, 0);
  if (element.bytes.length !== bytes.length) throw refuse("bytes follow the element");
  assertDer(element, 0);
  return element;
}

/** The elements a constructed element holds. */
export function derChildren(element: DerElement): readonly DerElement[] {
  const children: DerElement[] = [];
  for (let at = 0; at < element.content.length;) {
    const child = readElement(element.content, at);
    children.push(child);
    at += child.bytes.length;
  }
  return children;
}

/** What a SEQUENCE holds, by name and in order, and what follows the named. @throws PdfError ERR_PDF_DER when one is missing */
export function derFields<Name extends string>(
  element: DerElement,
  ...names: readonly Name[]
): { readonly fields: Readonly<Record<Name, DerElement>>; readonly rest: readonly DerElement[] } {
  const children = element.tag === TAG.sequence ? derChildren(element) : [];
  if (children.length < names.length) throw refuse("a sequence lacks a member");
  const fields = Object.fromEntries(names.map((name, index) => [name, children[index]]));
  return { fields: fields as Record<Name, DerElement>, rest: children.slice(names.length) };
}

/** The same, where nothing may follow. */
export function derRecord<Name extends string>(
  element: DerElement,
  ...names: readonly Name[]
): Readonly<Record<Name, DerElement>> {
  const { fields, rest } = derFields(element, ...names);
  if (rest.length > 0) throw refuse("a sequence has a member too many");
  return fields;
}

/** The one element that another holds, as `[n] EXPLICIT` does; `tag` is the outer one's. */
export function derOnly(element: DerElement, tag: number): DerElement {
  const [only, more] = element.tag === tag ? derChildren(element) : [];
  if (only === undefined || more !== undefined) throw refuse("an element is not a tag around exactly one");
  return only;
}

/** The length of the element that `bytes` begin with; what follows it is not looked at. */
export function derLength(bytes: Uint8Array): number {
  return readElement(bytes, 0).bytes.length;
}

/** The dotted form of an OBJECT IDENTIFIER. */
export function oidText(element: DerElement): string {
  if (element.tag !== TAG.oid) throw refuse("an object identifier is expected");
  const arcs: number[] = [];
  let value = 0;
  for (const byte of element.content) {
    value = value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER) throw refuse("an object identifier is too large");
    if (byte < 0x80) {
      arcs.push(value);
      value = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...rest].join(".");
}

const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,8}[1-9]))?Z$/;

/** A UTCTime or GeneralizedTime in milliseconds; what is finer is cut off. */
export function timeOf({ tag, content }: DerElement): number {
  const written = Buffer.from(content).toString("latin1");
  const match = GENERALIZED_TIME.exec(
    tag === TAG.utcTime ? `${Number(written.slice(0, 2)) < 50 ? 20 : 19}${written}` : written,
  );
  if (match === null || (tag !== TAG.utcTime && tag !== TAG.generalizedTime)) throw refuse("a time is malformed");
  const text = isoText(match.slice(1));
  const date = new Date(text);
  // A date such as the 31st of April is moved on by some readers; here it is none.
  if (Number.isNaN(date.getTime()) || date.toISOString() !== text) throw refuse("a time is no time of the calendar");
  return date.getTime();
}

function isoText(parts: readonly (string | undefined)[]): string {
  const [date, time, fraction = ""] = [parts.slice(0, 3).join("-"), parts.slice(3, 6).join(":"), parts[6]];
  return `${date}T${time}.${fraction.padEnd(3, "0").slice(0, 3)}Z`;
}

function readElement(bytes: Uint8Array, at: number): DerElement {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) throw refuse("the bytes end inside an element");
  if ((tag & 0x1f) === 0x1f) throw refuse("a tag is too large");
  const size = first < 0x80 ? 0 : first & 0x7f;
  const length = first < 0x80 ? first : longLength(bytes.subarray(at + 2, at + 2 + size), size);
  const start = at + 2 + size;
  if (start + length > bytes.length) throw refuse("the bytes end inside an element");
  return { tag, bytes: bytes.subarray(at, start + length), content: bytes.subarray(start, start + length) };
}

function longLength(digits: Uint8Array, size: number): number {
  if (size === 0) throw refuse("a length is not definite");
  if (size > 4 || digits.length !== size) throw refuse("a length is malformed");
  const length = digits.reduce((sum, byte) => sum * 256 + byte, 0);
  if (length < 0x80 || digits[0] === 0) throw refuse("a length is not the shortest");
  return length;
}

function assertDer(element: DerElement, depth: number): void {
  if (depth > MAX_DEPTH) throw refuse("elements are nested too deeply");
  if ((element.tag & CONSTRUCTED) !== 0) {
    for (const child of derChildren(element)) assertDer(child, depth + 1);
  } else if (PRIMITIVES[element.tag]?.(element.content) === false) {
    throw refuse("an integer, a boolean or an object identifier is not in its one form");
  }
}

const PRIMITIVES: Readonly<Record<number, (content: Uint8Array) => boolean>> = {
  [TAG.integer]: isShortestInteger,
  [TAG.boolean]: (content) => content.length === 1 && (content[0] === 0 || content[0] === 0xff),
  [TAG.oid]: (content) => (content.at(-1) ?? 0x80) < 0x80 && content[0] !== 0x80,
};

function isShortestInteger(content: Uint8Array): boolean {
  const [first, second] = content.subarray(0, 2);
  if (first === undefined) return false;
  if (second === undefined) return true;
  return !((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
}

function refuse(message: string): PdfError {
  return new PdfError({ code: "ERR_PDF_DER", message });
}
