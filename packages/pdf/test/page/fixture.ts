import { PDFiumLibrary } from "@hyzyla/pdfium";
import type { JsonObject } from "@openlading/core";
import { readFileSync } from "node:fs";
import type { PrintInput } from "../../src/page/render.ts";

/** A document of the examples. */
export function example(path: string, change: JsonObject = {}): JsonObject {
  const url = new URL(`../../../../examples/${path}`, import.meta.url);
  return { ...(JSON.parse(readFileSync(url, "utf8")) as JsonObject), ...change };
}

/** About as long as the QR text of a certificate is. */
export const QR_TEXT = `https://verify.chamber.example/c/SPEC26RCEP000123#${"0kSEQ6EmoFgkAY3vN_Yx-".repeat(17)}`;
const DARK = 215;
const MANIFEST = "eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl";

/** A print of the RCEP certificate of the examples; `change` is merged over the document. */
export function certificatePrint(change: JsonObject = {}, copy = 1): PrintInput {
  return {
    kind: "certificate-of-origin",
    data: example("certificate/rcep.json", change),
    manifest: MANIFEST,
    print: { copy, printedAt: "2026-05-12T08:00:00.000Z", qrText: QR_TEXT },
  };
}

/** The items of the example, over and over, numbered from 1. */
export function items(count: number): JsonObject[] {
  const own = example("certificate/rcep.json")["items"] as JsonObject[];
  return Array.from({ length: count }, (_, index) => ({ ...own[index % own.length], itemNumber: index + 1 }));
}

/** A page as a reader of PDF sees it. */
export interface SeenPage {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  /** Grey values, row by row from the top. */
  readonly grey: Uint8Array;
}

/** Opens a file with a reader that is not ours: the text of each page, and its picture at `dpi`. */
export async function readPages(bytes: Uint8Array, dpi = 150): Promise<SeenPage[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  const seen: SeenPage[] = [];
  for (let index = 0; index < document.getPageCount(); index += 1) {
    const text = document.getPage(index).getText();
    const { width, height, data } = await document.getPage(index).render({
      scale: dpi / 72,
      render: "bitmap",
      colorSpace: "Gray",
    });
    seen.push({ text, width, height, grey: new Uint8Array(data) });
  }
  document.destroy();
  library.destroy();
  return seen;
}

/** How many pixels of a rectangle (points from the upper left corner) are dark. */
export function ink(page: SeenPage, rectangle: readonly number[], dpi = 150): number {
  const [x = 0, y = 0, width = 0, height = 0] = rectangle.map((value) => (value * dpi) / 72);
  let dark = 0;
  for (let row = Math.floor(y); row < y + height; row += 1) {
    const line = page.grey.subarray(row * page.width + Math.floor(x), row * page.width + Math.ceil(x + width));
    dark += line.reduce((sum, value) => sum + Number(value < DARK), 0);
  }
  return dark;
}
