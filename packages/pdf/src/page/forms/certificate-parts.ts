import type { Text } from "@openlading/core";
import type { Cell, Column, Head, Table, TickRow } from "../layout.ts";
import { line, muted, strong, type Line, type Source } from "../text.ts";
import { country, day, END_OF_ITEMS, labelled, party, place, prefixed } from "./words.ts";

// Boxes that the forms of certificates of origin have in common, each at the place the form gives it.

type Rect = Cell["rect"];

/** A labelled box. */
export function box(rect: Rect, number: string, en: string, zh: string, content?: Cell["content"]): Cell {
  const label: Text = { en, zh };
  return content === undefined ? { rect, box: number, label } : { rect, box: number, label, content };
}

/** Number, agreement, title, and the words of the form under it. */
export function head(rect: Rect, agreement: string, ...form: readonly string[]): Head {
  return {
    rect,
    content: (data) => [
      ...muted(line("Certificate No. 证书编号"), 0.72),
      ...strong(line(data.at("documentNumber")), 1.15),
      ...line(" "),
      ...(agreement === "" ? [] : strong(line(agreement), 0.9)),
      ...strong(line("CERTIFICATE OF ORIGIN"), 1.45),
      ...strong(line("原产地证书"), 1.2),
      ...form.flatMap((each) => strong(line(each), 0.95)),
      ...line(" "),
      ...muted(line("Issued in 签发国"), 0.72),
      ...line("THE PEOPLE'S REPUBLIC OF CHINA"),
      ...issued(data),
    ],
  };
}

function issued(data: Source): Line[] {
  return [
    ...replacement("CERTIFIED TRUE COPY of ", data.at("duplicateOf")),
    ...replacement("Replaces ", data.at("replaces")),
  ];
}

const replacement = (words: string, other: Source): Line[] =>
  strong(line(words, other.at("number"), " of ", other.at("date")), 0.9);

/** Exporter, consignee: name in English and Chinese, address. */
export const partyBox = (rect: Rect, number: string, en: string, zh: string, member: string): Cell =>
  box(rect, number, en, zh, (data) => party(data.at(member)));

/** Means of transport, route and ports. */
export const transportBox = (rect: Rect, number: string, en: string): Cell =>
  box(rect, number, en, "运输方式及路线", (data) => transport(data.at("transport")));

function transport(source: Source): Line[] {
  return [
    ...labelled("Departure date 离港日期", source.at("departureDate")),
    ...labelled("Vessel / flight / train / vehicle No. 运输工具", source.at("meansOfTransport")),
    ...labelled("Route 路线", source.at("route")),
    ...prefixed("Port of loading 装货港: ", place(source.at("portOfLoading"))),
    ...prefixed("Port of discharge 卸货港: ", place(source.at("portOfDischarge"))),
  ];
}

/** The preferential treatment that the customs of the importing side notes. */
export const officialUse = (rect: Rect, number: string, importing: string): Cell => ({
  rect,
  box: number,
  label: { en: "For official use", zh: "官方使用" },
  ticks: () => [
    { label: "Preferential treatment given", isTicked: false },
    { label: "Preferential treatment not given (please state reason/s)", isTicked: false },
  ],
  note: { en: `Signature of authorised signatory of the ${importing}`, zh: "进口方海关签字" },
});

/** The words of a declaration or certification; `{origin}` and `{destination}` stand for countries. */
export interface Signing {
  readonly title?: Text;
  readonly words: string;
}

/** The exporter's declaration, with its signature field. */
export const declaration = (rect: Rect, number: string, { title, words }: Signing): Cell => ({
  ...signed(rect, number, "declaration", words),
  label: title ?? { en: "Declaration by the exporter", zh: "出口商声明" },
  field: {
    name: "exporter",
    top: 20,
    caption: { en: "Place and date, signature of authorised signatory", zh: "签字" },
  },
});

/** The authority's certification, with its signature field. */
export const certification = (rect: Rect, number: string, { title, words }: Signing): Cell => ({
  ...signed(rect, number, "certification", words, ["issuer"]),
  label: title ?? { en: "Certification", zh: "签证机构证明" },
  field: {
    name: "authority",
    top: 20,
    caption: { en: "Place and date, signature and stamp of certifying authority", zh: "签字盖章" },
  },
});

/** The words, then where and when, and the names of the `parties` who sign so. */
function signed(rect: Rect, number: string, member: string, words: string, parties: readonly string[] = []): Cell {
  return {
    rect,
    box: number,
    size: 7,
    content: (data) => [
      ...line(named(words, data)),
      ...strong(line(data.at(member, "place"), "  ", day(data.at(member, "date")), "  ", data.at(member, "signatory"))),
      ...parties.flatMap((party) => line(data.at(party, "name"), " ", data.at(party, "nameInChinese"))),
    ],
  };
}

const named = (words: string, data: Source): string =>
  words
    .replaceAll("{origin}", country(data.at("originCountryCode")).text)
    .replaceAll("{destination}", country(data.at("destinationCountryCode")).text);

/** Ticks of a form, in its order and its words. */
export function ticks(rect: Rect, number: string, rows: readonly (readonly [string, string])[]): Cell {
  return {
    rect,
    box: number,
    ticksInRow: true,
    ticks: (data): TickRow[] => {
      const given = new Set(data.list("ticks").map(({ text }) => text));
      return rows.map(([code, label]) => ({ label, isTicked: given.has(code) }));
    },
  };
}

/** What a form without boxes to tick writes instead. */
export const ticked = (late: string): ReadonlyMap<string, string> =>
  new Map([
    ["RETROACTIVE", late],
    ["THIRD_PARTY_INVOICING", "THIRD PARTY INVOICING"],
  ]);

/** Remarks; where a form has no boxes to tick, what would be ticked is written here. */
export const remarks = (rect: Rect, number: string, words: ReadonlyMap<string, string> = new Map()): Cell =>
  box(rect, number, "Remarks", "备注", (data) => [
    ...strong(data.list("ticks").flatMap(({ text }) => line(words.get(text) ?? ""))),
    ...data.list("invoices").flatMap((each) => line("Invoice issued by ", each.at("issuer", "name"))),
    ...line(data.at("remarks")),
    ...labelled("Transport document 运输单证", data.at("transportDocumentReference")),
  ]);

/** The list of goods. */
export const goodsTable = (y: number, bottom: number, columns: readonly Column[]): Table => ({
  y,
  bottom,
  columns,
  headHeight: 15,
  items: (data) => data.list("items"),
  tail: () => END_OF_ITEMS,
});

/** What every certificate says at its foot. */
export const NOTICE: Text = {
  en: "Self-printed certificate. Genuine only if the QR code verifies: scan it, compare what is signed with this page.",
  zh: "本证书由企业自主打印，真伪以扫描二维码核验结果为准，并请核对签名内容与本页是否一致。",
};
