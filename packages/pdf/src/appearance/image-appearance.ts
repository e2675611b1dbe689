import { deflateSync } from "node:zlib";
import { MM, number } from "../page/ink.ts";
import type { Appearance, AppearanceImage } from "./appearance.ts";
import { checkImage, scannedMm, type ImageHeader, type ImageUse } from "./image-file.ts";
import { readPng } from "./png.ts";

/**
 * A supplied image of a seal or a handwritten signature, at the size it was scanned: 600 dots an inch.
 * @throws PdfError `ERR_PDF_IMAGE` when it is no plain PNG or JPEG, or larger than its use allows
 */
export function drawImageAppearance(bytes: Uint8Array, { use }: { readonly use: ImageUse }): Appearance {
  const header = checkImage(bytes, use);
  const [widthMm, heightMm] = [scannedMm(header.width), scannedMm(header.height)];
  const content = `q ${number(widthMm * MM)} 0 0 ${number(heightMm * MM)} 0 0 cm /Im0 Do Q`;
  const image = header.format === "png" ? fromPng(bytes, header) : fromJpeg(bytes, header);
  return { widthMm, heightMm, operators: new TextEncoder().encode(content), images: [image] };
}

function fromJpeg(bytes: Uint8Array, { width, height, components }: ImageHeader): AppearanceImage {
  const colorSpace = components === 1 ? "DeviceGray" : "DeviceRGB";
  return { name: "Im0", width, height, colorSpace, bitsPerComponent: 8, filter: "DCTDecode", bytes };
}

function fromPng(bytes: Uint8Array, { width, height }: ImageHeader): AppearanceImage {
  const { color, isGrey, alpha } = readPng(bytes, width, height);
  const plain = { width, height, bitsPerComponent: 8, filter: "FlateDecode" } as const;
  const image: AppearanceImage = {
    ...plain,
    name: "Im0",
    colorSpace: isGrey ? "DeviceGray" : "DeviceRGB",
    bytes: deflateSync(color),
  };
  if (alpha === null) return image;
  return { ...image, softMask: { ...plain, name: "Im0Mask", colorSpace: "DeviceGray", bytes: deflateSync(alpha) } };
}
