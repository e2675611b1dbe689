import type { Text } from "@openlading/core";

/**
 * One line of the timeline. An `entry` is told from a committed ledger entry and nothing else; a `refusal`, a `hold`
 * and a `verdict` from what the ledger, the gate's reading or the judge answered; a `chapter` is a heading.
 */
export interface Line {
  readonly kind: "entry" | "refusal" | "hold" | "verdict" | "chapter";
  /** Canonical UTC of the ledger, or null where nothing was written. */
  readonly time: string | null;
  readonly who: Text | null;
  readonly what: Text;
  /** Place in the ledger: height, index, start of the act's digest. */
  readonly where: string | null;
  readonly details: readonly Text[];
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns a text takes on a terminal. */
export function widthOf(text: string): number {
  return Array.from(text).reduce((sum, char) => sum + (WIDE.test(char) ? 2 : 1), 0);
}

export function padTo(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}
