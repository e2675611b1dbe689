/** Width and height in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
const MARKER = 0xff;
const START_OF_IMAGE = 0xd8;
const START_OF_SCAN = 0xda;
/** SOF0 to SOF15 without DHT, JPG and DAC, which lie between them. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/** The size that the head of a PNG or JPEG states, read before anything is decoded; null for other bytes. */
export function readImageSize(bytes: Uint8Array): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (PNG.every((byte, at) => bytes[at] === byte)) return readPng(view);
  return bytes[0] === MARKER && bytes[1] === START_OF_IMAGE ? readJpeg(view) : null;
}

function readPng(view: DataView): ImageSize | null {
  return view.byteLength < 24 ? null : { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Walks the segments up to the first frame header. */
function readJpeg(view: DataView): ImageSize | null {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === MARKER) {
    const marker = view.getUint8(at + 1);
    if (FRAMES.has(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (marker === START_OF_SCAN) return null;
    at += marker === MARKER ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}
