import type { PageFont } from "./font.ts";
import { assertGlyphs } from "./glyphs.ts";
import type { Cell, Layout, TickRow } from "./layout.ts";
import type { Line, Source } from "./text.ts";

/** A box with its text taken from the document. */
export interface PreparedCell {
  readonly cell: Cell;
  readonly lines: readonly Line[];
  readonly ticks: readonly TickRow[];
}

/** A form with all its text taken from the document, every character of it printable. */
export interface Prepared {
  readonly layout: Layout;
  readonly head: readonly Line[];
  readonly cells: readonly PreparedCell[];
  /** The list of goods: row by row, column by column. */
  readonly rows: readonly (readonly (readonly Line[])[])[];
  readonly tail: readonly Line[];
  readonly number: string;
}

/**
 * Takes the text of `layout` from `data` and looks at every character of it.
 * @throws PdfError `ERR_PDF_GLYPH` with every character that cannot be printed
 */
export function prepare(layout: Layout, data: Source, number: string, font: PageFont): Prepared {
  const { table } = layout;
  const prepared: Prepared = {
    layout,
    number,
    head: layout.head.content(data),
    cells: layout.cells.map((cell) => ({
      cell,
      lines: cell.content?.(data) ?? [],
      ticks: cell.ticks?.(data) ?? [],
    })),
    rows: table?.items(data).map((item) => table.columns.map((column) => column.content(item, data))) ?? [],
    tail: table?.tail?.(data) ?? [],
  };
  assertGlyphs([...allLines(prepared), { parts: [{ text: number, path: "$" }] }], font);
  return prepared;
}

const allLines = ({ head, cells, rows, tail }: Prepared): Line[] => [
  ...head,
  ...tail,
  ...cells.flatMap(({ lines }) => lines),
  ...rows.flat(2),
];
