import { readFileSync } from "node:fs";
import { expect } from "chai";
import { sharedPath, throwsWithCode } from "@openlading/testkit";
import {
  FormatError,
  parseInterchange,
  readCusres,
  type DocumentDraft,
  type FormatErrorCode,
  type Message,
} from "../src/index.ts";
import { wrap } from "./samples.ts";

const D95B = { type: "CUSRES:D:95B:UN" };
const RELEASE: readonly string[] = [
  "BGM+932+REL2248202600000042+9",
  "NAD+CM+2248::ZZZ",
  "LOC+22+2248",
  "DTM+204:202605221030:203",
  "GIS+4",
  "RFF+ABT:224820261000000042",
  "RFF+BM:EXLU26049001",
  "EQD+CN+EXMU2000014",
];

function message(text: string | Uint8Array): Message {
  const [first] = parseInterchange(text, { mode: "lenient" }).messages;
  if (first === undefined) throw new Error("no message");
  return first;
}

const read = (segments: readonly string[]): DocumentDraft =>
  readCusres(message(wrap(segments, D95B)), { zone: "+08:00" });
const changed = (from: string, ...to: readonly string[]): string[] =>
  RELEASE.flatMap((line) => (line === from ? to : [line]));
const resultOf = (...codes: readonly string[]): unknown =>
  read(changed("GIS+4", ...codes.map((code) => `GIS+${code}`))).data["result"];

describe("readCusres", () => {
  it("gives the data of a release notice that can be issued", () => {
    const { kind, data, faults, notices } = read(RELEASE);
    expect([kind, faults, notices]).to.deep.equal(["customs-release", [], []]);
    expect(data).to.include({
      documentNumber: "REL2248202600000042",
      messageId: "26052400001/1",
      direction: "IMPORT",
      customsOffice: "2248",
      customsDeclarationNumber: "224820261000000042",
      containerScope: "LISTED",
      result: "RELEASED",
      releaseDateTime: "2026-05-22T10:30:00+08:00",
    });
  });

  it("maps GIS: 4 releases, 5 and 7 hold", () => {
    expect(resultOf("4")).to.equal("RELEASED");
    expect(resultOf("5")).to.equal("SUSPENDED");
    expect(resultOf("7")).to.equal("SUSPENDED");
  });

  it("lets one hold beat a release, in either order", () => {
    expect(resultOf("4", "5")).to.equal("SUSPENDED");
    expect(resultOf("5", "4")).to.equal("SUSPENDED");
  });

  it("lets a release stand beside what decides nothing", () => {
    expect(resultOf("1", "4", "40")).to.equal("RELEASED");
  });

  for (const codes of [["1"], ["2"], ["6"], ["26"], ["4", "6"], ["4", "41"], []]) {
    it(`refuses GIS ${codes.join(" and ") || "missing"}, which is no decision`, () => {
      throwsWithCode(FormatError, "ERR_FORMAT_RESULT", () => resultOf(...codes));
    });
  }

  it("leaves the scope open where no container is named, rather than reading it as all", () => {
    const { data, faults } = read(RELEASE.slice(0, -1));
    expect(data).not.to.have.property("containerScope");
    expect(faults.map((fault) => fault.path)).to.deep.equal(["$.containerScope"]);
    const whole = readCusres(message(wrap(RELEASE.slice(0, -1), D95B)), {
      zone: "+08:00",
      supplement: { containerScope: "ALL" },
    });
    expect(whole.faults).to.deep.equal([]);
  });

  const REFUSALS: readonly (readonly [string, readonly string[], FormatErrorCode])[] = [
    ["no BGM", RELEASE.slice(1), "ERR_FORMAT_MISSING"],
    ["no time", changed("DTM+204:202605221030:203"), "ERR_FORMAT_MISSING"],
    ["an impossible time", changed("DTM+204:202605221030:203", "DTM+204:202605222530:203"), "ERR_FORMAT_DATE"],
    [
      "a cancellation",
      changed("BGM+932+REL2248202600000042+9", "BGM+932+REL2248202600000042+1"),
      "ERR_FORMAT_FUNCTION",
    ],
    ["a wrong check digit", changed("EQD+CN+EXMU2000014", "EQD+CN+EXMU2000015"), "ERR_FORMAT_CONTAINER"],
  ];
  for (const [name, segments, code] of REFUSALS) {
    it(`refuses ${name}`, () => {
      throwsWithCode(FormatError, code, () => read(segments));
    });
  }

  it("refuses another directory", () => {
    const other = message(wrap(RELEASE, { type: "CUSRES:D:96B:UN" }));
    throwsWithCode(FormatError, "ERR_FORMAT_MESSAGE_TYPE", () => readCusres(other, { zone: "+08:00" }));
  });

  it("reads the two synthetic responses", function () {
    const names = ["cusres-d95b-goods-released.edi", "cusres-d95b-goods-required-for-examination.edi"];
    const results = names.map((name) => {
      const path = sharedPath(`refdata/edifact/synthetic/${name}`);
      return path === null ? null : readCusres(message(readFileSync(path)), { zone: "+08:00" });
    });
    if (results.includes(null)) return this.skip();
    expect(results.map((draft) => [draft?.data["result"], draft?.faults])).to.deep.equal([
      ["RELEASED", []],
      ["SUSPENDED", []],
    ]);
  });
});
