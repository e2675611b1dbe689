import { OpenLadingError } from "@openlading/core";
import { openDossier, type OpenedDossier } from "@openlading/dossier";
import {
  judge,
  type TrustMaterial,
  type Verdict,
  type VerdictReader,
  type VerificationPolicy,
} from "@openlading/verify";

/** A day: what a reader without a policy of its own takes for recent. */
const DEFAULT_POLICY: VerificationPolicy = { maxAgeSeconds: 86_400 };

export interface VerifyOptions {
  readonly trust: TrustMaterial;
  /** A checkpoint may be a day old unless told. */
  readonly policy?: VerificationPolicy;
  /** Canonical UTC. */
  readonly moment: string;
  readonly reader?: VerdictReader;
}

/**
 * Judges a dossier file from its bytes and the trust material alone: no network, no ledger. A file that is no dossier
 * is judged invalid.
 * @throws VerifyError `ERR_VERIFY_TRUST`, `ERR_VERIFY_POLICY` when the question is malformed
 */
export async function verifyDossier(bytes: Uint8Array, options: VerifyOptions): Promise<Verdict> {
  const { policy = DEFAULT_POLICY, ...rest } = options;
  const question = { ...rest, policy };
  try {
    const opened = await openDossier(bytes);
    return judge(opened.dossier, { ...question, attachments: await checkedAttachments(opened) });
  } catch (error) {
    // A file that cannot be opened is what the judge says of it: not well-formed.
    if (error instanceof OpenLadingError && error.code.startsWith("ERR_DOSSIER_")) return judge(bytes, question);
    throw error;
  }
}

async function checkedAttachments(opened: OpenedDossier): Promise<readonly string[]> {
  return opened.dossier.attachments.length === 0 ? [] : opened.verifyAttachments();
}
