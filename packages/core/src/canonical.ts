import { utf8 } from "./bytes.ts";
import { CoreError } from "./error.ts";

const MAX_DEPTH = 64;
const SORT_BY_INSERTION = 24;
const NAMES_CACHED = 2048;
const NAME_LENGTH_CACHED = 64;
// What may need an escape or be half a pair; everything else is written as it stands.
const SPECIAL = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A member name as it is written in front of the first member of an object, and of the others. */
interface Label {
  readonly first: string;
  readonly next: string;
}

// Member names recur from document to document; the cache is bounded and depends on nothing but the name.
const labels = new Map<string, Label>();

/**
 * The RFC 8785 canonical form of `value`, as UTF-8 bytes.
 * Takes null, booleans, finite numbers, well-formed text, lists and plain or prototype-less objects, 64 levels deep.
 * Members that are not enumerable or are named by a symbol are not JSON and are not seen.
 * @throws CoreError `ERR_CORE_CANONICAL` on anything else: undefined, holes, NaN, bigint, functions, symbols, class
 * instances, lone surrogates, cycles
 * @see RFC 8785 section 3.2
 */
export function canonicalize(value: unknown): Uint8Array {
  return utf8(write(value, 0));
}

/** The RFC 8785 canonical form of `value`, as text. @throws as {@link canonicalize} */
export function canonicalText(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "number":
      return writeNumber(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      if (depth >= MAX_DEPTH) throw refusal("a value nested more than 64 levels deep, or a cycle");
      return Array.isArray(value) ? writeList(value, depth + 1) : writeObject(value, depth + 1);
    default:
      throw refusal(`a value of type ${typeof value}`);
  }
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw refusal("a number that is not finite");
  return `${value}`;
}

function writeList(list: readonly unknown[], depth: number): string {
  let text = "[";
  for (let index = 0; index < list.length; index++) {
    if (index > 0) text += ",";
    text += write(list[index], depth);
  }
  return `${text}]`;
}

function writeObject(object: object, depth: number): string {
  assertPlain(object);
  const names = Object.keys(object);
  sortNames(names);
  let text = "";
  for (const name of names) {
    const label = labelOf(name);
    text += (text === "" ? label.first : label.next) + write(object[name], depth);
  }
  return text === "" ? "{}" : text + "}";
}

function assertPlain(object: object): asserts object is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== null && prototype !== Object.prototype) throw refusal("an object that is not plain");
}

// RFC 8785 section 3.2.3: by UTF-16 code units, which is how JavaScript compares strings.
function sortNames(names: string[]): void {
  if (names.length > SORT_BY_INSERTION) {
    names.sort();
    return;
  }
  for (let index = 1; index < names.length; index++) {
    const name = names[index] ?? "";
    let at = index;
    for (; at > 0; at--) {
      const before = names[at - 1] ?? "";
      if (before <= name) break;
      names[at] = before;
    }
    names[at] = name;
  }
}

function labelOf(name: string): Label {
  const known = labels.get(name);
  if (known !== undefined) return known;
  const quoted = quote(name);
  const label = { first: `{${quoted}:`, next: `,${quoted}:` };
  if (name.length <= NAME_LENGTH_CACHED) {
    if (labels.size >= NAMES_CACHED) labels.clear();
    labels.set(name, label);
  }
  return label;
}

function quote(text: string): string {
  if (!SPECIAL.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw refusal("a text with half of a surrogate pair");
  return JSON.stringify(text);
}

function refusal(what: string): CoreError {
  return new CoreError({ code: "ERR_CORE_CANONICAL", message: `${what} has no canonical form` });
}
