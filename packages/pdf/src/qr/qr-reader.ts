import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { prepareZXingModule, readBarcodes, type ReaderOptions } from "zxing-wasm/reader";

/** An encoded PNG or JPEG, or grey pixels. */
export type Picture = Uint8Array | { readonly width: number; readonly height: number; readonly grey: Uint8Array };

const OPTIONS: ReaderOptions = { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 8 };

const OPAQUE = 0xff;

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
  const data = new Uint8ClampedArray(4 * grey.length).fill(OPAQUE);
  // A plain loop: the ways to write this with a function for each pixel take a second for a page.
  for (let at = 0; at < grey.length; at += 1) {
    const value = grey[at] ?? 0;
    data[4 * at] = value;
    data[4 * at + 1] = value;
    data[4 * at + 2] = value;
  }
  return { width, height, data, colorSpace: "srgb" } as Parameters<typeof readBarcodes>[0];
}
