/*
 * The same encodings as Node's Buffer, for places that have none (a browser). Decoding gives null for every text but the
 * one canonical spelling.
 */

export type Encoding = "hex" | "base64url" | "base64";

interface Alphabet {
  readonly characters: string;
  readonly bits: number;
  /** Padded to whole groups of this many characters; 1: not padded. */
  readonly group: number;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const ALPHABETS: Readonly<Record<Encoding, Alphabet>> = {
  hex: { characters: "0123456789abcdef", bits: 4, group: 1 },
  base64url: { characters: `${LETTERS}-_`, bits: 6, group: 1 },
  base64: { characters: `${LETTERS}+/`, bits: 6, group: 4 },
};

/** The text of `bytes`. */
export function plainEncode(bytes: Uint8Array, encoding: Encoding): string {
  const { characters, bits, group } = ALPHABETS[encoding];
  let text = "";
  let held = 0;
  let count = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    for (count += 8; count >= bits; count -= bits) text += characters.charAt((held >> (count - bits)) & mask(bits));
  }
  if (count > 0) text += characters.charAt((held << (bits - count)) & mask(bits));
  return text.padEnd(Math.ceil(text.length / group) * group, "=");
}

/** The bytes of `text`, or null when it is not their canonical spelling. */
export function plainDecode(text: string, encoding: Encoding): Uint8Array | null {
  const { characters, bits } = ALPHABETS[encoding];
  const digits = encoding === "base64" ? text.replace(/={1,2}$/, "") : text;
  const bytes = new Uint8Array(Math.floor((digits.length * bits) / 8));
  let held = 0;
  let count = 0;
  let at = 0;
  for (const character of digits) {
    const value = characters.indexOf(character);
    if (value < 0) return null;
    held = ((held << bits) | value) & 0xffff;
    count += bits;
    if (count < 8) continue;
    count -= 8;
    bytes[at++] = (held >> count) & 0xff;
  }
  return plainEncode(bytes, encoding) === text ? bytes : null;
}

function mask(bits: number): number {
  return (1 << bits) - 1;
}
