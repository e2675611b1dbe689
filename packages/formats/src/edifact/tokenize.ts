import { refuse, type Findings, type SegmentPlace } from "../notice.ts";
import type { ServiceCharacters } from "./characters.ts";

/** One segment: its elements as lists of components, without trailing empty ones; an empty element is `[""]`. */
export interface Segment extends SegmentPlace {
  readonly elements: readonly (readonly string[])[];
}

/** Bounds that hold before anything is built from the file. */
export interface EdifactLimits {
  readonly maxBytes: number;
  readonly maxSegments: number;
  readonly maxElements: number;
  readonly maxComponents: number;
  readonly maxComponentLength: number;
}

export const DEFAULT_LIMITS: EdifactLimits = {
  maxBytes: 10 * 1024 * 1024,
  maxSegments: 100_000,
  maxElements: 200,
  maxComponents: 50,
  maxComponentLength: 2_000,
};

interface Tokenizer {
  readonly text: string;
  readonly marks: ServiceCharacters;
  /** Matches a clean segment; null where the whole text was found clean. */
  readonly allowed: RegExp | null;
  readonly limits: EdifactLimits;
  readonly findings: Findings;
}

/** Splits the text after UNA into segments. */
export function tokenize(source: Tokenizer, start: number): Segment[] {
  const segments: Segment[] = [];
  let from = start;
  for (let seen = 1; ; seen += 1) {
    const next = skipLayout(source, from, segments.length + 1);
    if (next >= source.text.length) return segments;
    const position = segments.length + 1;
    if (seen > source.limits.maxSegments) throw refuse("ERR_FORMAT_LIMIT", { position, tag: "" });
    const end = findTerminator(source.text, next, source.marks);
    const segment = readSegment(source, source.text.slice(next, end === -1 ? undefined : end), position);
    if (end === -1) source.findings.note("ERR_FORMAT_UNTERMINATED", segment ?? { position, tag: "" });
    if (segment !== null) segments.push(segment);
    if (end === -1) return segments;
    from = end + 1;
  }
}

/** Line breaks between segments are common and harmless; blanks are not clean. */
function skipLayout({ text, findings }: Tokenizer, from: number, position: number): number {
  let at = from;
  let hasBlank = false;
  for (; at < text.length; at += 1) {
    const mark = text[at];
    if (mark !== "\r" && mark !== "\n" && mark !== " " && mark !== "\t") break;
    hasBlank ||= mark === " " || mark === "\t";
  }
  if (hasBlank) findings.note("ERR_FORMAT_LAYOUT", { position, tag: text.slice(at, at + 3) });
  return at;
}

/** The next terminator that no release character protects. Each run of release characters is walked once. */
function findTerminator(text: string, from: number, marks: ServiceCharacters): number {
  for (let at = text.indexOf(marks.terminator, from); at !== -1; at = text.indexOf(marks.terminator, at + 1)) {
    if (!isReleased(text, at, from, marks.release)) return at;
  }
  return -1;
}

function isReleased(text: string, at: number, from: number, release: string): boolean {
  if (release === " ") return false;
  let first = at;
  while (first > from && text[first - 1] === release) first -= 1;
  return (at - first) % 2 === 1;
}

function readSegment(source: Tokenizer, whole: string, position: number): Segment | null {
  const { findings, allowed, marks, limits } = source;
  const raw = unwrap(whole);
  const place = { position, tag: raw.slice(0, 3) };
  if (raw.length < whole.length) findings.note("ERR_FORMAT_LAYOUT", place);
  if (raw === "") {
    findings.note("ERR_FORMAT_EMPTY_SEGMENT", place);
    return null;
  }
  if (allowed?.test(raw) === false) findings.note("ERR_FORMAT_CHARACTER", place);
  const elements = splitSegment(raw, marks, place);
  assertSize(elements, limits, place);
  const [tag = "", ...more] = elements.shift() ?? [];
  if (!/^[A-Z]{3}$/.test(tag) || more.length > 0) findings.note("ERR_FORMAT_TAG", place);
  return { tag, elements: trimElements(elements.map(trimComponents)), position };
}

const unwrap = (whole: string): string =>
  whole.includes("\n") || whole.includes("\r") ? whole.replaceAll(/[\r\n]+/g, "") : whole;

function splitSegment(raw: string, marks: ServiceCharacters, place: SegmentPlace): string[][] {
  if (marks.release === " " || !raw.includes(marks.release)) {
    return raw.split(marks.element).map((element) => element.split(marks.component));
  }
  return splitReleased(raw, marks, place);
}

function splitReleased(raw: string, marks: ServiceCharacters, place: SegmentPlace): string[][] {
  const elements: string[][] = [];
  let element: string[] = [];
  let text = "";
  for (let at = 0; at < raw.length; at += 1) {
    const mark = raw.charAt(at);
    if (mark === marks.release) {
      at += 1;
      if (at === raw.length) throw refuse("ERR_FORMAT_UNTERMINATED", place);
      text += raw.charAt(at);
    } else if (mark === marks.component) {
      element.push(text);
      text = "";
    } else if (mark === marks.element) {
      elements.push([...element, text]);
      element = [];
      text = "";
    } else text += mark;
  }
  elements.push([...element, text]);
  return elements;
}

function assertSize(elements: readonly (readonly string[])[], limits: EdifactLimits, place: SegmentPlace): void {
  let fits = elements.length <= limits.maxElements;
  for (const element of elements) {
    fits &&= element.length <= limits.maxComponents;
    for (const text of element) fits &&= text.length <= limits.maxComponentLength;
  }
  if (!fits) throw refuse("ERR_FORMAT_LIMIT", place);
}

/** ISO 9735 drops trailing empty components (an element keeps its first) … */
function trimComponents(components: readonly string[]): readonly string[] {
  let length = components.length;
  while (length > 1 && components[length - 1] === "") length -= 1;
  return length === components.length ? components : components.slice(0, length);
}

/** … and trailing empty elements. */
function trimElements(elements: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let length = elements.length;
  while (length > 0 && elements[length - 1]?.[0] === "" && elements[length - 1]?.length === 1) length -= 1;
  return length === elements.length ? elements : elements.slice(0, length);
}
