import { concatBytes, decodeUtf8, utf8 } from "@openlading/core";
import { PdfError } from "../error.ts";

/*
 * The part of CBOR that a QR code needs, in its deterministic form (RFC 8949 section 4.2.1) and in no other: whole numbers
 * JavaScript holds exactly, byte strings, text, lists, maps with whole-number keys, null, one tag. No floats, no
 * indefinite lengths, no lengths or numbers longer than they have to be, keys sorted, nothing after the item.
 */

/** A value of that part. Maps are `Map`s. */
export type Cbor = number | string | Uint8Array | null | readonly Cbor[] | ReadonlyMap<number, Cbor> | CborTag;

/** A tagged value. */
export interface CborTag {
  readonly tag: number;
  readonly value: Cbor;
}

const MAJOR = { unsigned: 0, negative: 1, bytes: 2, text: 3, list: 4, map: 5, tag: 6 } as const;
const NULL_BYTE = 0xf6;
const MAX_DEPTH = 6;
const MAX_ITEMS = 256;
const ONE_BYTE = 24;

/** The deterministic encoding of `value`. @throws TypeError for what is outside this part of CBOR */
export function encodeCbor(value: Cbor): Uint8Array {
  if (value === null) return Uint8Array.of(NULL_BYTE);
  if (typeof value === "number") return encodeNumber(value);
  if (typeof value === "string") return withHead(MAJOR.text, utf8(value));
  if (value instanceof Uint8Array) return withHead(MAJOR.bytes, value);
  if (value instanceof Map) return encodeMap(value);
  if (isList(value)) return concatBytes(head(MAJOR.list, value.length), ...value.map(encodeCbor));
  if (isTag(value)) return concatBytes(head(MAJOR.tag, value.tag), encodeCbor(value.value));
  throw new TypeError("encodeCbor: a value has no encoding here");
}

function encodeNumber(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new TypeError("encodeCbor: not a whole number");
  return value < 0 ? head(MAJOR.negative, -1 - value) : head(MAJOR.unsigned, value);
}

function encodeMap(map: ReadonlyMap<number, Cbor>): Uint8Array {
  const members = [...map].map(([key, value]) => [encodeNumber(key), encodeCbor(value)] as const);
  members.sort(([a], [b]) => compareKeys(a, b));
  return concatBytes(head(MAJOR.map, members.length), ...members.flat());
}

function withHead(major: number, bytes: Uint8Array): Uint8Array {
  return concatBytes(head(major, bytes.length), bytes);
}

function head(major: number, argument: number): Uint8Array {
  const first = major << 5;
  if (argument < ONE_BYTE) return Uint8Array.of(first | argument);
  const power = argument < 2 ** 8 ? 0 : argument < 2 ** 16 ? 1 : argument < 2 ** 32 ? 2 : 3;
  const bytes = new Uint8Array(1 + 2 ** power);
  bytes[0] = first | (ONE_BYTE + power);
  for (let at = bytes.length - 1, rest = argument; at > 0; at -= 1, rest = Math.floor(rest / 256))
    bytes[at] = rest % 256;
  return bytes;
}

/**
 * Reads exactly one item and nothing after it, in its deterministic encoding only.
 * @throws PdfError `ERR_PDF_QR_CBOR`
 */
export function decodeCbor(bytes: Uint8Array): Cbor {
  const reader = new Reader(bytes);
  const value = reader.item(0);
  if (reader.at !== bytes.length) throw refuse("bytes follow the item", reader.at);
  return value;
}

class Reader {
  at = 0;
  #items = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  item(depth: number): Cbor {
    this.#items += 1;
    if (depth > MAX_DEPTH || this.#items > MAX_ITEMS)
      throw refuse("an item is nested too deep, or one too many", this.at);
    const first = this.#byte();
    if (first === NULL_BYTE) return null;
    return this.#value(first >> 5, this.#argument(first & 31), depth);
  }

  #value(major: number, argument: number, depth: number): Cbor {
    switch (major) {
      case MAJOR.unsigned:
        return argument;
      case MAJOR.negative:
        return -1 - argument;
      case MAJOR.bytes:
        return this.#take(argument).slice();
      case MAJOR.text:
        return this.#text(argument);
      case MAJOR.list:
        return this.#list(argument, depth);
      case MAJOR.map:
        return this.#map(argument, depth);
      case MAJOR.tag:
        return { tag: argument, value: this.item(depth + 1) };
      default:
        throw refuse("a simple value or float is not taken", this.at);
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.at];
    if (byte === undefined) throw refuse("the bytes end early", this.at);
    this.at += 1;
    return byte;
  }

  #argument(low: number): number {
    if (low < ONE_BYTE) return low;
    const power = low - ONE_BYTE;
    if (power > 3) throw refuse("a length is indefinite or reserved", this.at);
    let value = 0;
    for (const byte of this.#take(2 ** power)) value = value * 256 + byte;
    const least = power === 0 ? ONE_BYTE : 2 ** (8 * 2 ** (power - 1));
    if (value < least) throw refuse("a number is not in its shortest form", this.at);
    if (value >= Number.MAX_SAFE_INTEGER) throw refuse("a number is too large", this.at);
    return value;
  }

  #take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.at) throw refuse("the bytes end early", this.at);
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  #text(length: number): string {
    const bytes = this.#take(length);
    try {
      return decodeUtf8(bytes);
    } catch (cause) {
      throw refuse("a text is not UTF-8", this.at, cause);
    }
  }

  #list(length: number, depth: number): Cbor[] {
    const items: Cbor[] = [];
    while (items.length < length) items.push(this.item(depth + 1));
    return items;
  }

  #map(length: number, depth: number): ReadonlyMap<number, Cbor> {
    const map = new Map<number, Cbor>();
    let last: Uint8Array | null = null;
    for (let left = length; left > 0; left -= 1) {
      const start = this.at;
      const key = this.item(depth + 1);
      const encoded = this.#bytes.subarray(start, this.at);
      if (typeof key !== "number") throw refuse("a key is not a whole number", start);
      if (last !== null && compareKeys(last, encoded) >= 0) throw refuse("keys are repeated or out of order", start);
      last = encoded;
      map.set(key, this.item(depth + 1));
    }
    return map;
  }
}

/** Bytewise order. */
function compareKeys(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

function isList(value: Cbor): value is readonly Cbor[] {
  return Array.isArray(value);
}

/** Whether a value is tagged. */
export function isTag(value: Cbor): value is CborTag {
  return typeof value === "object" && value !== null && "tag" in value;
}

function refuse(message: string, offset: number, cause?: unknown): PdfError {
  return new PdfError({
    code: "ERR_PDF_QR_CBOR",
    message: `the CBOR of a code is refused: ${message}`,
    details: { offset },
    cause,
  });
}
