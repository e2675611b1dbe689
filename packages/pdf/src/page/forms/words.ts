import { line, sized, Source, type Line } from "../text.ts";

// Names are a table of this template's version: a system's own list of names would change the page under it.

/** Countries as certificates write them. */
const COUNTRIES = tableOf({
  AU: "AUSTRALIA",
  BD: "BANGLADESH",
  BN: "BRUNEI DARUSSALAM",
  CN: "CHINA",
  DE: "GERMANY",
  ID: "INDONESIA",
  IN: "INDIA",
  JP: "JAPAN",
  KH: "CAMBODIA",
  KR: "REPUBLIC OF KOREA",
  LA: "LAO PDR",
  LK: "SRI LANKA",
  MM: "MYANMAR",
  MN: "MONGOLIA",
  MY: "MALAYSIA",
  NL: "NETHERLANDS",
  NZ: "NEW ZEALAND",
  PH: "PHILIPPINES",
  SG: "SINGAPORE",
  TH: "THAILAND",
  US: "UNITED STATES",
  VN: "VIET NAM",
});

/** UNECE Recommendation 21, those that trade uses most. */
const PACKAGES = tableOf({
  BA: "BARRELS",
  BE: "BUNDLES",
  BG: "BAGS",
  BL: "BALES",
  BX: "BOXES",
  CR: "CRATES",
  CS: "CASES",
  CT: "CARTONS",
  DR: "DRUMS",
  NE: "UNPACKED",
  PK: "PACKAGES",
  PX: "PALLETS",
  RL: "REELS",
  RO: "ROLLS",
  SA: "SACKS",
});

/** UNECE Recommendation 20, those that trade uses most. */
const UNITS = tableOf({
  C62: "PCS",
  DZN: "DOZEN",
  GRM: "G",
  H87: "PCS",
  KGM: "KGS",
  LTR: "LITRES",
  MTK: "SQ.M",
  MTQ: "CBM",
  MTR: "M",
  NPR: "PAIRS",
  PR: "PAIRS",
  SET: "SETS",
  TNE: "TONNES",
});

/** A document may hold any word as a code, `constructor` too: only what the table has is looked up. */
function tableOf(names: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(names));
}

const named = (names: ReadonlyMap<string, string>, source: Source): Source =>
  new Source(names.get(source.text) ?? source.value, source.path);

/** A country's name in English, or its code where the table has no name. */
export const country = (source: Source): Source => named(COUNTRIES, source);
/** A kind of package by name. */
export const packaging = (source: Source): Source => named(PACKAGES, source);
/** A unit of quantity by name. */
export const unit = (source: Source): Source => named(UNITS, source);

/** `24,000 PCS` */
export const quantity = (source: Source): Line[] => line(source.at("value"), " ", unit(source.at("unit")));

/** An amount of money: one decimal is written as two. */
export const amount = (source: Source): Source =>
  new Source(
    source.text.replace(/\.\d$/u, (tail) => `${tail}0`),
    source.path,
  );

/** A party as forms show it: English name, Chinese name, address. */
export function party(source: Source): Line[] {
  return [
    ...line(source.at("name")),
    ...line(source.at("nameInChinese")),
    ...source.list("addressLines").flatMap((each) => line(each)),
    ...address(source.at("address")),
  ];
}

const STREET = ["streetNumber", "street", "floor", "POBox"];
const TOWN = ["postCode", "city", "stateRegion"];

function address(source: Source): Line[] {
  const joined = (names: readonly string[]): Line[] => {
    const present = names.map((name) => source.at(name)).filter((each) => each.part !== null);
    return line(...present.flatMap((each, index) => (index === 0 ? [each] : [" ", each])));
  };
  return [...joined(STREET), ...joined(TOWN), ...line(country(source.at("countryCode")))];
}

/** A place by name and code: `HAI PHONG (VNHPH)`. */
export function place(source: Source): Line[] {
  const [name, code] = [source.at("name"), source.at("unLocationCode")];
  return name.part === null ? line(code) : line(name, " (", code, ")");
}

/** `label: value`, or nothing where the value is absent. */
export const labelled = (label: string, source: Source): Line[] => line(`${label}: `, source);

/** The same lines after a fixed text. */
export const prefixed = (text: string, lines: readonly Line[]): Line[] =>
  lines.map((each, index) => (index === 0 ? { ...each, parts: [{ text, path: "" }, ...each.parts] } : each));

/** Date of an instant or a date, as written: its first ten characters. */
export const day = (source: Source): Source => new Source(source.text.slice(0, 10), source.path);

/** An instant as people read it: `2026-06-05 23:59:59 +08:00`. */
export const moment = (source: Source): Source =>
  new Source(source.text.replace(/^(\d{4}-\d{2}-\d{2})T([\d:.]+)(.*)$/u, "$1 $2 $3"), source.path);

/** Shipping marks, one under the other. */
export const marks = (item: Source): Line[] => item.list("shippingMarks").flatMap((each) => line(each));

/** `120 CARTONS` over the description. */
export function goods(item: Source): Line[] {
  return [
    ...line(item.at("numberOfPackages"), " ", packaging(item.at("packageCode"))),
    ...line(item.at("description")),
  ];
}

/** Invoice number of an item, and the date that the list of invoices gives it. */
export function invoice(item: Source, data: Source): Line[] {
  const number = item.at("invoiceNumber");
  const listed = data.list("invoices").find((each) => each.at("number").text === number.text);
  return [...line(number), ...(listed === undefined ? [] : line(listed.at("date")))];
}

/** Gross weight and value, small, under a quantity. */
export function weightAndValue(item: Source): Line[] {
  return [
    ...line("G.W. ", item.at("grossKg"), " KGS"),
    ...line("FOB ", item.at("fob", "currencyCode"), " ", amount(item.at("fob", "amount"))),
  ];
}

/** What an item list ends with. */
export const END_OF_ITEMS: readonly Line[] = sized(line("*  *  *   END OF ITEMS   以下空白   *  *  *"), 0.9);
