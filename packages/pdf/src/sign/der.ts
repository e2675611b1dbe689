import { compareBytes, concatBytes, utf8 } from "@openlading/core";

/** The universal tags in use. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One element: tag, shortest length, content. */
export function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return concatBytes(Uint8Array.of(tag, ...lengthBytes(length)), ...content);
}

export const derSequence = (...content: readonly Uint8Array[]): Uint8Array => der(TAG.sequence, ...content);
export const derOctets = (bytes: Uint8Array): Uint8Array => der(TAG.octetString, bytes);
export const derNull = (): Uint8Array => Uint8Array.of(TAG.null, 0);
export const derBoolean = (value: boolean): Uint8Array => der(TAG.boolean, Uint8Array.of(value ? 0xff : 0));
export const derUtf8 = (text: string): Uint8Array => der(TAG.utf8String, utf8(text));

/** A SET OF: DER wants its elements in the order of their encodings. */
export function derSetOf(elements: readonly Uint8Array[], tag: number = TAG.set): Uint8Array {
  return der(tag, ...elements.toSorted(compareBytes));
}

/** `[n] EXPLICIT`, or with a constructed content `[n] IMPLICIT`. */
export const derTagged = (number: number, ...content: readonly Uint8Array[]): Uint8Array =>
  der(0xa0 | number, ...content);

/** A non-negative integer, from a number or from its big-endian bytes. */
export function derInteger(value: number | Uint8Array): Uint8Array {
  const bytes = typeof value === "number" ? numberBytes(value) : value;
  const first = Math.max(
    0,
    bytes.findIndex((byte) => byte !== 0),
  );
  const digits = bytes.subarray(bytes.some((byte) => byte !== 0) ? first : bytes.length - 1);
  return der(TAG.integer, (digits[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array(), digits);
}

/** Whole bytes as a BIT STRING; with `unused` bits left over at the end. */
export const derBits = (bytes: Uint8Array, unused = 0): Uint8Array => der(TAG.bitString, Uint8Array.of(unused), bytes);

/** An object identifier from its dotted form. */
export function derOid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return der(TAG.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** A time as X.509 writes it: UTCTime until 2049, GeneralizedTime after. */
export function derTime(epochMs: number): Uint8Array {
  const text = timeText(epochMs);
  const year = Number(text.slice(0, 4));
  return year < 2050 ? der(TAG.utcTime, utf8(text.slice(2))) : der(TAG.generalizedTime, utf8(text));
}

/** A time to the second as GeneralizedTime. */
export const derGeneralizedTime = (epochMs: number): Uint8Array => der(TAG.generalizedTime, utf8(timeText(epochMs)));

/** `YYYYMMDDHHMMSSZ`. */
export function timeText(epochMs: number): string {
  return `${new Date(epochMs).toISOString().replaceAll(/[-:T]/g, "").slice(0, 14)}Z`;
}

function lengthBytes(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes = [...numberBytes(length)];
  return [0x80 | bytes.length, ...bytes];
}

function numberBytes(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.from(bytes.length === 0 ? [0] : bytes);
}

function base128(value: number): readonly number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift(0x80 | (rest % 128));
  return bytes;
}
