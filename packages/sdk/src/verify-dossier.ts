import { DossierError, openDossier, type Dossier, type OpenedDossier } from "@openlading/dossier";
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
  /** Of a certificate issued outside the network: what the caller found of the issuer's own seal on its file. */
  readonly issuerSealVerified?: boolean;
}

/**
 * Judges a dossier file from its bytes and the trust material alone: no network, no ledger. A file that is no dossier
 * is judged invalid.
 * @throws VerifyError `ERR_VERIFY_TRUST`, `ERR_VERIFY_POLICY` when the question is malformed
 */
export async function verifyDossier(bytes: Uint8Array, options: VerifyOptions): Promise<Verdict> {
  const { policy = DEFAULT_POLICY, trust, moment, issuerSealVerified } = options;
  const question = { trust, moment, policy, ...(issuerSealVerified === undefined ? {} : { issuerSealVerified }) };
  try {
    const opened = await openDossier(bytes);
    const attachments = await checkedAttachments(opened);
    return judge(opened.dossier, { ...question, ...shown(options.reader, opened.dossier), attachments });
  } catch (error) {
    // A file that cannot be opened is what the judge says of it: not well-formed.
    if (error instanceof DossierError) return judge(bytes, { ...question, ...shown(options.reader, null) });
    throw error;
  }
}

async function checkedAttachments(opened: OpenedDossier): Promise<readonly string[]> {
  return opened.dossier.attachments.length === 0 ? [] : opened.verifyAttachments();
}

/** Of a reader's many keys those that stand in the dossier: the others can open nothing in it. */
function shown(reader: VerdictReader | undefined, dossier: Dossier | null): { readonly reader?: VerdictReader } {
  if (reader === undefined) return {};
  const slots = (dossier?.records ?? []).flatMap((r) => Object.values(r.state?.slots ?? {}));
  const inside = new Set(slots.map((slot) => slot.thumbprint));
  return { reader: { ...reader, thumbprints: reader.thumbprints.filter((t) => inside.has(t)) } };
}
