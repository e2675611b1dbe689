import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { sharedPath, throwsWithCode } from "@openlading/testkit";
import {
  FormatError,
  parseInterchange,
  readCodeco,
  toGateFact,
  writeCodeco,
  type FormatErrorCode,
  type GateReport,
  type Message,
  type Mode,
} from "../src/index.ts";
import { GATE_OUT, withSegment, wrap, type Envelope } from "./samples.ts";

const ZONE = "+08:00";
const HEADER = {
  sender: "EXTERM1",
  recipient: "EXLU",
  preparedDateTime: "2026-05-24T11:10:00+08:00",
  controlReference: "1",
};

function message(segments: readonly string[], envelope: Envelope = {}): Message {
  const [first] = parseInterchange(wrap(segments, envelope), { mode: "lenient" }).messages;
  if (first === undefined) throw new Error("no message");
  return first;
}

const read = (segments: readonly string[], mode: Mode = "strict", envelope: Envelope = {}): GateReport[] =>
  readCodeco(message(segments, envelope), { zone: ZONE, mode });

function only(reports: readonly GateReport[]): GateReport {
  const [report] = reports;
  if (report === undefined || reports.length > 1) throw new Error("expected one report");
  return report;
}

const refused = (
  segments: readonly string[],
  code: FormatErrorCode,
  mode: Mode = "strict",
  envelope: Envelope = {},
): FormatError => throwsWithCode(FormatError, code, () => read(segments, mode, envelope));

const noticesOf = (segments: readonly string[], mode: Mode = "lenient"): string[] =>
  only(read(segments, mode)).notices.map((notice) => notice.code);

