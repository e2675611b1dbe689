import type { Json } from "@openlading/core";

/** A piece of text to print, and the member of the document it comes from: a JSON path, or "" for the form's own. */
export interface Part {
  readonly text: string;
  readonly path: string;
}

/** One line as it would be without wrapping. */
export interface Line {
  readonly parts: readonly Part[];
  /** Larger or smaller than the text around it; 1 unless said. */
  readonly scale?: number;
  readonly isStrong?: boolean;
  readonly isMuted?: boolean;
}

/** A value inside a document, and where it stands; absent values print nothing. */
export class Source {
  readonly value: Json | undefined;
  readonly path: string;

  constructor(value: Json | undefined, path = "$") {
    this.value = value;
    this.path = path;
  }

  /** The member under `names`, one inside the other. */
  at(...names: readonly string[]): Source {
    return names.reduce<Source>((source, name) => source.#member(name), this);
  }

  /** The items of a list; none when it is no list. */
  list(name: string): readonly Source[] {
    const { value, path } = this.at(name);
    return isList(value) ? value.map((item, index) => new Source(item, `${path}[${index}]`)) : [];
  }

  /** Text as it stands, numbers in full; null when absent. In Unicode's composed form, as a font has it. */
  get part(): Part | null {
    const { value, path } = this;
    if (typeof value === "number") return { text: grouped(value), path };
    return typeof value === "string" && value !== "" ? { text: value.normalize("NFC"), path } : null;
  }

  get text(): string {
    return this.part?.text ?? "";
  }

  #member(name: string): Source {
    const { value } = this;
    const isRecord = typeof value === "object" && value !== null && !isList(value);
    return new Source(isRecord && Object.hasOwn(value, name) ? value[name] : undefined, `${this.path}.${name}`);
  }
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** 12500.5 as `12,500.5`: never rounded, never an exponent for what documents hold. */
function grouped(value: number): string {
  const [whole = "", fraction] = String(value).split(".");
  const spaced = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ",");
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

type Piece = Part | Source | string | null;

/** A line of pieces; empty when every piece that is not the form's own text is absent. */
export function line(...pieces: readonly Piece[]): Line[] {
  const isFixed = pieces.some((piece) => piece !== "") && pieces.every((piece) => typeof piece === "string");
  const hasValue = pieces.some((piece) => typeof piece !== "string" && partOf(piece) !== null);
  if (!isFixed && !hasValue) return [];
  return [{ parts: pieces.map(partOf).filter((part) => part !== null) }];
}

function partOf(piece: Piece): Part | null {
  if (piece === null) return null;
  if (typeof piece === "string") return piece === "" ? null : { text: piece, path: "" };
  return piece instanceof Source ? piece.part : piece;
}

/** The same lines, stronger. */
export const strong = (lines: readonly Line[], scale = 1): Line[] =>
  lines.map((each) => ({ ...each, isStrong: true, scale }));
/** The same lines, small and grey: labels, notes. */
export const muted = (lines: readonly Line[], scale = 1): Line[] =>
  lines.map((each) => ({ ...each, isMuted: true, scale }));
/** The same lines at another size. */
export const sized = (lines: readonly Line[], scale: number): Line[] => lines.map((each) => ({ ...each, scale }));
/** The text of a line. */
export const lineText = ({ parts }: Line): string => parts.map(({ text }) => text).join("");
