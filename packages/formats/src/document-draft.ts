import { checkDocument, type DocumentFault, type DocumentKind } from "@openlading/documents";
import type { JsonObject } from "@openlading/core";
import type { Notice } from "./notice.ts";

/** Document data read from a message; `faults` says what is still missing or wrong before it can be issued. */
export interface DocumentDraft {
  readonly kind: DocumentKind;
  readonly data: JsonObject;
  readonly faults: readonly DocumentFault[];
  readonly notices: readonly Notice[];
}

/** `supplement` holds what the message cannot carry; what the message says wins. */
export function createDraft(
  kind: DocumentKind,
  data: JsonObject,
  notices: readonly Notice[],
  supplement: JsonObject | undefined,
): DocumentDraft {
  const whole = { ...supplement, ...data };
  return { kind, data: whole, faults: checkDocument(kind, whole), notices };
}
