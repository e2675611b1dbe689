import { formatInstant, type Text } from "@openlading/core";
import type { PdfError } from "../error.ts";
import { fault } from "../read/fault.ts";
import type { PdfFile } from "../read/pdf-file.ts";
import type { Certificate } from "../sign/certificate.ts";
import { isExpiredAt } from "../trust/lookup.ts";
import type { VerifiedTrustList } from "../trust/trust-list.ts";
import { anchorsOf, CertificatePool } from "./anchors.ts";
import { DECLARATION_KIND, judgeChain, TIMESTAMP_KIND, type ChainAnswer, type ChainMaterial } from "./chain.ts";
import type { Crl } from "./crl.ts";
import { nameText } from "./name-text.ts";
import type { Ocsp } from "./ocsp.ts";
import { readSecurityStore, storeFault } from "./security-store.ts";
import type { VerifiedFileSignature } from "./verified.ts";

/** What may be said of one signature. */
export interface SignatureFact {
  /** The field: `exporter`, `authority`, `timestamp1` … */
  readonly field: string;
  /** How its certificate calls itself; only with a trusted chain does that mean something. */
  readonly signer: string;
  /** Who vouches for it in the trust list; null when nobody does. */
  readonly trustedBy: Text | null;
  readonly partyId: string | null;
  /** The time that counts, and whether a time-stamp proves that the signature existed by then. */
  readonly time: { readonly at: string; readonly isProven: boolean };
  /** The time the signer claims. */
  readonly claimedAt: string | null;
  readonly revision: number;
}

/** How long the signatures can be judged from the file alone. */
export type SignatureLevel = "B-B" | "B-T" | "B-LT" | "B-LTA";

export interface TrustInput {
  readonly file: PdfFile;
  readonly verified: readonly VerifiedFileSignature[];
  readonly trust: VerifiedTrustList;
  readonly nowMs: number;
  readonly kind: string;
  readonly isNative: boolean;
  readonly crls: readonly Crl[];
  readonly ocsps: readonly Ocsp[];
}

export interface TrustResult {
  readonly faults: readonly PdfError[];
  readonly facts: readonly SignatureFact[];
  readonly level: SignatureLevel;
}

const MAX_SKEW_MS = 5 * 60_000;

/**
 * Step 4: every certificate leads to the trust list at the time that counts. The signatures are judged from the last to
 * the first, since a document time-stamp proves that everything before it existed by its time.
 */
export function judgeTrust(input: TrustInput): TrustResult {
  const { file, trust, verified, nowMs } = input;
  const store = readSecurityStore(file);
  const pool = new CertificatePool();
  const brought = verified.flatMap(({ certificates, stamp }) => [...certificates, ...(stamp?.certificates ?? [])]);
  pool.add(brought);
  pool.add(store?.certificates ?? []);
  const revocation = {
    crls: [...input.crls, ...(store?.crls ?? [])],
    ocsps: [...input.ocsps, ...(store?.ocsps ?? [])],
  };
  const material: ChainMaterial = { pool, anchors: anchorsOf(trust), revocation };
  const judged = judgeBackwards(input, material);
  const leaves = pool.add(verified.flatMap((one) => [one.certificate, ...(one.stamp ? [one.stamp.certificate] : [])]));
  const faults = [
    ...judged.flatMap((one) => one.faults),
    ...(isExpiredAt(trust, nowMs) ? [fault("ERR_PDF_TRUST_OLD", "the trust list has expired")] : []),
    ...(input.isNative ? extraFaults(material, leaves, store) : []),
  ];
  return { faults, facts: judged.map(({ fact }) => fact), level: levelOf(verified, store !== null) };
}

function extraFaults(
  { pool, anchors }: ChainMaterial,
  leaves: readonly Certificate[],
  store: ReturnType<typeof readSecurityStore>,
): readonly PdfError[] {
  const own = store === null ? null : storeFault(withPool(store, pool), pool, leaves, anchors);
  const isExtra = own === null && pool.strays(leaves, anchors).length > 0;
  const extra = isExtra ? fault("ERR_PDF_CMS_EXTRA", "a signature brings a certificate that it does not need") : null;
  return [own, extra].filter((one) => one !== null);
}

