import type { Layout } from "../layout.ts";
import { line, muted, strong, type Line, type Source } from "../text.ts";
import { cell, column, grid, list, plainHead, row } from "./grid.ts";
import { amount, day, END_OF_ITEMS, goods, labelled, marks, party, place, prefixed, quantity } from "./words.ts";

// The exporter's own papers.

const NOTICE = {
  en: "A printed copy of an electronic document of the exporter; its signature field covers the file, not the paper.",
  zh: "本页为出口商电子单证的打印件，签名域的效力及于电子文件，不及于纸面。",
};

const SIGNATURE = { en: "Signature of the exporter", zh: "出口商签字" };

const sum = (label: string, source: Source, unit: string): Line[] => line(label, source, unit);

/** 装箱清单. */
export const PACKING_LIST: Layout = {
  title: { en: "Packing list", zh: "装箱清单" },
  head: plainHead(
    [102, 8, 98, 54],
    { en: "PACKING LIST", zh: "装箱清单" },
    (data) => labelled("Date 日期", day(data.at("issueDateTime"))),
    "documentNumber",
  ),
  cells: [
    ...grid(
      8,
      [
        row(
          27,
          cell(1, "Exporter", "出口商", (data) => party(data.at("exporter"))),
        ),
        row(
          27,
          cell(1, "Consignee", "收货人", (data) => [
            ...party(data.at("consignee")),
            ...muted(party(data.at("importer"))),
          ]),
        ),
      ],
      10,
      92,
    ),
    ...grid(62, [
      row(
        12,
        cell(1, "Invoice", "发票号", (data) => line(data.at("invoiceReference"))),
        cell(1, "Contract", "合同号", (data) => line(data.at("contractReference"))),
        cell(1, "Transport document", "提单号", (data) => line(data.at("transportDocumentReference"))),
      ),
    ]),
    {
      rect: [10, 216, 95, 65],
      label: { en: "Totals", zh: "合计" },
      content: (data) => {
        const totals = data.at("totals");
        return [
          ...strong(sum("Packages 件数: ", totals.at("numberOfPackages"), "")),
          ...sum("Net weight 净重: ", totals.at("netKg"), " KGS"),
          ...sum("Gross weight 毛重: ", totals.at("grossKg"), " KGS"),
          ...sum("Measurement 体积: ", totals.at("volumeM3"), " CBM"),
          ...line(data.at("remarks")),
        ];
      },
    },
    { rect: [105, 216, 95, 65], label: SIGNATURE, field: { name: "exporter", top: 14, caption: SIGNATURE } },
  ],
  table: list([74, 216], (data) => data.list("lines"), [
    column(24, "Packages No.", "包装号", (item) => line(item.at("packageFrom"), " - ", item.at("packageTo")), "center"),
    column(34, "Marks", "唛头", marks),
    column(56, "Description", "货物描述", (item) => [
      ...line(item.at("description")),
      ...muted(labelled("HS", item.at("HSCode"))),
    ]),
    column(28, "Quantity", "数量", (item) => quantity(item.at("totalQuantity")), "right"),
    column(17, "Net, kg", "净重", (item) => line(item.at("netKg")), "right"),
    column(17, "Gross, kg", "毛重", (item) => line(item.at("grossKg")), "right"),
    column(14, "m³", "体积", (item) => line(item.at("volumeM3")), "right"),
  ]),
  notice: NOTICE,
};

const money = (label: string, source: Source, currency: Source): Line[] =>
  source.part === null ? [] : line(label, currency, " ", amount(source));

/** The seller, and the exporter where that is another; its address stands with the exporter. */
function seller(data: Source): Line[] {
  const [issuer, exporter] = [data.at("issuer"), data.at("exporter")];
  if (issuer.at("name").text === exporter.at("name").text) return party(exporter);
  return [...party(issuer), ...muted(prefixed("Exporter 出口商: ", party(exporter)))];
}

/** 商业发票. */
export const COMMERCIAL_INVOICE: Layout = {
  title: { en: "Commercial invoice", zh: "商业发票" },
  head: plainHead(
    [102, 8, 98, 54],
    { en: "COMMERCIAL INVOICE", zh: "商业发票" },
    (data) => labelled("Date 日期", day(data.at("issueDateTime"))),
    "documentNumber",
  ),
  cells: [
    ...grid(
      8,
      [
        row(27, cell(1, "Seller", "卖方", seller)),
        row(
          27,
          cell(1, "Consignee / buyer", "收货人／买方", (data) => [
            ...party(data.at("consignee")),
            ...muted(party(data.at("buyer"))),
          ]),
        ),
      ],
      10,
      92,
    ),
    ...grid(62, [
      row(
        12,
        cell(1, "Contract", "合同号", (data) => line(data.at("contractReference"))),
        cell(1, "Order", "订单号", (data) => line(data.at("orderReference"))),
        cell(1, "Terms of delivery", "贸易术语", (data) =>
          line(data.at("termsOfDelivery", "incoterms"), " ", data.at("termsOfDelivery", "place")),
        ),
        cell(1, "Ports", "港口", (data) => [...place(data.at("portOfLoading")), ...place(data.at("portOfDischarge"))]),
      ),
      row(
        12,
        cell(2, "Terms of payment", "付款条件", (data) => line(data.at("termsOfPayment"))),
        cell(1, "Due", "到期日", (data) => line(data.at("dueDate"))),
        cell(1, "Transport document", "提单号", (data) => line(data.at("transportDocumentReference"))),
      ),
    ]),
    {
      rect: [10, 216, 95, 65],
      label: { en: "Totals", zh: "合计" },
      content: (data) => {
        const [totals, currency] = [data.at("totals"), data.at("currencyCode")];
        return [
          ...money("Lines 货值: ", totals.at("lineAmount"), currency),
          ...money("Freight 运费: ", totals.at("freight"), currency),
          ...money("Insurance 保费: ", totals.at("insurance"), currency),
          ...money("Charges 杂费: ", totals.at("charges"), currency),
          ...money("Discount 折扣: ", totals.at("discount"), currency),
          ...strong(money("TOTAL 总计: ", totals.at("total"), currency), 1.2),
          ...money("FOB: ", totals.at("fob"), currency),
          ...line(data.at("remarks")),
        ];
      },
    },
    {
      rect: [105, 216, 95, 65],
      label: SIGNATURE,
      content: (data) => line(data.at("signatory")),
      field: { name: "exporter", top: 14, caption: SIGNATURE },
    },
  ],
  table: list(
    [86, 216],
    (data) => data.list("lines"),
    [
      column(11, "No.", "序号", (item) => line(item.at("lineNumber")), "center"),
      column(30, "Marks", "唛头", marks),
      column(63, "Description", "货物描述", (item) => [...goods(item), ...muted(labelled("HS", item.at("HSCode")))]),
      column(28, "Quantity", "数量", (item) => quantity(item.at("quantity")), "right"),
      column(
        26,
        "Unit price",
        "单价",
        (item, data) => line(data.at("currencyCode"), " ", amount(item.at("unitPrice"))),
        "right",
      ),
      column(
        32,
        "Amount",
        "金额",
        (item, data) => line(data.at("currencyCode"), " ", amount(item.at("amount"))),
        "right",
      ),
    ],
    () => END_OF_ITEMS,
  ),
  notice: NOTICE,
};
