import type { PageFont } from "./font.ts";
import { lineHeight, type SetLine } from "./block.ts";
import { textWidth } from "./line-break.ts";

/** Points in a millimetre. */
export const MM = 72 / 25.4;
/** A4, in millimetres. */
export const PAGE = { width: 210, height: 297 } as const;

export type Align = "left" | "center" | "right";

const GREY = "0.32 g";
const BLACK = "0 g";

/** The content of one page, drawn in millimetres from the upper left corner. Text is kept until its codes are known. */
export class Ink {
  readonly #operators: (string | { readonly text: string })[] = [];

  rule(x1: number, y1: number, x2: number, y2: number, width = 0.5): void {
    this.#operators.push(`${width} w ${at(x1, y1)} m ${at(x2, y2)} l S`);
  }

  box(x: number, y: number, width: number, height: number, weight = 0.5): void {
    this.#operators.push(`${weight} w ${rectangle(x, y, width, height)} S`);
  }

  /** Black runs `[column, row, length]` on a grid of squares of `module` millimetres, drawn as one shape. */
  grid(x: number, y: number, module: number, runs: readonly (readonly [number, number, number])[]): void {
    const scale = precise(module * MM);
    const cells = runs.map(([column, row, length]) => `${column} ${row} ${length} 1 re`).join("\n");
    this.#operators.push(`q ${BLACK} ${scale} 0 0 -${scale} ${at(x, y)} cm\n${cells}\nf Q`);
  }

  tint(x: number, y: number, width: number, height: number, grey: number): void {
    this.#operators.push(`${grey} g ${rectangle(x, y, width, height)} f ${BLACK}`);
  }

  /** A box to be ticked, `size` millimetres. */
  tick(x: number, y: number, size: number, isTicked: boolean): void {
    this.box(x, y, size, size, 0.6);
    if (!isTicked) return;
    const [low, mid, right] = [y + size * 0.82, x + size * 0.42, x + size * 0.88];
    this.#operators.push(
      `1.1 w ${at(x + size * 0.14, y + size * 0.52)} m ${at(mid, low)} l ${at(right, y + size * 0.14)} l S`,
    );
  }

  /** Lines one under the other from `y` down; returns the y under the last. */
  block(lines: readonly SetLine[], font: PageFont, x: number, y: number, width: number, align: Align = "left"): number {
    let top = y;
    for (const line of lines) {
      const height = lineHeight(line) / MM;
      if (line.text !== "") this.#text(line, x + this.#indent(line, font, width, align), top + height * 0.78);
      top += height;
    }
    return top;
  }

  #indent(line: SetLine, font: PageFont, width: number, align: Align): number {
    if (align === "left") return 0;
    const free = width - textWidth(line.text, font, line.size) / MM;
    return align === "center" ? free / 2 : free;
  }

  #text(line: SetLine, x: number, baseline: number): void {
    const weight = line.isStrong ? ` 2 Tr ${number(line.size * 0.035)} w` : " 0 Tr";
    this.#operators.push(
      line.isMuted ? GREY : BLACK,
      `BT /F1 ${number(line.size)} Tf${weight} ${at(x, baseline)} Td`,
      { text: line.text },
      "Tj ET",
    );
  }

  /** The characters that the page shows. */
  codePoints(): readonly number[] {
    return this.#operators.flatMap((each) =>
      typeof each === "string" ? [] : Array.from(each.text, (character) => character.codePointAt(0) ?? 0),
    );
  }

  /** The content stream; `encode` gives the codes of a text in hex. */
  content(encode: (text: string) => string): string {
    return this.#operators.map((each) => (typeof each === "string" ? each : `<${encode(each.text)}>`)).join("\n");
  }
}

/** A number as a content stream has it: no exponent, three decimals at most. */
export function number(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return Object.is(rounded, -0) ? "0" : String(rounded);
}

const precise = (value: number): string => value.toFixed(6);

function at(x: number, y: number): string {
  return `${number(x * MM)} ${number((PAGE.height - y) * MM)}`;
}

function rectangle(x: number, y: number, width: number, height: number): string {
  return `${at(x, y + height)} ${number(width * MM)} ${number(height * MM)} re`;
}
