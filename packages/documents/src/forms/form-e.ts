import { ASEAN, box, column, criterion, known, read, reported, type CertificateFormRow } from "./form.ts";

const FORM = "ACFTA Form E as revised from 2019-08-20";
const GUIDE = "guides to GACC announcement 136/2019";

export const FORM_E: CertificateFormRow = {
  form: "FORM_E",
  name: { en: "ASEAN-China Form E", zh: "中国—东盟自由贸易区原产地证书（FORM E）" },
  title: ["ASEAN-CHINA FREE TRADE AREA PREFERENTIAL TARIFF", "CERTIFICATE OF ORIGIN", "FORM E"],
  agreement: {
    en: "Framework Agreement on Comprehensive Economic Co-operation between ASEAN and China",
    zh: "中国—东盟全面经济合作框架协议",
  },
  parties: ["CN", ...ASEAN],
  isIssuable: true,
  boxes: [
    box(
      1,
      "Products consigned from (exporter's business name, address, country)",
      "出口商名称、地址、国家",
      "exporter",
    ),
    box(2, "Products consigned to (consignee's name, address, country)", "收货人名称、地址、国家", "consignee"),
    box(3, "Means of transport and route (as far as known)", "运输方式及路线（就所知）", "transport"),
    box(4, "For official use", "供官方使用", "official-use"),
    column(5, "Item number", "项目号", "item-number"),
    column(6, "Marks and numbers on packages", "唛头及包装号", "marks"),
    column(
      7,
      "Number and type of packages, description of products (including quantity where appropriate and HS number in six digit code)",
      "包装件数及种类；产品描述（包括数量及 6 位 HS 编码）",
      "packages",
      "description",
      "HS-code",
    ),
    column(8, "Origin criteria (see overleaf notes)", "原产地标准（见背页说明）", "criterion"),
    column(
      9,
      "Gross weight or net weight or other quantity and value (FOB) only when RVC criterion is applied",
      "毛重、净重或其他数量；仅适用区域价值成分标准时填写 FOB 价格",
      "quantity",
      "fob",
    ),
    column(10, "Number, date of invoices", "发票号码、日期", "invoice"),
    box(11, "Declaration by the exporter", "出口商声明", "declaration"),
    box(12, "Certification", "证明", "certification"),
    box(
      13,
      "Issued retroactively / Exhibition / Movement certificate / Third party invoicing",
      "补发／展览／流动证明／第三方发票",
      "ticks",
    ),
  ],
  itemLimit: null,
  criteria: [
    criterion("WO", "wholly obtained or produced", "完全获得或生产"),
    criterion("PE", "produced exclusively from originating materials", "完全使用原产材料生产"),
    criterion("CTH", "change in tariff heading", "四位级税则归类改变"),
    criterion("PSR", "product specific rule", "产品特定原产地规则"),
    {
      code: "%",
      name: { en: "regional value content, in per cent", zh: "区域价值成分百分比" },
      percentage: "must",
      stands: "alone",
      limit: { atLeast: 40, ...reported("ACFTA rules of origin, regional value content of 40 %") },
    },
  ],
  criteriaSource: reported(`${FORM}, box 8; ${GUIDE}`),
  HSDigits: { digits: [6], ...read(`${FORM}, box 7`) },
  fob: { mustWith: ["%"], mayWith: ["PSR"], ...reported(`${FORM}, box 9; ${GUIDE}`) },
  retroactive: {
    graceDays: 3,
    days: "calendar",
    latestMonths: 12,
    ...reported("ACFTA operational certification procedures"),
  },
  validity: { months: 12, ...known("ACFTA operational certification procedures") },
  ticks: {
    allowed: ["RETROACTIVE", "EXHIBITION", "MOVEMENT_CERTIFICATE", "THIRD_PARTY_INVOICING"],
    shown: "boxes",
    ...read(`${FORM}, box 13`),
  },
  consigneePhrases: ["TO ORDER"],
  producerPhrases: [],
  areMarksOptional: false,
  wording: { retroactive: "ISSUED RETROACTIVELY", duplicate: "CERTIFIED TRUE COPY" },
};
