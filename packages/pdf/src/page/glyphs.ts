import { PdfError } from "../error.ts";
import { IS_INVISIBLE } from "../qr/invisible.ts";
import type { PageFont } from "./font.ts";
import type { Line } from "./text.ts";

interface Missing {
  readonly path: string;
  readonly character: string;
  readonly codePoint: string;
}

/**
 * Looks at every character before anything is drawn.
 * @throws PdfError `ERR_PDF_GLYPH` with every character that cannot be printed, and the member it stands in
 */
export function assertGlyphs(lines: readonly Line[], font: PageFont): void {
  const missing = new Map<string, Missing>();
  for (const { text, path } of lines.flatMap(({ parts }) => parts)) {
    for (const character of text) {
      if (canPrint(character, font)) continue;
      missing.set(`${path} ${character}`, { path, character: shown(character), codePoint: spelt(character) });
    }
  }
  if (missing.size === 0) return;
  const list = [...missing.values()];
  throw new PdfError({
    code: "ERR_PDF_GLYPH",
    message: `${list.length} characters cannot be printed, the first ${list[0]?.codePoint ?? ""} at ${list[0]?.path ?? ""}`,
    details: { missing: list.map((each) => ({ ...each })), font: font.name },
  });
}

/** Whether the font has a glyph for a visible character; a line feed ends a line. */
export function canPrint(character: string, font: PageFont): boolean {
  if (character === "\n") return true;
  return !IS_INVISIBLE.test(character) && font.has(character.codePointAt(0) ?? 0);
}

const shown = (character: string): string => (IS_INVISIBLE.test(character) ? "" : character);
const spelt = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
