import { deflateSync } from "node:zlib";
import { latin1 } from "../../src/read/bytes.ts";
import { dictOf, nameOf } from "../../src/read/object.ts";
import type { PdfFile } from "../../src/read/pdf-file.ts";
import { readPdf } from "../../src/read/read.ts";

/*
 * What an attacker's tools do to a file: write revisions on top, prepare revision 0, patch bytes in place. It uses the
 * strict reader to find its way and nothing of the package to write.
 */

export const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
export const textOf = (bytes: Uint8Array): string => latin1(bytes);

/** Replaces one passage by another of the same length (padded with spaces). */
export function patch(bytes: Uint8Array, from: RegExp, to: (found: string) => string): Uint8Array {
  const text = textOf(bytes);
  const match = [...text.matchAll(new RegExp(from, "g"))].at(-1);
  if (match === undefined) throw new Error(`nothing to patch: ${String(from)}`);
  const [found] = match;
  const put = to(found);
  if (put.length > found.length) throw new Error("a patch is too long");
  return bytesOf(text.slice(0, match.index) + put.padEnd(found.length, " ") + text.slice(match.index + found.length));
}

/** A file opened to be forged. */
export class Forger {
  readonly file: PdfFile;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.file = readPdf(bytes);
  }

  get root(): number {
    const root = this.file.revisions[0]?.trailer.entries.get("Root");
    return root?.kind === "reference" ? root.number : 0;
  }

  get next(): number {
    return Math.max(...this.file.revisions.flatMap(({ objects }) => [...objects.keys()])) + 1;
  }

  /** The object number that a test on its dictionary finds first. */
  find(test: (names: ReadonlyMap<string, unknown>, text: string) => boolean): number {
    for (const { objects } of this.file.revisions.toReversed())
      for (const { number, value, start, end } of objects.values()) {
        const dict = dictOf(value);
        if (dict !== null && test(dict.entries, latin1(this.#bytes, start, end))) return number;
      }
    throw new Error("no such object");
  }

  ofType(type: string): number {
    return this.find((_, text) => new RegExp(`/(?:Type|Subtype) /${type}(?![A-Za-z])`).test(text));
  }

  field(name: string): number {
    return this.find((names, text) => names.has("FT") && text.includes(`(${name})`));
  }

  get page(): number {
    return this.find((names) => nameOf(names.get("Type") as never) === "Page");
  }

  /** The last state of an object as text, between `obj` and `endobj`. */
  body(number: number): string {
    const object = this.file.object(number);
    if (object === undefined) throw new Error("no such object");
    return latin1(this.#bytes, object.start, object.end)
      .replace(/^\d+ 0 obj\s*/, "")
      .replace(/\s*endobj$/, "");
  }

  /** An object with one entry put first into its dictionary; an entry of the same name is renamed. */
  withEntry(number: number, name: string, value: string): string {
    const body = this.body(number).replace(new RegExp(`/${name}(?=[\\s\\[<(/])`), `/Old${name}`);
    return body.replace("<<", `<< /${name} ${value}`);
  }

  /** The array or value an entry has, as text. */
  entry(number: number, name: string): string {
    const value = dictOf(this.file.object(number)?.value)?.entries.get(name);
    return value === undefined ? "" : latin1(this.#bytes, value.start, value.end);
  }

  /** Puts a revision on top. */
  update(
    objects: Readonly<Record<number, string>>,
    o: { readonly trailer?: string; readonly between?: string; readonly table?: (table: string) => string } = {},
  ): Uint8Array {
    let text = textOf(this.#bytes);
    if (!text.endsWith("\n")) text += "\n";
    const offsets = new Map<number, number>();
    for (const [number, body] of Object.entries(objects)) {
      offsets.set(Number(number), text.length);
      text += `${number} 0 obj\n${body}\nendobj\n${o.between ?? ""}`;
    }
    return bytesOf(text + this.#end(text.length, offsets, o));
  }

  #end(
    start: number,
    offsets: ReadonlyMap<number, number>,
    o: { readonly trailer?: string; readonly table?: (table: string) => string },
  ): string {
    const lines = [...offsets].map(([number, at]) => `${number} 1\n${String(at).padStart(10, "0")} 00000 n \n`);
    const size = Math.max(this.next, ...[...offsets.keys()].map((number) => number + 1));
    const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(textOf(this.#bytes))?.[1] ?? "0";
    const id = this.#id();
    const trailer = `trailer\n<< /Size ${size} /Root ${this.root} 0 R ${this.#info()} ${id} /Prev ${previous} ${o.trailer ?? ""} >>\n`;
    const table = (o.table ?? ((same: string) => same))(`xref\n${lines.join("")}`);
    return `${table}${trailer}startxref\n${start}\n%%EOF\n`;
  }

  #id(): string {
    const id = this.file.revisions[0]?.trailer.entries.get("ID");
    return id === undefined ? "" : `/ID ${latin1(this.#bytes, id.start, id.end)}`;
  }

  #info(): string {
    const info = this.file.revisions[0]?.trailer.entries.get("Info");
    return info === undefined ? "" : `/Info ${latin1(this.#bytes, info.start, info.end)}`;
  }

  /** Writes revision 0 anew with objects changed or added: what an attacker prepares before the honest ones sign. */
  rebuild(changes: Readonly<Record<number, string>>): Uint8Array {
    const numbers = [...(this.file.revisions[0]?.objects.keys() ?? []), ...Object.keys(changes).map(Number)];
    const sorted = [...new Set(numbers)].sort((a, b) => a - b);
    let text = latin1(this.#bytes, 0, this.file.revisions[0]?.objects.values().next().value?.start ?? 0);
    const offsets: string[] = [];
    for (const number of sorted) {
      offsets.push(`${number} 1\n${String(text.length).padStart(10, "0")} 00000 n \n`);
      text += `${number} 0 obj\n${changes[number] ?? this.body(number)}\nendobj\n`;
    }
    const size = Math.max(...sorted) + 1;
    const trailer = `trailer\n<< /Size ${size} /Root ${this.root} 0 R ${this.#info()} ${this.#id()} >>\n`;
    return bytesOf(
      `${text}xref\n0 1\n0000000000 65535 f \n${offsets.join("")}${trailer}startxref\n${text.length}\n%%EOF`,
    );
  }
}

/** A stream object's body. */
export function stream(content: string | Uint8Array, entries = ""): string {
  const data = typeof content === "string" ? content : textOf(content);
  return `<< ${entries} /Length ${data.length} >>\nstream\n${data}\nendstream`;
}

/** A deflated stream object's body. */
export function packed(content: Uint8Array, entries = ""): string {
  return stream(new Uint8Array(deflateSync(content)), `/Filter /FlateDecode ${entries}`);
}
