import type { Reader } from "@openlading/law";
import type { TrustMaterial, Verdict, VerificationPolicy } from "@openlading/verify";

export interface VerifyOptions {
  readonly trust: TrustMaterial;
  readonly policy?: VerificationPolicy;
  /** Canonical UTC. */
  readonly moment: string;
  readonly reader?: Reader;
}

/** Judges a dossier file from its bytes and the trust material alone: no network, no ledger. */
export function verifyDossier(_bytes: Uint8Array, _options: VerifyOptions): Promise<Verdict> {
  throw new TypeError("not written yet");
}
