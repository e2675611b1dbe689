import type { Text } from "@openlading/core";
import { isCertificateForm, readCertificate } from "@openlading/documents";
import {
  certificateTerms,
  presentationId,
  presentationTerms,
  printingId,
  printingTerms,
  type CertificateTerms,
  type Lookup,
  type RecordState,
} from "@openlading/law";
import type { Report } from "./check.ts";
import { asObject, type VerdictDocument } from "./paper.ts";

/** A copy of a certificate that was shown to an office: where, when (the ledger's time), and what the office answered. */
export interface VerdictPresentation {
  readonly copy: number;
  readonly place: string;
  readonly office: string;
  readonly at: string;
  readonly status: "PRESENTED" | "ACCEPTED" | "REFUSED";
  readonly reason: string | null;
}

/** What the ledger says of a certificate beyond its state. */
export interface VerdictCertificate extends Pick<
  CertificateTerms,
  "origin" | "issuer" | "holder" | "version" | "duplicates" | "reason"
> {
  /** Its number, when its manifest is carried. */
  readonly number: string | null;
  /** The last day on which its agreement has it presented; null when its document is not carried, or that is not held. */
  readonly presentBy: string | null;
  /** Copies printed; null when that record is not carried. Nothing is known of photocopies. */
  readonly copies: number | null;
  readonly presentations: readonly VerdictPresentation[];
}

/** What there is to say of the main record as a certificate; null when it is none. `content` is its document's, as carried. */
export function certificateOf(
  main: RecordState | null | undefined,
  lookup: Lookup,
  papers: { readonly documents: readonly VerdictDocument[]; readonly content: unknown },
): VerdictCertificate | null {
  if (main?.kind !== "certificate") return null;
  const { origin, issuer, holder, version, duplicates, reason } = certificateTerms(main);
  const printing = lookup(printingId(main.recordId));
  const copies = printing === undefined ? null : printing === null ? 0 : printingTerms(printing).copies;
  const document = papers.documents.find((d) => d.recordId === main.recordId);
  const number = document?.number ?? null;
  const presentBy = document?.hasData === true ? presentByOf(document.documentKind, papers.content) : null;
  return {
    ...{ origin, issuer, holder, version, duplicates, reason, number, presentBy, copies },
    presentations: presentationsOf(main.recordId, copies ?? 0, lookup),
  };
}

function presentationsOf(certificate: string, copies: number, lookup: Lookup): readonly VerdictPresentation[] {
  return Array.from({ length: copies }, (_, i) => lookup(presentationId(certificate, i + 1))).flatMap((record) => {
    if (!record) return [];
    const { copy, place, office, at, reason } = presentationTerms(record);
    const status = record.status === "ACCEPTED" || record.status === "REFUSED" ? record.status : "PRESENTED";
    return [{ copy, place, office, at, status, reason }];
  });
}

/**
 * A file that was issued elsewhere has its issuer's own seal. Nothing of this network says whether it is good: the caller
 * does, or nobody.
 */
export function verifySeal(
  main: RecordState | null | undefined,
  isVerified: boolean | undefined,
  report: Report,
): void {
  if (main?.kind !== "certificate" || certificateTerms(main).origin !== "REGISTERED") return;
  report.add("ISSUER_SEAL", isVerified === undefined ? "unknown" : isVerified ? "valid" : "invalid", main.recordId);
}

function presentByOf(kind: string, content: unknown): string | null {
  const data = asObject(content);
  const isRead = kind === "certificate-of-origin" && data !== null && isCertificateForm(data["form"]);
  return isRead ? readCertificate(data).presentBy : null;
}

const HALF_DAY_MS = 43_200_000;
/** When a day is over everywhere, twelve hours behind UTC included. */
const endOf = (day: string): number => Date.parse(day) + 3 * HALF_DAY_MS;

/** Whether a certificate may still be presented as a matter of course. One that was taken in time needs no more. */
export function verifyPeriod(
  certificate: VerdictCertificate | null,
  o: { readonly moment: string; readonly main: string },
  report: Report,
): void {
  if (certificate === null || certificate.presentBy === null) return;
  const end = endOf(certificate.presentBy);
  const isTaken = certificate.presentations.some(({ at, status }) => status !== "REFUSED" && Date.parse(at) < end);
  report.add("PRESENT_BY", isTaken || Date.parse(o.moment) < end ? "valid" : "unknown", o.main);
}

const ANSWERS: Readonly<Record<VerdictPresentation["status"], Text>> = {
  PRESENTED: { en: "not decided yet", zh: "尚未决定" },
  ACCEPTED: { en: "accepted", zh: "已接受" },
  REFUSED: { en: "refused", zh: "已拒绝" },
};

/** What became of its copies, in words. */
export function copiesText({ copies, presentations }: VerdictCertificate): Text {
  const printed = copies === null
    ? { en: "how many copies were printed is not known", zh: "打印份数不明" }
    : { en: `copies printed: ${String(copies)}`, zh: `已打印 ${String(copies)} 份` };
  const shown = presentations.map(({ copy, place, at, status }) => ({
    en: `copy ${String(copy)} presented at ${place} on ${at}, ${ANSWERS[status].en}`,
    zh: `第 ${String(copy)} 份已于 ${at} 在 ${place} 提交，${ANSWERS[status].zh}`,
  }));
  const all = [printed, ...shown];
  return { en: all.map((t) => t.en).join("; "), zh: all.map((t) => t.zh).join("；") };
} // prettier-ignore
