import type { Text } from "@openlading/core";
import { FRAME, type Cell, type Column, type Head, type Table } from "../layout.ts";
import { line, muted, strong, type Line, type Source } from "../text.ts";
import { END_OF_ITEMS } from "./words.ts";

type Content = NonNullable<Cell["content"]>;

/** One box of a row: its share of the row's width, its label, what it holds. */
export interface GridCell {
  readonly share: number;
  readonly label: Text;
  readonly content: Content;
}

export const cell = (share: number, en: string, zh: string, content: Content): GridCell => ({
  share,
  label: { en, zh },
  content,
});

interface GridRow {
  readonly height: number;
  readonly cells: readonly GridCell[];
}

export const row = (height: number, ...cells: readonly GridCell[]): GridRow => ({ height, cells });

/** Boxes in rows from `y` down; each row fills `width` from `x`. */
export function grid(y: number, rows: readonly GridRow[], x: number = FRAME.x, width: number = FRAME.width): Cell[] {
  let top = y;
  return rows.flatMap(({ height, cells }) => {
    const whole = cells.reduce((sum, { share }) => sum + share, 0);
    let left = x;
    const placed = cells.map(({ share, label, content }): Cell => {
      const own = (width * share) / whole;
      const rect = [left, top, own, height] as const;
      left += own;
      return { rect, label, content };
    });
    top += height;
    return placed;
  });
}

/** A title over its Chinese, a number, and words to be seen at once. */
export const plainHead = (rect: Head["rect"], title: Text, notice: Content, number: string): Head => ({
  rect,
  content: (data) => [
    ...strong(line(title.en), 1.7),
    ...strong(line(title.zh), 1.5),
    ...line(" "),
    ...muted(line("No. 编号"), 0.72),
    ...strong(line(data.at(number)), 1.15),
    ...line(" "),
    ...notice(data),
  ],
});

export const column = (
  width: number,
  en: string,
  zh: string,
  content: Column["content"],
  align?: Column["align"],
): Column => ({
  width,
  label: { en, zh },
  content,
  ...(align === undefined ? {} : { align }),
});

/** A list of goods or containers. */
export const list = (
  [y, bottom]: readonly [number, number],
  items: (data: Source) => readonly Source[],
  columns: readonly Column[],
  tail: (data: Source) => readonly Line[] = () => END_OF_ITEMS,
): Table => ({ y, bottom, headHeight: 9, items, columns, tail });
