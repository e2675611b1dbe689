import { expect } from "chai";
import fc from "fast-check";
import { throwsWithCode } from "@openlading/testkit";
import { CoreError, canonicalText, parseStrictJson, utf8, type CoreErrorCode, type JsonLimits } from "../src/index.ts";

function faultsOf(input: string): string[] {
  try {
    parseStrictJson(input);
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    const { faults } = error.details;
    if (!Array.isArray(faults)) throw error;
    return faults.map(
      ({ path, code }: { path: string; code: string }) => `${path} ${code.replace("ERR_CORE_JSON_", "")}`,
    );
  }
  return [];
}

function refuses(code: CoreErrorCode, input: string | Uint8Array, limits?: JsonLimits): CoreError {
  return throwsWithCode(CoreError, code, () => parseStrictJson(input, limits));
}

describe("parseStrictJson", () => {
  it("reads what JSON.parse reads, from text and from bytes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        const text = canonicalText(value);
        fc.pre(!/[0-9]{16}/.test(text)); // may be an integer that is refused; numbers have a property of their own
        fc.pre(!/"(?:__proto__|constructor)":/.test(text));
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        for (const input of [text, spaced, utf8(spaced)]) expect(canonicalText(parseStrictJson(input))).to.equal(text);
      }),
    );
  });

  it("reads every escape", () => {
    expect(parseStrictJson(String.raw`"\"\\\/\b\f\n\r\t\u0041\uD83D\uDE00\u0000"`)).to.equal(
      '"\\/\b\f\n\r\tA\u{1f600}\0',
    );
  });

  it("makes objects without prototype and leaves Object.prototype alone", () => {
    const before = Reflect.ownKeys(Object.prototype).length;
    const value = parseStrictJson('{"toString":1,"valueOf":{"then":2}}');
    expect(Object.getPrototypeOf(value)).to.equal(null);
    expect(faultsOf('{"__proto__":{"polluted":1}}')).to.deep.equal(["$.__proto__ NAME"]);
    expect(Reflect.ownKeys(Object.prototype).length).to.equal(before);
  });

  it("lists every fault with its path, repeated names and escaped ones too", () => {
    const input = String.raw`{"a":[1,{"b":-0}],"\u0061":1e999,"c d":{"\ud800":1},"constructor":["\udc00"],"a":2}`;
    expect(faultsOf(input)).to.deep.equal([
      "$.a[1].b NUMBER",
      "$.a DUPLICATE",
      "$.a NUMBER",
      '$["c d"]["\ufffd"] SURROGATE',
      "$.constructor NAME",
      "$.constructor[0] SURROGATE",
      "$.a DUPLICATE",
    ]);
  });

  it("keeps a hundred faults and counts the others", () => {
    const error = refuses("ERR_CORE_JSON_NUMBER", `[${"-0,".repeat(250)}1]`);
    expect(error.details["count"]).to.equal(250);
    expect(error.details["faults"]).to.have.length(100);
  });

  it("stops at a syntax fault, names its offset and puts it first", () => {
    const error = refuses("ERR_CORE_JSON_SYNTAX", '{"a":-0,"b":[1,]}');
    expect(error.details["offset"]).to.equal(15);
    expect(faultsOf('{"a":-0,"b":[1,]}')).to.deep.equal(["$.b[1] SYNTAX", "$.a NUMBER"]);
  });

  for (const text of [
    "9007199254740992",
    "1e20",
    "9007199254740992.0",
    "-9007199254740992",
    "1e400",
    "-1E309",
    "1e-400",
    "-0",
    "-0.0",
    "-0e5",
    "0.1e-330",
  ]) {
    it(`refuses the number ${text}`, () => {
      refuses("ERR_CORE_JSON_NUMBER", text);
    });
  }

  for (const [text, value] of [
    ["9007199254740991", 9007199254740991],
    ["0.0", 0],
    ["0e9", 0],
    ["1.0", 1],
    ["5e-324", 5e-324],
    ["1e30", 1e30],
    ["333333333.33333329", 333333333.3333333],
  ] as const) {
    it(`reads the number ${text}`, () => {
      expect(parseStrictJson(text)).to.equal(value);
    });
  }

  it("reads again, as the same double, whatever RFC 8785 writes for a number it read", () => {
    const spellings = [String, (value: number) => value.toExponential(), (value: number) => value.toFixed(3)];
    fc.assert(
      fc.property(
        fc.double({ noDefaultInfinity: true, noNaN: true }),
        fc.constantFrom(...spellings),
        (value, spell) => {
          let read;
          try {
            read = parseStrictJson(spell(value));
          } catch {
            return;
          }
          expect(parseStrictJson(canonicalText(read))).to.equal(read);
        },
      ),
    );
  });

  it("reads any finite double but -0 as RFC 8785 writes it", () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
        fc.pre(!Number.isInteger(value) || Math.abs(value) >= 1e21 || Number.isSafeInteger(value));
        return parseStrictJson(canonicalText(value)) === (value === 0 ? 0 : value);
      }),
    );
  });

  it("refuses bytes that are not UTF-8, a byte order mark and a torn text", () => {
    refuses("ERR_CORE_JSON_ENCODING", Uint8Array.of(0x22, 0xff, 0x22));
    refuses("ERR_CORE_JSON_ENCODING", Uint8Array.of(0xef, 0xbb, 0xbf, 0x31));
    refuses("ERR_CORE_JSON_ENCODING", "\ufeff1");
    refuses("ERR_CORE_JSON_ENCODING", '"\ud800"');
  });

  for (const text of [
    "",
    " ",
    "nul",
    "tru",
    "nan",
    "01",
    "1.",
    ".5",
    "+1",
    "1e",
    "[1,]",
    '{"a":1,}',
    "{a:1}",
    "'a'",
    '"\t"',
    '"\\x"',
    '"\\u12g4"',
    "1 2",
    "[1}",
    '{"a" 1}',
    '{"a":1 "b":2}',
    "/**/1",
    "\u00a01",
    '"',
    '"\\',
  ]) {
    it(`refuses the syntax of ${JSON.stringify(text)}`, () => {
      refuses("ERR_CORE_JSON_SYNTAX", text);
    });
  }
});

