import { expect } from "chai";
import { parseStrictJson, type JsonObject } from "@openlading/core";
import { checkDocument } from "@openlading/documents";
import { completeEir, parseInterchange, readCodeco, type GateReport } from "../src/index.ts";
import { example } from "./examples.ts";

function report(changes: Partial<GateReport> = {}): GateReport {
  const [message] = parseInterchange(example("gate-out.edi")).messages;
  const [first] = message === undefined ? [] : readCodeco(message, { zone: "+08:00" });
  if (first === undefined) throw new Error("no report");
  return { ...first, ...changes };
}

const eir = (changes: JsonObject = {}): JsonObject => ({
  ...(parseStrictJson(example("eir-out.json")) as JsonObject),
  ...changes,
});
const container = (): JsonObject => eir()["container"] as JsonObject;
const paths = (receipt: JsonObject, gate: GateReport): string[] =>
  completeEir(receipt, gate).faults.map((fault) => fault.path);

describe("completeEir", () => {
  it("adds what the gate saw and leaves the rest as issued", () => {
    const { completed, faults } = completeEir(eir(), report());
    expect(faults).to.deep.equal([]);
    expect(completed).to.deep.include({
      version: 2,
      gateDateTime: "2026-05-24T11:05:00+08:00",
      truckPlate: "HUA67890",
      condition: "SOUND",
      documentNumber: "EIR26052300077",
    });
    expect(completed?.["container"]).to.deep.include({
      equipmentReference: "EXMU2000014",
      tareKg: 3850,
      grossKg: 16350,
    });
    expect(completed?.["container"]).to.deep.include({
      seals: [{ number: "EX998877", source: "CAR", condition: "OK" }],
    });
  });

  it("signs nothing", () => {
    expect(completeEir(eir(), report()).completed).not.to.have.property("confirmations");
  });

  it("binds the container where the receipt left it open", () => {
    const { equipmentReference, ...open } = container();
    const { completed } = completeEir(eir({ container: open }), report());
    expect(completed?.["container"]).to.deep.include({ equipmentReference });
  });

  it("matches a report without a number", () => {
    expect(paths(eir(), report({ eirNumber: null }))).to.deep.equal([]);
  });

  const damage = {
    codeList: "CEDEX" as const,
    damageCode: "DT",
    damageText: "DENT",
    locationCode: "LB2N",
    locationText: null,
    severityCode: null,
    componentCode: "PAA",
  };

  it("lists CEDEX damage", () => {
    const { completed } = completeEir(eir(), report({ damages: [damage] }));
    expect(completed?.["condition"]).to.equal("DAMAGED");
    expect(completed?.["damages"]).to.deep.equal([
      { damageCode: "DT", locationCode: "LB2N", componentCode: "PAA", description: "DENT" },
    ]);
    expect(checkDocument("eir", completed).filter((fault) => fault.severity === "error")).to.deep.equal([]);
  });

  it("keeps damage in local codes as a remark, and says so", () => {
    const { completed } = completeEir(
      eir(),
      report({ damages: [{ ...damage, codeList: "LOCAL", damageCode: "DEN" }] }),
    );
    expect(completed).not.to.have.property("damages");
    expect(completed?.["remarks"]).to.deep.equal(["DEN / DENT / LB2N"]);
  });

  const REFUSALS: readonly (readonly [string, JsonObject, Partial<GateReport>, readonly string[]])[] = [
    ["another number", {}, { eirNumber: "EIR1" }, ["$.documentNumber"]],
    ["another direction", {}, { direction: "IN" }, ["$.direction"]],
    ["an empty container", {}, { fullEmpty: "EMPTY" }, ["$.emptyIndicatorCode"]],
    ["another container", {}, { container: "EXMU3000024" }, ["$.container.equipmentReference"]],
    ["another size", {}, { sizeType: "22G1" }, ["$.container.sizeTypeCode"]],
    ["another seal", {}, { seals: [{ number: "EX000001", source: "CAR", condition: "OK" }] }, ["$.container.seals"]],
    ["no facility", {}, { facility: null }, ["$.facility"]],
    [
      "another facility",
      {},
      { facility: { unLocationCode: "CNYSA", facilityCode: "EXTERM2", facilityName: null } },
      ["$.facility"],
    ],
    ["a receipt that is complete", { gateDateTime: "2026-05-24T11:05:00+08:00" }, {}, ["$.gateDateTime"]],
    ["a gate passed before issue", { issueDateTime: "2026-05-24T11:06:00+08:00" }, {}, ["$.gateDateTime"]],
    [
      "several things at once",
      {},
      { direction: "IN", container: "EXMU3000024" },
      ["$.direction", "$.container.equipmentReference"],
    ],
  ];
  for (const [name, receipt, gate, expected] of REFUSALS) {
    it(`refuses ${name}`, () => {
      expect(paths(eir(receipt), report(gate))).to.deep.equal(expected);
      expect(completeEir(eir(receipt), report(gate)).completed).to.equal(null);
    });
  }

  it("compares seals without spaces and hyphens", () => {
    expect(paths(eir(), report({ seals: [{ number: "ex-9988 77", source: null, condition: null }] }))).to.deep.equal(
      [],
    );
  });
});