describe("readCodeco", () => {
  it("reads a full container going out", () => {
    expect(only(read(GATE_OUT))).to.deep.equal({
      container: "EXMU2000014",
      sizeType: "45G1",
      direction: "OUT",
      fullEmpty: "LADEN",
      fullnessCode: "5",
      status: "IMPORT",
      gateDateTime: { text: "2026-05-24T11:05:00+08:00", raw: "202605241105", format: "203" },
      facility: { unLocationCode: "CNYSA", facilityCode: "EXTERM1", facilityName: null },
      eirNumber: "EIR26052400077",
      containerOperator: "EXLU",
      vessel: { name: "EXAMPLE STAR", imo: "9074729", voyage: "031E", carrierCode: "EXLU" },
      portOfLoading: "NLRTM",
      portOfDischarge: null,
      seals: [{ number: "EX998877", source: "CAR", condition: "OK" }],
      weights: { tareKg: null, grossKg: 16350, vgmKg: null },
      damages: [],
      haulier: "EXTRK",
      truckPlate: "HUA67890",
      references: { BN: null, BM: "EXLU26049001", RE: null },
      notices: [],
    });
  });

  it("gives one report for each EQD", () => {
    const second = GATE_OUT.slice(3, 11).map((line) => line.replace("EXMU2000014", "CSQU3054383"));
    const reports = read([...GATE_OUT.slice(0, 11), ...second, "CNT+16:2"]);
    expect(reports.map((report) => report.container)).to.deep.equal(["EXMU2000014", "CSQU3054383"]);
  });

  it("attaches the zone of the place and keeps what was written", () => {
    const report = only(readCodeco(message(GATE_OUT), { zone: "-03:30" }));
    expect(report.gateDateTime.text).to.equal("2026-05-24T11:05:00-03:30");
    expect(report.gateDateTime.raw).to.equal("202605241105");
  });

  it("demands a zone", () => {
    expect(() => readCodeco(message(GATE_OUT), { zone: "Asia/Shanghai" })).to.throw(TypeError);
  });

  describe("maps the document code by directory", () => {
    const D95B = { type: "CODECO:D:95B:UN:ITG13" };
    const D00B = { type: "CODECO:D:00B:UN:SMDG20" };
    const with175 = (code: string): string[] =>
      withSegment("BGM", `BGM+${code}+X1+9`).map((line) => line.replace("LOC+165", "LOC+175"));

    it("34 is in and 36 is out in D.95B", () => {
      expect(only(read(withSegment("BGM", "BGM+34+X1+9"), "strict", D95B)).direction).to.equal("IN");
      expect(only(read(withSegment("BGM", "BGM+36+X1+9"), "strict", D95B)).direction).to.equal("OUT");
    });
    it("109 is in and 111 is out in D.00B, at place 175", () => {
      expect(only(read(with175("109"), "strict", D00B)).direction).to.equal("IN");
      const out = only(read(with175("111"), "strict", D00B));
      expect([out.direction, out.facility?.facilityCode]).to.deep.equal(["OUT", "EXTERM1"]);
    });
    it("refuses 36 in D.00B and 111 in D.95B", () => {
      refused(with175("36"), "ERR_FORMAT_BGM_CODE", "lenient", D00B);
      refused(withSegment("BGM", "BGM+111+X1+9"), "ERR_FORMAT_BGM_CODE", "lenient", D95B);
    });
    it("refuses the directories in between, where 34 and 36 mean other things", () => {
      refused(GATE_OUT, "ERR_FORMAT_MESSAGE_TYPE", "lenient", { type: "CODECO:D:96A:UN" });
    });
    it("refuses another message", () => {
      refused(GATE_OUT, "ERR_FORMAT_MESSAGE_TYPE", "lenient", { type: "COARRI:D:95B:UN" });
    });
  });

  describe("refuses in strict mode and notes in lenient mode", () => {
    const rows: readonly (readonly [string, readonly string[], FormatErrorCode])[] = [
      ["an empty document number", withSegment("BGM", "BGM+36++9"), "ERR_FORMAT_NO_NUMBER"],
      [
        "a dummy in place of the IMO number",
        withSegment("TDT+20", "TDT+20+031E+1++EXLU+++1111111:146"),
        "ERR_FORMAT_VESSEL",
      ],
      [
        "a call sign in place of the IMO number",
        withSegment("TDT+20", "TDT+20+031E+1++EXLU+++D5EP4:103"),
        "ERR_FORMAT_VESSEL",
      ],
      ["DTM+ACT", withSegment("DTM", "DTM+ACT:202605241105:203"), "ERR_FORMAT_QUALIFIER"],
      [
        "a place name where the facility belongs",
        withSegment("LOC+165", "LOC+165+PHMNL:139:6:MICT+MICT"),
        "ERR_FORMAT_LOCATION",
      ],
      ["a place that is no UN/LOCODE", withSegment("LOC+165", "LOC+165+EXTERM1"), "ERR_FORMAT_LOCATION"],
      ["a wrong check digit", withSegment("EQD", "EQD+CN+EXMU2000015+45G1:102:5++3+5"), "ERR_FORMAT_CONTAINER"],
      ["a wrong control total", withSegment("CNT", "CNT+16:5"), "ERR_FORMAT_CONTROL_TOTAL"],
      ["a weight that is no number", withSegment("MEA", "MEA+AAE+G+KGM:HEAVY"), "ERR_FORMAT_NUMBER"],
      ["a weight padded with zeros", withSegment("MEA", "MEA+AAE+G+KGM:0016350"), "ERR_FORMAT_NUMBER"],
      ["a weight in an unknown unit", withSegment("MEA", "MEA+AAE+G+STN:16"), "ERR_FORMAT_NUMBER"],
      ["a seal of an unknown party", withSegment("SEL", "SEL+EX998877+XX+1"), "ERR_FORMAT_SEAL"],
      [
        "damage in local codes",
        [...GATE_OUT.slice(0, 10), "DAM+1+DEN:ZZZ::DENT+LEFT:ZZZ::LEFT+MIN:ZZZ", ...GATE_OUT.slice(10)],
        "ERR_FORMAT_DAMAGE_CODE",
      ],
      ["the same container twice", twice(), "ERR_FORMAT_DUPLICATE"],
    ];
    for (const [name, segments, code] of rows) {
      it(name, () => {
        const error = refused(segments, code);
        expect(error.details["position"]).to.be.a("number");
        const reports = read(segments, "lenient");
        expect(reports[0]?.notices.map((notice) => notice.code)).to.deep.equal([code]);
      });
    }

    it("keeps what local codes say", () => {
      const row = rows.find(([name]) => name === "damage in local codes");
      expect(only(read(row?.[1] ?? [], "lenient")).damages).to.deep.equal([
        {
          codeList: "LOCAL",
          damageCode: "DEN",
          damageText: "DENT",
          locationCode: "LEFT",
          locationText: "LEFT",
          severityCode: "MIN",
          componentCode: null,
        },
      ]);
    });
    it("takes the name of the facility from the wrong component", () => {
      const report = only(read(withSegment("LOC+165", "LOC+165+PHMNL:139:6:MICT+MICT"), "lenient"));
      expect(report.facility).to.deep.equal({ unLocationCode: "PHMNL", facilityCode: "MICT", facilityName: "MICT" });
    });
  });

  describe("refuses in both modes", () => {
    const rows: readonly (readonly [string, readonly string[], FormatErrorCode])[] = [
      ["no BGM", GATE_OUT.slice(1), "ERR_FORMAT_MISSING"],
      ["no EQD", [...GATE_OUT.slice(0, 3), "CNT+16:0"], "ERR_FORMAT_MISSING"],
      ["no container number", withSegment("EQD", "EQD+CN++45G1:102:5++3+5"), "ERR_FORMAT_MISSING"],
      ["no gate time", GATE_OUT.filter((line) => !line.startsWith("DTM")), "ERR_FORMAT_MISSING"],
      ["a day that does not exist", withSegment("DTM", "DTM+7:202602301105:203"), "ERR_FORMAT_DATE"],
      ["an unknown date format", withSegment("DTM", "DTM+7:202605241105:999"), "ERR_FORMAT_DATE"],
      ["a cancellation", withSegment("BGM", "BGM+36+X1+1"), "ERR_FORMAT_FUNCTION"],
      ["a duplicate", withSegment("BGM", "BGM+36+X1+7"), "ERR_FORMAT_FUNCTION"],
    ];
    for (const [name, segments, code] of rows) {
      it(name, () => {
        refused(segments, code);
        refused(segments, code, "lenient");
      });
    }
  });

  describe("notes in either mode that the direction may be swapped", () => {
    it("by equipment status: a full import container that goes in", () => {
      expect(noticesOf(withSegment("BGM", "BGM+34+X1+9"), "strict")).to.deep.equal(["ERR_FORMAT_DIRECTION"]);
    });
    it("by the words of the event", () => {
      const segments = [...GATE_OUT.slice(0, 10), "FTX+AAI+++GATE IN AT 11.05", ...GATE_OUT.slice(10)];
      expect(noticesOf(segments, "strict")).to.deep.equal(["ERR_FORMAT_DIRECTION"]);
    });
    it("and says nothing when the words agree", () => {
      const segments = [...GATE_OUT.slice(0, 10), "FTX+AAI+++GATE OUT", ...GATE_OUT.slice(10)];
      expect(noticesOf(segments, "strict")).to.deep.equal([]);
    });
  });

  it("reads 27000.0, tonnes, pounds and a decimal comma", () => {
    const gross = (mea: string): number | null => only(read(withSegment("MEA", mea))).weights.grossKg;
    expect(gross("MEA+AAE+G+KGM:27000.0")).to.equal(27000);
    expect(gross("MEA+AAE+G+TNE:16,35")).to.equal(16350);
    expect(gross("MEA+AAE+G+LBR:1000")).to.equal(453.592);
  });

  it("reads the synthetic gate messages in strict mode", function () {
    const folder = sharedPath("refdata/edifact/synthetic");
    if (folder === null) return this.skip();
    const names = readdirSync(folder).filter((name) => name.startsWith("codeco"));
    const directions = names.map((name) => {
      const [first] = parseInterchange(readFileSync(join(folder, name))).messages;
      return first === undefined ? null : only(readCodeco(first, { zone: ZONE })).direction;
    });
    expect(directions).to.deep.equal(["OUT", "IN", "OUT", "IN"]);
  });
});

