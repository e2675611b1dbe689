import type { PageFont } from "./font.ts";

/** What may not begin a line: closing punctuation, marks that belong to the character before. */
const NO_START = new Set("、。，．：；？！）］｝〕〉》」』】〗’”…—～·,.:;?!)]}%％℃°‰々ー");
/** What may not end a line: opening punctuation and signs before a figure. */
const NO_END = new Set("（［｛〔〈《「『【〖‘“([{¥￥$€£№#");
const IS_WIDE = /[\u2E80-\u30FF\u3220-\u33FF\u3400-\u9FFF\uF900-\uFAFF\uFF01-\uFFEE\u{20000}-\u{3FFFF}]/u;
const IS_MARK = /\p{M}/u;
const IS_LETTER = /\p{L}/u;
/** A word may be divided after these, when a word goes on. */
const DIVIDES = new Set("-/,;&_@");

/** `text` in lines no wider than `width` points at `size`; a word too long for a line is divided where it must be. */
export function breakText(text: string, font: PageFont, size: number, width: number): string[] {
  const limit = (width / size) * 1000;
  return text.split("\n").flatMap((paragraph) => filled(clusters(paragraph), font, limit));
}

/** The width of `text` at `size`, in points. */
export function textWidth(text: string, font: PageFont, size: number): number {
  return (thousandths(text, font) * size) / 1000;
}

function thousandths(text: string, font: PageFont): number {
  let sum = 0;
  for (const character of text) sum += font.advance(codePoint(character));
  return sum;
}

function filled(pieces: readonly string[], font: PageFont, limit: number): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const push = (): void => {
    lines.push(line.trimEnd());
    line = "";
    used = 0;
  };
  for (const piece of pieces.flatMap((each) => divided(each, font, limit))) {
    const needed = thousandths(piece.trimEnd(), font);
    if (line !== "" && used + needed > limit) push();
    line += piece;
    used += thousandths(piece, font);
  }
  push();
  return lines;
}

/** Pieces of a piece that is wider than a line of its own. */
function divided(piece: string, font: PageFont, limit: number): string[] {
  if (thousandths(piece.trimEnd(), font) <= limit) return [piece];
  const parts: string[] = [];
  let part = "";
  for (const character of piece) {
    if (part !== "" && thousandths(part + character, font) > limit) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part];
}

/** Runs that may not be divided, each with the spaces that follow it. */
function clusters(text: string): string[] {
  const result: string[] = [];
  let [cluster, before] = ["", ""];
  for (const character of text) {
    if (before !== "" && mayBreak(before, character, cluster)) {
      result.push(cluster);
      cluster = "";
    }
    cluster += character;
    before = character;
  }
  return cluster === "" ? result : [...result, cluster];
}

function mayBreak(before: string, after: string, cluster: string): boolean {
  if (after === " " || IS_MARK.test(after) || NO_START.has(after)) return false;
  if (before === " ") return true;
  if (NO_END.has(before)) return false;
  if (IS_WIDE.test(before) || IS_WIDE.test(after)) return true;
  return DIVIDES.has(before) && IS_LETTER.test(after) && cluster.length > 3;
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}
