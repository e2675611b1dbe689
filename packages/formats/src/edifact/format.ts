import { refuse } from "../notice.ts";
import { DEFAULT_CHARACTERS, type ServiceCharacters } from "./characters.ts";
import type { Segment } from "./tokenize.ts";

/** What a written segment consists of; positions are of no interest when writing. */
export type SegmentContent = Pick<Segment, "tag" | "elements">;

/** What of an interchange is written; a parsed Interchange is one. */
export interface InterchangeContent {
  readonly una: ServiceCharacters | null;
  readonly header: { readonly segment: SegmentContent; readonly controlReference: string } | null;
  readonly messages: readonly { readonly unh: SegmentContent; readonly segments: readonly SegmentContent[] }[];
}

/**
 * Writes an interchange with fresh UNT and UNZ counts, in one line; `parseInterchange` of it gives the same back.
 *
 * @throws FormatError ERR_FORMAT_CHARACTER when a text holds control characters, or a separator where UNA has no release character.
 * @throws FormatError ERR_FORMAT_TAG when a tag is not three upper-case letters.
 */
export function formatInterchange(interchange: InterchangeContent): string {
  const marks = interchange.una ?? DEFAULT_CHARACTERS;
  const lines = interchange.messages.flatMap(messageSegments);
  const { header } = interchange;
  const all =
    header === null ? lines : [header.segment, ...lines, trailer(interchange.messages.length, header.controlReference)];
  return (
    (interchange.una === null ? "" : writeUna(interchange.una)) + all.map((line) => writeSegment(line, marks)).join("")
  );
}

function messageSegments(message: InterchangeContent["messages"][number]): SegmentContent[] {
  const count = String(message.segments.length + 2);
  const reference = message.unh.elements[0]?.[0] ?? "";
  return [message.unh, ...message.segments, { tag: "UNT", elements: [[count], [reference]] }];
}

const trailer = (count: number, reference: string): SegmentContent => ({
  tag: "UNZ",
  elements: [[String(count)], [reference]],
});

const writeUna = (una: ServiceCharacters): string =>
  `UNA${una.component}${una.element}${una.decimal}${una.release}${una.repetition}${una.terminator}`;

function writeSegment(segment: SegmentContent, marks: ServiceCharacters): string {
  if (!/^[A-Z]{3}$/.test(segment.tag)) throw refuse("ERR_FORMAT_TAG", { position: 0, tag: segment.tag });
  const elements = segment.elements.map((parts) =>
    parts.map((text) => escapeText(text, marks, segment.tag)).join(marks.component),
  );
  return [segment.tag, ...elements].join(marks.element) + marks.terminator;
}

function escapeText(text: string, marks: ServiceCharacters, tag: string): string {
  if (/[\x00-\x1f\x7f]/.test(text)) throw refuse("ERR_FORMAT_CHARACTER", { position: 0, tag });
  const special = new Set([marks.component, marks.element, marks.release, marks.repetition, marks.terminator]);
  special.delete(" ");
  let written = "";
  for (const mark of text) {
    if (!special.has(mark)) written += mark;
    else if (marks.release === " ") throw refuse("ERR_FORMAT_CHARACTER", { position: 0, tag });
    else written += marks.release + mark;
  }
  return written;
}
