import type { Text } from "@openlading/core";
import type { Align } from "./ink.ts";
import type { Line, Source } from "./text.ts";

/** The signature fields that a print has from the beginning. */
export type FieldName = "exporter" | "authority";

/** A box to be ticked and its words. */
export interface TickRow {
  readonly label: string;
  readonly isTicked: boolean;
}

/** One box of a form: `[x, y, width, height]` in millimetres from the upper left corner of the page. */
export interface Cell {
  readonly rect: readonly [number, number, number, number];
  /** The number the form gives the box. */
  readonly box?: string;
  readonly label?: Text;
  readonly content?: (data: Source) => readonly Line[];
  /** Points, before it is made to fit. */
  readonly size?: number;
  readonly align?: Align;
  readonly ticks?: (data: Source) => readonly TickRow[];
  /** Ticks stand beside each other instead of one under the other. */
  readonly ticksInRow?: boolean;
  /** Small words at the foot of the box, under a rule to write on. */
  readonly note?: Text;
  /** An empty signature field that takes the height under `top`, above the caption. */
  readonly field?: { readonly name: FieldName; readonly top: number; readonly caption: Text };
}

/** One column of the list of goods. */
export interface Column {
  readonly width: number;
  readonly label: Text;
  readonly box?: string;
  readonly align?: Align;
  readonly content: (item: Source, data: Source) => readonly Line[];
}

/** The list of goods; it goes on on further pages. */
export interface Table {
  readonly y: number;
  readonly bottom: number;
  readonly headHeight: number;
  readonly columns: readonly Column[];
  readonly items: (data: Source) => readonly Source[];
  readonly tail?: (data: Source) => readonly Line[];
}

/** The title block; the QR code stands in its right end. */
export interface Head {
  readonly rect: readonly [number, number, number, number];
  readonly content: (data: Source) => readonly Line[];
}

/** A form as it is printed: A4, upright. All of it is data and pure functions of the document. */
export interface Layout {
  /** What the file and continuation pages call it. */
  readonly title: Text;
  readonly head: Head;
  readonly cells: readonly Cell[];
  readonly table: Table | null;
  readonly notice: Text;
}

/** Left edge and width of every form, in millimetres. */
export const FRAME = { x: 10, width: 190, y: 8, bottom: 282 } as const;
