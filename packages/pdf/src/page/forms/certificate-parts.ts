import type { Text } from "@openlading/core";
import type { Cell, FieldName, Head, TickRow } from "../layout.ts";
import { line, muted, strong, type Line, type Source } from "../text.ts";
import { country, day, labelled, party, place } from "./words.ts";

// Boxes that the forms of certificates of origin have in common, each at the place the form gives it.

type Rect = Cell["rect"];

/** A labelled box. */
export function box(rect: Rect, number: string, en: string, zh: string, content?: Cell["content"]): Cell {
  const label: Text = { en, zh };
  return content === undefined ? { rect, box: number, label } : { rect, box: number, label, content };
}

/** Number, form and title. */
export function head(rect: Rect, agreement: string, form: Text): Head {
  return {
    rect,
    content: (data) => [
      ...muted(line("Certificate No. 证书编号"), 0.72),
      ...strong(line(data.at("documentNumber")), 1.15),
      ...line(" "),
      ...strong(line(agreement), 0.95),
      ...strong(line("CERTIFICATE OF ORIGIN"), 1.5),
      ...strong(line("原 产 地 证 书"), 1.2),
      ...strong(line(form.en), 1.15),
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
export const transportBox = (rect: Rect, number: string, en: string, zh: string): Cell =>
  box(rect, number, en, zh, (data) => transport(data.at("transport")));

function transport(source: Source): Line[] {
  return [
    ...labelled("Departure date 离港日期", source.at("departureDate")),
    ...labelled("Vessel / flight / train / vehicle No. 运输工具", source.at("meansOfTransport")),
    ...labelled("Route 路线", source.at("route")),
    ...prefixed("Port of loading 装货港: ", place(source.at("portOfLoading"))),
    ...prefixed("Port of discharge 卸货港: ", place(source.at("portOfDischarge"))),
  ];
}

/** The same lines after a fixed text. */
export const prefixed = (text: string, lines: readonly Line[]): Line[] =>
  lines.map((each, index) => (index === 0 ? { ...each, parts: [{ text, path: "" }, ...each.parts] } : each));

/** The preferential treatment that the importing party's customs notes. */
export const officialUse = (rect: Rect, number: string, importing: Text): Cell => ({
  rect,
  box: number,
  label: { en: "For official use", zh: "官方使用" },
  ticks: () => [
    { label: "Preferential treatment given 给予优惠待遇", isTicked: false },
    { label: "Preferential treatment not given (please state reason/s) 不给予（请注明理由）", isTicked: false },
  ],
  content: () => muted(line(`${importing.en} ${importing.zh}`), 0.8),
});

/** The exporter's declaration, with its signature field. */
export function declaration(rect: Rect, number: string, words: readonly string[]): Cell {
  return signed(rect, number, "exporter", {
    label: { en: "Declaration by the exporter or producer", zh: "出口商或生产商声明" },
    caption: { en: "Place and date, signature of authorised signatory", zh: "地点、日期、授权人签字" },
    words,
    member: "declaration",
  });
}

/** The authority's certification, with its signature field. */
export function certification(rect: Rect, number: string, words: readonly string[]): Cell {
  return signed(rect, number, "authority", {
    label: { en: "Certification", zh: "签证机构证明" },
    caption: { en: "Place and date, signature and stamp of certifying authority", zh: "地点、日期、签证机构签字盖章" },
    words,
    member: "certification",
  });
}

interface Signed {
  readonly label: Text;
  readonly caption: Text;
  readonly words: readonly string[];
  readonly member: "declaration" | "certification";
}

function signed(rect: Rect, number: string, name: FieldName, { label, caption, words, member }: Signed): Cell {
  return {
    rect,
    box: number,
    label,
    size: 7,
    field: { name, top: 20, caption },
    content: (data) => [
      ...words.flatMap((each) =>
        line(each.replaceAll("{destination}", country(data.at("destinationCountryCode")).text)),
      ),
      ...strong(line(data.at(member, "place"), "  ", day(data.at(member, "date")), "  ", data.at(member, "signatory"))),
    ],
  };
}

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

/** Remarks of a certificate. */
export const remarks = (rect: Rect, number: string): Cell =>
  box(rect, number, "Remarks", "备注", (data) => [
    ...line(data.at("remarks")),
    ...labelled("Transport document 运输单证", data.at("transportDocumentReference")),
  ]);

/** What every certificate says at its foot. */
export const NOTICE: Text = {
  en: "Self-printed certificate. Genuine only if the QR code verifies: scan it, compare what is signed with this page.",
  zh: "本证书由企业自主打印，真伪以扫描二维码核验结果为准，并请核对签名内容与本页是否一致。",
};
