import type { QrFacts, QrItem } from "./facts.ts";
import { tableDigest, textDigest, type QrSource } from "./source.ts";

/** What one step leaves in full. Items: all; all, the descriptions of the later ones left out; the first and a digest. */
interface Rung {
  readonly chinese: boolean;
  readonly items: "full" | "short" | "first";
  readonly consignee: boolean;
  readonly description: boolean;
  readonly exporter: boolean;
}

const ALL = { chinese: false, items: "full", consignee: true, description: true, exporter: true } as const;

/**
 * The order in which a code that is too long gives way: what an officer compares with the goods goes last. The first
 * step that fits is taken, so a reader who has the data can tell which one it was.
 */
export const RUNGS: readonly Rung[] = [
  { ...ALL, chinese: true },
  ALL,
  { ...ALL, items: "short" },
  { ...ALL, consignee: false },
  { ...ALL, items: "short", consignee: false },
  { ...ALL, items: "first" },
  { ...ALL, items: "first", consignee: false },
  { ...ALL, items: "first", consignee: false, description: false },
  { ...ALL, items: "first", consignee: false, description: false, exporter: false },
];

/** `facts` as one step leaves them. */
export function shorten(facts: QrFacts, rung: Rung, { data }: QrSource): QrFacts {
  const { exporterInChinese, ...rest } = facts;
  return {
    ...rest,
    ...(rung.chinese && exporterInChinese !== undefined ? { exporterInChinese } : {}),
    ...(facts.exporter === undefined ? {} : { exporter: rung.exporter ? facts.exporter : digested(facts.exporter) }),
    ...(facts.consignee === undefined
      ? {}
      : { consignee: rung.consignee ? facts.consignee : digested(facts.consignee) }),
    ...shortenItems(facts, rung, data["items"]),
    ...(rung.items === "first" ? shortenInvoices(facts, data["invoices"]) : {}),
  };
}

function shortenItems(facts: QrFacts, rung: Rung, rows: unknown): Partial<QrFacts> {
  if (facts.items === undefined) return {};
  const items = facts.items.map((item, index) => shortenItem(item, index, rung));
  if (rung.items !== "first" || items.length === 1 || !Array.isArray(rows)) return { items };
  return { items: items.slice(0, 1), itemTable: tableDigest(rows) };
}

function shortenItem(item: QrItem, index: number, rung: Rung): QrItem {
  if (rung.items === "short" && index > 0) return { ...item, description: null };
  return rung.description || item.description === null ? item : { ...item, description: digested(item.description) };
}

function shortenInvoices({ invoices }: QrFacts, rows: unknown): Partial<QrFacts> {
  if (invoices === undefined || invoices.length === 1 || !Array.isArray(rows)) return {};
  return { invoices: invoices.slice(0, 1), invoiceTable: tableDigest(rows) };
}

function digested(value: QrItem["description"] & object): { readonly digest: string } {
  const digest = "text" in value ? textDigest(value.text) : value;
  if (!("digest" in digest)) throw new TypeError("digested: not a digest");
  return digest;
}
