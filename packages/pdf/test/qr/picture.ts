import { crc32, deflateSync } from "node:zlib";
import { qrMatrix } from "../../src/qr/matrix.ts";

/** Grey pixels, 0 black, row by row. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

const QUIET = 4;
const MM_PER_INCH = 25.4;

/** A QR code as it lies on a scanned page: `sideMm` wide with its quiet zone, `marginMm` of white around it. */
export function scanOfCode(
  text: string,
  o: { readonly dpi: number; readonly sideMm?: number; readonly degrees?: number },
): Grey {
  const { dpi, sideMm = 40, degrees = 0 } = o;
  const marginMm = 6;
  const matrix = qrMatrix(text);
  const moduleMm = sideMm / (matrix.length + 2 * QUIET);
  const size = Math.round(((sideMm + 2 * marginMm) * dpi) / MM_PER_INCH);
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const isDark = (xMm: number, yMm: number): boolean => {
    const half = sideMm / 2;
    const x = xMm * cos + yMm * sin + half;
    const y = -xMm * sin + yMm * cos + half;
    return matrix[Math.floor(y / moduleMm) - QUIET]?.[Math.floor(x / moduleMm) - QUIET] === true;
  };
  // Four by four samples a pixel: what a scanner's sensor averages.
  const grey = new Uint8Array(size * size);
  const at = (pixel: number, sample: number): number => ((pixel + (sample + 0.5) / 4 - size / 2) * MM_PER_INCH) / dpi;
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      let dark = 0;
      for (let sample = 0; sample < 16; sample += 1) if (isDark(at(x, sample & 3), at(y, sample >> 2))) dark += 1;
      grey[y * size + x] = 255 - Math.round((dark * 255) / 16);
    }
  return { width: size, height: size, grey };
}

/** A blur of three by three pixels of unequal weight, less contrast, and noise that is the same each time. */
export function spoil({ width, height, grey }: Grey, noise = 18): Grey {
  const weights = [1, 2, 1, 2, 4, 2, 1, 2, 1];
  let state = 12345;
  const random = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  const out = grey.map((_, index) => {
    const [x, y] = [index % width, Math.floor(index / width)];
    let sum = 0;
    weights.forEach((weight, k) => {
      const nx = Math.min(width - 1, Math.max(0, x + (k % 3) - 1));
      const ny = Math.min(height - 1, Math.max(0, y + Math.floor(k / 3) - 1));
      sum += weight * (grey[ny * width + nx] ?? 255);
    });
    const value = 40 + ((sum / 16) * 190) / 255 + (random() - 0.5) * 2 * noise;
    return Math.min(255, Math.max(0, value));
  });
  return { width, height, grey: out };
}

/** The bytes of a grey PNG. */
export function encodePng({ width, height, grey }: Grey): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) rows.set(grey.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const parts = [chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...parts]);
}

function chunk(type: string, body: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, sum]);
}

/** The same pixels with four channels, for readers that want a canvas's. */
export function toRgba({ grey }: Grey): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: grey.length * 4 }, (_, at) => (at % 4 === 3 ? 255 : (grey[at >> 2] ?? 0)));
}
