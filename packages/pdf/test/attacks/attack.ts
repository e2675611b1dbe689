import type { CheckPdfOptions } from "../../src/check/check-pdf.ts";
import type { PdfErrorCode } from "../../src/error.ts";
import type { World } from "../check/fixture.ts";

/** The honest files an attack starts from. */
export interface Honest {
  readonly world: World;
  /** Revision 0. */
  readonly print: Uint8Array;
  /** Signed and sealed, B-B. */
  readonly sealed: Uint8Array;
  /** With validation data behind the seal, B-LT. */
  readonly long: Uint8Array;
}

/** What the checker is given, when it is more than the file. */
export interface Forged {
  readonly bytes: Uint8Array;
  readonly options?: Partial<CheckPdfOptions>;
}

/** One attack, and the first thing the checker must say of it. */
export interface Attack {
  readonly family: string;
  readonly name: string;
  readonly step: number;
  readonly code: PdfErrorCode;
  /** `unknown` where the file may be an honest one of another make; `invalid` unless said. */
  readonly overall?: "unknown";
  readonly make: (honest: Honest) => Promise<Uint8Array | Forged> | Uint8Array | Forged;
}
