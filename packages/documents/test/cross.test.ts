import { expect } from "chai";
import type { Json, JsonObject } from "@openlading/core";
import { CROSS_RULES, crossCheckDocuments, parseDocument, type DocumentKind } from "../src/index.ts";
import { BROKEN_EXPORTS, checkExport, SOUND_EXPORTS } from "./certificate-cross.ts";
import { changed } from "./examples.ts";

type Change = Readonly<Record<string, Json | undefined>>;
type Set = readonly (readonly [kind: DocumentKind, change: Change])[];

const BILL = ["bill-of-lading", {}] as const;
const ORDER = ["delivery-order", {}] as const;
const RELEASE = ["customs-release", {}] as const;
const OUT = ["eir", {}] as const;
const CLP = ["clp", {}] as const;
const LIST = ["packing-list", {}] as const;
const OTHER = "CSQU3054383";

const gateIn: Change = {
  documentTypeCode: "109",
  documentNumber: "EIR2",
  direction: "IN",
  equipmentStatus: "EXPORT",
  carrierBookingReference: "RTBK26040112",
  transportDocumentReference: undefined,
  deliveryOrderReference: undefined,
};
const back: Change = {
  documentTypeCode: "109",
  documentNumber: "EIR3",
  direction: "IN",
  emptyIndicatorCode: "EMPTY",
  fullnessCode: "4",
  container: { equipmentReference: "EXMU2000014", sizeTypeCode: "45G1", tareKg: 3850 },
  facility: { unLocationCode: "CNSHG", facilityCode: "EXDEPOT1" },
  issueDateTime: "2026-05-27T16:30:00+08:00",
  gateDateTime: "2026-05-27T16:30:00+08:00",
};

function check(set: Set): readonly string[] {
  const documents = set.map(([kind, change]) => parseDocument(kind, changed(kind, change)));
  return crossCheckDocuments(documents).map(({ code, path }) => `${code.replace("ERR_DOC_CROSS_", "")} ${path}`);
}

