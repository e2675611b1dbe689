import { expect } from "chai";
import { readCustomsRelease, readDeliveryOrder, readEir, readTransportDocument } from "../src/index.ts";
import { changed, EXAMPLES } from "./examples.ts";

const P = "documentParties";

describe("readTransportDocument", () => {
  it("reads a bill to the order of a named endorsee", () => {
    expect(readTransportDocument(EXAMPLES["bill-of-lading"])).to.deep.equal({
      number: "EXLU26049001",
      form: "ORDER",
      carrierCode: "EXL",
      carrierCodeListProvider: "SMDG",
      equipment: [{ equipmentReference: "EXMU2000014", seals: ["EX998877"], packages: 200, grossKg: 12500 }],
      isShippedOnBoard: true,
      portOfLoading: "NLRTM",
      portOfDischarge: "CNSHG",
      shipperName: "Example Export BV",
      consigneeName: null,
      endorseeName: "Example Bank",
    });
  });

  it("tells straight, blank and waybill apart", () => {
    const blank = changed("bill-of-lading", { [`${P}.endorsee`]: undefined });
    const straight = changed("bill-of-lading", { isToOrder: false });
    expect([blank, straight, EXAMPLES["sea-waybill"]].map((data) => readTransportDocument(data).form)).to.deep.equal([
      "BLANK",
      "STRAIGHT",
      "WAYBILL",
    ]);
  });

  it("adds up the cargo of a container, pounds in kilograms to the gram", () => {
    const cargo = (value: number, unit: string) => ({
      equipmentReference: "EXMU2000014",
      cargoGrossWeight: { value, unit },
      outerPackaging: { numberOfPackages: 3, description: "a" },
    });
    const data = changed("bill-of-lading", {
      "consignmentItems.0.cargoItems": [cargo(0.1, "KGM"), cargo(0.2, "KGM"), cargo(100, "LBR")],
    });
    expect(readTransportDocument(data).equipment).to.deep.equal([
      { equipmentReference: "EXMU2000014", seals: ["EX998877"], packages: 9, grossKg: 45.659 },
    ]);
  });

  it("refuses data that was never parsed", () => {
    expect(() => readTransportDocument({})).to.throw(TypeError);
  });
});

describe("the other readers", () => {
  it("read a delivery order", () => {
    expect(readDeliveryOrder(EXAMPLES["delivery-order"])).to.deep.equal({
      number: "DO26052100456",
      billReference: "EXLU26049001",
      basis: "SURRENDERED_EBL",
      facility: "EXTERM1",
      validTo: "2026-06-05T23:59:59+08:00",
      containers: ["EXMU2000014"],
    });
  });

  it("read a customs notice, for some containers or for all", () => {
    const view = readCustomsRelease(EXAMPLES["customs-release"]);
    expect(view).to.deep.include({ result: "RELEASED", containers: ["EXMU2000014"], billReferences: ["EXLU26049001"] });
    const all = changed("customs-release", { containerScope: "ALL", containers: undefined });
    expect(readCustomsRelease(all).containers).to.equal(null);
  });

  it("read an interchange receipt, handed over or only made out", () => {
    expect(readEir(EXAMPLES.eir)).to.deep.include({
      direction: "OUT",
      isEmpty: false,
      seals: ["EX998877"],
      facility: "EXTERM1",
    });
    const open = changed("eir", { gateDateTime: undefined, container: { sizeTypeCode: "45G1" } });
    expect(readEir(open)).to.deep.include({ equipmentReference: null, gateDateTime: null });
  });

  it("refuse data that was never parsed", () => {
    for (const read of [readDeliveryOrder, readCustomsRelease, readEir]) expect(() => read({})).to.throw(TypeError);
  });
});
