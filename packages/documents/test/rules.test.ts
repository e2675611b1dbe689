import { expect } from "chai";
import type { Json } from "@openlading/core";
import { checkDocument, DOCUMENT_RULES } from "../src/index.ts";
import { BROKEN_CERTIFICATES, DOUBTFUL_CERTIFICATES, type BrokenRow as Row } from "./certificate-broken.ts";
import { changed, EXAMPLES } from "./examples.ts";

const P = "documentParties";
const C0 = "consignmentItems.0.cargoItems.0";
const C0_PATH = "$.consignmentItems[0].cargoItems[0]";
const U0 = "utilizedTransportEquipments.0";
const U0_PATH = "$.utilizedTransportEquipments[0]";
const ref = { type: "ACID", countryCode: "EG", values: ["1"] };
const tax = { type: "PAN", countryCode: "ZZ", value: "1" };
const consignee = { partyName: "a", identifyingCodes: [{ codeListProvider: "ZZZ", partyCode: "1" }] };
const goods = { properShippingName: "a", imoClass: "3", UNNumber: "1263" };
const line = { description: "a", numberOfPackages: 1, packageCode: "CT", grossKg: 1 };
const damage = { damageCode: "DT" };
const reefer = (rest: Json) => ({
  [`${U0}.equipment.ISOEquipmentCode`]: "45R1",
  [`${U0}.isNonOperatingReefer`]: false,
  [`${U0}.activeReeferSettings`]: rest,
});

