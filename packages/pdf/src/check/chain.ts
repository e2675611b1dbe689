import type { PdfError } from "../error.ts";
import { fault } from "../read/fault.ts";
import type { Certificate } from "../sign/certificate.ts";
import { maySign, maySignDocuments } from "../sign/certificate-use.ts";
import { OID } from "../sign/oid.ts";
import type { Anchor, CertificatePool, Path } from "./anchors.ts";
import { findRevocation, type Moment, type RevocationData } from "./revocation.ts";

/** What a certificate must be good for. */
export interface ChainQuestion {
  readonly leaf: Certificate;
  /** The kind of document, or what stands for one in the list: see {@link DECLARATION_KIND}, {@link TIMESTAMP_KIND}. */
  readonly kind: string;
  readonly moment: Moment;
}

/** Everything a question is answered with. */
export interface ChainMaterial {
  readonly pool: CertificatePool;
  readonly anchors: readonly Anchor[];
  readonly revocation: RevocationData;
}

/** Anchors of exporters' certificates have this among their kinds. */
export const DECLARATION_KIND = "exporter-declaration";
/** Anchors of time-stamping services have this among their kinds. */
export const TIMESTAMP_KIND = "time-stamp";

/** What is known of a certificate: the best path, and what is wrong with it. */
export interface ChainAnswer {
  readonly path: Path | null;
  readonly faults: readonly PdfError[];
}

/** Critical extensions that are looked at here. */
const KNOWN_CRITICAL: ReadonlySet<string> = new Set([OID.keyUsage, OID.basicConstraints, OID.extendedKeyUsage]);

/**
 * Step 4 for one certificate: a path to an anchor of the trust list that counts for this kind; every certificate of it
 * valid at the time that counts, used for what it is for, and not revoked. An anchor is trusted as the list's own word:
 * the list, which expires, is also what revokes it.
 */
export function judgeChain(question: ChainQuestion, material: ChainMaterial): ChainAnswer {
  const { pool, anchors } = material;
  const paths = pool.paths(question.leaf, anchors);
  const allowed = paths.filter(({ anchor }) => anchor.row.documentKinds.includes(question.kind));
  if (allowed.length === 0) {
    const code = paths.length === 0 ? "ERR_PDF_UNTRUSTED" : "ERR_PDF_ISSUER_KIND";
    return {
      path: null,
      faults: [fault(code, "a certificate leads to nobody trusted for this", { kind: question.kind })],
    };
  }
  const answers = allowed.map((path) => ({ path, faults: pathFaults(path, question, material.revocation) }));
  const [best = { path: null, faults: [] }] = answers.toSorted((a, b) => a.faults.length - b.faults.length);
  return best;
}

function pathFaults(
  { certificates }: Path,
  { kind, moment }: ChainQuestion,
  revocation: RevocationData,
): readonly PdfError[] {
  return certificates.flatMap((certificate, index) => {
    const issuer = certificates[index + 1];
    const isAnchor = issuer === undefined && index === certificates.length - 1;
    const found = [
      index === 0 ? leafUsage(certificate, kind) : issuerUsage(certificate, index),
      validity(certificate, moment, index),
      isAnchor || issuer === undefined ? null : findRevocation(certificate, issuer, revocation, moment),
    ];
    return found.filter((one) => one !== null);
  });
}

function leafUsage(leaf: Certificate, kind: string): PdfError | null {
  const isForThis = kind === TIMESTAMP_KIND ? isTimestamper(leaf) : maySignDocuments(leaf);
  return isForThis && !leaf.isAuthority && hasKnownExtensions(leaf.extensions) ? null : misused(0);
}

function isTimestamper(leaf: Certificate): boolean {
  return maySign(leaf) && leaf.extendedKeyUsage?.purposes.includes(OID.timeStamping) === true;
}

function issuerUsage({ isAuthority, pathLength, extensions }: Certificate, index: number): PdfError | null {
  const isWithin = pathLength === null || pathLength >= index - 1;
  return isAuthority && isWithin && hasKnownExtensions(extensions) ? null : misused(index);
}

function misused(index: number): PdfError {
  return fault("ERR_PDF_CERTIFICATE_USAGE", "a certificate is used for what it is not meant for", { index });
}

function hasKnownExtensions(extensions: Certificate["extensions"]): boolean {
  return [...extensions].every(([id, { critical }]) => !critical || KNOWN_CRITICAL.has(id));
}

function validity({ notBeforeMs, notAfterMs }: Certificate, { atMs }: Moment, index: number): PdfError | null {
  if (atMs >= notBeforeMs && atMs <= notAfterMs) return null;
  const reason = atMs < notBeforeMs ? "not yet valid" : "expired";
  return fault("ERR_PDF_CERTIFICATE_EXPIRED", `a certificate is ${reason} at the time that counts`, { index, reason });
}
