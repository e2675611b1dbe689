import type { Layout } from "../layout.ts";
import {
  criterion,
  descriptionWithHs,
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
  officialUse,
  partyBox,
  ticks,
  transportBox,
} from "./certificate-parts.ts";

/** ASEAN-China Free Trade Area, Form E. */
export const FORM_E: Layout = {
  title: { en: "Certificate of Origin, Form E", zh: "中国—东盟自由贸易区原产地证书" },
  head: head(
    [102, 8, 98, 53],
    "ASEAN-CHINA FREE TRADE AREA PREFERENTIAL TARIFF",
    "FORM E",
    "(Combined Declaration and Certificate)",
  ),
  cells: [
    partyBox(
      [10, 8, 92, 30],
      "1",
      "Products consigned from (exporter's business name, address, country)",
      "出口商",
      "exporter",
    ),
    partyBox(
      [10, 38, 92, 30],
      "2",
      "Products consigned to (consignee's name, address, country)",
      "收货人",
      "consignee",
    ),
    transportBox([10, 68, 92, 32], "3", "Means of transport and route (as far as known)"),
    officialUse([102, 61, 98, 39], "4", "importing party"),
    declaration([10, 205, 95, 68], "11", {
      words:
        "The undersigned hereby declares that the above details and statement are correct; that all the products were produced in {origin} and that they comply with the origin requirements specified for these products in the Rules of Origin for the ACFTA for the products exported to {destination}.",
    }),
    certification([105, 205, 95, 68], "12", {
      words:
        "It is hereby certified, on the basis of control carried out, that the declaration by the exporter is correct.",
    }),
    ticks([10, 273, 190, 8], "13", [
      ["RETROACTIVE", "ISSUED RETROACTIVELY 补发"],
      ["EXHIBITION", "Exhibition 展览"],
      ["MOVEMENT_CERTIFICATE", "Movement certificate 流动证明"],
      ["THIRD_PARTY_INVOICING", "Third party invoicing 第三方发票"],
    ]),
  ],
  table: goodsTable(100, 205, [
    itemNumber(11, "5"),
    shippingMarks(31, "6", "Marks and numbers on packages", "唛头"),
    descriptionWithHs(
      71,
      "7",
      "Number and type of packages, description of products (including quantity where appropriate and HS number in six digit code)",
      "包装数量及种类；产品描述及 HS 编码",
    ),
    criterion(22, "8", "Origin criteria (see overleaf notes)", "原产地标准"),
    quantityAndValue(
      30,
      "9",
      "Gross weight or net weight or other quantity and value (FOB) only when RVC criterion is applied",
      "数量及价值",
    ),
    invoiceNumber(25, "10", "Number, date of invoices", "发票号及日期"),
  ]),
  notice: NOTICE,
};
