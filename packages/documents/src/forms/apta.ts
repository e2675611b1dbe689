import { box, column, criterion, known, read, reported, type CertificateFormRow, type CriterionRow } from "./form.ts";

const RULES = "APTA rules of origin (Annex II)";
const PROCEDURES = "APTA operational procedures";
const LEAST_DEVELOPED = ["BD", "LA"];

const B: CriterionRow = {
  code: "B",
  name: { en: "content of non-party origin, in per cent of FOB", zh: "非成员国成分占 FOB 价百分比" },
  percentage: "must",
  stands: "alone",
  limit: { atMost: 55, exempt: LEAST_DEVELOPED, ...reported(`${RULES}, rule 3`) },
};
const C: CriterionRow = {
  code: "C",
  name: { en: "cumulative content of the parties, in per cent of FOB", zh: "成员国累积成分占 FOB 价百分比" },
  percentage: "must",
  stands: "alone",
  limit: { atLeast: 60, exempt: LEAST_DEVELOPED, ...reported(`${RULES}, rule 4`) },
};

export const APTA: CertificateFormRow = {
  form: "APTA",
  name: { en: "APTA certificate of origin", zh: "《亚洲—太平洋贸易协定》原产地证书" },
  title: ["CERTIFICATE OF ORIGIN", "Asia-Pacific Trade Agreement", "(Combined Declaration and Certificate)"],
  agreement: { en: "Asia-Pacific Trade Agreement", zh: "亚洲—太平洋贸易协定" },
  parties: ["BD", "CN", "IN", "KR", "LA", "LK", "MN"],
  isIssuable: true,
  boxes: [
    box(1, "Goods consigned from (exporter's business name, address, country)", "出口商名称、地址、国家", "exporter"),
    box(2, "Goods consigned to (consignee's name, address, country)", "收货人名称、地址、国家", "consignee"),
    box(3, "For official use", "供官方使用", "official-use", "ticks"),
    box(4, "Means of transport and route", "运输方式及路线", "transport"),
    column(5, "Tariff item number", "税则号", "HS-code"),
    column(6, "Marks and number of packages", "唛头及包装号", "marks"),
    column(
      7,
      "Number and kind of packages / description of goods",
      "包装数量及种类；货物描述",
      "packages",
      "description",
    ),
    column(8, "Origin criterion (see notes overleaf)", "原产地标准（见背页说明）", "criterion"),
    column(9, "Gross weight or other quantity", "毛重或其他数量", "quantity"),
    column(10, "Number and date of invoices", "发票号码及日期", "invoice"),
    box(11, "Declaration by the exporter", "出口商声明", "declaration"),
    box(12, "Certificate", "证明", "certification"),
  ],
  itemLimit: null,
  criteria: [
    criterion("A", "wholly produced or obtained", "完全生产或获得"),
    B,
    C,
    criterion("D", "special criterion for least developed parties", "最不发达成员国特殊标准"),
  ],
  // Guides of 2017 ask for four digits; the form as adjusted in 2018 was not at hand, so that six are taken as well.
  criteriaSource: reported("guide to the APTA certificate of 2017, box 8"),
  HSDigits: { digits: [4, 6], ...known("guide to the APTA certificate of 2017, box 5") },
  fob: { mustWith: [], mayWith: [], ...read("APTA certificate of origin, form, box 9") },
  retroactive: { graceDays: 3, days: "working", latestMonths: null, ...read(`${PROCEDURES}, section 4.1`) },
  validity: { months: 12, ...read(`${PROCEDURES}, section 4.1`) },
  ticks: { allowed: [], shown: "remarks", ...reported("guide to the APTA certificate of 2017") },
  consigneePhrases: ["TO ORDER"],
  producerPhrases: [],
  areMarksOptional: false,
  wording: { retroactive: "", duplicate: "CERTIFIED TRUE COPY" },
};
