import { readFileSync } from "node:fs";
import { expect } from "chai";
import { sharedPath, throwsWithCode } from "@openlading/testkit";
import {
  FormatError,
  parseInterchange,
  readCoreor,
  type DocumentDraft,
  type FormatErrorCode,
  type Message,
} from "../src/index.ts";
import { wrap } from "./samples.ts";

const D00B = { type: "COREOR:D:00B:UN:SMDG20" };
const SUPPLEMENT = { basis: "SURRENDERED_EBL", basisReference: "EXLU26049001 surrendered" };
const ORDER: readonly string[] = [
  "BGM+129+DO26052100456+9",
  "DTM+137:202605211015:203",
  "RFF+RE:DO26052100456",
  "DTM+36:20260605:102",
  "RFF+BM:EXLU26049001",
  "TDT+20+031E+1++EXLU:172:166+++9074729:146:11:EXAMPLE STAR",
  "LOC+9+NLRTM:139:6",
  "LOC+11+CNSHG:139:6",
  "DTM+132:202605201800:203",
  "NAD+MS+EXLU:160:166",
  "NAD+CF+EXLU:160:166",
  "NAD+CN+HAIYUE:160:ZZZ++HAIYUE IMPORT",
  "GID+1+350:CT",
  "MEA+AAE+G+KGM:22300",
  "SGP+EXMU2000014+200",
  "MEA+AAE+G+KGM:12500",
  "SGP+EXMU3000024+150",
  "MEA+AAE+G+KGM:9800",
  "EQD+CN+EXMU2000014+45G1:102:5++3+5",
  "SEL+EX998877+CA",
  "LOC+176+CNYSA:139:6+EXTERM1:TER:ZZZ",
  "LOC+99+CNSHG:139:6+EXDEPOT1:TER:ZZZ",
  "EQD+CN+EXMU3000024+45G1:102:5++3+5",
  "SEL+EX998879+CA",
  "LOC+176+CNYSA:139:6+EXTERM1:TER:ZZZ",
  "CNT+16:2",
];

function message(text: string | Uint8Array): Message {
  const [first] = parseInterchange(text, { mode: "lenient" }).messages;
  if (first === undefined) throw new Error("no message");
  return first;
}

const read = (segments: readonly string[]): DocumentDraft =>
  readCoreor(message(wrap(segments, D00B)), { zone: "+08:00", supplement: SUPPLEMENT });

const without = (segment: string): string[] => ORDER.filter((line) => line !== segment);
const changed = (from: string, to: string): string[] => ORDER.map((line) => (line === from ? to : line));

describe("readCoreor", () => {
  it("gives the data of a delivery order that can be issued", () => {
    const { kind, data, faults, notices } = read(ORDER);
    expect(kind).to.equal("delivery-order");
    expect(faults).to.deep.equal([]);
    expect(notices).to.deep.equal([]);
    expect(data["documentNumber"]).to.equal("DO26052100456");
    expect(data["facility"]).to.deep.equal({ unLocationCode: "CNYSA", facilityCode: "EXTERM1" });
  });

  it("spreads packages and weight over the containers", () => {
    const containers = read(ORDER).data["containers"] as readonly Record<string, unknown>[];
    expect(containers.map((one) => [one["equipmentReference"], one["numberOfPackages"], one["grossKg"]])).to.deep.equal(
      [
        ["EXMU2000014", 200, 12500],
        ["EXMU3000024", 150, 9800],
      ],
    );
  });

  it("leaves weights open where goods in two containers are weighed as a whole", () => {
    const segments = ORDER.filter((line) => line !== "MEA+AAE+G+KGM:12500" && line !== "MEA+AAE+G+KGM:9800");
    expect(read(segments).faults.map((fault) => fault.path)).to.deep.equal([
      "$.containers[0].grossKg",
      "$.containers[1].grossKg",
    ]);
  });

  it("takes the last day of validity to its end", () => {
    expect(read(ORDER).data["validTo"]).to.equal("2026-06-05T23:59:59+08:00");
  });

  it("says what is missing instead of inventing it", () => {
    const bare = readCoreor(message(wrap(ORDER, D00B)), { zone: "+08:00" });
    expect(bare.faults.map((fault) => fault.path)).to.deep.equal(["$.basis", "$.basisReference"]);
    expect(read(without("DTM+36:20260605:102")).faults.map((fault) => fault.path)).to.deep.equal(["$.validTo"]);
  });

  it("lets the message win over the supplement", () => {
    const draft = readCoreor(message(wrap(ORDER, D00B)), {
      zone: "+08:00",
      supplement: { ...SUPPLEMENT, documentNumber: "OTHER" },
    });
    expect(draft.data["documentNumber"]).to.equal("DO26052100456");
  });

  const REFUSALS: readonly (readonly [string, readonly string[], FormatErrorCode])[] = [
    ["no BGM", ORDER.slice(1), "ERR_FORMAT_MISSING"],
    ["a cancellation", changed("BGM+129+DO26052100456+9", "BGM+129+DO26052100456+1"), "ERR_FORMAT_FUNCTION"],
    ["an impossible date", changed("DTM+36:20260605:102", "DTM+36:20260631:102"), "ERR_FORMAT_DATE"],
    ["a wrong control total", changed("CNT+16:2", "CNT+16:1"), "ERR_FORMAT_CONTROL_TOTAL"],
    ["two places of collection", twoTerminals(), "ERR_FORMAT_LOCATION"],
  ];
  for (const [name, segments, code] of REFUSALS) {
    it(`refuses ${name}`, () => {
      throwsWithCode(FormatError, code, () => read(segments));
    });
  }

  it("refuses another directory", () => {
    const other = message(wrap(ORDER, { type: "COREOR:D:95B:UN" }));
    throwsWithCode(FormatError, "ERR_FORMAT_MESSAGE_TYPE", () => readCoreor(other, { zone: "+08:00" }));
  });

  it("reads the synthetic order, which names neither terminal nor basis", function () {
    const path = sharedPath("refdata/edifact/synthetic/coreor-d00b-delivery-order.edi");
    if (path === null) return this.skip();
    const { faults, notices } = readCoreor(message(readFileSync(path)), { zone: "+08:00" });
    expect(notices).to.deep.equal([]);
    expect(faults.map((fault) => fault.path)).to.deep.equal(["$.basis", "$.basisReference", "$.facility"]);
  });
});

function twoTerminals(): string[] {
  const at = ORDER.lastIndexOf("LOC+176+CNYSA:139:6+EXTERM1:TER:ZZZ");
  return ORDER.map((line, index) => (index === at ? "LOC+176+CNYSA:139:6+EXTERM2:TER:ZZZ" : line));
}