function withPool<S extends { readonly certificates: readonly Certificate[] }>(store: S, pool: CertificatePool): S {
  return { ...store, certificates: pool.add(store.certificates) };
}

interface Judged {
  readonly fact: SignatureFact;
  readonly faults: readonly PdfError[];
}

function judgeBackwards(input: TrustInput, material: ChainMaterial): readonly Judged[] {
  const judged: Judged[] = [];
  let proof: { readonly atMs: number; readonly isProven: boolean } = { atMs: input.nowMs, isProven: false };
  for (const one of input.verified.toReversed()) {
    const stamped = judgeStamp(one, proof, input, material);
    const moment = { ...proof, ...(stamped.proof ?? {}) };
    const own = one.isStamp ? stamped.answer : judgeSigner(one, moment, input, material);
    const faults = [...stamped.faults, ...(one.isStamp ? [] : (own?.faults ?? []))];
    judged.unshift({ fact: factOf(one, own ?? null, moment), faults: faults.map((error) => inField(error, one)) });
    if (one.isStamp && stamped.proof !== null) proof = stamped.proof;
  }
  return judged;
}

interface Stamped {
  readonly answer: ChainAnswer | null;
  readonly faults: readonly PdfError[];
  /** What the time-stamp proves; null where there is none, or it is worth nothing. */
  readonly proof: { readonly atMs: number; readonly isProven: true } | null;
}

function judgeStamp(
  { stamp }: VerifiedFileSignature,
  proof: { readonly atMs: number; readonly isProven: boolean },
  { nowMs }: TrustInput,
  material: ChainMaterial,
): Stamped {
  if (stamp === null) return { answer: null, faults: [], proof: null };
  const [leaf = stamp.certificate] = material.pool.add([stamp.certificate]);
  const answer = judgeChain({ leaf, kind: TIMESTAMP_KIND, moment: { ...proof, nowMs } }, material);
  const late = stamp.timeMs > proof.atMs + MAX_SKEW_MS;
  const wrong = late ? [fault("ERR_PDF_TIMESTAMP", "a time-stamp is later than what was made after it")] : [];
  const faults = [...answer.faults, ...wrong];
  return { answer, faults, proof: faults.length === 0 ? { atMs: stamp.timeMs, isProven: true } : null };
}

function judgeSigner(
  { certificate, signature }: VerifiedFileSignature,
  moment: { readonly atMs: number; readonly isProven: boolean },
  { nowMs, kind, isNative }: TrustInput,
  material: ChainMaterial,
): ChainAnswer {
  const [leaf = certificate] = material.pool.add([certificate]);
  const isDeclaration = isNative && signature.field.name === "exporter";
  return judgeChain({ leaf, kind: isDeclaration ? DECLARATION_KIND : kind, moment: { ...moment, nowMs } }, material);
}

function factOf(
  { signature, certificate }: VerifiedFileSignature,
  answer: ChainAnswer | null,
  { atMs, isProven }: { readonly atMs: number; readonly isProven: boolean },
): SignatureFact {
  const row = answer?.path?.anchor.row;
  return {
    field: signature.field.name,
    signer: nameText(certificate.subject),
    trustedBy: row?.name ?? null,
    partyId: row?.partyId ?? null,
    time: { at: formatInstant(atMs), isProven },
    claimedAt: signature.claimedAt,
    revision: signature.revision,
  };
}

function inField(error: PdfError, { signature }: VerifiedFileSignature): PdfError {
  Object.assign(error, { details: { ...error.details, field: signature.field.name } });
  return error;
}

function levelOf(verified: readonly VerifiedFileSignature[], hasStore: boolean): SignatureLevel {
  const signed = verified.filter(({ isStamp }) => !isStamp);
  if (hasStore) return verified.some(({ isStamp }) => isStamp) ? "B-LTA" : "B-LT";
  return signed.length > 0 && signed.every(({ stamp }) => stamp !== null) ? "B-T" : "B-B";
}
