import { Source, line, muted } from "../text.ts";
import type { Layout } from "../layout.ts";
import {
  certification,
  declaration,
  head,
  NOTICE,
  officialUse,
  partyBox,
  remarks,
  ticks,
  transportBox,
} from "./certificate-parts.ts";
import { country, END_OF_ITEMS, goods, invoice, marks, quantity, weightAndValue } from "./words.ts";

const AGREEMENT = "the Regional Comprehensive Economic Partnership Agreement";

/** Regional Comprehensive Economic Partnership, certificate of origin. */
export const RCEP: Layout = {
  title: { en: "Certificate of Origin, Form RCEP", zh: "区域全面经济伙伴关系协定原产地证书" },
  head: head([102, 8, 98, 53], "REGIONAL COMPREHENSIVE ECONOMIC PARTNERSHIP AGREEMENT", {
    en: "Form RCEP",
    zh: "RCEP 格式",
  }),
  cells: [
    partyBox([10, 8, 92, 24], "1", "Goods consigned from (exporter's name, address, country)", "出口商", "exporter"),
    partyBox(
      [10, 32, 92, 24],
      "2",
      "Goods consigned to (importer's/consignee's name, address, country)",
      "进口商／收货人",
      "consignee",
    ),
    partyBox([10, 56, 92, 18], "3", "Producer's name, address, country (if known)", "生产商", "producer"),
    transportBox([10, 74, 92, 26], "4", "Means of transport and route (if known)", "运输方式及路线"),
    officialUse([102, 61, 98, 39], "5", {
      en: "Signature of authorised signatory of the customs authority of the importing country",
      zh: "进口国海关授权人签字",
    }),
    remarks([10, 196, 190, 11], "14"),
    declaration([10, 207, 95, 67], "15", [
      "The undersigned hereby declares that the above details and statements are correct and that the goods covered in this certificate comply with the requirements specified for these goods in " +
        AGREEMENT +
        ". These goods are exported to: {destination}.",
    ]),
    certification([105, 207, 95, 67], "16", [
      "On the basis of control carried out, it is hereby certified that the information herein is correct and that the goods described comply with the origin requirements specified in " +
        AGREEMENT +
        ".",
    ]),
    ticks([10, 274, 190, 7], "17", [
      ["BACK_TO_BACK", "Back-to-back certificate of origin 背对背"],
      ["THIRD_PARTY_INVOICING", "Third-party invoicing 第三方发票"],
      ["RETROACTIVE", "ISSUED RETROACTIVELY 补发"],
    ]),
  ],
  table: {
    y: 100,
    bottom: 196,
    headHeight: 15,
    items: (data) => data.list("items"),
    tail: () => END_OF_ITEMS,
    columns: [
      {
        width: 11,
        box: "6",
        label: { en: "Item number", zh: "项目号" },
        align: "center",
        content: (item) => line(item.at("itemNumber")),
      },
      { width: 28, box: "7", label: { en: "Marks and numbers on packages", zh: "唛头及包装号" }, content: marks },
      {
        width: 50,
        box: "8",
        label: { en: "Number and kind of packages; description of goods", zh: "包装数量及种类；货物描述" },
        content: goods,
      },
      {
        width: 17,
        box: "9",
        label: { en: "HS code (6-digit level)", zh: "HS 编码" },
        align: "center",
        content: (item) => line(item.at("HSCode")),
      },
      {
        width: 18,
        box: "10",
        label: { en: "Origin conferring criterion", zh: "原产地标准" },
        align: "center",
        content: (item) => line(item.at("originCriterion")),
      },
      {
        width: 18,
        box: "11",
        label: { en: "RCEP country of origin", zh: "RCEP 原产国" },
        align: "center",
        content: (item, data) => line(country(present(item.at("originCountryCode"), data.at("originCountryCode")))),
      },
      {
        width: 26,
        box: "12",
        label: {
          en: "Quantity (gross weight or other measurement), and value (FOB) where RVC is applied",
          zh: "数量及价值",
        },
        content: (item) => [...quantity(item.at("quantity")), ...muted(weightAndValue(item))],
      },
      {
        width: 22,
        box: "13",
        label: { en: "Invoice number(s) and date of invoice(s)", zh: "发票号及日期" },
        content: invoice,
      },
    ],
  },
  notice: NOTICE,
};

const present = (first: Source, second: Source): Source => (first.part === null ? second : first);
