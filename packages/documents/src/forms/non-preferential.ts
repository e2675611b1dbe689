import { box, column, reported, type CertificateFormRow } from "./form.ts";

const GUIDE = "instructions for the certificate of origin of the People's Republic of China";

export const NON_PREFERENTIAL: CertificateFormRow = {
  form: "NON_PREFERENTIAL",
  name: { en: "non-preferential certificate of origin", zh: "非优惠原产地证书" },
  title: ["CERTIFICATE OF ORIGIN"],
  agreement: { en: "none", zh: "无（一般原产地证书）" },
  parties: null,
  isIssuable: true,
  boxes: [
    box(1, "Exporter", "出口方", "exporter"),
    box(2, "Consignee", "收货方", "consignee"),
    box(3, "Means of transport and route", "运输方式和路线", "transport"),
    box(4, "Country / region of destination", "目的地国家（地区）", "destination"),
    box(5, "For certifying authority use only", "签证机构用栏", "authority-use", "ticks", "remarks"),
    column(6, "Marks and numbers", "运输标志", "item-number", "marks"),
    column(
      7,
      "Number and kind of packages; description of goods",
      "商品名称、包装数量及种类",
      "packages",
      "description",
    ),
    column(8, "H.S. code", "商品编码", "HS-code"),
    column(9, "Quantity", "量值", "quantity"),
    column(10, "Number and date of invoices", "发票号码及日期", "invoice"),
    box(11, "Declaration by the exporter", "出口方声明", "declaration"),
    box(12, "Certification", "签证机构证明", "certification"),
  ],
  itemLimit: null,
  criteria: [],
  criteriaSource: reported(`${GUIDE}: no box for a criterion`),
  HSDigits: null,
  fob: { mustWith: [], mayWith: [], ...reported(`${GUIDE}, box 9`) },
  retroactive: null,
  validity: null,
  ticks: { allowed: ["RETROACTIVE", "THIRD_PARTY_INVOICING"], shown: "remarks", ...reported(`${GUIDE}, box 5`) },
  consigneePhrases: ["TO ORDER", "TO WHOM IT MAY CONCERN"],
  producerPhrases: [],
  areMarksOptional: false,
  wording: { retroactive: "ISSUED RETROSPECTIVELY", duplicate: "DUPLICATE" },
};
