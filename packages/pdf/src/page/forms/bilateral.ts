import type { Cell, Layout, Table } from "../layout.ts";
import {
  criterion,
  description,
  hsCode,
  invoiceNumber,
  itemNumber,
  quantityAndValue,
  shippingMarks,
} from "./certificate-columns.ts";
import {
  certification,
  declaration,
  goodsTable,
  head,
  NOTICE,
  partyBox,
  remarks,
  ticked,
  transportBox,
} from "./certificate-parts.ts";

// Two agreements of China whose certificates share one arrangement of fourteen boxes.

const cells = (third: readonly [en: string, zh: string], late: string, agreement: string): readonly Cell[] => [
  partyBox([10, 8, 92, 24], "1", "Exporter's name, address and country", "出口商", "exporter"),
  partyBox([10, 32, 92, 22], "2", "Producer's name, address and country", "生产商", "producer"),
  partyBox([10, 54, 92, 22], "3", third[0], third[1], "consignee"),
  transportBox([10, 76, 92, 26], "4", "Means of transport and route (as far as known)"),
  remarks([102, 61, 98, 41], "5", ticked(late)),
  declaration([10, 212, 95, 69], "13", {
    title: { en: "Declaration by the exporter or producer", zh: "出口商或生产商声明" },
    words: `The undersigned hereby declares that the above-stated information is correct, and that the goods exported to {destination} comply with the origin requirements specified in the ${agreement}.`,
  }),
  certification([105, 212, 95, 69], "14", {
    words: `On the basis of the control carried out, it is hereby certified that the information herein is correct and that the goods described comply with the origin requirements specified in the ${agreement}.`,
  }),
];

const table = (invoice: string): Table =>
  goodsTable(102, 212, [
    itemNumber(12, "6"),
    shippingMarks(30, "7", "Marks and numbers on packages", "唛头"),
    description(62, "8", "Number and kind of packages; description of goods", "包装数量及种类；货物描述"),
    hsCode(18, "9", "HS code (6-digit code)", "HS 编码"),
    criterion(18, "10", "Origin criterion", "原产地标准"),
    quantityAndValue(26, "11", "Gross or net weight or other quantity (e.g. quantity unit, litres, m³)", "数量"),
    invoiceNumber(24, "12", invoice, "发票号及日期"),
  ]);

const AUSTRALIA = "China-Australia Free Trade Agreement";
const KOREA = "China-Korea Free Trade Agreement";

/** China-Australia Free Trade Agreement, certificate of origin. */
export const CHINA_AUSTRALIA: Layout = {
  title: { en: "Certificate of Origin, China-Australia FTA", zh: "中国—澳大利亚自由贸易协定原产地证书" },
  head: head([102, 8, 98, 53], "", `Form for ${AUSTRALIA}`),
  cells: cells(["Importer's name, address and country (if known)", "进口商"], "ISSUED RETROSPECTIVELY", AUSTRALIA),
  table: table("Invoice number and date"),
  notice: NOTICE,
};

/** China-Korea Free Trade Agreement, certificate of origin. */
export const CHINA_KOREA: Layout = {
  title: { en: "Certificate of Origin, China-Korea FTA", zh: "中国—韩国自由贸易协定原产地证书" },
  head: head([102, 8, 98, 53], "", "Form for China-Korea FTA"),
  cells: cells(["Consignee's name, address and country", "收货人"], "ISSUED RETROACTIVELY", KOREA),
  table: table("Number and date of invoice"),
  notice: NOTICE,
};
