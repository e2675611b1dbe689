import { concatBytes } from "@openlading/core";
import { PdfError } from "../error.ts";
import { formatDictionary } from "./pdf-syntax.ts";
import { latin1 } from "./revision.ts";

/*
 * A signature covers the whole file but its own value. The dictionary is written last of its parts: ByteRange and
 * Contents stand first, at fixed places, so that the range is known as soon as the file's length is.
 */

const RANGE_WIDTH = 40;
const HEAD = "<< /ByteRange [";
const MIDDLE = "] /Contents <";

/** The body of a signature dictionary with room for `reserve` bytes of signature, range and value still empty. */
export function signatureBody(entries: Readonly<Record<string, string>>, reserve: number): string {
  const rest = formatDictionary(entries).slice("<<".length);
  return `${HEAD}${" ".repeat(RANGE_WIDTH)}${MIDDLE}${"0".repeat(reserve * 2)}>${rest}`;
}

/** A file whose last signature is still to be filled in. */
export interface OpenSignature {
  /** The two parts the signature covers, before and after its value. */
  readonly covered: readonly [Uint8Array, Uint8Array];
  /** The finished file. @throws PdfError ERR_PDF_SIGN_ROOM */
  fill(value: Uint8Array): Uint8Array;
}

/** Writes the range of the signature dictionary whose body begins at `at`. */
export function openSignature(bytes: Uint8Array, at: number, reserve: number): OpenSignature {
  const file = new Uint8Array(bytes);
  const hole = at + HEAD.length + RANGE_WIDTH + MIDDLE.length - 1;
  const after = hole + reserve * 2 + 2;
  const range = `0 ${hole} ${after} ${file.length - after}`.padEnd(RANGE_WIDTH);
  file.set(latin1(range), at + HEAD.length);
  const covered = [file.subarray(0, hole), file.subarray(after)] as const;
  return {
    covered,
    fill: (value) => {
      if (value.length > reserve) throw noRoom(value.length, reserve);
      const hex = Buffer.from(value)
        .toString("hex")
        .toUpperCase()
        .padEnd(reserve * 2, "0");
      return concatBytes(covered[0], latin1(`<${hex}>`), covered[1]);
    },
  };
}

function noRoom(neededBytes: number, reservedBytes: number): PdfError {
  return new PdfError({
    code: "ERR_PDF_SIGN_ROOM",
    message: "the signature is longer than its room",
    details: { neededBytes, reservedBytes },
  });
}