/** One way of breaking each rule; the document breaks nothing else. */
const BROKEN: readonly Row[] = [
  ["WAYBILL_ORIGINALS", "sea-waybill", { numberOfOriginalsWithCharges: 0 }, "$.numberOfOriginalsWithCharges"],
  ["ELECTRONIC_COPIES", "bill-of-lading", { numberOfCopiesWithCharges: 1 }, "$.numberOfCopiesWithCharges"],
  [
    "ELECTRONIC_ORIGINALS",
    "bill-of-lading",
    { numberOfOriginalsWithCharges: 1, numberOfOriginalsWithoutCharges: 1 },
    "$.numberOfOriginalsWithoutCharges",
  ],
  ["CONSIGNEE_MISSING", "sea-waybill", { [`${P}.consignee`]: undefined }, "$.documentParties.consignee"],
  ["CONSIGNEE_FORBIDDEN", "bill-of-lading", { [`${P}.consignee`]: consignee }, "$.documentParties.consignee"],
  ["ENDORSEE_FORBIDDEN", "sea-waybill", { [`${P}.endorsee`]: consignee }, "$.documentParties.endorsee"],
  ["NOTIFY_MISSING", "bill-of-lading", { [`${P}.notifyParties`]: [] }, "$.documentParties.notifyParties"],
  ["ISSUE_DATE", "bill-of-lading", { issueDate: undefined }, "$.issueDate"],
  ["ISSUE_PLACE", "bill-of-lading", { placeOfIssue: undefined }, "$.placeOfIssue"],
  ["RECEIPT_DATE", "bill-of-lading", { shippedOnBoardDate: undefined }, "$.shippedOnBoardDate"],
  ["RECEIPT_DATE", "bill-of-lading", { receivedForShipmentDate: "2026-04-20" }, "$.receivedForShipmentDate"],
  ["ANTEDATED", "bill-of-lading", { issueDate: "2026-04-19" }, "$.issueDate"],
  ["DECLARED_VALUE", "bill-of-lading", { declaredValue: 5 }, "$.declaredValueCurrency"],
  ["DECLARED_VALUE", "bill-of-lading", { declaredValueCurrency: "EUR" }, "$.declaredValue"],
  ["PARTY_ADDRESS", "bill-of-lading", { [`${P}.shipper.address`]: undefined }, "$.documentParties.shipper"],
  [
    "PARTY_FUNCTION_REPEATED",
    "bill-of-lading",
    { [`${P}.other`]: [1, 2].map(() => ({ party: consignee, partyFunction: "DDR" })) },
    "$.documentParties.other[1].partyFunction",
  ],
  [
    "PARTY_CODE",
    "bill-of-lading",
    { [`${P}.endorsee.identifyingCodes.0.partyCode`]: "506700GE1G29325QX364" },
    "$.documentParties.endorsee.identifyingCodes[0].partyCode",
  ],
  [
    "TAX_REFERENCE_REPEATED",
    "bill-of-lading",
    { [`${P}.shipper.taxLegalReferences`]: [tax, tax] },
    "$.documentParties.shipper.taxLegalReferences[1]",
  ],
  ["CUSTOMS_REFERENCE_REPEATED", "bill-of-lading", { customsReferences: [ref, ref] }, "$.customsReferences[1]"],
  [
    "CUSTOMS_REFERENCE_REPEATED",
    "bill-of-lading",
    { [`${C0}.customsReferences`]: [ref, ref] },
    `${C0_PATH}.customsReferences[1]`,
  ],
  [
    "EQUIPMENT_REPEATED",
    "bill-of-lading",
    {
      utilizedTransportEquipments: [1, 2].map(
        () => (EXAMPLES["bill-of-lading"]["utilizedTransportEquipments"] as Json[])[0] ?? null,
      ),
    },
    "$.utilizedTransportEquipments[1].equipment.equipmentReference",
  ],
  [
    "EQUIPMENT_UNUSED",
    "bill-of-lading",
    {
      utilizedTransportEquipments: ["EXMU2000014", "CSQU3054383"].map((equipmentReference) => ({
        equipment: { equipmentReference },
        isShipperOwned: false,
        seals: [{ number: "1" }],
      })),
    },
    "$.utilizedTransportEquipments[1].equipment.equipmentReference",
  ],
  [
    "SIZE_TYPE",
    "bill-of-lading",
    { [`${U0}.equipment.ISOEquipmentCode`]: "2210" },
    `${U0_PATH}.equipment.ISOEquipmentCode`,
  ],
  [
    "REEFER_FLAG",
    "bill-of-lading",
    { [`${U0}.equipment.ISOEquipmentCode`]: "45R1" },
    `${U0_PATH}.isNonOperatingReefer`,
  ],
  [
    "REEFER_SETTINGS",
    "bill-of-lading",
    { ...reefer({}), [`${U0}.activeReeferSettings`]: undefined },
    `${U0_PATH}.activeReeferSettings`,
  ],
  [
    "REEFER_SETTINGS",
    "bill-of-lading",
    { ...reefer({}), [`${U0}.isNonOperatingReefer`]: true },
    `${U0_PATH}.activeReeferSettings`,
  ],
  [
    "REEFER_UNITS",
    "bill-of-lading",
    reefer({ temperatureSetpoint: -18 }),
    `${U0_PATH}.activeReeferSettings.temperatureUnit`,
  ],
  [
    "REEFER_UNITS",
    "bill-of-lading",
    reefer({ airExchangeUnit: "MQH" }),
    `${U0_PATH}.activeReeferSettings.airExchangeSetpoint`,
  ],
  [
    "DG_PACKAGING",
    "bill-of-lading",
    { [`${C0}.outerPackaging`]: { numberOfPackages: 1, description: "a", dangerousGoods: [goods] } },
    `${C0_PATH}.outerPackaging.imoPackagingCode`,
  ],
  [
    "DG_PACKAGING_BOTH",
    "bill-of-lading",
    { [`${C0}.outerPackaging.imoPackagingCode`]: "4G" },
    `${C0_PATH}.outerPackaging.packageCode`,
  ],
  [
    "DG_CLASS",
    "bill-of-lading",
    { [`${C0}.outerPackaging.dangerousGoods`]: [{ ...goods, imoClass: "3.1" }] },
    `${C0_PATH}.outerPackaging.dangerousGoods[0].imoClass`,
  ],
  [
    "DG_ZONE",
    "bill-of-lading",
    { [`${C0}.outerPackaging.dangerousGoods`]: [{ ...goods, inhalationZone: "E" }] },
    `${C0_PATH}.outerPackaging.dangerousGoods[0].inhalationZone`,
  ],
  [
    "DG_SEGREGATION",
    "bill-of-lading",
    { [`${C0}.outerPackaging.dangerousGoods`]: [{ ...goods, segregationGroups: ["18", "19"] }] },
    `${C0_PATH}.outerPackaging.dangerousGoods[0].segregationGroups[1]`,
  ],
  [
    "PACKAGE_CODE",
    "bill-of-lading",
    { [`${C0}.outerPackaging.packageCode`]: "9Z" },
    `${C0_PATH}.outerPackaging.packageCode`,
  ],
  ["HS_CHAPTER", "bill-of-lading", { "consignmentItems.0.HSCodes": ["770110"] }, "$.consignmentItems[0].HSCodes[0]"],
  ["PRE_CARRIAGE", "bill-of-lading", { "transports.preCarriageBy": "TRUCK" }, "$.transports.placeOfReceipt"],
  ["ON_CARRIAGE", "bill-of-lading", { "transports.onCarriageBy": "RAIL" }, "$.transports.placeOfDelivery"],
  [
    "PORTS_EQUAL",
    "bill-of-lading",
    { "transports.portOfLoading.UNLocationCode": "CNSHG" },
    "$.transports.portOfDischarge.UNLocationCode",
  ],
  [
    "PORT_CODE",
    "bill-of-lading",
    { "transports.portOfDischarge.UNLocationCode": "CNSHA" },
    "$.transports.portOfDischarge.UNLocationCode",
  ],
  [
    "VOYAGE_DATES",
    "bill-of-lading",
    { "transports.plannedArrivalDate": "2026-04-19" },
    "$.transports.plannedArrivalDate",
  ],
  ["CURRENCY", "bill-of-lading", { declaredValue: 1, declaredValueCurrency: "XXY" }, "$.declaredValueCurrency"],
  [
    "COUNTRY",
    "bill-of-lading",
    { [`${P}.shipper.address.countryCode`]: "ZZ" },
    "$.documentParties.shipper.address.countryCode",
  ],
  ["OPEN_CODE", "bill-of-lading", { cargoMovementTypeAtOrigin: "BBK" }, "$.cargoMovementTypeAtOrigin"],
  [
    "OPEN_CODE",
    "bill-of-lading",
    { "transports.vesselVoyages.0.role": "FEEDER" },
    "$.transports.vesselVoyages[0].role",
  ],
  ["CONTAINER_NUMBER", "bill-of-lading", both("MAEU6543210"), `${U0_PATH}.equipment.equipmentReference`],
  [
    "EQUIPMENT_UNKNOWN",
    "bill-of-lading",
    extraCargo("CSQU3054383"),
    "$.consignmentItems[0].cargoItems[1].equipmentReference",
  ],

  ["VALIDITY", "packing-list", { validTo: "2026-04-17T07:00:00Z" }, "$.validTo"],
  ["VERSION", "packing-list", { version: 2 }, "$.previousChecksum"],
  ["VERSION", "packing-list", { previousChecksum: "0".repeat(64) }, "$.previousChecksum"],
  ["TRADE_PARTY_CODE", "clp", { "issuer.ids.0.value": "506700GE1G29325QX364" }, "$.issuer.ids[0].value"],
  ["VESSEL_IMO", "clp", { "vessel.imo": "9074728" }, "$.vessel.imo"],
  ["TRADE_PORTS_EQUAL", "clp", { "pod.unLocationCode": "NLRTM" }, "$.pod.unLocationCode"],
  ["TRADE_PORT_CODE", "clp", { "pod.unLocationCode": "CNSHA" }, "$.pod.unLocationCode"],
  [
    "TRADE_CONTAINER_NUMBER",
    "clp",
    { "container.equipmentReference": "EXMU2000015" },
    "$.container.equipmentReference",
  ],
  [
    "TRADE_CONTAINER_REPEATED",
    "customs-release",
    { containers: [{ equipmentReference: "EXMU2000014" }, { equipmentReference: "EXMU2000014" }] },
    "$.containers[1].equipmentReference",
  ],
  ["TRADE_SIZE_TYPE", "clp", { "container.sizeTypeCode": "4510" }, "$.container.sizeTypeCode"],
  ["TRADE_GOODS_CODE", "clp", { "lines.0.packageCode": "9Z" }, "$.lines[0].packageCode"],
  ["FULLNESS", "delivery-order", { "containers.0.fullnessCode": "4" }, "$.containers[0].fullnessCode"],

  ["DO_SCOPE", "delivery-order", { containers: undefined }, "$.containers"],
  ["DO_TOTALS", "delivery-order", { goods: [{ ...line, numberOfPackages: 199, grossKg: 12500 }] }, "$.goods"],
  ["DO_BEFORE_ARRIVAL", "delivery-order", { arrivalDateTime: "2026-06-06T18:00:00+08:00" }, "$.validTo"],
  ["DO_EMPTY_RETURN", "delivery-order", { emptyReturn: undefined }, "$.emptyReturn"],
  [
    "DO_FREIGHT",
    "delivery-order",
    { "releaseInformation.isFreightReleased": false },
    "$.releaseInformation.isFreightReleased",
  ],
  [
    "DO_SURRENDER",
    "delivery-order",
    { "releaseInformation.isOBLReceived": false },
    "$.releaseInformation.isOBLReceived",
  ],
  ["DO_SEALS", "delivery-order", { "containers.0.seals": [] }, "$.containers[0].seals"],

  ["EIR_DIRECTION", "eir", { documentTypeCode: "109" }, "$.direction"],
  [
    "EIR_REFERENCE",
    "eir",
    { transportDocumentReference: undefined, deliveryOrderReference: undefined },
    "$.deliveryOrderReference",
  ],
  ["EIR_HAND_OVER", "eir", { "container.equipmentReference": undefined }, "$.container.equipmentReference"],
  ["EIR_HAND_OVER", "eir", { condition: undefined }, "$.condition"],
  ["EIR_HAND_OVER", "eir", { truckPlate: undefined }, "$.truckPlate"],
  ["EIR_CONFIRMATION", "eir", { confirmations: [] }, "$.confirmations"],
  ["EIR_GATE_TIME", "eir", { gateDateTime: "2026-05-24T10:59:59+08:00" }, "$.gateDateTime"],
  [
    "EIR_EXPIRED",
    "eir",
    { gateDateTime: "2026-05-25T11:05:00+08:00", validTo: "2026-05-25T11:00:00+08:00" },
    "$.gateDateTime",
  ],
  ["EIR_SEALS", "eir", { "container.seals": [] }, "$.container.seals"],
  ["EIR_EMPTY", "eir", { emptyIndicatorCode: "EMPTY", fullnessCode: "4" }, "$.container.grossKg"],
  [
    "EIR_TARE",
    "eir",
    {
      emptyIndicatorCode: "EMPTY",
      fullnessCode: "4",
      container: { equipmentReference: "EXMU2000014", sizeTypeCode: "45G1" },
    },
    "$.container.tareKg",
  ],
  [
    "EIR_EXPORT_WEIGHT",
    "eir",
    { direction: "IN", documentTypeCode: "109", equipmentStatus: "EXPORT", "container.grossKg": undefined },
    "$.container.grossKg",
  ],
  ["EIR_WEIGHTS", "eir", { "container.grossKg": 3000 }, "$.container.grossKg"],
  ["EIR_VESSEL", "eir", { vessel: undefined }, "$.vessel"],
  ["EIR_CONDITION", "eir", { damages: [damage] }, "$.damages"],
  ["EIR_CONDITION", "eir", { condition: "DAMAGED" }, "$.damages"],
  ["EIR_RETURN", "eir", { returnPlace: undefined }, "$.returnPlace"],

  ["CLP_TOTALS", "clp", { "totals.numberOfPackages": 201 }, "$.totals.numberOfPackages"],
  ["CLP_TOTALS", "clp", { "totals.volumeM3": 31 }, "$.totals.volumeM3"],
  ["CLP_VGM", "clp", { vgmKg: 17300 }, "$.vgmKg"],
  ["CLP_VGM_METHOD", "clp", { vgmMethod: undefined }, "$.vgmMethod"],
  ["CLP_MAXIMUM", "clp", { "container.maximumGrossKg": 16000 }, "$.vgmKg"],
  [
    "CLP_FULLNESS",
    "clp",
    {
      lines: ["A1", "A2"].map((transportDocumentReference) => ({
        ...line,
        grossKg: 6250,
        numberOfPackages: 100,
        transportDocumentReference,
      })),
      "totals.volumeM3": undefined,
    },
    "$.fullnessCode",
  ],
  ["CLP_STUFFING", "clp", { stuffingDateTime: "2026-04-17T15:00:00+02:00" }, "$.stuffingDateTime"],

  ["PACKING_RANGE", "packing-list", { "lines.1.packageFrom": 150, "lines.1.packageTo": 199 }, "$.lines[1].packageFrom"],
  ["PACKING_PACKAGES", "packing-list", { "totals.numberOfPackages": 199 }, "$.totals.numberOfPackages"],
  ["PACKING_TOTALS", "packing-list", { "totals.grossKg": 12500.1 }, "$.totals.grossKg"],
  ["PACKING_NET", "packing-list", { "lines.1.netKg": 3125, "totals.netKg": 12125.5 }, "$.lines[1].netKg"],
  ["PACKING_QUANTITY", "packing-list", { "lines.1.totalQuantity.value": 101 }, "$.lines[1].totalQuantity"],
  ["PACKING_QUANTITY", "packing-list", { "lines.1.totalQuantity.unit": "KGM" }, "$.lines[1].totalQuantity"],

  ["RELEASE_SCOPE", "customs-release", { containerScope: "ALL" }, "$.containers"],
  ["RELEASE_SCOPE", "customs-release", { containers: undefined }, "$.containers"],
  ["RELEASE_DIRECTION", "customs-release", { direction: "EXPORT" }, "$.direction"],
  ["RELEASE_OFFICE", "customs-release", { customsOffice: "2201" }, "$.customsOffice"],
  ["RELEASE_RETRACTS", "customs-release", { result: "REVOKED" }, "$.retracts"],
  ["RELEASE_TAX", "customs-release", { taxState: "UNPAID" }, "$.taxState"],
];

