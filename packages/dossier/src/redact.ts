import { decodeBinding } from "./binding.ts";
import { parseDossierV1, type CarriedDocument, type Dossier } from "./dossier.ts";
import { DossierError } from "./error.ts";
import { decodeManifest } from "./manifest.ts";

/** What stays. What is not named is left out; proofs always stay, the verdict needs them. */
export interface Redaction {
  /** Record ids of the documents whose manifest and data stay. */
  readonly documents: readonly string[];
  /** Containers whose openings stay. */
  readonly openings: readonly string[];
  /** Parties whose bindings stay; all unless told. */
  readonly parties?: readonly string[];
}

/**
 * A dossier for a reader entitled to less: other documents, their attachments, openings and names are left
 * out. Every proof and act stays, so the verdict on state and control is the same.
 * @throws DossierError `ERR_DOSSIER_REDACTION` when the redaction names what the dossier does not carry
 */
export function redactDossier(dossier: Dossier, keep: Redaction): Dossier {
  assertCarried(dossier, keep);
  const openings = new Set(keep.openings);
  const documents = dossier.documents
    .map((d): CarriedDocument => ({
      ...(keep.documents.includes(d.recordId) ? d : { recordId: d.recordId }),
      openings: d.openings.filter((o) => openings.has(o.equipmentReference)),
    }))
    .filter((d) => d.manifest !== undefined || d.openings.length > 0);
  const named = new Set(documents.flatMap((d) => attachmentsOf(d.manifest)));
  const attachments = dossier.attachments.filter((a) => named.has(a.digest));
  const bindings = dossier.bindings.filter((b) => keep.parties?.includes(decodeBinding(b).partyId) ?? true);
  return parseDossierV1({ ...dossier, documents, attachments, bindings });
}

function attachmentsOf(manifest: string | undefined): readonly string[] {
  return manifest === undefined ? [] : decodeManifest(manifest).attachments.map((a) => a.digest);
}

function assertCarried(dossier: Dossier, keep: Redaction): void {
  const documents = new Set(dossier.documents.map((d) => d.recordId));
  const openings = new Set(dossier.documents.flatMap((d) => d.openings.map((o) => o.equipmentReference)));
  const isCarried = keep.documents.every((id) => documents.has(id)) && keep.openings.every((e) => openings.has(e));
  if (!isCarried)
    throw new DossierError({
      code: "ERR_DOSSIER_REDACTION",
      message: "the redaction keeps what the dossier does not carry",
    });
}
