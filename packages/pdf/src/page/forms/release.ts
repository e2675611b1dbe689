import type { Layout } from "../layout.ts";
import { line, muted, strong, type Line, type Source } from "../text.ts";
import { cell, column, grid, list, plainHead, row } from "./grid.ts";
import { labelled, moment, party, place } from "./words.ts";

// Papers of delivery and of the gate.

const vessel = (source: Source): Line[] => [
  ...line(source.at("name"), " V.", source.at("voyage")),
  ...muted(labelled("IMO", source.at("imo")), 0.9),
];

const facility = (source: Source): Line[] => [
  ...line(source.at("name")),
  ...line(source.at("unLocationCode"), " ", source.at("facilityCode")),
];

const seals = (container: Source): Line[] =>
  container.list("seals").flatMap((each) => line(each.at("number"), " ", each.at("source")));

const returned = (source: Source): Line[] => [
  ...facility(source.at("facility")),
  ...labelled("Latest 最迟", moment(source.at("latestReturnDateTime"))),
  ...labelled("Free days 免费天数", source.at("freeDays")),
];

const NOTICE = {
  en: "A printed copy of an electronic document; it is acted upon as the electronic record stands at that time.",
  zh: "本页为电子单证的打印件，以办理时的电子记录为准。",
};

/** 提货单. */
export const DELIVERY_ORDER: Layout = {
  title: { en: "Delivery order", zh: "提货单" },
  head: plainHead(
    [102, 8, 98, 54],
    { en: "DELIVERY ORDER", zh: "提货单" },
    (data) => [
      ...labelled("Issued 签发", moment(data.at("issueDateTime"))),
      ...strong(labelled("Valid to 有效期至", moment(data.at("validTo")))),
    ],
    "documentNumber",
  ),
  cells: [
    ...grid(
      8,
      [
        row(
          27,
          cell(1, "Issuer", "签发人", (data) => [
            ...party(data.at("issuer")),
            ...labelled("Carrier 承运人", data.at("carrierCode")),
          ]),
        ),
        row(
          27,
          cell(1, "Deliver to", "交付给", (data) => [
            ...strong(party(data.at("releaseTo"))),
            ...muted(party(data.at("agent"))),
          ]),
        ),
      ],
      10,
      92,
    ),
    ...grid(62, [
      row(
        15,
        cell(2, "Transport document", "提单号", (data) => line(data.at("transportDocumentReference"))),
        cell(3, "Delivered on the basis of", "放货依据", (data) => [
          ...line(data.at("basis")),
          ...muted(line(data.at("basisReference"))),
        ]),
        cell(2, "Customs declaration", "报关单号", (data) => [
          ...line(data.at("customsDeclarationNumber")),
          ...line(data.at("customsReleaseReference")),
        ]),
      ),
      row(
        15,
        cell(3, "Vessel and voyage", "船名航次", (data) => vessel(data.at("vessel"))),
        cell(2, "Port of loading", "装货港", (data) => place(data.at("pol"))),
        cell(2, "Port of discharge", "卸货港", (data) => place(data.at("pod"))),
        cell(3, "Arrival", "抵港时间", (data) => line(moment(data.at("arrivalDateTime")))),
      ),
      row(
        22,
        cell(1, "Terminal", "码头", (data) => facility(data.at("facility"))),
        cell(1, "Return of empties", "还箱", (data) => returned(data.at("emptyReturn"))),
        cell(1, "Freight and release", "运费及放货", (data) => [
          ...labelled("Freight 运费", data.at("freightPaymentTermCode")),
          ...labelled("Freight released 运费放行", data.at("releaseInformation", "freightReleaseDate")),
        ]),
      ),
    ]),
    {
      rect: [10, 205, 95, 76],
      label: { en: "Remarks", zh: "备注" },
      content: (data) => [
        ...data.list("goods").flatMap((each) => line(each.at("description"))),
        ...line(data.at("remarks")),
      ],
    },
    {
      rect: [105, 205, 95, 76],
      label: { en: "Issuer's signature and seal", zh: "签发人签章" },
      field: { name: "authority", top: 20, caption: { en: "Signature and seal", zh: "签章" } },
    },
  ],
  table: list([114, 205], (data) => data.list("containers"), [
    column(38, "Container", "集装箱", (item) => line(item.at("equipmentReference"))),
    column(22, "Size and type", "箱型", (item) => line(item.at("sizeTypeCode")), "center"),
    column(28, "Empty or laden", "空重", (item) => line(item.at("emptyIndicatorCode")), "center"),
    column(42, "Seals", "封志", seals),
    column(28, "Packages", "件数", (item) => line(item.at("numberOfPackages")), "right"),
    column(32, "Gross weight, kg", "毛重", (item) => line(item.at("grossKg")), "right"),
  ]),
  notice: NOTICE,
};