const BROKEN: readonly (readonly [expected: readonly string[], set: Set])[] = [
  [["BILL_TWICE documents[1]"], [BILL, ["bill-of-lading", { transportDocumentSubReference: "v2" }]]],
  [
    ["CLP_CONTAINER documents[1].container.equipmentReference"],
    [BILL, ["clp", { "container.equipmentReference": OTHER }]],
  ],
  [
    ["CLP_TOTALS documents[1].totals.numberOfPackages", "CLP_TOTALS documents[1].totals.grossKg"],
    [
      BILL,
      [
        "clp",
        {
          "lines.0.numberOfPackages": 199,
          "totals.numberOfPackages": 199,
          "lines.0.grossKg": 12499.999,
          "totals.grossKg": 12499.999,
        },
      ],
    ],
  ],
  [["CLP_SEALS documents[1].container.seals"], [BILL, ["clp", { "container.seals.0.number": "EX998878" }]]],
  [["EIR_IN_SEALS documents[1].container.seals"], [CLP, ["eir", { ...gateIn, "container.seals.0.number": "X" }]]],
  [
    ["EIR_IN_SIZE documents[1].container.sizeTypeCode"],
    [CLP, ["eir", { ...gateIn, "container.sizeTypeCode": "42G1" }]],
  ],
  [
    ["PACKING_PACKAGES documents[1].totals.numberOfPackages"],
    [
      BILL,
      ["packing-list", { "lines.1.packageTo": 199, "lines.1.totalQuantity.value": 98, "totals.numberOfPackages": 199 }],
    ],
  ],
  [
    ["PACKING_GROSS documents[1].totals.grossKg"],
    [BILL, ["packing-list", { "lines.1.grossKg": 3125, "totals.grossKg": 12500.1 }]],
  ],
  [
    ["DO_CONTAINER documents[1].containers[0].equipmentReference"],
    [BILL, ["delivery-order", { "containers.0.equipmentReference": OTHER }]],
  ],
  [
    ["DO_TWICE documents[2].containers[0].equipmentReference", "DO_SUMS documents[1]", "DO_SUMS documents[2]"],
    [BILL, ORDER, ["delivery-order", { documentNumber: "DO2" }]],
  ],
  [
    ["DO_SEALS documents[1].containers[0].seals"],
    [BILL, ["delivery-order", { "containers.0.seals": [{ number: "EX1" }] }]],
  ],
  [
    ["DO_FIGURES documents[1].containers[0].numberOfPackages", "DO_FIGURES documents[1].containers[0].grossKg"],
    [BILL, ["delivery-order", { "containers.0.numberOfPackages": 199, "containers.0.grossKg": 12000 }]],
  ],
  [["DO_BASIS documents[1].basis"], [BILL, ["delivery-order", { basis: "SEA_WAYBILL" }]]],
  [["DO_BASIS documents[1].basis"], [["bill-of-lading", { isElectronic: false }], ORDER]],
  [["DO_CARRIER documents[1].carrierCode"], [BILL, ["delivery-order", { carrierCode: "ABC" }]]],
  [["DO_PORT documents[1].pod.unLocationCode"], [BILL, ["delivery-order", { "pod.unLocationCode": "CNNBG" }]]],
  [
    ["RELEASE_CONTAINER documents[1].containers[0].equipmentReference"],
    [BILL, ["customs-release", { "containers.0.equipmentReference": OTHER }]],
  ],
  [["RELEASE_FIGURES documents[1].numberOfPackages"], [BILL, ["customs-release", { numberOfPackages: 201 }]]],
  [
    [
      "RELEASE_CONTAINER documents[2].containers[0].equipmentReference",
      "RELEASE_MISSING documents[1].containers[0].equipmentReference",
    ],
    [BILL, ORDER, ["customs-release", { "containers.0.equipmentReference": OTHER }]],
  ],
  [
    ["RELEASE_DECLARATION documents[0].customsDeclarationNumber"],
    [["delivery-order", { customsDeclarationNumber: "224820261000000043" }], RELEASE],
  ],
  [
    ["EIR_OUT_CONTAINER documents[1].container.equipmentReference"],
    [ORDER, ["eir", { "container.equipmentReference": OTHER }]],
  ],
  [
    ["EIR_OUT_CONTAINER documents[1].container.equipmentReference"],
    [BILL, ["eir", { "container.equipmentReference": OTHER }]],
  ],
  [["EIR_OUT_SEALS documents[1].container.seals"], [ORDER, ["eir", { "container.seals.0.number": "X" }]]],
  [["EIR_OUT_SEALS documents[1].container.seals"], [BILL, ["eir", { "container.seals.0.number": "X" }]]],
  [["EIR_OUT_SIZE documents[1].container.sizeTypeCode"], [ORDER, ["eir", { "container.sizeTypeCode": "42G1" }]]],
  [["EIR_OUT_EXPIRED documents[1].gateDateTime"], [ORDER, ["eir", { gateDateTime: "2026-06-06T00:00:00+08:00" }]]],
  [["EIR_OUT_FACILITY documents[1].facility.facilityCode"], [ORDER, ["eir", { "facility.facilityCode": "EXTERM2" }]]],
  [
    ["EIR_RETURN_ORDER documents[1].gateDateTime"],
    [OUT, ["eir", { ...back, issueDateTime: "2026-05-23T16:30:00+08:00", gateDateTime: "2026-05-23T16:30:00+08:00" }]],
  ],
  [
    ["EIR_RETURN_PLACE documents[1].facility.facilityCode"],
    [OUT, ["eir", { ...back, "facility.facilityCode": "EXDEPOT9" }]],
  ],
  [
    ["EIR_RETURN_LATE documents[1].gateDateTime"],
    [OUT, ["eir", { ...back, gateDateTime: "2026-06-02T16:30:00+08:00" }]],
  ],
  [
    ["EIR_RETURN_DAMAGE documents[1].damages"],
    [OUT, ["eir", { ...back, condition: "DAMAGED", damages: [{ damageCode: "DT" }] }]],
  ],
];

