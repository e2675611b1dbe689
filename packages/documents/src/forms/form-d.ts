import { ASEAN, box, column, criterion, known, reported, type CertificateFormRow, type CriterionRow } from "./form.ts";

const PROCEDURES = "ATIGA, Annex 8 (operational certification procedures)";
const FORM = "ATIGA Form D (revised box 9)";

const withPercentage = (row: CriterionRow): CriterionRow => ({ ...row, percentage: "must" });

export const FORM_D: CertificateFormRow = {
  form: "FORM_D",
  name: { en: "ASEAN Form D", zh: "东盟货物贸易协定原产地证书（FORM D）" },
  title: ["ASEAN TRADE IN GOODS AGREEMENT", "CERTIFICATE OF ORIGIN", "FORM D"],
  agreement: { en: "ASEAN Trade in Goods Agreement", zh: "东盟货物贸易协定" },
  parties: ASEAN,
  isIssuable: false,
  boxes: [
    box(1, "Goods consigned from (exporter's business name, address, country)", "出口商名称、地址、国家", "exporter"),
    box(2, "Goods consigned to (consignee's name, address, country)", "收货人名称、地址、国家", "consignee"),
    box(3, "Means of transport and route (as far as known)", "运输方式及路线（就所知）", "transport"),
    box(4, "For official use", "供官方使用", "official-use"),
    column(5, "Item number", "项目号", "item-number"),
    column(6, "Marks and numbers on packages", "唛头及包装号", "marks"),
    column(
      7,
      "Number and type of packages, description of goods (including quantity where appropriate and HS number)",
      "包装件数及种类；货物描述（包括数量及 HS 编码）",
      "packages",
      "description",
      "HS-code",
    ),
    column(8, "Origin criterion (see overleaf notes)", "原产地标准（见背页说明）", "criterion"),
    column(
      9,
      "Gross weight or other quantity and value (FOB) where RVC is applied",
      "毛重或其他数量；适用区域价值成分时的 FOB 价格",
      "quantity",
      "fob",
    ),
    column(10, "Number and date of invoices", "发票号码及日期", "invoice"),
    box(11, "Declaration by the exporter", "出口商声明", "declaration"),
    box(12, "Certification", "证明", "certification"),
    box(
      13,
      "Third country invoicing / Accumulation / Back-to-back CO / Partial cumulation / Exhibition / De minimis / Issued retroactively",
      "第三国发票／累积／背对背／部分累积／展览／微小含量／补发",
      "ticks",
    ),
  ],
  itemLimit: null,
  criteria: [
    criterion("WO", "wholly obtained or produced", "完全获得或生产"),
    {
      ...withPercentage(criterion("RVC", "regional value content", "区域价值成分")),
      limit: { atLeast: 40, ...known("ATIGA, Article 28") },
    },
    criterion("CC", "change in chapter", "章改变"),
    criterion("CTH", "change in tariff heading", "四位级税则归类改变"),
    criterion("CTSH", "change in tariff subheading", "六位级税则归类改变"),
    criterion("SP", "specific process", "特定加工工序"),
    withPercentage(criterion("PC", "partial cumulation", "部分累积")),
  ],
  criteriaSource: known("overleaf notes of Form D"),
  HSDigits: null,
  fob: { mustWith: ["RVC"], mayWith: ["PC"], ...reported(`${FORM}, box 9`) },
  retroactive: { graceDays: 3, days: "calendar", latestMonths: 12, ...reported(`${PROCEDURES}, rule 10`) },
  validity: { months: 12, ...known(PROCEDURES) },
  ticks: {
    allowed: [
      "THIRD_PARTY_INVOICING",
      "CUMULATION",
      "BACK_TO_BACK",
      "PARTIAL_CUMULATION",
      "EXHIBITION",
      "DE_MINIMIS",
      "RETROACTIVE",
    ],
    shown: "boxes",
    ...reported(`${FORM}, box 13`),
  },
  consigneePhrases: [],
  producerPhrases: [],
  areMarksOptional: false,
  wording: { retroactive: "ISSUED RETROACTIVELY", duplicate: "CERTIFIED TRUE COPY" },
};