const damage = (each: Source): Line[] =>
  line(
    each.at("locationCode"),
    " ",
    each.at("componentCode"),
    " ",
    each.at("damageCode"),
    " ",
    each.at("severity"),
    "  ",
    each.at("description"),
  );

/** 设备交接单. */
export const EIR: Layout = {
  title: { en: "Equipment interchange receipt", zh: "集装箱设备交接单" },
  head: plainHead(
    [102, 8, 98, 54],
    { en: "EQUIPMENT INTERCHANGE RECEIPT", zh: "设备交接单" },
    (data) => [
      ...strong(line(data.at("direction"), "  ", data.at("emptyIndicatorCode")), 1.3),
      ...labelled("Valid to 有效期至", moment(data.at("validTo"))),
    ],
    "documentNumber",
  ),
  cells: [
    ...grid(
      8,
      [
        row(
          27,
          cell(1, "Container operator", "管箱人", (data) => party(data.at("containerOperator"))),
        ),
        row(
          27,
          cell(1, "Haulier / user", "运箱人／用箱人", (data) => [
            ...party(data.at("haulier")),
            ...party(data.at("user")),
          ]),
        ),
      ],
      10,
      92,
    ),
    ...grid(62, [
      row(
        20,
        cell(3, "Container", "集装箱", (data) =>
          strong(line(data.at("container", "equipmentReference"), "  ", data.at("container", "sizeTypeCode")), 1.3),
        ),
        cell(2, "Seals", "封志", (data) => seals(data.at("container"))),
        cell(2, "Weights, kg", "重量", (data) => [
          ...labelled("Tare 皮重", data.at("container", "tareKg")),
          ...labelled("Gross 毛重", data.at("container", "grossKg")),
          ...labelled("VGM", data.at("container", "vgmKg")),
          ...labelled("Maximum 最大", data.at("container", "maximumGrossKg")),
        ]),
      ),
      row(
        17,
        cell(2, "Vessel and voyage", "船名航次", (data) => vessel(data.at("vessel"))),
        cell(2, "Ports", "港口", (data) => [...place(data.at("pol")), ...place(data.at("pod"))]),
        cell(3, "References", "参考号", (data) => [
          ...labelled("Transport document 提单号", data.at("transportDocumentReference")),
          ...labelled("Delivery order 提货单号", data.at("deliveryOrderReference")),
          ...labelled("Booking 订舱号", data.at("carrierBookingReference")),
        ]),
      ),
      row(
        20,
        cell(1, "Gate", "交接地点", (data) => [
          ...facility(data.at("facility")),
          ...line(moment(data.at("gateDateTime"))),
        ]),
        cell(1, "Pick up", "提箱地点", (data) => facility(data.at("pickUpPlace"))),
        cell(1, "Return", "还箱地点", (data) => [
          ...facility(data.at("returnPlace")),
          ...labelled("Latest 最迟", moment(data.at("latestReturnDateTime"))),
        ]),
      ),
      row(
        13,
        cell(1, "Mode and truck", "运输方式及车号", (data) =>
          line(data.at("modeOfTransport"), "  ", data.at("truckPlate")),
        ),
        cell(1, "Status of equipment", "箱状态", (data) => line(data.at("equipmentStatus"))),
        cell(1, "Free days", "免费天数", (data) => line(data.at("freeDays"))),
        cell(1, "Condition", "箱况", (data) => strong(line(data.at("condition")))),
      ),
      row(
        43,
        cell(1, "Damage", "损坏记录", (data) => data.list("damages").flatMap(damage)),
        cell(1, "Reefer, dangerous goods, remarks", "冷藏、危险品、备注", (data) => [
          ...line(data.at("reefer", "temperatureSetpoint"), " ", data.at("reefer", "temperatureUnit")),
          ...data
            .list("dangerousGoods")
            .flatMap((each) => line("UN ", each.at("UNNumber"), " class ", each.at("imoClass"))),
          ...line(data.at("remarks")),
        ]),
      ),
    ]),
    {
      rect: [10, 175, 95, 106],
      label: { en: "Confirmed at the gate", zh: "闸口确认" },
      content: (data) =>
        data
          .list("confirmations")
          .flatMap((each) => [
            ...line(each.at("role"), "  ", each.at("confirmedBy", "name")),
            ...muted(line(moment(each.at("confirmedDateTime")), " ", each.at("refusalReason"))),
          ]),
    },
    {
      rect: [105, 175, 95, 106],
      label: { en: "Issuer's signature and seal", zh: "签发人签章" },
      content: (data) => party(data.at("issuer")),
      field: { name: "authority", top: 45, caption: { en: "Signature and seal", zh: "签章" } },
    },
  ],
  table: null,
  notice: NOTICE,
};
