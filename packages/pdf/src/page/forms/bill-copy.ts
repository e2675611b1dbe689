import type { Layout } from "../layout.ts";
import { line, muted, sized, strong, type Line, type Source } from "../text.ts";
import { cell, column, grid, list, row } from "./grid.ts";
import { country, labelled, packaging, unit } from "./words.ts";

const WARNING = "COPY — NOT THE TRANSFERABLE RECORD";

/** A party of the DCSA model: as displayed where that is given, else its name and address. */
function billParty(source: Source): Line[] {
  const shown = source.list("displayedAddress").flatMap((each) => line(each));
  if (shown.length > 0) return shown;
  const address = source.at("address");
  return [
    ...line(source.at("partyName")),
    ...line(address.at("street"), " ", address.at("streetNumber")),
    ...line(address.at("postCode"), " ", address.at("city")),
    ...line(country(address.at("countryCode"))),
  ];
}

const consignee = (parties: Source): Line[] => {
  const named = billParty(parties.at("consignee"));
  return named.length > 0 ? named : [...billParty(parties.at("endorsee")), ...muted(line("(endorsee 被背书人)"), 0.9)];
};

function port(source: Source): Line[] {
  const name = source.at("locationName");
  return name.part === null ? line(source.at("UNLocationCode")) : line(name, " (", source.at("UNLocationCode"), ")");
}

/** Equipment by its reference, to put seals and types beside the cargo loaded in it. */
function equipment(data: Source): readonly Source[] {
  return data.list("utilizedTransportEquipments");
}

function reference(source: Source): Source {
  const own = source.at("equipmentReference");
  return own.part === null ? source.at("equipment", "equipmentReference") : own;
}

function containers(data: Source): Line[] {
  return equipment(data).flatMap((each) => {
    const type = each.at("equipment", "ISOEquipmentCode");
    const seals = each.list("seals").map((seal) => seal.at("number"));
    return [...line(reference(each), "  ", type), ...seals.flatMap((seal) => muted(line("seal ", seal), 0.9))];
  });
}

function cargo(item: Source): Line[] {
  return item.list("cargoItems").flatMap((each) => {
    const packed = each.at("outerPackaging");
    const kind =
      packed.at("description").part === null ? packaging(packed.at("packageCode")) : packed.at("description");
    return [...line(packed.at("numberOfPackages"), " ", kind), ...muted(line("in ", reference(each)), 0.9)];
  });
}

const descriptions = (item: Source): Line[] => {
  const lines = item.list("descriptionOfGoods").flatMap((each) => line(each));
  return [
    ...(lines.length > 0 ? lines : line(item.at("descriptionOfGoods"))),
    ...item.list("HSCodes").flatMap((each) => muted(line("HS ", each), 0.9)),
  ];
};

const measured = (source: Source): Line[] => line(source.at("value"), " ", unit(source.at("unit")));
const gross = (item: Source): Line[] =>
  item.list("cargoItems").flatMap((each) => measured(each.at("cargoGrossWeight")));
const volume = (item: Source): Line[] =>
  item.list("cargoItems").flatMap((each) => measured(each.at("cargoGrossVolume")));

function marksOf(item: Source): Line[] {
  return item.list("cargoItems").flatMap((each) =>
    each
      .at("outerPackaging")
      .list("shippingMarks")
      .concat(each.list("shippingMarks"))
      .flatMap((mark) => line(mark)),
  );
}

const voyage = (data: Source): Line[] => {
  const calls = data.at("transports").list("vesselVoyages");
  return calls.flatMap((each) => line(each.at("vesselName"), " V.", each.at("carrierExportVoyageNumber")));
};

/** A copy of a bill of lading, which says first of all that it is one. */
export const BILL_COPY: Layout = {
  title: { en: "Bill of lading, copy", zh: "提单副本" },
  head: {
    rect: [102, 8, 98, 62],
    content: (data) => [
      ...strong(line("BILL OF LADING"), 1.6),
      ...strong(line("提单副本"), 1.5),
      ...muted(line("Transport document No. 提单号"), 0.72),
      ...strong(line(data.at("transportDocumentReference")), 1.15),
      ...line(" "),
      ...strong(line(WARNING), 1.25),
      ...strong(line("副本，非可转让记录")),
      ...sized(line("Who holds this paper holds nothing: title stands in the electronic record alone."), 0.75),
    ],
  },
  cells: [
    ...grid(
      8,
      [
        row(
          31,
          cell(1, "Shipper", "托运人", (data) => billParty(data.at("documentParties", "shipper"))),
        ),
        row(
          31,
          cell(1, "Consignee or order", "收货人或指示", (data) => consignee(data.at("documentParties"))),
        ),
      ],
      10,
      92,
    ),
    ...grid(70, [
      row(
        26,
        cell(1, "Notify parties", "通知方", (data) =>
          data.at("documentParties").list("notifyParties").flatMap(billParty),
        ),
        cell(1, "Carrier", "承运人", (data) => [
          ...billParty(data.at("documentParties", "issuingParty")),
          ...labelled("SCAC", data.at("carrierCode")),
        ]),
      ),
      row(
        11,
        cell(2, "Vessel and voyage", "船名航次", voyage),
        cell(2, "Port of loading", "装货港", (data) => port(data.at("transports", "portOfLoading"))),
        cell(2, "Port of discharge", "卸货港", (data) => port(data.at("transports", "portOfDischarge"))),
        cell(2, "Place of delivery", "交货地", (data) => port(data.at("transports", "placeOfDelivery"))),
      ),
    ]),
    ...grid(207, [
      row(
        31,
        cell(1, "Containers and seals", "集装箱及封志", containers),
        cell(1, "Terms", "条款", (data) => line(data.at("termsAndConditions"))),
      ),
      row(
        13,
        cell(2, "Freight", "运费", (data) => line(data.at("freightPaymentTermCode"))),
        cell(2, "Shipped on board", "装船日期", (data) => line(data.at("shippedOnBoardDate"))),
        cell(3, "Place and date of issue", "签发地及日期", (data) => [
          ...port(data.at("placeOfIssue")),
          ...line(data.at("issueDate")),
        ]),
      ),
    ]),
    {
      rect: [10, 251, 190, 30],
      align: "center",
      size: 17,
      content: () => [
        ...strong(line(WARNING)),
        ...strong(line("副本，非可转让记录"), 0.9),
        ...muted(line("No goods are delivered against this page. 不得凭本页提货。"), 0.5),
      ],
    },
  ],
  table: list([107, 207], (data) => data.list("consignmentItems"), [
    column(38, "Marks and numbers", "唛头", marksOf),
    column(36, "Number and kind of packages", "包装数量及种类", cargo),
    column(66, "Description of goods", "货物描述", descriptions),
    column(26, "Gross weight", "毛重", gross, "right"),
    column(24, "Measurement", "体积", volume, "right"),
  ]),
  notice: {
    en: "A printed copy for information. The transferable record is electronic; only its holder of record can claim the goods.",
    zh: "本页为打印副本，仅供参考。可转让记录为电子形式，仅登记持有人有权提货。",
  },
};
