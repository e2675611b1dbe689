import type { Text } from "@openlading/core";
import { country, unit } from "../../page/forms/words.ts";
import { Source } from "../../page/text.ts";
import { checkCode } from "../../qr/check-code.ts";
import type { QrFacts, QrItem, QrTable, QrText } from "../../qr/facts.ts";
import type { QrVerdict } from "../../qr/verify.ts";
import type { PageElement } from "./dom.ts";
import { element, foreign } from "./element.ts";
import { WORDS, type Language } from "./words.ts";

/** Names of forms and kinds of document, by code. */
export type Names = Readonly<Record<string, Text>>;

interface Reader {
  readonly language: Language;
  readonly names: Names;
}

/** The facts of a code as rows to compare with the paper. */
export function factRows({ facts, signer }: QrVerdict, reader: Reader): PageElement {
  const { language, names } = reader;
  const say = (word: keyof typeof WORDS): string => WORDS[word][language];
  const list = element("dl", "facts");
  const row = (label: string, ...values: readonly PageElement[]): void => {
    if (values.length > 0) list.append(element("dt", "", label), element("dd", "", ...values));
  };
  row(say("number"), foreign(facts.number, "big"));
  row(say("checkCode"), foreign(checkCode(facts.documentChecksum), "mono"));
  row(say("form"), foreign(names[facts.form ?? facts.documentKind]?.[language] ?? facts.documentKind));
  row(say("date"), foreign(facts.date));
  if (signer !== undefined) row(say("authority"), foreign(signer.name[language]), foreign(signer.partyId, "small"));
  row(say("exporter"), ...texts(facts.exporter, language), ...plain(facts.exporterInChinese));
  row(say("consignee"), ...texts(facts.consignee, language));
  row(say("route"), ...route(facts));
  row(say("invoice"), ...invoices(facts), ...more(facts.invoiceTable, language));
  (facts.items ?? []).forEach((item, index) => {
    row(`${say("item")} ${index + 1} ${say("itemOf")}`.trim(), ...itemLines(item, language));
  });
  row("", ...more(facts.itemTable, language));
  return list;
}

function itemLines({ HSCode, originCriterion, quantity, description }: QrItem, language: Language): PageElement[] {
  const labelled = (label: string, value: string): PageElement =>
    element("div", "", element("span", "label", `${label} `), foreign(value, "strong"));
  return [
    element("div", "", ...texts(description ?? undefined, language, true)),
    labelled("HS", HSCode),
    labelled(WORDS.criterion[language], originCriterion),
    labelled(WORDS.quantity[language], printedQuantity(quantity)),
  ];
}

/** A name as the form prints it, and its code: `CHINA (CN)`. */
function withCode(named: (source: Source) => Source, code: string): string {
  const name = named(new Source(code)).text;
  return name === code ? code : `${name} (${code})`;
}

/** As the form prints it: `24,000 PCS (C62)`. */
const printedQuantity = ({ value, unit: code }: QrItem["quantity"]): string =>
  `${new Source(Number(value)).text} ${withCode(unit, code)}`;

/** Whether something on the paper stands in the code as a digest, or not at all. */
export function leavesOut({ exporter, consignee, items = [], itemTable, invoiceTable }: QrFacts): boolean {
  const parts = [exporter, consignee, ...items.map(({ description }) => description)];
  const isShort = parts.some((part) => part === null || (part !== undefined && "digest" in part));
  return isShort || itemTable !== undefined || invoiceTable !== undefined;
}

function texts(value: QrText | undefined, language: Language, isNull = false): PageElement[] {
  if (value === undefined) return isNull ? [element("span", "absent", WORDS.notInCode[language])] : [];
  if ("text" in value) return [foreign(value.text, "strong")];
  return [element("span", "absent", `${WORDS.notInCode[language]} (SHA-256 ${value.digest}…)`)];
}

const plain = (text: string | undefined): PageElement[] => (text === undefined ? [] : [foreign(text, "strong")]);

function route({ originCountryCode, destinationCountryCode }: QrFacts): PageElement[] {
  if (originCountryCode === undefined || destinationCountryCode === undefined) return [];
  const [from, to] = [originCountryCode, destinationCountryCode].map((code) => withCode(country, code));
  return [element("span", "strong", `${from ?? ""} → ${to ?? ""}`)];
}

function invoices({ invoices: rows = [] }: QrFacts): PageElement[] {
  return rows.map(({ number, date }) => element("div", "", foreign(number, "strong"), " · ", foreign(date)));
}

function more(table: QrTable | undefined, language: Language): PageElement[] {
  return table === undefined ? [] : [element("div", "absent", `${WORDS.moreRows[language]}: ${table.count}`)];
}
