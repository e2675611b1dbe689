import { readFileSync } from "node:fs";

/** One file of the example import shipment. */
export const example = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../examples/import/${name}`, import.meta.url));
