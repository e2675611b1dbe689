import type { QrFacts, QrItem, QrTable, QrText } from "./facts.ts";
import { qrFactsOf, tableDigest, textDigest, type QrSource } from "./source.ts";

/**
 * The members of a code that do not say what the document's data say; empty when the code is this document's. Texts and
 * tables that stand as digests are compared by digest. Does not check any signature.
 * @throws PdfError `ERR_PDF_QR_FACTS` when the data are of no document a code can speak of
 */
export function qrMismatches(facts: QrFacts, source: QrSource): readonly string[] {
  const full = qrFactsOf(source);
  const rows = (name: "items" | "invoices"): readonly unknown[] => {
    const value = source.data[name];
    return Array.isArray(value) ? value : [];
  };
  const table = (given: QrTable | undefined, name: "items" | "invoices"): boolean =>
    given === undefined || sameJson(given, tableDigest(rows(name) as never));
  const agree: Readonly<Record<keyof QrFacts, boolean>> = {
    documentKind: facts.documentKind === full.documentKind,
    form: facts.form === full.form,
    number: facts.number === full.number,
    date: facts.date === full.date,
    documentChecksum: facts.documentChecksum === full.documentChecksum,
    exporter: sameText(facts.exporter, full.exporter),
    exporterInChinese: facts.exporterInChinese === undefined || facts.exporterInChinese === full.exporterInChinese,
    consignee: sameText(facts.consignee, full.consignee),
    originCountryCode: facts.originCountryCode === full.originCountryCode,
    destinationCountryCode: facts.destinationCountryCode === full.destinationCountryCode,
    invoices: sameRows(facts.invoices, full.invoices, facts.invoiceTable, sameJson),
    invoiceTable: table(facts.invoiceTable, "invoices"),
    items: sameRows(facts.items, full.items, facts.itemTable, sameItem),
    itemTable: table(facts.itemTable, "items"),
  };
  return Object.entries(agree).flatMap(([name, same]) => (same ? [] : [name]));
}

function sameRows<T>(
  given: readonly T[] | undefined,
  full: readonly T[] | undefined,
  table: QrTable | undefined,
  same: (a: T, b: T) => boolean,
): boolean {
  if (given === undefined || full === undefined) return given === full;
  if (table === undefined && given.length !== full.length) return false;
  return given.every((row, index) => {
    const other = full[index];
    return other !== undefined && same(row, other);
  });
}

function sameItem(given: QrItem, full: QrItem): boolean {
  const { description, ...rest } = given;
  const { description: whole, ...others } = full;
  return sameJson(rest, others) && (description === null || sameText(description, whole ?? undefined));
}

function sameText(given: QrText | undefined, full: QrText | undefined): boolean {
  if (given === undefined || full === undefined || !("text" in full)) return given === full;
  return sameJson(given, "text" in given ? full : textDigest(full.text));
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
