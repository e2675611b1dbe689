import { readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { sharedPath, throwsWithCode } from "@openlading/testkit";
import { CoreError, formatInstant, parseInstant, parseUtcInstant } from "../src/index.ts";
import { DATE_TIME_REFUSED_THOUGH_VALID } from "./deviations.ts";

interface Vector {
  readonly description: string;
  readonly data: unknown;
  readonly valid: boolean;
}

const moment = fc.integer({ min: Date.parse("0001-01-01T00:00:00.000Z"), max: Date.parse("9999-12-31T23:59:59.999Z") });

function isInstant(text: string): boolean {
  try {
    parseInstant(text);
    return true;
  } catch (error) {
    if (error instanceof CoreError && error.code === "ERR_CORE_INSTANT") return false;
    throw error;
  }
}

describe("parseInstant", () => {
  it("agrees with the JSON Schema date-time vectors but for those in the table", function () {
    const file = sharedPath("vectors/json-schema-formats/date-time.json");
    if (file === null) return this.skip(); // no third-party vectors on this machine
    const suites = JSON.parse(readFileSync(file, "utf8")) as readonly { readonly tests: readonly Vector[] }[];
    const vectors = suites.flatMap(({ tests }) => tests).filter(({ data }) => typeof data === "string");
    for (const { description, data, valid } of vectors) {
      const isRefusedHere = description in DATE_TIME_REFUSED_THOUGH_VALID;
      if (isRefusedHere) expect(valid, description).to.equal(true);
      expect(isInstant(String(data)), description).to.equal(valid && !isRefusedHere);
    }
    expect(vectors.length).to.equal(27);
  });

  it("keeps the text and converts to milliseconds, rounding down", () => {
    expect(parseInstant("2026-05-01T10:00:00.0019+02:00")).to.deep.equal({
      text: "2026-05-01T10:00:00.0019+02:00",
      epochMs: Date.parse("2026-05-01T08:00:00.001Z"),
    });
    expect(parseInstant("1969-12-31T23:59:59.9999Z").epochMs).to.equal(-1);
    expect(parseInstant("2026-05-01t08:00:00z").epochMs).to.equal(Date.parse("2026-05-01T08:00:00Z"));
    expect(parseInstant("2026-05-01T08:00:00-00:00").epochMs).to.equal(Date.parse("2026-05-01T08:00:00Z"));
  });

  it("reads the same moment at every offset", () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -1439, max: 1439 }), (epochMs, minutes) => {
        const localMs = epochMs + minutes * 60_000;
        fc.pre(localMs >= Date.parse("0001-01-01T00:00:00Z") && localMs <= Date.parse("9999-12-31T23:59:59.999Z"));
        const pad = (value: number): string => String(value).padStart(2, "0");
        const offset = `${minutes < 0 ? "-" : "+"}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;
        return parseInstant(formatInstant(localMs).replace("Z", offset)).epochMs === epochMs;
      }),
    );
  });

  for (const text of [
    "2026-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01",
    "2026-05-01T08:00:00",
    "2026-05-01 08:00:00Z",
    "2026-05-01T08:00:60Z",
    "2026-05-01T08:00:00.Z",
    "2026-05-01T08:00:00.1234567890Z",
    "2026-05-01T08:00Z",
    "2026-05-01T08:00:00,5Z",
    "2026-05-01T08:00:00+0200",
    "2026-05-01T08:00:00Z ",
    "2026-05-01",
    "",
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      throwsWithCode(CoreError, "ERR_CORE_INSTANT", () => parseInstant(text));
    });
  }

  it("takes the leap days there are", () => {
    expect(
      isInstant("2000-02-29T00:00:00Z") && isInstant("2024-02-29T00:00:00Z") && isInstant("0004-02-29T00:00:00Z"),
    ).to.equal(true);
  });
});

describe("parseUtcInstant", () => {
  it("reads what formatInstant writes", () => {
    fc.assert(fc.property(moment, (epochMs) => parseUtcInstant(formatInstant(epochMs)) === epochMs));
  });

  it("reads the one spelling of a moment, so that texts order as their moments do", () => {
    fc.assert(fc.property(moment, moment, (a, b) => formatInstant(a) < formatInstant(b) === a < b));
  });

  for (const text of [
    "2026-05-01T08:00:00Z",
    "2026-05-01T08:00:00.000+00:00",
    "2026-05-01t08:00:00.000Z",
    "2026-05-01T08:00:00.0000Z",
    "2026-02-30T08:00:00.000Z",
  ]) {
    it(`refuses ${text}`, () => {
      throwsWithCode(CoreError, "ERR_CORE_INSTANT", () => parseUtcInstant(text));
    });
  }
});

describe("formatInstant", () => {
  it("takes whole milliseconds of the years 1 to 9999 only", () => {
    for (const wrong of [
      0.5,
      NaN,
      Infinity,
      Date.parse("0001-01-01T00:00:00Z") - 1,
      Date.parse("9999-12-31T23:59:59.999Z") + 1,
    ]) {
      expect(() => formatInstant(wrong)).to.throw(TypeError);
    }
  });
});
