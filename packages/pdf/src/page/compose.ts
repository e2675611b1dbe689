import { blockHeight, fitLines, lineHeight, setLines, type SetLine } from "./block.ts";
import { drawCell, fieldRect, type FieldRect, type Overflow } from "./cell-drawing.ts";
import type { PageFont } from "./font.ts";
import { Ink, MM, PAGE } from "./ink.ts";
import { FRAME, type FieldName, type Table } from "./layout.ts";
import { textWidth } from "./line-break.ts";
import type { Prepared } from "./prepare.ts";
import { drawQr, QR_SIDE } from "./qr-drawing.ts";
import { divideRow, drawRow, drawTableFrame, rowHeight, setRows, type SetRow } from "./table-drawing.ts";
import { line, muted, strong } from "./text.ts";

/** What is printed beside the document's own text. */
export interface PrintMarks {
  /** `Copy 1 · printed at …` */
  readonly copy: string;
  /** The check code beside the QR code. */
  readonly checkCode: string;
  readonly qrText: string | null;
}

/** The drawn pages and where the signature fields stand, all on the first page. */
export interface Composition {
  readonly pages: readonly Ink[];
  readonly fields: Readonly<Partial<Record<FieldName, FieldRect>>>;
}

const CONTINUATION_TOP = 26;
const END_ROOM = 5;
const CODE_WORDS = 11;
const CONTINUED_WIDTH = 40;

/** Draws every page of a prepared form. */
export function compose(prepared: Prepared, marks: PrintMarks, font: PageFont): Composition {
  const first = new Ink();
  const overflows = [
    drawHead(first, prepared, marks, font),
    ...prepared.cells.map((cell) => drawCell(first, cell, font)),
  ].filter((each) => each !== null);
  const pages = [first, ...drawItems(first, prepared, marks, font)];
  pages.push(...drawOverflows(prepared, marks, font, overflows));
  pages.forEach((ink, index) =>
    drawFoot(
      ink,
      prepared,
      marks,
      font,
      `Page ${index + 1} of ${pages.length} 第 ${index + 1} 页，共 ${pages.length} 页`,
    ),
  );
  return { pages, fields: placedFields(prepared) };
}

function placedFields({ cells }: Prepared): Partial<Record<FieldName, FieldRect>> {
  const fields: Partial<Record<FieldName, FieldRect>> = {};
  for (const { cell } of cells) {
    const rect = fieldRect(cell);
    if (cell.field !== undefined && rect !== null) fields[cell.field.name] = rect;
  }
  return fields;
}

function drawHead(ink: Ink, { layout, head, number }: Prepared, marks: PrintMarks, font: PageFont): Overflow | null {
  const [x, y, width, height] = layout.head.rect;
  ink.box(x, y, width, height);
  const side = marks.qrText === null ? 0 : QR_SIDE;
  const room = { size: 9, width: (width - side - 3) * MM, height: (height - 3) * MM };
  const { lines, rest } = fitLines(head, font, room);
  ink.block(lines, font, x + 1.5, y + 1.5, width - side - 3);
  if (marks.qrText !== null)
    drawCode(ink, [x + width - side - 0.5, y + 0.5], { text: marks.qrText, number, marks, font });
  return rest.length === 0 ? null : { title: layout.title.en, lines: rest };
}

interface Code {
  readonly text: string;
  readonly number: string;
  readonly marks: PrintMarks;
  readonly font: PageFont;
}

/** The QR code, and under it what a person reads out: the number and the check code. */
function drawCode(ink: Ink, [left, top]: readonly [number, number], { text, number, marks, font }: Code): void {
  const { moduleMm, runs } = drawQr(text);
  ink.grid(left, top, moduleMm, runs);
  const words = [...strong(line(number)), ...line(`Check code 校验码 ${marks.checkCode}`)];
  const set = fitLines(words, font, { size: 7, width: QR_SIDE * MM, height: CODE_WORDS * MM });
  ink.block(set.lines, font, left, top + QR_SIDE + 0.2, QR_SIDE, "center");
}

function drawFoot(ink: Ink, { layout }: Prepared, marks: PrintMarks, font: PageFont, page: string): void {
  const top = FRAME.bottom + 0.8;
  const notice = setLines(muted([...line(layout.notice.zh), ...line(layout.notice.en)]), font, 5.75, FRAME.width * MM);
  const under = ink.block(notice, font, FRAME.x, top, FRAME.width);
  const set = (text: string): SetLine[] => setLines(line(text), font, 6.5, FRAME.width * MM);
  ink.block(set(marks.copy), font, FRAME.x, under + 0.4, FRAME.width);
  ink.block(set(page), font, FRAME.x, under + 0.4, FRAME.width, "right");
}

