import { inflateSync } from "node:zlib";
import { refused } from "./image-file.ts";

/** Pixels of a PNG: grey or colour, and opacity where it has any. */
export interface Pixels {
  readonly color: Uint8Array;
  readonly isGrey: boolean;
  readonly alpha: Uint8Array | null;
}

interface Chunks {
  readonly depth: number;
  readonly colorType: number;
  readonly data: Uint8Array;
  readonly palette: Uint8Array;
  readonly transparency: Uint8Array;
}

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const PALETTE = 3;

/**
 * Unpacks a PNG of 8 bits or a palette, not interlaced; its size was checked before.
 * @throws PdfError `ERR_PDF_IMAGE` when it is another kind, or its data are not those of its size
 */
export function readPng(bytes: Uint8Array, width: number, height: number): Pixels {
  const chunks = readChunks(bytes);
  const channels = CHANNELS[chunks.colorType];
  const isNarrow = [1, 2, 4].includes(chunks.depth) && (chunks.colorType === PALETTE || chunks.colorType === 0);
  if (channels === undefined || !(chunks.depth === 8 || isNarrow)) throw refused("the PNG is not one of 8 bits");
  const rowBytes = Math.ceil((width * channels * chunks.depth) / 8);
  const raw = unfiltered(inflated(chunks.data, (rowBytes + 1) * height), rowBytes, height, Math.max(1, channels));
  const samples = isNarrow ? widened(raw, { width, height, rowBytes, chunks }) : raw;
  return chunks.colorType === PALETTE ? fromPalette(samples, chunks) : split(samples, channels);
}

function readChunks(bytes: Uint8Array): Chunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint8(28) !== 0) throw refused("the PNG is interlaced");
  const parts: Uint8Array[] = [];
  let [palette, transparency] = [new Uint8Array(), new Uint8Array()];
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const data = new Uint8Array(bytes.subarray(at + 8, at + 8 + view.getUint32(at)));
    if (name === "IDAT") parts.push(data);
    if (name === "PLTE") palette = data;
    if (name === "tRNS") transparency = data;
    if (name === "IEND") break;
  }
  const data = new Uint8Array(Buffer.concat(parts));
  return { depth: view.getUint8(24), colorType: view.getUint8(25), data, palette, transparency };
}

function inflated(data: Uint8Array, size: number): Uint8Array {
  try {
    const raw = inflateSync(data, { maxOutputLength: size });
    if (raw.length === size) return raw;
  } catch (cause) {
    throw refused("the PNG cannot be unpacked", {}, cause);
  }
  throw refused("the PNG has fewer pixels than it says");
}

function unfiltered(raw: Uint8Array, rowBytes: number, height: number, step: number): Uint8Array {
  // One empty row above and one empty pixel to the left of each row, so that every pixel has its neighbours.
  const width = step + rowBytes;
  const out = new Uint8Array(width * (height + 1));
  const sample = (at: number): number => out[at] ?? 0;
  for (let row = 0; row < height; row += 1) {
    const from = row * (rowBytes + 1);
    const filter = raw[from] ?? 0;
    if (filter > 4) throw refused("the PNG has a filter that there is not");
    for (let at = 0; at < rowBytes; at += 1) {
      const here = (row + 1) * width + step + at;
      const up = here - width;
      const guess = predicted(filter, sample(here - step), sample(up), sample(up - step));
      out[here] = (raw[from + 1 + at] ?? 0) + guess;
    }
  }
  const rows = Array.from({ length: height }, (_, row) => out.subarray((row + 1) * width + step, (row + 2) * width));
  return new Uint8Array(Buffer.concat(rows));
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

interface Narrow {
  readonly width: number;
  readonly height: number;
  readonly rowBytes: number;
  readonly chunks: Chunks;
}

function widened(raw: Uint8Array, { width, height, rowBytes, chunks: { depth, colorType } }: Narrow): Uint8Array {
  const mask = 2 ** depth - 1;
  const factor = colorType === PALETTE ? 1 : 255 / mask;
  return Uint8Array.from({ length: width * height }, (_, index) => {
    const bit = (index % width) * depth;
    const byte = raw[Math.floor(index / width) * rowBytes + (bit >> 3)] ?? 0;
    return ((byte >> (8 - depth - (bit & 7))) & mask) * factor;
  });
}

function fromPalette(samples: Uint8Array, { palette, transparency }: Chunks): Pixels {
  const color = new Uint8Array(samples.length * 3);
  samples.forEach((sample, index) => color.set(palette.subarray(3 * sample, 3 * sample + 3), 3 * index));
  const alpha = transparency.length === 0 ? null : samples.map((sample) => transparency[sample] ?? 255);
  return { color, isGrey: false, alpha };
}

function split(samples: Uint8Array, channels: number): Pixels {
  const hasAlpha = channels % 2 === 0;
  const isGrey = channels < 3;
  if (!hasAlpha) return { color: samples, isGrey, alpha: null };
  const own = channels - 1;
  const count = samples.length / channels;
  const color = Uint8Array.from(
    { length: count * own },
    (_, at) => samples[Math.floor(at / own) * channels + (at % own)] ?? 0,
  );
  const alpha = Uint8Array.from({ length: count }, (_, at) => samples[at * channels + own] ?? 0);
  return { color, isGrey, alpha };
}
