import type { CertificateForm } from "./codes.ts";
import type { CriterionRow } from "./form.ts";
import { CERTIFICATE_FORMS } from "./table.ts";

/** An origin criterion, read against its form. */
export interface OriginCriterion {
  /** The rows named, in order; those that only stand beside another included. */
  readonly rows: readonly CriterionRow[];
  readonly percentage: number | null;
}

const PERCENTAGE = /^(\d{1,3}(?:\.\d{1,2})?)%$/u;

/**
 * What `text` says in the criterion box of `form`, for example `CTC ACU`, `RVC 45%`, `45%`; null when the form does not
 * know it. Codes are parted by spaces or commas.
 */
export function readOriginCriterion(form: CertificateForm, text: string): OriginCriterion | null {
  const tokens = text.split(/[\s,]+/u).filter((token) => token !== "");
  const percentages = tokens.flatMap((token) => PERCENTAGE.exec(token)?.[1] ?? []).map(Number);
  const codes = tokens.filter((token) => !PERCENTAGE.test(token));
  const names = codes.length === 0 && percentages.length > 0 ? ["%"] : codes;
  const rows = names.map((name) => CERTIFICATE_FORMS[form].criteria.find(({ code }) => code === name));
  if (!rows.every((row) => row !== undefined) || rows.length === 0) return null;
  if (new Set(names).size !== names.length || percentages.length > 1) return null;
  const percentage = percentages[0] ?? null;
  return fits(rows, percentage) ? { rows, percentage } : null;
}

function fits(rows: readonly CriterionRow[], percentage: number | null): boolean {
  if (percentage === null) return rows.every((row) => row.percentage !== "must");
  return percentage <= 100 && rows.some((row) => row.percentage !== "never");
}
