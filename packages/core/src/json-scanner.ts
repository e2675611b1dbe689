import { CORE_ERRORS, CoreError, type CoreErrorCode } from "./error.ts";
import { FaultList, formatPath } from "./fault.ts";
import { isExact, numberAt } from "./json-number.ts";
import type { Json } from "./json.ts";

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const LETTER_U = 0x75;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const HEX4 = /[0-9a-fA-F]{4}/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** One pass over JSON text. Syntax faults and limits end it; other faults are collected with their paths. */
export class JsonScanner {
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #maxMembers: number;
  readonly #faults = new FaultList();
  #at = 0;
  #members = 0;
  /** Whether the text just read holds half a pair; noted once its place is known. */
  #isTorn = false;

  constructor(text: string, maxDepth: number, maxMembers: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
    this.#maxMembers = maxMembers;
  }

  scan(): Json {
    this.#skipSpace();
    const value = this.#value();
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#syntax();
    const [first] = this.#faults.kept;
    if (first === undefined) return value;
    throw new CoreError({
      code: first.code as CoreErrorCode, // every fault below is noted under one of our codes
      message: `the JSON has ${this.#faults.count} faults, the first at ${first.path}`,
      details: this.#faults.toDetails(),
    });
  }

  #value(): Json {
    switch (this.#text.charCodeAt(this.#at)) {
      case QUOTE:
        return this.#textValue();
      case OPEN_OBJECT:
        return this.#object();
      case OPEN_LIST:
        return this.#list();
      case 0x74:
        return this.#word("true", true);
      case 0x66:
        return this.#word("false", false);
      case 0x6e:
        return this.#word("null", null);
      default:
        return this.#number();
    }
  }

  #object(): Json {
    const { steps } = this.#faults;
    // Not Object.create(null): V8 keeps that as a hash table, which is slower to read ever after.
    const object: Record<string, Json> = Object.setPrototypeOf({}, null) as Record<string, Json>;
    if (this.#open() === CLOSE_OBJECT) return this.#closed(object);
    const level = steps.length;
    for (;;) {
      this.#countMember();
      if (this.#text.charCodeAt(this.#at) !== QUOTE) throw this.#syntax();
      const name = this.#string();
      steps[level] = name;
      this.#checkName(object, name);
      if (this.#skipSpace() !== COLON) throw this.#syntax();
      this.#at++;
      this.#skipSpace();
      const value = this.#value();
      if (name !== "__proto__") object[name] = value;
      if (this.#next(CLOSE_OBJECT)) break;
    }
    steps.pop();
    return object;
  }

  #list(): Json {
    const { steps } = this.#faults;
    const list: Json[] = [];
    if (this.#open() === CLOSE_LIST) return this.#closed(list);
    const level = steps.length;
    for (;;) {
      this.#countMember();
      steps[level] = list.length;
      list.push(this.#value());
      if (this.#next(CLOSE_LIST)) break;
    }
    steps.pop();
    return list;
  }

  #open(): number {
    if (this.#faults.steps.length >= this.#maxDepth) throw this.#limit("maxDepth", this.#maxDepth);
    this.#at++;
    return this.#skipSpace();
  }

  #closed<T extends Json>(value: T): T {
    this.#at++;
    return value;
  }

  /** Steps over what follows an element: true at the end, false at a comma, where the next element begins. */
  #next(close: number): boolean {
    const code = this.#skipSpace();
    if (code !== close && code !== COMMA) throw this.#syntax();
    this.#at++;
    if (code === close) return true;
    this.#skipSpace();
    return false;
  }

  #countMember(): void {
    this.#members++;
    if (this.#members > this.#maxMembers) throw this.#limit("maxMembers", this.#maxMembers);
  }

  #checkName(object: Readonly<Record<string, Json>>, name: string): void {
    if (this.#isTorn) this.#noteTorn();
    if (name === "__proto__" || name === "constructor") this.#fault("ERR_CORE_JSON_NAME");
    if (object[name] !== undefined) this.#fault("ERR_CORE_JSON_DUPLICATE");
  }

  #textValue(): string {
    const text = this.#string();
    if (this.#isTorn) this.#noteTorn();
    return text;
  }

  #noteTorn(): void {
    this.#isTorn = false;
    this.#fault("ERR_CORE_JSON_SURROGATE");
  }

  #string(): string {
    const text = this.#text;
    const start = ++this.#at;
    for (let at = start; ; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.#at = at + 1;
        return text.slice(start, at);
      }
      if (code === BACKSLASH) {
        this.#at = at;
        return this.#escapedString(text.slice(start, at));
      }
      if (!(code >= 0x20)) throw this.#syntax(at);
    }
  }

  #escapedString(head: string): string {
    const text = this.#text;
    const pieces = [head];
    let start = this.#at;
    for (let at = start; ; at = this.#at) {
      const code = text.charCodeAt(at);
      if (!(code >= 0x20)) throw this.#syntax(at);
      this.#at = at + 1;
      if (code !== QUOTE && code !== BACKSLASH) continue;
      pieces.push(text.slice(start, at));
      if (code === QUOTE) break;
      pieces.push(this.#escape());
      start = this.#at;
    }
    const whole = pieces.join("");
    if (!whole.isWellFormed()) this.#isTorn = true;
    return whole;
  }

  #escape(): string {
    const at = this.#at++;
    if (this.#text.charCodeAt(at) === LETTER_U) {
      HEX4.lastIndex = this.#at;
      if (!HEX4.test(this.#text)) throw this.#syntax(at);
      this.#at += 4;
      return String.fromCharCode(Number.parseInt(this.#text.slice(at + 1, at + 5), 16));
    }
    const character = ESCAPES[this.#text.charAt(at)];
    if (character === undefined) throw this.#syntax(at);
    return character;
  }

  #number(): number {
    const written = numberAt(this.#text, this.#at);
    if (written === "") throw this.#syntax();
    this.#at += written.length;
    const value = Number(written);
    if (!isExact(written, value)) this.#fault("ERR_CORE_JSON_NUMBER");
    return value;
  }

  #word<T extends Json>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) throw this.#syntax();
    this.#at += word.length;
    return value;
  }

  #skipSpace(): number {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return code;
      this.#at++;
    }
  }

  #fault(code: CoreErrorCode): void {
    this.#faults.add(code, CORE_ERRORS[code].when);
  }

  #syntax(offset = this.#at): CoreError {
    return this.#ended("ERR_CORE_JSON_SYNTAX", `the text is not JSON at character ${offset}`, { offset });
  }

  #limit(limit: string, value: number): CoreError {
    return this.#ended("ERR_CORE_JSON_LIMIT", `the JSON exceeds ${limit} of ${value}`, {
      limit,
      [limit]: value,
      offset: this.#at,
    });
  }

  #ended(code: CoreErrorCode, message: string, place: { readonly [name: string]: Json }): CoreError {
    const path = formatPath(this.#faults.steps);
    const first = { path, code, text: CORE_ERRORS[code].when };
    return new CoreError({
      code,
      message: `${message}, ${path}`,
      details: { ...place, ...this.#faults.toDetails([first]) },
    });
  }
}
