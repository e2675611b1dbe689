export { VRF_ERRORS, VrfError } from "./error.ts";
export { documentAlpha, normalizeDocumentNumber } from "./document-number.ts";
export { readVrfKeyFile, writeVrfKeyFile } from "./key-file.ts";
export { createKeyProver, generateVrfKey, verifyVrf } from "./prover.ts";

export type { VrfErrorCode } from "./error.ts";
export type { VrfKeyFileOptions } from "./key-file.ts";
export type { Prover } from "./prover.ts";
