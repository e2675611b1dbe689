/** Where a value stands in the file: from its first byte to behind its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface PdfNull extends Span {
  readonly kind: "null";
}
export interface PdfBoolean extends Span {
  readonly kind: "boolean";
  readonly value: boolean;
}
export interface PdfNumber extends Span {
  readonly kind: "number";
  readonly value: number;
  readonly isInteger: boolean;
}
/** A name without its slash, `#xx` decoded. */
export interface PdfName extends Span {
  readonly kind: "name";
  readonly value: string;
}
export interface PdfString extends Span {
  readonly kind: "string";
  readonly isHex: boolean;
  readonly bytes: Uint8Array;
}
export interface PdfArray extends Span {
  readonly kind: "array";
  readonly items: readonly PdfObject[];
}
/** A dictionary; no name stands in it twice. */
export interface PdfDict extends Span {
  readonly kind: "dict";
  readonly entries: ReadonlyMap<string, PdfObject>;
}
export interface PdfReference extends Span {
  readonly kind: "reference";
  readonly number: number;
}
/** A stream; `data` is as it stands in the file. */
export interface PdfStream extends Span {
  readonly kind: "stream";
  readonly dict: PdfDict;
  readonly data: Span;
}

/** Any value of the file. Everything in it is what the sender wrote: nothing is established. */
export type PdfObject =
  PdfNull | PdfBoolean | PdfNumber | PdfName | PdfString | PdfArray | PdfDict | PdfReference | PdfStream;

/** The dictionary of a value: its own, or its stream's; null for anything else. */
export function dictOf(value: PdfObject | undefined): PdfDict | null {
  if (value?.kind === "dict") return value;
  return value?.kind === "stream" ? value.dict : null;
}

/** The name a value is, or null. */
export function nameOf(value: PdfObject | undefined): string | null {
  return value?.kind === "name" ? value.value : null;
}

/** The integer a value is, or null. */
export function integerOf(value: PdfObject | undefined): number | null {
  return value?.kind === "number" && value.isInteger ? value.value : null;
}

/** The values directly inside a value. */
export function childrenOf(value: PdfObject): readonly PdfObject[] {
  if (value.kind === "array") return value.items;
  const dict = dictOf(value);
  return dict === null ? [] : [...dict.entries.values()];
}

/** Whether two values say the same, wherever they stand; streams never do (compare their bytes). */
export function isSameObject(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.kind !== "stream" && signatureOf(a) === signatureOf(b);
}

function signatureOf(value: PdfObject): string {
  switch (value.kind) {
    case "null":
      return "n";
    case "boolean":
    case "number":
      return `${value.kind} ${String(value.value)}`;
    case "name":
      return `/${JSON.stringify(value.value)}`;
    case "string":
      return `(${value.bytes.join(",")})`;
    case "reference":
      return `R${value.number}`;
    case "array":
      return `[${value.items.map(signatureOf).join(" ")}]`;
    case "dict":
      return `<${entriesSignature(value)}>`;
    case "stream":
      return `S${value.start}`;
  }
}

function entriesSignature({ entries }: PdfDict): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([name, item]) => `${JSON.stringify(name)}:${signatureOf(item)}`).join(" ");
}