describe("parseStrictJson limits", () => {
  it("takes 64 levels and refuses 65, whatever follows", () => {
    expect(parseStrictJson("[".repeat(64) + "]".repeat(64))).to.be.an("array");
    refuses("ERR_CORE_JSON_LIMIT", "[".repeat(65) + "]".repeat(65));
    refuses("ERR_CORE_JSON_LIMIT", '{"a":'.repeat(65));
  });

  it("takes 10,000 members over the whole text and refuses 10,001", () => {
    const half = `{${Array.from({ length: 4999 }, (_, index) => `"m${index}":0`).join()}}`;
    const list = (length: number): string => `[${Array.from({ length }, () => "0").join()}]`;
    expect(parseStrictJson(`[${half},${list(4999)}]`)).to.have.length(2);
    refuses("ERR_CORE_JSON_LIMIT", `[${half},${list(5000)}]`);
  });

  it("counts bytes of UTF-8, not characters", () => {
    expect(parseStrictJson('"€€"', { maxBytes: 8 })).to.equal("€€");
    expect(refuses("ERR_CORE_JSON_LIMIT", '"€€"', { maxBytes: 7 }).details["limit"]).to.equal("maxBytes");
    refuses("ERR_CORE_JSON_LIMIT", utf8('"€€"'), { maxBytes: 7 });
  });

  it("takes other limits when given", () => {
    refuses("ERR_CORE_JSON_LIMIT", "[[1]]", { maxDepth: 1 });
    refuses("ERR_CORE_JSON_LIMIT", "[1,2]", { maxMembers: 1 });
  });

  const MiB = 1024 * 1024;
  for (const [name, make] of Object.entries({
    "10 MiB of opening brackets": () => "[".repeat(10 * MiB),
    "50,000 members": () => `{${Array.from({ length: 50_000 }, (_, index) => `"m${index}":0`).join()}}`,
    "100 MiB of text": () => "1".repeat(100 * MiB),
  })) {
    it(`refuses ${name} in little time and memory`, () => {
      const input = utf8(make());
      const memory = process.memoryUsage().heapUsed;
      const start = performance.now();
      refuses("ERR_CORE_JSON_LIMIT", input);
      expect(performance.now() - start).to.be.below(250);
      expect(process.memoryUsage().heapUsed - memory).to.be.below(64 * MiB);
    });
  }

  it("reads one text of a megabyte and 10 MiB of white space in linear time", () => {
    const start = performance.now();
    expect(parseStrictJson(`"${"\\n".repeat(MiB / 2)}"`)).to.have.length(MiB / 2);
    expect(parseStrictJson(`${" ".repeat(10 * MiB - 1)}1`)).to.equal(1);
    expect(performance.now() - start).to.be.below(2000);
  });
});
