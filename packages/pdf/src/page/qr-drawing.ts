import { qrMatrix } from "../qr/matrix.ts";

const QUIET_MODULES = 4;

/** The side of the printed code with its quiet zone, in millimetres: the modules of version 18 are 0.41 mm. */
export const QR_SIDE = 40;

/** A code to be drawn in a square of `QR_SIDE`: the side of a module, and its dark runs in modules from the upper left. */
export interface QrDrawing {
  readonly moduleMm: number;
  /** `[column, row, length]`, the quiet zone counted in. */
  readonly runs: readonly (readonly [number, number, number])[];
}

/**
 * The QR code of `text`, at error correction level M.
 * @throws PdfError `ERR_PDF_QR_SIZE` when it would need more than version 18
 */
export function drawQr(text: string): QrDrawing {
  const matrix = qrMatrix(text);
  return {
    moduleMm: QR_SIDE / (matrix.length + 2 * QUIET_MODULES),
    runs: matrix.flatMap((modules, row) => rowRuns(modules, row + QUIET_MODULES)),
  };
}

function rowRuns(modules: readonly boolean[], row: number): [number, number, number][] {
  const runs: [number, number, number][] = [];
  for (const [index, isDark] of modules.entries()) {
    if (!isDark) continue;
    const column = index + QUIET_MODULES;
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[2] === column) last[2] += 1;
    else runs.push([column, row, 1]);
  }
  return runs;
}
