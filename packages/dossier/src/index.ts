export { openDossier, writeDossier } from "./archive.ts";
export { createBinding, decodeBinding, verifyBinding } from "./binding.ts";
export { buildDossier } from "./build.ts";
export { DOSSIER_FORMAT, encodeDossier, isParsedDossier, parseDossier, parseDossierV1 } from "./dossier.ts";
export { DOSSIER_ERRORS, DossierError } from "./error.ts";
export { createIssuanceManifest, issuanceManifestOf, verifyIssuanceManifest } from "./issuance-manifest.ts";
export { MANIFEST_TYP, createManifest, decodeManifest, issuanceManifestDigest, verifyManifest } from "./manifest.ts";
export { keyStanding } from "./party-key.ts";
export { redactDossier } from "./redact.ts";
export { requiredRecords } from "./required.ts";

export type { AttachmentBytes, OpenedDossier } from "./archive.ts";
export type { VerifiedBinding } from "./binding.ts";
export type { DossierInput, ProofSource } from "./build.ts";
export type { ByteSource } from "./byte-source.ts";
export type {
  CarriedAct, CarriedAnchor, CarriedCheckpoint, CarriedDocument, CarriedRecord, Dossier, Opening,
} from "./dossier.ts"; // prettier-ignore
export type { DossierErrorCode } from "./error.ts";
export type { IssuanceBody, IssuanceManifest } from "./issuance-manifest.ts";
export type { Manifest, ManifestClaim, ManifestInput, ManifestKeys } from "./manifest.ts";
export type { Redaction } from "./redact.ts";
