import { PdfError } from "../error.ts";
import { fault } from "../read/fault.ts";
import type { Certificate } from "../sign/certificate.ts";
import { serialText, type Crl, type RevokedEntry } from "./crl.ts";
import type { Ocsp } from "./ocsp.ts";

/** Everything that says which certificates were revoked. */
export interface RevocationData {
  readonly crls: readonly Crl[];
  readonly ocsps: readonly Ocsp[];
}

/** When a certificate's standing is asked for. */
export interface Moment {
  /** The time that counts. */
  readonly atMs: number;
  /** Something proves that time; otherwise it is the moment of checking. */
  readonly isProven: boolean;
  readonly nowMs: number;
}

interface Statement {
  readonly thisUpdateMs: number;
  readonly nextUpdateMs: number;
  readonly revoked: RevokedEntry | null;
}

const MAX_SKEW_MS = 5 * 60_000;
/** An answer without an end counts this long. */
const DAY_MS = 24 * 3600_000;
const REMOVED_FROM_LIST = 8;

/**
 * Whether a certificate was revoked at the time that counts: null when something current for that time says it was not.
 * A revocation after a proven time does not undo what was signed before; where the time is only claimed, any revocation
 * counts.
 */
export function findRevocation(
  certificate: Certificate,
  issuer: Certificate,
  data: RevocationData,
  moment: Moment,
): PdfError | null {
  const statements = [...crlStatements(certificate, issuer, data), ...ocspStatements(certificate, issuer, data)];
  // A list drops a certificate that has expired, revoked or not: made later than that, its silence says nothing.
  const current = statements.filter(({ thisUpdateMs, nextUpdateMs }) => {
    const isOfLifetime = thisUpdateMs <= certificate.notAfterMs;
    return isOfLifetime && thisUpdateMs <= moment.nowMs + MAX_SKEW_MS && nextUpdateMs >= moment.atMs;
  });
  if (statements.some(({ revoked }) => revoked !== null && counts(revoked, moment)))
    return fault("ERR_PDF_CERTIFICATE_REVOKED", "a certificate was revoked at the time that counts");
  if (current.length > 0) return null;
  const reason = statements.length > 0 ? "stale" : "absent";
  return fault("ERR_PDF_REVOCATION_UNKNOWN", "nothing current says whether a certificate was revoked", { reason });
}

function counts({ atMs, reason }: RevokedEntry, moment: Moment): boolean {
  if (reason === REMOVED_FROM_LIST) return false;
  return !moment.isProven || atMs <= moment.atMs;
}

function crlStatements(certificate: Certificate, issuer: Certificate, { crls }: RevocationData): readonly Statement[] {
  return crls
    .filter((crl) => Buffer.from(crl.issuer).equals(issuer.subject) && isSigned(() => crl.isSignedBy(issuer)))
    .map(({ thisUpdateMs, nextUpdateMs, revoked }) => {
      return { thisUpdateMs, nextUpdateMs, revoked: revoked.get(serialText(certificate.serial)) ?? null };
    });
}

function ocspStatements(
  certificate: Certificate,
  issuer: Certificate,
  { ocsps }: RevocationData,
): readonly Statement[] {
  return ocsps
    .map((ocsp) => ({ ocsp, answers: ocsp.answers.filter((one) => one.isAbout(certificate, issuer)) }))
    .filter(({ ocsp, answers }) => answers.length > 0 && isSigned(() => ocsp.isSignedFor(issuer)))
    .flatMap(({ answers }) => answers)
    .map(({ thisUpdateMs, nextUpdateMs, revoked }) => {
      return { thisUpdateMs, nextUpdateMs: nextUpdateMs ?? thisUpdateMs + DAY_MS, revoked };
    });
}

/** An algorithm that is not accepted says nothing. */
function isSigned(look: () => boolean): boolean {
  try {
    return look();
  } catch (error) {
    if (error instanceof PdfError) return false;
    throw error;
  }
}
