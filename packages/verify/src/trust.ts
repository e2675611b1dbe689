import { parseShape, parseUtcInstant, shape, type Infer } from "@openlading/core";
import { parseVerifierKey, type VerifierKey } from "@openlading/log";
import { VerifyError, type VerifyErrorCode } from "./error.ts";

const trustShape = shape.object({
  networkId: shape.hex(32),
  witnesses: shape.list(shape.text({ min: 1, max: 400 }), { min: 1, max: 64, unique: true }),
  threshold: shape.integer({ min: 1, max: 64 }),
  expires: shape.instant(),
});
/**
 * All that a verifier trusts: one network and `threshold` distinct witnesses out of `witnesses` (C2SP verifier keys), until
 * `expires` (UTC).
 */
export type TrustMaterial = Infer<typeof trustShape>;

const policyShape = shape.object({
  maxAgeSeconds: shape.integer({ min: 1, max: 10 * 366 * 86_400 }),
  requireDocument: shape.optional(shape.boolean()),
  requireAttachments: shape.optional(shape.boolean()),
  requireReplay: shape.optional(shape.boolean()),
});
/**
 * What a reader demands: how old a checkpoint may be, and whether the main document, every attachment's bytes, or the whole
 * history must be there.
 */
export type VerificationPolicy = Infer<typeof policyShape>;

const readerShape = shape.object({
  thumbprints: shape.list(shape.base64url({ bytes: 32 }), { max: 1000 }),
  parties: shape.list(shape.text({ min: 3, max: 64 }), { max: 100 }),
});
/** Keys (RFC 7638 thumbprints) and registered parties that are the reader's own. Believed as told: it is the reader's question. */
export type VerdictReader = Infer<typeof readerShape>;

const MAX_KNOWN = 256;
/** Keys by their text: importing one costs as much as a signature. */
const known = new Map<string, VerifierKey>();

/** A witness's key, imported once. @throws LogError `ERR_LOG_VERIFIER_KEY` */
export function verifierKey(text: string): VerifierKey {
  const key = known.get(text) ?? parseVerifierKey(text);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, key);
  return key;
}

/** Reads trust material. @throws VerifyError `ERR_VERIFY_TRUST` */
export function parseTrustMaterial(value: unknown): TrustMaterial {
  return asked("ERR_VERIFY_TRUST", "the trust material is malformed", () => {
    const trust = parseShape(trustShape, value, "trust material");
    const keys = trust.witnesses.map(verifierKey);
    const materials = new Set(keys.map((k) => k.publicKey.join(",")));
    if (materials.size < keys.length) throw new RangeError("a key stands there twice");
    if (trust.threshold > new Set(keys.map((k) => k.name)).size)
      throw new RangeError("threshold: more than there are witnesses");
    return trust;
  });
}

/** What the judge is asked with, beside the dossier. */
export interface Question {
  readonly trust: TrustMaterial;
  readonly policy: VerificationPolicy;
  /** The reader's present, canonical UTC: there is no clock in here. */
  readonly moment: string;
  readonly reader?: VerdictReader;
  /** Digests of attachments whose bytes the reader has checked: see openDossier. */
  readonly attachments?: readonly string[];
  /**
   * Of a certificate issued outside the network: whether the caller checked the issuer's own seal on its file and found it
   * good. Left out: nobody did, and the verdict says so.
   */
  readonly issuerSealVerified?: boolean;
}

/** Holds the question against its shapes. @throws VerifyError `ERR_VERIFY_TRUST`, `ERR_VERIFY_POLICY` */
export function parseQuestion(question: Question): Question & { readonly reader: VerdictReader } {
  const trust = parseTrustMaterial(question.trust);
  const reader = question.reader ?? { thumbprints: [], parties: [] };
  asked("ERR_VERIFY_POLICY", "the question is malformed", () => {
    parseShape(policyShape, question.policy, "policy");
    parseShape(readerShape, reader, "reader");
    parseUtcInstant(question.moment);
  });
  return { ...question, trust, reader };
}

function asked<T>(code: VerifyErrorCode, message: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "";
    throw new VerifyError({ code, message: `${message}: ${why}`, cause });
  }
}
