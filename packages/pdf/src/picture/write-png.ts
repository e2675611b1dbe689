import { crc32, deflateSync } from "node:zlib";
import { concatBytes, utf8 } from "@openlading/core";
import type { PageImage } from "./draw-page.ts";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const COLOUR_TYPE = { 1: 0, 3: 2 } as const;
/** Each row is told as its difference from the one above. */
const FILTER_UP = 2;

/** A picture as the bytes of a PNG file. */
export function writePng({ width, height, channels, samples }: PageImage): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, COLOUR_TYPE[channels], 0, 0, 0], 8);
  const rows = filtered(samples, width * channels, height);
  return concatBytes(
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", new Uint8Array()),
  );
}

function filtered(samples: Uint8Array, stride: number, height: number): Uint8Array {
  const rows = new Uint8Array((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    const to = y * (stride + 1);
    rows[to] = FILTER_UP;
    for (let x = 0; x < stride; x++) {
      const above = y === 0 ? 0 : (samples[(y - 1) * stride + x] ?? 0);
      rows[to + 1 + x] = (samples[y * stride + x] ?? 0) - above;
    }
  }
  return rows;
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const body = concatBytes(utf8(type), content);
  const frame = new Uint8Array(8);
  const view = new DataView(frame.buffer);
  view.setUint32(0, content.length);
  view.setUint32(4, crc32(body));
  return concatBytes(frame.subarray(0, 4), body, frame.subarray(4));
}