function both(equipmentReference: string) {
  return {
    [`${C0}.equipmentReference`]: equipmentReference,
    [`${U0}.equipment.equipmentReference`]: equipmentReference,
  };
}

function extraCargo(equipmentReference: string) {
  const outerPackaging = { numberOfPackages: 1, description: "a" };
  return {
    "consignmentItems.0.cargoItems.1": {
      equipmentReference,
      cargoGrossWeight: { value: 1, unit: "KGM" },
      outerPackaging,
    },
  };
}

/** Breaking these two cannot be done without breaking another, for the other is their mirror. */
const ENTANGLED: readonly Row[] = [
  ["WAYBILL_TO_ORDER", "sea-waybill", { isToOrder: true, [`${P}.consignee`]: undefined }, "$.isToOrder"],
  [
    "KIND",
    "bill-of-lading",
    { transportDocumentTypeCode: "SWB", isToOrder: false, [`${P}.endorsee`]: undefined, [`${P}.consignee`]: consignee },
    "$.transportDocumentTypeCode",
  ],
];

describe("the rules of one document", () => {
  for (const [rule, kind, change, path] of [...BROKEN, ...ENTANGLED, ...BROKEN_CERTIFICATES]) {
    it(`${rule} refuses a ${kind} at ${path}`, () => {
      const faults = checkDocument(kind, changed(kind, change));
      expect(faults.map((fault) => `${fault.code} ${fault.path}`)).to.deep.equal([`ERR_DOC_RULE_${rule} ${path}`]);
      const row = DOCUMENT_RULES.find(({ code }) => code === `ERR_DOC_RULE_${rule}`);
      expect(faults[0]?.severity).to.equal(row?.severity);
      expect(faults[0]?.layer).to.equal("rule");
    });
  }

  for (const [rule, kind, change, path] of DOUBTFUL_CERTIFICATES) {
    it(`${rule} only warns of a ${kind} at ${path} where the figure is in doubt`, () => {
      const faults = checkDocument(kind, changed(kind, change));
      expect(faults.map((fault) => `${fault.code} ${fault.path}`)).to.deep.equal([`ERR_DOC_RULE_${rule} ${path}`]);
      expect(faults[0]?.severity).to.equal("warning");
    });
  }

  it("are each broken once above, and each code is there once", () => {
    const codes = DOCUMENT_RULES.map(({ code }) => code);
    expect(new Set(codes).size).to.equal(codes.length);
    const broken = new Set(
      [...BROKEN, ...ENTANGLED, ...BROKEN_CERTIFICATES, ...DOUBTFUL_CERTIFICATES].map(
        ([rule]) => `ERR_DOC_RULE_${rule}`,
      ),
    );
    // More items than a form holds are too many to write down here: see certificate.test.ts.
    expect(codes.filter((code) => !broken.has(code))).to.deep.equal(["ERR_DOC_RULE_CERTIFICATE_ITEM_LIMIT"]);
  });

  it("are written in two languages", () => {
    for (const { text } of DOCUMENT_RULES)
      expect(text.zh)
        .to.match(/\p{Script=Han}/u)
        .and.not.equal(text.en);
  });

  it("take a container that the shipper owns with any number, with a warning", () => {
    const data = changed("bill-of-lading", { ...both("MAEU6543210"), [`${U0}.isShipperOwned`]: true });
    expect(checkDocument("bill-of-lading", data).map(({ severity }) => severity)).to.deep.equal(["warning"]);
  });

  it("let a draft go without the dates of issue", () => {
    const data = changed("bill-of-lading", {
      transportDocumentStatus: "DRAFT",
      issueDate: undefined,
      shippedOnBoardDate: undefined,
      placeOfIssue: undefined,
    });
    expect(checkDocument("bill-of-lading", data)).to.deep.equal([]);
  });

  it("let a revocation stand that names what it takes back", () => {
    const data = changed("customs-release", { result: "REVOKED", retracts: { documentNumber: "REL1" } });
    expect(checkDocument("customs-release", data)).to.deep.equal([]);
  });
});
