import type { Layout } from "../layout.ts";
import { line } from "../text.ts";
import { hsCode, invoiceNumber, numberedDescription, quantityAndValue, shippingMarks } from "./certificate-columns.ts";
import {
  box,
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
import { country } from "./words.ts";

/** Certificate of origin of the People's Republic of China. */
export const NON_PREFERENTIAL: Layout = {
  title: { en: "Certificate of Origin of the People's Republic of China", zh: "中华人民共和国原产地证书" },
  head: head([102, 8, 98, 53], "", "OF THE PEOPLE'S REPUBLIC OF CHINA"),
  cells: [
    partyBox([10, 8, 92, 28], "1", "Exporter", "出口方", "exporter"),
    partyBox([10, 36, 92, 26], "2", "Consignee", "收货方", "consignee"),
    transportBox([10, 62, 92, 26], "3", "Means of transport and route"),
    box([10, 88, 92, 12], "4", "Country / region of destination", "目的地国家（地区）", (data) =>
      line(country(data.at("destinationCountryCode"))),
    ),
    {
      ...remarks([102, 61, 98, 39], "5", ticked("ISSUED RETROSPECTIVELY")),
      label: { en: "For certifying authority use only", zh: "签证机构用栏" },
    },
    declaration([10, 210, 95, 71], "11", {
      title: { en: "Declaration by the exporter", zh: "出口方声明" },
      words:
        "The undersigned hereby declares that the above details and statements are correct, that all the goods were produced in {origin} and that they comply with the Rules of Origin of the People's Republic of China.",
    }),
    certification([105, 210, 95, 71], "12", {
      words: "It is hereby certified that the declaration by the exporter is correct.",
    }),
  ],
  table: goodsTable(100, 210, [
    shippingMarks(34, "6", "Marks and numbers", "运输标志"),
    numberedDescription(78, "7", "Number and kind of packages; description of goods", "商品名称、包装数量及种类"),
    hsCode(22, "8", "H.S. code", "商品编码"),
    quantityAndValue(30, "9", "Quantity", "量值"),
    invoiceNumber(26, "10", "Number and date of invoices", "发票号及日期"),
  ]),
  notice: NOTICE,
};
