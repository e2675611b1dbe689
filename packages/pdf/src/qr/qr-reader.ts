import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { prepareZXingModule, readBarcodes, type ReaderOptions } from "zxing-wasm/reader";

/** An encoded PNG or JPEG, or grey pixels. */
export type Picture = Uint8Array | { readonly width: number; readonly height: number; readonly grey: Uint8Array };

const OPTIONS: ReaderOptions = { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 8 };

/** One pixel as red, green, blue and opacity, whatever the order of bytes: the three colours are equal. */
const OPAQUE = 0xff000000;
const GREY = 0x010101;

let ready: Promise<unknown> | null = null;

/** The library would fetch its module from the network; it is given the one that is installed. */
function prepare(): Promise<unknown> {
  ready ??= readFile(fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm"))).then((bytes) =>
    prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(bytes).buffer }, fireImmediately: true }),
  );
  return ready;
}

/** The texts of the QR codes in a picture. */
export async function readQrCodes(picture: Picture): Promise<readonly string[]> {
  await prepare();
  const found = await readBarcodes(picture instanceof Uint8Array ? picture : toImageData(picture), OPTIONS);
  // Asked for no codes with errors, the library returns an error only when it could not load the picture.
  const failed = found.find(({ isValid }) => !isValid);
  if (failed !== undefined) throw new Error(failed.error);
  return found.map(({ text }) => text);
}

/** A browser's ImageData, which Node.js does not have. */
function toImageData({ width, height, grey }: Exclude<Picture, Uint8Array>): Parameters<typeof readBarcodes>[0] {
  const pixels = Uint32Array.from(grey, (value) => OPAQUE | (value * GREY));
  const data = new Uint8ClampedArray(pixels.buffer);
  return { width, height, data, colorSpace: "srgb" } as Parameters<typeof readBarcodes>[0];
}
