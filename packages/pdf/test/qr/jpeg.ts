import type { Grey } from "./picture.ts";

/*
 * A baseline JPEG of one grey component (ITU-T T.81, annex K tables), so that a test can write what a scanner writes
 * without a dependency.
 */

const ZIGZAG = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35,
  42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
]; // prettier-ignore
const LUMINANCE = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80,
  62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98,
  112, 100, 103, 99,
]; // prettier-ignore
const DC_COUNTS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const DC_VALUES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const AC_COUNTS = [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d];
const AC_VALUES = [
  ...Buffer.from(
    "01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a" +
      "434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aa" +
      "b2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa",
    "hex",
  ),
];

type Codes = ReadonlyMap<number, readonly [code: number, length: number]>;

function codesOf(counts: readonly number[], values: readonly number[]): Codes {
  const codes = new Map<number, readonly [number, number]>();
  let code = 0;
  let at = 0;
  counts.forEach((count, index) => {
    for (let left = count; left > 0; left -= 1) codes.set(values[at++] ?? 0, [code++, index + 1]);
    code <<= 1;
  });
  return codes;
}

const COSINES = Array.from({ length: 8 }, (_, u) =>
  Array.from(
    { length: 8 },
    (_unused, x) => (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16),
  ),
);

class Bits {
  readonly bytes: number[] = [];
  #held = 0;
  #count = 0;

  put(value: number, length: number): void {
    for (let at = length - 1; at >= 0; at -= 1) {
      this.#held = (this.#held << 1) | ((value >> at) & 1);
      this.#count += 1;
      if (this.#count < 8) continue;
      this.bytes.push(this.#held);
      if (this.#held === 0xff) this.bytes.push(0);
      this.#held = 0;
      this.#count = 0;
    }
  }

  end(): readonly number[] {
    while (this.#count !== 0) this.put(1, 1);
    return this.bytes;
  }
}

/** The bytes of a grey JPEG of the given quality, 1 to 100. */
export function encodeJpeg({ width, height, grey }: Grey, quality: number): Uint8Array {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const table = LUMINANCE.map((value) => Math.min(255, Math.max(1, Math.floor((value * scale + 50) / 100))));
  const segment = (marker: number, body: readonly number[]): number[] => [
    0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff, ...body,
  ]; // prettier-ignore
  const size = [height >> 8, height & 0xff, width >> 8, width & 0xff];
  const head = [
    0xff, 0xd8,
    ...segment(0xe0, [...Buffer.from("JFIF\0"), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xdb, [0, ...ZIGZAG.map((at) => table[at] ?? 1)]),
    ...segment(0xc0, [8, ...size, 1, 1, 0x11, 0]),
    ...segment(0xc4, [0x00, ...DC_COUNTS, ...DC_VALUES]),
    ...segment(0xc4, [0x10, ...AC_COUNTS, ...AC_VALUES]),
    ...segment(0xda, [1, 1, 0x00, 0, 63, 0]),
  ]; // prettier-ignore
  return Buffer.concat([
    Uint8Array.from(head),
    Uint8Array.from(scanOf({ width, height, grey }, table)),
    Uint8Array.of(0xff, 0xd9),
  ]);
}

function scanOf({ width, height, grey }: Grey, table: readonly number[]): readonly number[] {
  const bits = new Bits();
  const [dc, ac] = [codesOf(DC_COUNTS, DC_VALUES), codesOf(AC_COUNTS, AC_VALUES)];
  let last = 0;
  const block = new Float64Array(64);
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      for (let at = 0; at < 64; at += 1) {
        const y = Math.min(height - 1, top + (at >> 3));
        const x = Math.min(width - 1, left + (at & 7));
        block[at] = (grey[y * width + x] ?? 255) - 128;
      }
      const quantised = transform(block).map((value, at) => Math.round(value / (table[at] ?? 1)));
      const ordered = ZIGZAG.map((at) => quantised[at] ?? 0);
      writeBlock(bits, ordered, last, dc, ac);
      last = ordered[0] ?? 0;
    }
  }
  return bits.end();
}

function transform(block: Float64Array): number[] {
  const rows = new Float64Array(64);
  for (let y = 0; y < 8; y += 1)
    for (let u = 0; u < 8; u += 1) {
      let sum = 0;
      for (let x = 0; x < 8; x += 1) sum += (block[y * 8 + x] ?? 0) * (COSINES[u]?.[x] ?? 0);
      rows[y * 8 + u] = sum;
    }
  return Array.from({ length: 64 }, (_, at) => {
    let sum = 0;
    for (let y = 0; y < 8; y += 1) sum += (rows[y * 8 + (at & 7)] ?? 0) * (COSINES[at >> 3]?.[y] ?? 0);
    return sum;
  });
}

function writeBlock(bits: Bits, values: readonly number[], last: number, dc: Codes, ac: Codes): void {
  const put = (codes: Codes, symbol: number): void => {
    const [code, length] = codes.get(symbol) ?? [0, 0];
    bits.put(code, length);
  };
  const amplitude = (value: number, length: number): void =>
    bits.put(value < 0 ? value + (1 << length) - 1 : value, length);
  const lengthOf = (value: number): number => (value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1);
  const difference = (values[0] ?? 0) - last;
  put(dc, lengthOf(difference));
  amplitude(difference, lengthOf(difference));
  let zeros = 0;
  for (const value of values.slice(1)) {
    if (value === 0) {
      zeros += 1;
      continue;
    }
    for (; zeros > 15; zeros -= 16) put(ac, 0xf0);
    put(ac, (zeros << 4) | lengthOf(value));
    amplitude(value, lengthOf(value));
    zeros = 0;
  }
  if (zeros > 0) put(ac, 0);
}
