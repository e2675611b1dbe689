import type { CertificateForm } from "./codes.ts";

/** An announcement by which certificates of some forms may be printed by the exporter, for some destinations. */
export interface SelfPrintRow {
  readonly announcement: string;
  /** First day of effect, as a date in China. */
  readonly since: string;
  readonly where: "pilot" | "everywhere";
  readonly forms: readonly { readonly form: CertificateForm; readonly destinations: readonly string[] | "ALL" }[];
}

const FIRST_FIFTEEN: SelfPrintRow["forms"] = [
  { form: "CHINA_AUSTRALIA", destinations: ["AU"] },
  { form: "CHINA_KOREA", destinations: ["KR"] },
  { form: "APTA", destinations: ["KR"] },
  { form: "NON_PREFERENTIAL", destinations: "ALL" },
];

/**
 * Announcements of the General Administration of Customs of China on self-printing, oldest first. Of the fifteen kinds of
 * 49/2019 only the forms held here are listed. Further announcements have widened the list (23 kinds by September 2024);
 * those that are not here were not at hand.
 */
export const SELF_PRINT_ANNOUNCEMENTS: readonly SelfPrintRow[] = [
  // Beijing, Tianjin, Shanghai, Jiangsu, Guangdong and Chongqing.
  { announcement: "GACC 49/2019", since: "2019-03-25", where: "pilot", forms: FIRST_FIFTEEN },
  { announcement: "GACC 77/2019", since: "2019-05-20", where: "everywhere", forms: FIRST_FIFTEEN },
  {
    announcement: "GACC 106/2024",
    since: "2024-09-01",
    where: "everywhere",
    forms: [
      { form: "RCEP", destinations: ["VN"] },
      { form: "FORM_E", destinations: ["MY", "VN"] },
    ],
  },
];

/** Whether an exporter in China may print a certificate itself, and by which announcement. */
export type SelfPrintAnswer =
  | {
      readonly selfPrintable: true;
      readonly announcement: string;
      readonly since: string;
      readonly where: "pilot" | "everywhere";
    }
  | { readonly selfPrintable: false; readonly reason: "not-issued-in-china" }
  | { readonly selfPrintable: false; readonly reason: "not-yet"; readonly announcement: string; readonly since: string }
  | { readonly selfPrintable: "unknown"; readonly reason: "no-announcement-held" };

/**
 * Whether a certificate of `form`, issued in China on the day `on` for `destination`, may be printed by its exporter. For
 * a form and destination that no announcement held here names, the answer is that it is not known.
 * @param on a date, `2026-05-12`
 */
export function selfPrintable(form: CertificateForm, destination: string, on: string): SelfPrintAnswer {
  if (form === "FORM_D") return { selfPrintable: false, reason: "not-issued-in-china" };
  const rows = SELF_PRINT_ANNOUNCEMENTS.filter(({ forms }) =>
    forms.some(
      (named) => named.form === form && (named.destinations === "ALL" || named.destinations.includes(destination)),
    ),
  );
  const [first] = rows;
  if (first === undefined) return { selfPrintable: "unknown", reason: "no-announcement-held" };
  const row = rows.findLast(({ since }) => since <= on);
  if (row !== undefined) {
    return { selfPrintable: true, announcement: row.announcement, since: row.since, where: row.where };
  }
  return { selfPrintable: false, reason: "not-yet", announcement: first.announcement, since: first.since };
}
