import type { Layout } from "../layout.ts";
import {
  criterion,
  description,
  hsCode,
  invoiceNumber,
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
  transportBox,
} from "./certificate-parts.ts";

/** Asia-Pacific Trade Agreement, combined declaration and certificate. */
export const APTA: Layout = {
  title: { en: "Certificate of Origin, Asia-Pacific Trade Agreement", zh: "亚洲—太平洋贸易协定原产地证书" },
  head: head([102, 8, 98, 53], "", "Asia-Pacific Trade Agreement", "(Combined Declaration and Certificate)"),
  cells: [
    partyBox(
      [10, 8, 92, 30],
      "1",
      "Goods consigned from (exporter's business name, address, country)",
      "出口商",
      "exporter",
    ),
    partyBox([10, 38, 92, 30], "2", "Goods consigned to (consignee's name, address, country)", "收货人", "consignee"),
    { ...remarks([102, 61, 98, 39], "3"), label: { en: "For official use", zh: "官方使用" } },
    transportBox([10, 68, 92, 32], "4", "Means of transport and route"),
    declaration([10, 210, 95, 71], "11", {
      words:
        "The undersigned hereby declares that the above details and statements are correct; that all the goods were produced in {origin} and that they comply with the origin requirements specified for these goods in the Asia-Pacific Trade Agreement for goods exported to {destination}.",
    }),
    certification([105, 210, 95, 71], "12", {
      title: { en: "Certificate", zh: "签证机构证明" },
      words:
        "It is hereby certified on the basis of control carried out, that the declaration by the exporter is correct.",
    }),
  ],
  table: goodsTable(100, 210, [
    hsCode(22, "5", "Tariff item number", "税则号"),
    shippingMarks(31, "6", "Marks and number of packages", "唛头"),
    description(66, "7", "Number and kind of packages / description of goods", "包装数量及种类；货物描述"),
    criterion(20, "8", "Origin criterion (see notes overleaf)", "原产地标准"),
    quantityAndValue(27, "9", "Gross weight or other quantity", "数量"),
    invoiceNumber(24, "10", "Number and date of invoices", "发票号及日期"),
  ]),
  notice: NOTICE,
};
