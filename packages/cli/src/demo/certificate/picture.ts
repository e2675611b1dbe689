import type { PageImage } from "@openlading/pdf";
import { loadPdf } from "../../certificate/load-pdf.ts";

const PREVIEW_DPI = 72;
const SCAN_DPI = 150;
/** How dark a scanner's worst speck is, and how many of a thousand dots have one. */
const GRAIN = 48;
const SPECKS = 8;
/** Scanners keep few shades. */
const SHADE = 17;

/** A page as a small picture, to look at. */
export async function previewOf(bytes: Uint8Array): Promise<Uint8Array> {
  const { drawPage, writePng } = await loadPdf();
  return writePng(await drawPage(bytes, { dpi: PREVIEW_DPI }));
}

/** What an office scanner makes of the paper: grey, grainy, specked, a little crooked. The same each time. */
export async function scanOf(bytes: Uint8Array): Promise<Uint8Array> {
  const { drawPage, writePng } = await loadPdf();
  return writePng(worn(await drawPage(bytes, { dpi: SCAN_DPI, isGrey: true })));
}

const SLOPE = 0.012;

function worn({ width, height, samples }: PageImage): PageImage {
  const next = noise();
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const fromX = Math.round(x + (y - height / 2) * SLOPE);
      const fromY = Math.round(y - (x - width / 2) * SLOPE);
      const isInside = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height;
      const paper = isInside ? (samples[fromY * width + fromX] ?? 255) : 235;
      const speck = next() % 1000 < SPECKS ? 120 : 0;
      const grey = 25 + paper * 0.85 + (next() % GRAIN) - GRAIN / 2 - speck;
      out[y * width + x] = Math.max(0, Math.min(15, Math.round(grey / SHADE))) * SHADE;
    }
  return { width, height, channels: 1, samples: out };
}

/** Numbers that look random (xorshift), from the same seed. */
function noise(): () => number {
  let state = 0x2545f491;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
