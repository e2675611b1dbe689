import type { Segment } from "./tokenize.ts";

const NOTHING: readonly string[] = [""];

/** The components of the element at `index` (the first after the tag is 0). */
export const element = (segment: Segment, index: number): readonly string[] => segment.elements[index] ?? NOTHING;

/** One component, or the empty text where there is none. */
export const component = (segment: Segment, index: number, part: number): string => element(segment, index)[part] ?? "";

/** The same, with null for "not there". */
export function textAt(segment: Segment | undefined, index: number, part: number): string | null {
  const text = segment === undefined ? "" : component(segment, index, part).trim();
  return text === "" ? null : text;
}

/** Segments with this tag and (when given) this first component. */
export const select = (segments: readonly Segment[], tag: string, qualifier?: string): Segment[] =>
  segments.filter(
    (segment) => segment.tag === tag && (qualifier === undefined || component(segment, 0, 0) === qualifier),
  );

/** The first such segment. */
export const find = (segments: readonly Segment[], tag: string, qualifier?: string): Segment | undefined =>
  segments.find(
    (segment) => segment.tag === tag && (qualifier === undefined || component(segment, 0, 0) === qualifier),
  );

/** Splits at each segment that opens a group: what comes before the first, then the groups. */
export function splitGroups(segments: readonly Segment[], opener: string): { head: Segment[]; groups: Segment[][] } {
  const head: Segment[] = [];
  const groups: Segment[][] = [];
  for (const segment of segments) {
    if (segment.tag === opener) groups.push([segment]);
    else (groups.at(-1) ?? head).push(segment);
  }
  return { head, groups };
}