describe("the rules across documents", () => {
  it("find nothing in a shipment that agrees with itself, in any order", () => {
    const whole: Set = [BILL, CLP, LIST, ["eir", gateIn], ORDER, RELEASE, OUT, ["eir", back]];
    expect(check(whole)).to.deep.equal([]);
    expect(check([...whole].reverse())).to.deep.equal([]);
  });

  for (const [expected, set] of BROKEN) {
    it(`find ${expected.join(", ")}`, () => {
      expect(check(set)).to.have.members([...expected]);
    });
  }

  for (const [expected, set] of BROKEN_EXPORTS) {
    it(`find ${expected.join(", ")} with a certificate's papers`, () => {
      expect(checkExport(set)).to.have.members([...expected]);
    });
  }

  for (const [name, set] of SOUND_EXPORTS) {
    it(`find nothing in ${name}, in any order`, () => {
      expect(checkExport(set)).to.deep.equal([]);
      expect(checkExport([...set].reverse())).to.deep.equal([]);
      for (const one of set) expect(checkExport([one])).to.deep.equal([]);
    });
  }

  it("are each broken once above", () => {
    const broken = [...BROKEN, ...BROKEN_EXPORTS].flatMap(([expected]) =>
      expected.map((line) => `ERR_DOC_CROSS_${line.split(" ")[0] ?? ""}`),
    );
    expect(CROSS_RULES.map(({ code }) => code).filter((code) => !broken.includes(code))).to.deep.equal([]);
    for (const { text } of CROSS_RULES) expect(text.zh).to.match(/\p{Script=Han}/u);
  });

  it("compare seals and references without case, space and hyphen", () => {
    const order: Change = { "containers.0.seals.0.number": "ex-99 8877", transportDocumentReference: "exlu-26049001" };
    expect(check([BILL, ["delivery-order", order]])).to.deep.equal([]);
  });

  it("leave out cancelled documents and superseded versions", () => {
    const wrong = { "containers.0.equipmentReference": OTHER };
    expect(check([BILL, ["delivery-order", { ...wrong, functionCode: "1" }]])).to.deep.equal([]);
    const second: Change = { version: 2, previousChecksum: "0".repeat(64) };
    expect(check([BILL, ["delivery-order", wrong], ["delivery-order", second]])).to.deep.equal([]);
    expect(check([BILL, ORDER, ["delivery-order", { ...wrong, ...second }]])).to.have.length(1);
  });

  it("know Shanghai by its old code", () => {
    expect(check([BILL, ["delivery-order", { "pod.unLocationCode": "CNSHA" }]])).to.deep.equal([]);
  });

  it("take nothing for granted about documents that are not there", () => {
    const all: Set = [BILL, ORDER, RELEASE, OUT, CLP, LIST];
    for (const one of all) expect(check([one])).to.deep.equal([]);
    expect(crossCheckDocuments([])).to.deep.equal([]);
  });

  it("accept the parts of a bill split over two delivery orders", () => {
    const bill = changed("bill-of-lading", {}) as { [name: string]: Json } & JsonObject;
    const [item] = bill["consignmentItems"] as { readonly cargoItems: readonly JsonObject[] }[];
    const [used] = bill["utilizedTransportEquipments"] as JsonObject[];
    const cargo = item?.cargoItems[0] ?? {};
    const data = {
      ...bill,
      consignmentItems: [{ ...item, cargoItems: [cargo, { ...cargo, equipmentReference: OTHER }] }],
      utilizedTransportEquipments: [used, { ...used, equipment: { equipmentReference: OTHER } }],
    } as JsonObject;
    const second = changed("delivery-order", { documentNumber: "DO2", "containers.0.equipmentReference": OTHER });
    const set = [
      parseDocument("bill-of-lading", data),
      parseDocument("delivery-order", changed("delivery-order", {})),
      parseDocument("delivery-order", second),
    ];
    expect(crossCheckDocuments(set)).to.deep.equal([]);
  });
});
