import { box, column, criterion, known, read, reported, type CertificateBox, type CertificateFormRow } from "./form.ts";

// The certificates of two free trade agreements of China that share one layout of fourteen boxes.

const boxes = (thirdParty: readonly [en: string, zh: string], invoice: string): readonly CertificateBox[] => [
  box(1, "Exporter's name, address and country", "出口商名称、地址、国家", "exporter"),
  box(2, "Producer's name, address and country", "生产商名称、地址、国家", "producer"),
  box(3, thirdParty[0], thirdParty[1], "consignee"),
  box(4, "Means of transport and route (as far as known)", "运输方式及路线（就所知）", "transport"),
  box(5, "Remarks", "备注", "remarks", "ticks"),
  column(6, "Item number", "项目号", "item-number"),
  column(7, "Marks and numbers on packages", "唛头及包装号", "marks"),
  column(8, "Number and kind of packages; description of goods", "包装数量及种类；商品描述", "packages", "description"),
  column(9, "HS code (6-digit code)", "HS 编码（6 位）", "HS-code"),
  column(10, "Origin criterion", "原产地标准", "criterion"),
  column(11, "Gross or net weight or other quantity", "毛重、净重或其他数量", "quantity"),
  column(12, invoice, "发票号码及日期", "invoice"),
  box(13, "Declaration by the exporter or producer", "出口商或生产商声明", "declaration"),
  box(14, "Certification", "证明", "certification"),
];

const CRITERIA = [
  criterion("WO", "wholly obtained or produced", "完全获得或者生产"),
  criterion("WP", "produced exclusively from originating materials", "完全使用原产材料生产"),
  criterion("PSR", "product specific rule", "产品特定原产地规则"),
];

const AUSTRALIA = "China-Australia FTA, Annex 3-A";

export const CHINA_AUSTRALIA: CertificateFormRow = {
  form: "CHINA_AUSTRALIA",
  name: { en: "China-Australia certificate of origin", zh: "中国—澳大利亚自由贸易协定原产地证书" },
  title: ["CERTIFICATE OF ORIGIN", "Form for China-Australia Free Trade Agreement"],
  agreement: { en: "China-Australia Free Trade Agreement", zh: "中国—澳大利亚自由贸易协定" },
  parties: ["AU", "CN"],
  isIssuable: true,
  boxes: boxes(
    ["Importer's name, address and country (if known)", "进口商名称、地址、国家（如已知）"],
    "Invoice number and date",
  ),
  itemLimit: { items: 20, ...read(`${AUSTRALIA}, box 6`) },
  criteria: CRITERIA,
  criteriaSource: reported("guides to the certificates of both agreements, box 10"),
  HSDigits: { digits: [6], ...read(`${AUSTRALIA}, box 9`) },
  fob: { mustWith: [], mayWith: [], ...read(`${AUSTRALIA}, box 11`) },
  retroactive: { graceDays: 0, days: "calendar", latestMonths: 12, ...known("China-Australia FTA, Article 3.14") },
  validity: { months: 12, ...known("China-Australia FTA, Article 3.14") },
  ticks: { allowed: ["RETROACTIVE", "THIRD_PARTY_INVOICING"], shown: "remarks", ...reported(`${AUSTRALIA}, box 5`) },
  consigneePhrases: [],
  producerPhrases: ["SAME", "UNKNOWN", "AVAILABLE TO THE COMPETENT AUTHORITY OR AUTHORISED BODY UPON REQUEST"],
  areMarksOptional: true,
  wording: { retroactive: "ISSUED RETROSPECTIVELY", duplicate: "CERTIFIED TRUE COPY" },
};

const KOREA = "China-Korea FTA, form of GACC announcement 33/2022";

export const CHINA_KOREA: CertificateFormRow = {
  form: "CHINA_KOREA",
  name: { en: "China-Korea certificate of origin", zh: "中国—韩国自由贸易协定原产地证书" },
  title: ["CERTIFICATE OF ORIGIN", "Form for China-Korea FTA"],
  agreement: { en: "China-Korea Free Trade Agreement", zh: "中国—韩国自由贸易协定" },
  parties: ["CN", "KR"],
  isIssuable: true,
  boxes: boxes(["Consignee's name, address and country", "收货人名称、地址、国家"], "Number and date of invoice"),
  // The limit of 20 items ended on 2022-06-12 (GACC announcement 33/2022).
  itemLimit: null,
  criteria: [...CRITERIA, criterion("OP", "outward processing", "境外加工")],
  criteriaSource: reported("guides to the certificates of both agreements, box 10; OP was not looked up again"),
  HSDigits: { digits: [6], ...read(`${KOREA}, box 9`) },
  fob: { mustWith: [], mayWith: [], ...read(`${KOREA}, box 11`) },
  retroactive: {
    graceDays: 7,
    days: "working",
    latestMonths: 12,
    ...reported("China-Korea FTA, Article 3.15.3 and 3.15.4"),
  },
  validity: { months: 12, ...reported("China-Korea FTA, Article 3.15.3") },
  ticks: { allowed: ["RETROACTIVE", "THIRD_PARTY_INVOICING"], shown: "remarks", ...reported(`${KOREA}, box 5`) },
  consigneePhrases: [],
  producerPhrases: ["SAME", "AVAILABLE UPON REQUEST"],
  areMarksOptional: false,
  wording: { retroactive: "ISSUED RETROACTIVELY", duplicate: "CERTIFIED TRUE COPY" },
};
