import { CR, LF, hexDigit, isDigit, isRegular, isWhite, latin1, standsAt } from "./bytes.ts";
import { fault } from "./fault.ts";
import type { PdfArray, PdfDict, PdfName, PdfNumber, PdfObject, PdfReference, PdfString } from "./object.ts";

const SLASH = 0x2f;
const REFERENCE = /^(\d{1,7}) (\d{1,5}) R(?![^\s()<>[\]{}/%])/;
const REFERENCE_CHARS = 24;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12, "(": 40, ")": 41, "\\": 92 };

/** Reads one value after another, to the letter: what is not well formed is refused, never guessed. */
export class ObjectParser {
  readonly #bytes: Uint8Array;
  readonly #maxDepth: number;
  at: number;

  constructor(bytes: Uint8Array, at: number, maxDepth: number) {
    this.#bytes = bytes;
    this.#maxDepth = maxDepth;
    this.at = at;
  }

  /** Passes white space. A comment is no white space here: nobody needs one, and things hide in them. */
  skipWhite(): void {
    while (isWhite(this.#bytes[this.at])) this.at++;
  }

  /** Passes exactly `text`, which must not go on. */
  expect(text: string): void {
    if (!this.isAt(text)) throw this.broken(`"${text}" does not stand where it must`);
    this.at += text.length;
  }

  isAt(text: string): boolean {
    return standsAt(this.#bytes, this.at, text);
  }

  value(depth = 0): PdfObject {
    if (depth > this.#maxDepth) throw fault("ERR_PDF_DEPTH", "a value nests too deep", { offset: this.at });
    this.skipWhite();
    if (this.isAt("<<")) return this.#dict(depth);
    const byte = this.#bytes[this.at];
    if (byte === SLASH) return this.#name();
    if (this.isAt("[")) return this.#array(depth);
    if (this.isAt("(")) return this.#literal();
    if (this.isAt("<")) return this.#hex();
    return isDigit(byte) ? (this.#reference() ?? this.#word()) : this.#word();
  }

  broken(what: string): Error {
    return fault("ERR_PDF_SYNTAX", `${what}, at offset ${this.at}`, { offset: this.at });
  }

  #dict(depth: number): PdfDict {
    const start = this.at;
    this.at += 2;
    const entries = new Map<string, PdfObject>();
    for (;;) {
      this.skipWhite();
      if (this.isAt(">>")) break;
      const { value: name } = this.#name();
      if (entries.has(name)) throw this.broken("a dictionary names an entry twice");
      entries.set(name, this.value(depth + 1));
    }
    this.at += 2;
    return { kind: "dict", entries, start, end: this.at };
  }

  #array(depth: number): PdfArray {
    const start = this.at++;
    const items: PdfObject[] = [];
    for (;;) {
      this.skipWhite();
      if (this.isAt("]")) break;
      items.push(this.value(depth + 1));
    }
    this.at++;
    return { kind: "array", items, start, end: this.at };
  }

  #name(): PdfName {
    const start = this.at;
    if (this.#bytes[start] !== SLASH) throw this.broken("a name does not stand where it must");
    let value = "";
    for (this.at++; isRegular(this.#bytes[this.at]); this.at++) value += this.#nameCharacter();
    return { kind: "name", value, start, end: this.at };
  }

  #nameCharacter(): string {
    const byte = this.#bytes[this.at] ?? 0;
    if (byte !== 0x23) return String.fromCharCode(byte);
    const [high, low] = [hexDigit(this.#bytes[this.at + 1]), hexDigit(this.#bytes[this.at + 2])];
    if (high < 0 || low < 0 || high + low === 0) throw this.broken("a name has a wrong escape");
    this.at += 2;
    return String.fromCharCode(high * 16 + low);
  }

  #hex(): PdfString {
    const start = this.at++;
    const digits: number[] = [];
    for (; !this.isAt(">"); this.at++) {
      const digit = hexDigit(this.#bytes[this.at]);
      if (digit < 0) throw this.broken("a hex string holds something else");
      digits.push(digit);
    }
    if (digits.length % 2 !== 0) throw this.broken("a hex string has an odd number of digits");
    this.at++;
    const bytes = new Uint8Array(digits.length / 2);
    for (let index = 0; index < bytes.length; index++)
      bytes[index] = (digits[2 * index] ?? 0) * 16 + (digits[2 * index + 1] ?? 0);
    return { kind: "string", isHex: true, bytes, start, end: this.at };
  }

  #literal(): PdfString {
    const start = this.at++;
    const bytes: number[] = [];
    for (let depth = 1; ; this.at++) {
      const byte = this.#bytes[this.at];
      if (byte === undefined) throw this.broken("a string has no end");
      if (byte === 0x5c) {
        this.#escape(bytes);
        continue;
      }
      if (byte === 0x28) depth++;
      if (byte === 0x29 && --depth === 0) break;
      bytes.push(byte);
    }
    this.at++;
    return { kind: "string", isHex: false, bytes: Uint8Array.from(bytes), start, end: this.at };
  }

  #escape(into: number[]): void {
    const byte = this.#bytes[++this.at] ?? 0;
    const known = ESCAPES[String.fromCharCode(byte)];
    if (known !== undefined) into.push(known);
    else if (byte === CR || byte === LF) this.at += byte === CR && this.#bytes[this.at + 1] === LF ? 1 : 0;
    else {
      const octal = /^[0-3][0-7]{2}/.exec(latin1(this.#bytes, this.at, this.at + 3))?.[0];
      if (octal === undefined) throw this.broken("a string has a wrong escape");
      into.push(parseInt(octal, 8));
      this.at += 2;
    }
  }

  #reference(): PdfReference | null {
    const start = this.at;
    const match = REFERENCE.exec(latin1(this.#bytes, start, start + REFERENCE_CHARS));
    if (match === null) return null;
    const number = Number(match[1]);
    if (number === 0 || match[2] !== "0") throw this.broken("a reference names no object of generation 0");
    this.at += match[0].length;
    return { kind: "reference", number, start, end: this.at };
  }

  #word(): PdfObject {
    const start = this.at;
    while (isRegular(this.#bytes[this.at])) this.at++;
    const text = latin1(this.#bytes, start, this.at);
    const span = { start, end: this.at };
    if (text === "null") return { kind: "null", ...span };
    if (text === "true" || text === "false") return { kind: "boolean", value: text === "true", ...span };
    if (!NUMBER.test(text)) throw this.broken("a word has no meaning here");
    const number: PdfNumber = { kind: "number", value: Number(text), isInteger: /^[+-]?\d{1,15}$/.test(text), ...span };
    return number;
  }
}
