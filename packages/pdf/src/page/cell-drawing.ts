import { blockHeight, fitLines, setLines, type SetLine } from "./block.ts";
import type { PageFont } from "./font.ts";
import { MM, type Ink } from "./ink.ts";
import type { Cell, TickRow } from "./layout.ts";
import type { PreparedCell } from "./prepare.ts";
import { line, muted } from "./text.ts";

const PAD = 1.2;
const LABEL_SIZE = 5.75;
const CONTENT_SIZE = 7.75;
const CAPTION_HEIGHT = 3.4;
const TICK_SIZE = 6.75;
const TICK_BOX = 2.7;

/** What a box had no room for: it goes on on a further page. */
export interface Overflow {
  readonly title: string;
  readonly lines: readonly SetLine[];
}

/** Where the signature field of a box stands: `[x, y, width, height]`, millimetres from the upper left corner. */
export type FieldRect = readonly [number, number, number, number];

/** The words over a box. */
export const cellTitle = ({ box, label }: Cell): string =>
  [box === undefined ? "" : `${box}.`, label?.en ?? "", label?.zh ?? ""].filter((each) => each !== "").join(" ");

/** Draws one box; returns what did not fit. */
export function drawCell(ink: Ink, prepared: PreparedCell, font: PageFont): Overflow | null {
  const { cell, lines } = prepared;
  const [x, y, width, height] = cell.rect;
  ink.box(x, y, width, height);
  const under = drawTicks(ink, prepared, font, drawLabel(ink, cell, font));
  drawCaption(ink, cell, font);
  if (lines.length === 0) return null;
  const bottom = cell.field === undefined ? y + height - PAD / 2 : y + cell.field.top;
  const room = { size: cell.size ?? CONTENT_SIZE, width: (width - 2 * PAD) * MM, height: (bottom - under) * MM };
  const { lines: fitting, rest } = fitLines(lines, font, room);
  if (rest.length === 0) {
    ink.block(fitting, font, x + PAD, under, width - 2 * PAD, cell.align);
    return null;
  }
  return cut(ink, { cell, fitting, rest, under, font });
}

interface Cut {
  readonly cell: Cell;
  readonly fitting: readonly SetLine[];
  readonly rest: readonly SetLine[];
  readonly under: number;
  readonly font: PageFont;
}

/** The last line of a box that is full says where the rest stands. */
function cut(ink: Ink, { cell, fitting, rest, under, font }: Cut): Overflow {
  const [x, , width] = cell.rect;
  const kept = fitting.slice(0, -1);
  const last = setLines(muted(line("continued on a further page 续后页 →")), font, 5.5, width * MM);
  ink.block([...kept, ...last], font, x + PAD, under, width - 2 * PAD, cell.align);
  return { title: cellTitle(cell), lines: [...fitting.slice(-1), ...rest] };
}

function drawLabel(ink: Ink, cell: Cell, font: PageFont): number {
  const [x, y, width] = cell.rect;
  const title = cellTitle(cell);
  const start = y + PAD * 0.6;
  if (title === "" || (cell.label === undefined && cell.ticksInRow === true)) return start;
  const set = setLines(muted(line(title)), font, LABEL_SIZE, (width - 2 * PAD) * MM);
  return ink.block(set, font, x + PAD, start, width - 2 * PAD) + 0.3;
}

function drawTicks(ink: Ink, { cell, ticks }: PreparedCell, font: PageFont, under: number): number {
  if (ticks.length === 0) return under;
  return cell.ticksInRow === true ? ticksInRow(ink, cell, ticks, font) : ticksInColumn(ink, cell, ticks, font, under);
}

function ticksInRow(ink: Ink, cell: Cell, ticks: readonly TickRow[], font: PageFont): number {
  const [x, y, width, height] = cell.rect;
  const middle = y + height / 2;
  const first = x + PAD + (cell.box === undefined ? 0 : 5);
  if (cell.box !== undefined) {
    ink.block(setLines(muted(line(`${cell.box}.`)), font, LABEL_SIZE, 20), font, x + PAD, middle - 1.3, 8);
  }
  const step = (x + width - first) / ticks.length;
  ticks.forEach((tick, index) => {
    const left = first + index * step;
    ink.tick(left, middle - TICK_BOX / 2, TICK_BOX, tick.isTicked);
    const set = setLines(line(tick.label), font, TICK_SIZE - 0.5, (step - TICK_BOX - 2) * MM);
    ink.block(set, font, left + TICK_BOX + 1, middle - blockHeight(set) / MM / 2, step - TICK_BOX - 2);
  });
  return y + height;
}

function ticksInColumn(ink: Ink, cell: Cell, ticks: readonly TickRow[], font: PageFont, under: number): number {
  const [x, , width] = cell.rect;
  let top = under + 1;
  for (const tick of ticks) {
    ink.tick(x + PAD + 1, top, TICK_BOX, tick.isTicked);
    const set = setLines(line(tick.label), font, TICK_SIZE, (width - 9) * MM);
    top = Math.max(ink.block(set, font, x + PAD + 5.5, top - 0.1, width - 9), top + TICK_BOX) + 1.6;
  }
  return top;
}

/** The rule to sign on, and its caption. */
function drawCaption(ink: Ink, cell: Cell, font: PageFont): void {
  const caption = cell.field?.caption ?? cell.note;
  if (caption === undefined) return;
  const [x, y, width, height] = cell.rect;
  const top = y + height - CAPTION_HEIGHT;
  ink.rule(x + 4, top, x + width - 4, top, 0.25);
  const set = setLines(muted(line(`${caption.en} ${caption.zh}`)), font, LABEL_SIZE, 1000);
  ink.block(set, font, x, top + 0.3, width, "center");
}

/** The place of a box's signature field. */
export function fieldRect({ rect: [x, y, width, height], field }: Cell): FieldRect | null {
  if (field === undefined) return null;
  return [x + PAD, y + field.top + 0.4, width - 2 * PAD, height - field.top - CAPTION_HEIGHT - 0.8];
}
