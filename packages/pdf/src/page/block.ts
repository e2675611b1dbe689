import type { PageFont } from "./font.ts";
import { breakText } from "./line-break.ts";
import { lineText, type Line } from "./text.ts";

/** A line as it is printed: it fits its width. */
export interface SetLine {
  readonly text: string;
  readonly size: number;
  readonly isStrong: boolean;
  readonly isMuted: boolean;
}

/** Text set for a width, and what did not find room. */
export interface SetBlock {
  readonly lines: readonly SetLine[];
  /** Lines for which there was no room, at the smallest size. */
  readonly rest: readonly SetLine[];
}

const LEADING = 1.28;
const SIZE_STEP = 0.25;
/** The smallest print, in points. */
export const FLOOR = 5.5;

/** The room a line takes, in points. */
export const lineHeight = ({ size }: SetLine): number => size * LEADING;

/** The room that lines take, in points. */
export const blockHeight = (lines: readonly SetLine[]): number =>
  lines.reduce((sum, each) => sum + lineHeight(each), 0);

/** `lines` wrapped to `width` points at `size`. */
export function setLines(lines: readonly Line[], font: PageFont, size: number, width: number): SetLine[] {
  return lines.flatMap((each) => {
    const own = size * (each.scale ?? 1);
    const { isStrong = false, isMuted = false } = each;
    return breakText(lineText(each), font, own, width).map((text) => ({ text, size: own, isStrong, isMuted }));
  });
}

/** `lines` at the largest size, from `size` down to the floor, at which they fit; past the floor the rest is given back. */
export function fitLines(
  lines: readonly Line[],
  font: PageFont,
  room: { readonly size: number; readonly width: number; readonly height: number },
): SetBlock {
  let set = setLines(lines, font, room.size, room.width);
  for (let size = room.size - SIZE_STEP; size >= FLOOR && blockHeight(set) > room.height; size -= SIZE_STEP) {
    set = setLines(lines, font, size, room.width);
  }
  return divide(set, room.height);
}

/** The lines that fit into `height` points, and the others. */
export function divide(set: readonly SetLine[], height: number): SetBlock {
  let used = 0;
  const fitting = set.findIndex((each) => (used += lineHeight(each)) > height + 0.01);
  return fitting < 0 ? { lines: set, rest: [] } : { lines: set.slice(0, fitting), rest: set.slice(fitting) };
}
