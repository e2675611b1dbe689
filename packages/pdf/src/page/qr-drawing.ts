import qrcode from "qrcode-generator";
import { PdfError } from "../error.ts";

const QUIET_MODULES = 4;
/** At 40 mm the modules of version 18 are 0.41 mm; larger versions do not scan from paper. */
const MAX_VERSION = 18;

/** The side of the printed code with its quiet zone, in millimetres. */
export const QR_SIDE = 40;

/** A code to be drawn in a square of `QR_SIDE`: the side of a module, and its dark runs in modules from the upper left. */
export interface QrDrawing {
  readonly version: number;
  readonly moduleMm: number;
  /** `[column, row, length]`, the quiet zone counted in. */
  readonly runs: readonly (readonly [number, number, number])[];
}

/**
 * The QR code of `text`, at error correction level M.
 * @throws PdfError `ERR_PDF_QR_SIZE` when it would need more than version 18
 */
export function drawQr(text: string): QrDrawing {
  const code = encoded(text);
  const modules = code.getModuleCount();
  const version = (modules - 17) / 4;
  if (version > MAX_VERSION) throw tooLong(text, version);
  const runs = Array.from({ length: modules }, (_, row) => rowRuns(code, row, modules)).flat();
  return { version, moduleMm: QR_SIDE / (modules + 2 * QUIET_MODULES), runs };
}

function encoded(text: string): QRCode {
  try {
    const code = qrcode(0, "M");
    code.addData(text, "Byte");
    code.make();
    return code;
  } catch (cause) {
    throw tooLong(text, null, cause);
  }
}

function rowRuns(code: QRCode, row: number, modules: number): [number, number, number][] {
  const runs: [number, number, number][] = [];
  for (let column = 0; column < modules; column += 1) {
    if (!code.isDark(row, column)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[2] === column + QUIET_MODULES) last[2] += 1;
    else runs.push([column + QUIET_MODULES, row + QUIET_MODULES, 1]);
  }
  return runs;
}

function tooLong(text: string, version: number | null, cause?: unknown): PdfError {
  return new PdfError({
    code: "ERR_PDF_QR_SIZE",
    message: "the text of the QR code does not fit version 18 at level M",
    details: { characters: text.length, version, maxVersion: MAX_VERSION },
    cause,
  });
}
