import { prepareZXingModule, readBarcodes, type ReaderOptions } from "zxing-wasm/reader";
import { browser, type Bitmap, type Canvas, type PickedFile, type Pixels, type Video } from "./dom.ts";
import { element } from "./element.ts";

const OPTIONS: ReaderOptions = { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 };
/** A phone's picture is drawn no larger than this: enough for a page, little enough for a phone. */
const MAX_SIDE = 3000;
/** A small picture is read again at twice its size: its modules are too few pixels wide. */
const SMALL_SIDE = 1400;

/** Starts the decoder from the bytes in the page. */
export async function prepareReader(wasm: ArrayBuffer): Promise<void> {
  await prepareZXingModule({ overrides: { wasmBinary: wasm }, fireImmediately: true });
}

/** The text of a code in a picture that was picked, or null. Rejects when it is no picture. */
export async function readPicture(file: PickedFile): Promise<string | null> {
  const bitmap = await browser().createImageBitmap(file);
  try {
    const { width, height } = bitmap;
    const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
    const text = await readFrame(bitmap, width * scale, height * scale);
    if (text !== null || Math.max(width, height) > SMALL_SIDE) return text;
    return await readFrame(bitmap, width * 2, height * 2);
  } finally {
    bitmap.close();
  }
}

/** The text of a code in what is drawn, or null. */
export async function readFrame(source: Bitmap | Video, width: number, height: number): Promise<string | null> {
  const pixels = draw(element("canvas"), source, Math.round(width), Math.round(height));
  if (pixels === null) return null;
  const [found] = await readBarcodes(pixels as Parameters<typeof readBarcodes>[0], OPTIONS);
  return found?.isValid === true ? found.text : null;
}

function draw(canvas: Canvas, source: Bitmap | Video, width: number, height: number): Pixels | null {
  if (width < 1 || height < 1) return null;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