describe("writeCodeco", () => {
  it("writes D.95B that reads back the same in strict mode", () => {
    const reports = read(GATE_OUT);
    const text = writeCodeco(reports, HEADER);
    expect(text).to.match(/^UNB\+UNOA:2\+EXTERM1\+EXLU\+260524:1110\+1'UNH\+1\+CODECO:D:95B:UN:ITG13'/);
    expect(back(text)).to.deep.equal(reports);
  });

  it("changes to UNOY where the texts need it", () => {
    const reports = [{ ...only(read(GATE_OUT)), truckPlate: "沪A67890" }];
    const text = writeCodeco(reports, HEADER);
    expect(text).to.match(/^UNB\+UNOY:4\+EXTERM1\+EXLU\+20260524:1110\+1'/);
    expect(back(text)).to.deep.equal(reports);
  });

  it("writes what readCodeco reads back, for any report", () => {
    fc.assert(
      fc.property(fc.array(anyReport, { minLength: 1, maxLength: 3 }), (reports) => {
        expect(back(writeCodeco(reports, HEADER))).to.deep.equal(reports);
      }),
      { numRuns: 200 },
    );
  });

  it("refuses control characters", () => {
    const report = { ...only(read(GATE_OUT)), truckPlate: "A\u0000B" };
    throwsWithCode(FormatError, "ERR_FORMAT_CHARACTER", () => writeCodeco([report], HEADER));
  });
});

describe("toGateFact", () => {
  it("is unsigned and identified by container, facility, direction and time", () => {
    const fact = toGateFact(only(read(withSegment("BGM", "BGM+36++9"), "lenient")));
    expect(fact["isSigned"]).to.equal(false);
    expect(fact["key"]).to.equal("EXMU2000014 EXTERM1 OUT 2026-05-24T11:05:00+08:00");
    expect(fact).not.to.have.property("eirNumber");
  });
});

function twice(): string[] {
  return [...GATE_OUT.slice(0, 11), ...GATE_OUT.slice(3, 11), "CNT+16:2"];
}

const back = (text: string): GateReport[] =>
  parseInterchange(text).messages.flatMap((one) => readCodeco(one, { zone: ZONE }));

const word = fc
  .array(fc.constantFrom("A", "B", "7", " ", "'", "+", ":", "?", "沪", "."), { minLength: 1, maxLength: 8 })
  .map((marks) => `X${marks.join("")}X`);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const mass = maybe(fc.integer({ min: 1, max: 40_000_000 }).map((grams) => grams / 1000));
const locode = fc.constantFrom("CNSHG", "CNYSA", "NLRTM");
const movement = fc.constantFrom(
  { direction: "OUT" as const, fullEmpty: "LADEN" as const, fullnessCode: "5", status: "IMPORT" },
  { direction: "IN" as const, fullEmpty: "EMPTY" as const, fullnessCode: "4", status: "IMPORT" },
  { direction: "IN" as const, fullEmpty: "LADEN" as const, fullnessCode: "8", status: "EXPORT" },
  { direction: "OUT" as const, fullEmpty: null, fullnessCode: null, status: null },
);
const moment = fc
  .date({ min: new Date("2000-01-01T00:00:00Z"), max: new Date("2099-12-31T23:59:59Z"), noInvalidDate: true })
  .map((date) => {
    const wall = date.toISOString().slice(0, 19);
    const digits = wall.replaceAll(/\D/g, "");
    const isWhole = digits.endsWith("00");
    return { text: `${wall}${ZONE}`, raw: isWhole ? digits.slice(0, 12) : digits, format: isWhole ? "203" : "204" };
  });
const anyReport: fc.Arbitrary<GateReport> = fc
  .record({
    movement,
    container: fc.constantFrom("EXMU2000014", "CSQU3054383"),
    sizeType: maybe(fc.constantFrom("45G1", "22G1")),
    gateDateTime: moment,
    facility: maybe(fc.record({ unLocationCode: locode, facilityCode: word, facilityName: maybe(word) })),
    eirNumber: word,
    containerOperator: maybe(word),
    vessel: maybe(
      fc.record({ name: maybe(word), imo: fc.constant("9074729"), voyage: maybe(word), carrierCode: maybe(word) }),
    ),
    portOfLoading: maybe(locode),
    portOfDischarge: maybe(locode),
    seals: fc.array(
      fc.record({
        number: word,
        source: maybe(fc.constantFrom("CAR", "CUS")),
        condition: maybe(fc.constantFrom("OK", "BROKEN")),
      }),
      { maxLength: 3 },
    ),
    weights: fc.record({ tareKg: mass, grossKg: mass, vgmKg: mass }),
    damages: fc.array(
      fc.record({
        codeList: fc.constant("CEDEX" as const),
        damageCode: fc.constantFrom("DT", "BR"),
        damageText: maybe(word),
        locationCode: maybe(word),
        locationText: maybe(word),
        severityCode: maybe(word),
        componentCode: maybe(word),
      }),
      { maxLength: 2 },
    ),
    haulier: maybe(word),
    truckPlate: maybe(word),
    references: fc.record({ BN: maybe(word), BM: maybe(word), RE: maybe(word) }),
  })
  .map(({ movement: move, ...rest }) => ({ ...rest, ...move, notices: [] }));