/** A further page: its title, number and check code. */
function furtherPage({ layout, number }: Prepared, marks: PrintMarks, font: PageFont): Ink {
  const ink = new Ink();
  const lines = [
    ...strong(line(`${layout.title.en}   ${layout.title.zh}`), 1.15),
    ...line(`No. ${number}   Check code 校验码 ${marks.checkCode}   CONTINUATION 续页`),
  ];
  ink.block(setLines(lines, font, 8.5, FRAME.width * MM), font, FRAME.x, FRAME.y + 4, FRAME.width);
  return ink;
}

/** Draws the list of goods on `first` and on as many further pages as it takes; returns these. */
function drawItems(first: Ink, prepared: Prepared, marks: PrintMarks, font: PageFont): Ink[] {
  const { table } = prepared.layout;
  if (table === null) return [];
  const further: Ink[] = [];
  const height = table.bottom - table.y - table.headHeight - END_ROOM;
  const queue = setRows(prepared.rows, table, font, height);
  let ink = first;
  let [top, bottom] = [table.y, table.bottom];
  for (;;) {
    const y = drawPageOfItems(ink, { table, font, queue, top, bottom });
    if (queue.length === 0) {
      drawTail(ink, prepared, font, Math.min(y + 0.6, bottom - END_ROOM + 0.6));
      return further;
    }
    drawContinued(ink, font, bottom - 4, further.length + 2);
    ink = furtherPage(prepared, marks, font);
    further.push(ink);
    [top, bottom] = [CONTINUATION_TOP, FRAME.bottom - 2];
  }
}

function drawContinued(ink: Ink, font: PageFont, y: number, page: number): void {
  const words = setLines(line(`continued on page ${page} 续第 ${page} 页 →`), font, 6.5, FRAME.width * MM);
  ink.tint(FRAME.x + FRAME.width - CONTINUED_WIDTH - 1, y, CONTINUED_WIDTH, 3, 1);
  ink.block(words, font, FRAME.x, y, FRAME.width - 2, "right");
}

/** The words under the last item, on white: the rules of the columns stop for them. */
function drawTail(ink: Ink, { tail }: Prepared, font: PageFont, y: number): void {
  const lines = setLines(tail, font, 7, FRAME.width * MM);
  if (lines.length === 0) return;
  const width = Math.max(...lines.map(({ text, size }) => textWidth(text, font, size))) / MM + 6;
  ink.tint(FRAME.x + (FRAME.width - width) / 2, y, width, blockHeight(lines) / MM, 1);
  ink.block(lines, font, FRAME.x, y, FRAME.width, "center");
}

interface PageOfItems {
  readonly table: Table;
  readonly font: PageFont;
  /** Rows not yet drawn; those drawn are taken off. */
  readonly queue: SetRow[];
  readonly top: number;
  readonly bottom: number;
}

function drawPageOfItems(ink: Ink, { table, font, queue, top, bottom }: PageOfItems): number {
  const limit = bottom - END_ROOM;
  let y = drawTableFrame(ink, table, font, top, bottom);
  const start = y;
  for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
    if (y + rowHeight(row) <= limit) {
      y = drawRow(ink, table, font, row, y);
      continue;
    }
    const isAlone = y === start;
    const [fitting, rest] = isAlone ? divideRow(row, limit - y) : [null, row];
    if (fitting !== null) y = drawRow(ink, table, font, fitting, y);
    queue.unshift(rest);
    break;
  }
  return y;
}

/** Boxes that were full go on on further pages, one under the other. */
function drawOverflows(prepared: Prepared, marks: PrintMarks, font: PageFont, overflows: readonly Overflow[]): Ink[] {
  if (overflows.length === 0) return [];
  const lines = overflows.flatMap(({ title, lines: rest }) => [
    ...setLines(muted(line(`${title} (continued 续)`)), font, 6.5, FRAME.width * MM),
    ...rest,
    ...setLines(line(" "), font, 6, 100),
  ]);
  const pages: Ink[] = [];
  let y: number = PAGE.height;
  for (const each of lines) {
    if (y + lineHeight(each) / MM > FRAME.bottom - 2) {
      pages.push(furtherPage(prepared, marks, font));
      y = CONTINUATION_TOP;
    }
    y = pages.at(-1)?.block([each], font, FRAME.x, y, FRAME.width) ?? y;
  }
  return pages;
}
