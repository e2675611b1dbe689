import {
  equalBytes,
  parseShape,
  parseStrictJson,
  canonicalize,
  decodeUtf8,
  shape,
  sha256Hex,
  type Infer,
  type Json,
  type JsonObject,
} from "@openlading/core";
import { PdfError } from "../error.ts";
import type { Print } from "./assemble.ts";
import { loadDefaultFont, openFont } from "./font.ts";
import { renderPrint, type PrintImages } from "./render.ts";
import { templateOf } from "./templates.ts";

/** What a print carries, by file name: `certificate.json`, `certificate.jws`, `print.json`, `seal.png` … */
export type PrintFiles = ReadonlyMap<string, Uint8Array>;

const PARAMETERS = shape.object({
  template: shape.text({ max: 60, pattern: /^[a-z-]+\/[1-9]\d*$/u }),
  font: shape.hex(32),
  kind: shape.text({ max: 60, pattern: /^[a-z-]+$/u }),
  copy: shape.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  printedAt: shape.instant(),
  qrText: shape.optional(shape.text({ min: 1, max: 1000, pattern: /^[\x21-\x7e]+$/u })),
  seal: shape.optional(shape.hex(32)),
  signature: shape.optional(shape.hex(32)),
});

/** The parameters of a print, as `print.json` has them. */
export type PrintParameters = Infer<typeof PARAMETERS>;

/**
 * The parameters in the bytes of `print.json`. That the file was printed so is not established.
 * @throws PdfError `ERR_PDF_PRINT` when they are not in their canonical form or not of the shape
 */
export function parsePrintParameters(bytes: Uint8Array): PrintParameters {
  try {
    const value = parseStrictJson(bytes, { maxBytes: 16_384 });
    const parameters = parseShape(PARAMETERS, value, "print.json");
    if (equalBytes(canonicalize(value), bytes)) return parameters;
  } catch (cause) {
    throw refused("print.json does not have the parameters of a print", {}, cause);
  }
  throw refused("print.json is not in its canonical form");
}

/**
 * Makes revision 0 again from what a print carries: its bytes must be those of the file's first revision. Signatures
 * are not looked at, and neither is what the document says.
 * @throws PdfError `ERR_PDF_PRINT` when a file is missing, is one too many, or is not what `print.json` says
 * @throws PdfError `ERR_PDF_FONT` when the print was made with another font than `font` or the package's own
 * @throws PdfError any code of `renderPrint`
 */
export async function rerenderPrint(files: PrintFiles, font?: Uint8Array): Promise<Print> {
  const parameters = parsePrintParameters(needed(files, "print.json"));
  const { kind, template: id, copy, printedAt, qrText } = parameters;
  const { attachmentName: name } = templateOf(kind, id);
  const images = suppliedImages(files, parameters);
  const manifest = files.get(`${name}.jws`);
  assertNoOthers(files, name, images);
  await assertFont(parameters.font, font);
  return renderPrint({
    kind,
    template: id,
    data: document(needed(files, `${name}.json`)),
    ...(manifest === undefined ? {} : { manifest: decodeUtf8(manifest) }),
    print: { copy, printedAt, ...(qrText === undefined ? {} : { qrText }) },
    images: Object.fromEntries(images.map(({ member, bytes }) => [member, bytes])) satisfies PrintImages,
    ...(font === undefined ? {} : { font }),
  });
}

function document(bytes: Uint8Array): JsonObject {
  const value = parseStrictJson(bytes);
  if (isObject(value)) return value;
  throw refused("the attached document is no JSON object");
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === "object" && value !== null && !(value instanceof Array);

interface Supplied {
  readonly member: "seal" | "signature";
  readonly name: string;
  readonly bytes: Uint8Array;
}

function suppliedImages(files: PrintFiles, parameters: PrintParameters): Supplied[] {
  return (["seal", "signature"] as const).flatMap((member) => {
    const digest = parameters[member];
    if (digest === undefined) return [];
    const name = [`${member}.png`, `${member}.jpg`].find((each) => files.has(each)) ?? `${member}.png`;
    const bytes = needed(files, name);
    if (sha256Hex(bytes) !== digest) throw refused(`${name} is not the image that print.json names`);
    return [{ member, name, bytes }];
  });
}

function assertNoOthers(files: PrintFiles, name: string, images: readonly Supplied[]): void {
  const known = new Set(["print.json", `${name}.json`, `${name}.jws`, ...images.map((image) => image.name)]);
  const other = [...files.keys()].find((each) => !known.has(each));
  if (other !== undefined) throw refused("the print carries a file that no print has", { files: files.size });
}

async function assertFont(digest: string, font: Uint8Array | undefined): Promise<void> {
  const own = font === undefined ? await loadDefaultFont() : openFont(font);
  if (own.digest === digest) return;
  throw new PdfError({
    code: "ERR_PDF_FONT",
    message: "the print was made with another font",
    details: { wanted: digest, given: own.digest },
  });
}

function needed(files: PrintFiles, name: string): Uint8Array {
  const bytes = files.get(name);
  if (bytes === undefined) throw refused("a file that the print needs is not attached", { name });
  return bytes;
}

function refused(message: string, details: JsonObject = {}, cause?: unknown): PdfError {
  return new PdfError({ code: "ERR_PDF_PRINT", message, details, cause });
}
