import type { JsonObject } from "@openlading/core";
import type { CarriedAnchor } from "@openlading/dossier";
import type { Attachment, DocumentKind } from "@openlading/documents";
import type { RightOpening } from "./party.ts";

/** A document as a party keeps it. Written before its act is sent (`PENDING`), marked when the act is committed. */
export interface StoredDocument {
  readonly recordId: string;
  readonly kind: DocumentKind;
  readonly state: "PENDING" | "COMMITTED" | "RECEIVED";
  readonly version: number;
  /** Absent when only the manifest or an opening was received. */
  readonly data: JsonObject | null;
  readonly manifest: string | null;
  readonly issuanceManifest: string | null;
  readonly openings: readonly RightOpening[];
  readonly attachments: readonly Attachment[];
  readonly anchor: CarriedAnchor | null;
}
