import type { Layout } from "../layout.ts";
import {
  criterion,
  description,
  hsCode,
  invoiceNumber,
  itemNumber,
  originCountry,
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
  remarks,
  ticks,
  transportBox,
} from "./certificate-parts.ts";

const AGREEMENT = "the Regional Comprehensive Economic Partnership Agreement";

/** Regional Comprehensive Economic Partnership, certificate of origin. */
export const RCEP: Layout = {
  title: { en: "Certificate of Origin, Form RCEP", zh: "区域全面经济伙伴关系协定原产地证书" },
  head: head([102, 8, 98, 53], "REGIONAL COMPREHENSIVE ECONOMIC PARTNERSHIP AGREEMENT", "Form RCEP"),
  cells: [
    partyBox([10, 8, 92, 24], "1", "Goods consigned from (exporter's name, address and country)", "出口商", "exporter"),
    partyBox(
      [10, 32, 92, 24],
      "2",
      "Goods consigned to (importer's / consignee's name, address, country)",
      "收货人",
      "consignee",
    ),
    partyBox([10, 56, 92, 22], "3", "Producer's name, address and country (if known)", "生产商", "producer"),
    transportBox([10, 78, 92, 22], "4", "Means of transport and route (if known)"),
    officialUse([102, 61, 98, 39], "5", "importing country"),
    remarks([10, 191, 190, 16], "14"),
    declaration([10, 207, 95, 67], "15", {
      title: { en: "Declaration by the exporter or producer", zh: "出口商或生产商声明" },
      words: `The undersigned hereby declares that the above details and statements are correct and that the goods covered in this certificate comply with the requirements specified for these goods in ${AGREEMENT}. These goods are exported to: {destination}.`,
    }),
    certification([105, 207, 95, 67], "16", {
      words: `On the basis of control carried out, it is hereby certified that the information herein is correct and that the goods described comply with the origin requirements specified in ${AGREEMENT}.`,
    }),
    ticks([10, 274, 190, 7], "17", [
      ["BACK_TO_BACK", "Back-to-back certificate of origin 背对背"],
      ["THIRD_PARTY_INVOICING", "Third-party invoicing 第三方发票"],
      ["RETROACTIVE", "ISSUED RETROACTIVELY 补发"],
    ]),
  ],
  table: goodsTable(100, 191, [
    itemNumber(11, "6"),
    shippingMarks(28, "7", "Marks and numbers on packages", "唛头"),
    description(50, "8", "Number and kind of packages; and description of goods", "包装数量及种类；货物描述"),
    hsCode(17, "9", "HS code of the goods (6 digit-level)", "HS 编码"),
    criterion(18, "10", "Origin conferring criterion", "原产地标准"),
    originCountry(18, "11", "RCEP country of origin", "原产国"),
    quantityAndValue(
      26,
      "12",
      "Quantity (gross weight or other measurement), and value (FOB) where RVC is applied",
      "数量及价值",
    ),
    invoiceNumber(22, "13", "Invoice number(s) and date of invoice(s)", "发票号及日期"),
  ]),
  notice: NOTICE,
};
