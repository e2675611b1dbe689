import { blockHeight, divide, setLines, type SetLine } from "./block.ts";
import type { PageFont } from "./font.ts";
import { MM, type Ink } from "./ink.ts";
import { FRAME, type Column, type Table } from "./layout.ts";
import { line, muted, type Line } from "./text.ts";

const PAD = 1;
const ROW_GAP = 1.4;
const LABEL_SIZE = 5.5;
const SIZES = [8, 7.5, 7, 6.5] as const;
const CONTINUED_SIZE = 7;

/** A row set for its columns. */
export type SetRow = readonly (readonly SetLine[])[];

/** The height of a row in millimetres. */
export const rowHeight = (row: SetRow): number => Math.max(...row.map((cell) => blockHeight(cell) / MM)) + ROW_GAP;

/** Rows set at the largest size at which all of them fit into `height` millimetres, or at that of long lists. */
export function setRows(
  rows: readonly (readonly (readonly Line[])[])[],
  table: Table,
  font: PageFont,
  height: number,
): SetRow[] {
  for (const size of SIZES) {
    const set = rowsAt(rows, table, font, size);
    if (set.reduce((sum, row) => sum + rowHeight(row), 0) <= height) return set;
  }
  return rowsAt(rows, table, font, CONTINUED_SIZE);
}

const rowsAt = (
  rows: readonly (readonly (readonly Line[])[])[],
  table: Table,
  font: PageFont,
  size: number,
): SetRow[] =>
  rows.map((row) =>
    row.map((cell, index) => setLines(cell, font, size, ((table.columns[index]?.width ?? 0) - 2 * PAD) * MM)),
  );

/** What of a row fits into `height` millimetres, and what goes on on the next page. */
export function divideRow(row: SetRow, height: number): readonly [SetRow, SetRow] {
  const parts = row.map((cell) => divide(cell, (height - ROW_GAP) * MM));
  return [parts.map(({ lines }) => lines), parts.map(({ rest }) => rest)];
}

/** Frame, column rules and column heads; returns the y under the heads. */
export function drawTableFrame(ink: Ink, table: Table, font: PageFont, y: number, bottom: number): number {
  ink.box(FRAME.x, y, FRAME.width, bottom - y);
  let x: number = FRAME.x;
  for (const [index, column] of table.columns.entries()) {
    if (index > 0) ink.rule(x, y, x, bottom, 0.35);
    const set = headLines(column, font, table.headHeight);
    ink.block(set, font, x + PAD, y + PAD, column.width - 2 * PAD, "left");
    x += column.width;
  }
  ink.rule(FRAME.x, y + table.headHeight, FRAME.x + FRAME.width, y + table.headHeight, 0.35);
  return y + table.headHeight + 0.8;
}

function headLines({ box, label, width }: Column, font: PageFont, height: number): SetLine[] {
  const text = `${box === undefined ? "" : `${box}. `}${label.en}`;
  const lines = muted([...line(text), ...line(label.zh)]);
  for (let size = LABEL_SIZE; size > 4.5; size -= 0.25) {
    const set = setLines(lines, font, size, (width - 2 * PAD) * MM);
    if (blockHeight(set) / MM <= height - 1.5 * PAD) return set;
  }
  return setLines(lines, font, 4.5, (width - 2 * PAD) * MM);
}

/** One row; returns the y under it. */
export function drawRow(ink: Ink, table: Table, font: PageFont, row: SetRow, y: number): number {
  let x: number = FRAME.x;
  for (const [index, column] of table.columns.entries()) {
    ink.block(row[index] ?? [], font, x + PAD, y, column.width - 2 * PAD, column.align);
    x += column.width;
  }
  return y + rowHeight(row);
}
