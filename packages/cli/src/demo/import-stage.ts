import type { ImportPart } from "./cast.ts";
import type { Examples } from "./examples.ts";
import type { Stage } from "./stage.ts";

/** The stage of the import shipment, with its papers. */
export interface ImportStage extends Stage<ImportPart> {
  readonly examples: Examples;
}
