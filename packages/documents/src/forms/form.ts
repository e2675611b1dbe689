import type { Text } from "@openlading/core";
import type { CertificateForm, CertificateTick } from "./codes.ts";

/**
 * Where a figure comes from. `basis` says how well it is known: `read` = the clause or the form itself was read,
 * `reported` = an official notice or a guide reports it, `known` = general knowledge that was not looked up again. What
 * is only `known` makes warnings, never refusals.
 */
export interface Source {
  readonly source: string;
  readonly basis: "read" | "reported" | "known";
}

/** What a box holds. */
export type BoxContent =
  | "exporter"
  | "consignee"
  | "producer"
  | "transport"
  | "destination"
  | "official-use"
  | "authority-use"
  | "item-number"
  | "marks"
  | "packages"
  | "description"
  | "HS-code"
  | "criterion"
  | "origin-country"
  | "quantity"
  | "fob"
  | "invoice"
  | "remarks"
  | "ticks"
  | "declaration"
  | "certification";

/** A numbered box of a form. A `column` holds one entry an item. */
export interface CertificateBox {
  readonly number: number;
  readonly label: Text;
  readonly holds: readonly BoxContent[];
  readonly isColumn: boolean;
}

/** Bounds of a percentage, but not for origins in `exempt`. */
export interface PercentageLimit extends Source {
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly exempt?: readonly string[];
}

/**
 * An origin criterion as a form spells it; `%` is a bare percentage. A criterion that is `beside` never stands alone.
 */
export interface CriterionRow {
  readonly code: string;
  readonly name: Text;
  readonly percentage: "never" | "may" | "must";
  readonly stands: "alone" | "beside";
  readonly limit?: PercentageLimit;
}

/**
 * Until when after departure a certificate is issued as a matter of course, and what is said of one issued later.
 * `latestMonths` null: no later issue at all.
 */
export interface RetroactiveRule extends Source {
  readonly graceDays: number;
  readonly days: "calendar" | "working";
  readonly latestMonths: number | null;
}

/** Everything that is particular to a form. A rule that is null is not known, and is not checked. */
export interface CertificateFormRow {
  readonly form: CertificateForm;
  readonly name: Text;
  /** The words at the head of the form, the largest first. */
  readonly title: readonly string[];
  readonly agreement: Text;
  /** ISO 3166 codes; null = every country. */
  readonly parties: readonly string[] | null;
  /** Whether an authority on this network issues it; otherwise it is registered and verified only. */
  readonly isIssuable: boolean;
  readonly boxes: readonly CertificateBox[];
  readonly itemLimit: (Source & { readonly items: number }) | null;
  /** Empty: the form has no place for a criterion. */
  readonly criteria: readonly CriterionRow[];
  readonly criteriaSource: Source;
  readonly HSDigits: (Source & { readonly digits: readonly number[] }) | null;
  /** Criteria that demand the FOB value of an item, and those that also admit it; no other does. */
  readonly fob: Source & { readonly mustWith: readonly string[]; readonly mayWith: readonly string[] };
  readonly retroactive: RetroactiveRule | null;
  readonly validity: (Source & { readonly months: number }) | null;
  /** What may be ticked, and how the form says it: in boxes of its own or written among the remarks. */
  readonly ticks: Source & { readonly allowed: readonly CertificateTick[]; readonly shown: "boxes" | "remarks" };
  /** Phrases that may stand in place of a consignee. */
  readonly consigneePhrases: readonly ("TO ORDER" | "TO WHOM IT MAY CONCERN")[];
  /** Phrases that may stand in place of a producer. */
  readonly producerPhrases: readonly string[];
  readonly areMarksOptional: boolean;
  /** The words a late certificate and a duplicate bear. */
  readonly wording: { readonly retroactive: string; readonly duplicate: string };
}

/** A box with one content for the whole certificate, or several. */
export const box = (number: number, en: string, zh: string, ...holds: readonly BoxContent[]): CertificateBox => ({
  number,
  label: { en, zh },
  holds,
  isColumn: false,
});

/** A column of the table of items. */
export const column = (number: number, en: string, zh: string, ...holds: readonly BoxContent[]): CertificateBox => ({
  ...box(number, en, zh, ...holds),
  isColumn: true,
});

/** A criterion without a percentage that stands alone. */
export const criterion = (code: string, en: string, zh: string): CriterionRow => ({
  code,
  name: { en, zh },
  percentage: "never",
  stands: "alone",
});

export const read = (source: string): Source => ({ source, basis: "read" });
export const reported = (source: string): Source => ({ source, basis: "reported" });
export const known = (source: string): Source => ({ source, basis: "known" });

/** The ten members of ASEAN that the forms here count. */
export const ASEAN: readonly string[] = ["BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "VN"];
