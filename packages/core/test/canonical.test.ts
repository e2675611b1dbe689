import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { sharedPath, throwsWithCode } from "@openlading/testkit";
import {
  CoreError,
  canonicalText,
  canonicalize,
  decodeUtf8,
  encodeHex,
  parseStrictJson,
  sha256Hex,
} from "../src/index.ts";

const json = fc.jsonValue({ maxDepth: 6, noUnicodeString: false });

describe("canonicalize", () => {
  it("writes the six documents of RFC 8785 as published, in text and in bytes", function () {
    const folder = sharedPath("vectors/jcs");
    if (folder === null) return this.skip(); // no third-party vectors on this machine
    const names = readdirSync(join(folder, "input"));
    for (const name of names) {
      const bytes = canonicalize(parseStrictJson(readFileSync(join(folder, "input", name))));
      expect(decodeUtf8(bytes), name).to.equal(readFileSync(join(folder, "output", name), "utf8"));
      const hex = readFileSync(join(folder, "outhex", name.replace(".json", ".txt")), "utf8").replace(/\s/g, "");
      expect(encodeHex(bytes), name).to.equal(hex);
    }
    expect(names.length).to.equal(6);
  });

  it("writes ten thousand doubles as published", function () {
    const file = sharedPath("vectors/jcs/es6-numbers-10000.csv");
    if (file === null) return this.skip(); // no third-party vectors on this machine
    const text = readFileSync(file);
    expect(sha256Hex(text)).to.match(/^b9f7a8e7/);
    const lines = text.toString("utf8").trimEnd().split("\n");
    const view = new DataView(new ArrayBuffer(8));
    for (const line of lines) {
      const [bits = "", written = ""] = line.split(",");
      view.setBigUint64(0, BigInt(`0x${bits}`));
      expect(canonicalText(view.getFloat64(0)), bits).to.equal(written);
    }
    expect(lines.length).to.equal(10_000);
  });

  it("does not change when its result is parsed and written again", () => {
    fc.assert(
      fc.property(json, (value) => {
        const once = canonicalText(value);
        return canonicalText(JSON.parse(once)) === once;
      }),
    );
  });

  it("does not depend on the order members were put in", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.string({ unit: "binary" }), fc.integer()), { selector: ([n]) => n, maxLength: 60 }),
        (members) => {
          const names = members.map(([name]) => name).sort();
          const text = canonicalText(Object.fromEntries(members));
          expect(text).to.equal(canonicalText(Object.fromEntries([...members].reverse())));
          let at = 0;
          for (const name of names) {
            const found = text.indexOf(`${JSON.stringify(name)}:`, at);
            expect(found).to.be.at.least(at);
            at = found + 1;
          }
        },
      ),
    );
  });

  it("orders names by UTF-16 units, not by code points", () => {
    expect(canonicalText({ "\ufb33": 1, "\u{1f600}": 2, "€": 3 })).to.equal('{"€":3,"\u{1f600}":2,"\ufb33":1}');
  });

  it("writes plain and prototype-less objects alike, and -0 as 0", () => {
    expect(canonicalText(Object.assign(Object.create(null), { a: -0 }))).to.equal(canonicalText({ a: 0 }));
  });

  it("takes 64 levels and refuses 65", () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
    expect(canonicalText(nested(64))).to.have.length(129);
    throwsWithCode(CoreError, "ERR_CORE_CANONICAL", () => canonicalText(nested(65)));
  });

  const cycle: unknown[] = [];
  cycle.push(cycle);
  const refused: Readonly<Record<string, unknown>> = {
    undefined: undefined,
    "a member that is undefined": { a: undefined },
    "a hole": new Array<unknown>(1),
    NaN: NaN,
    Infinity: [Infinity],
    "a bigint": 1n,
    "a function": { toJSON: () => 1 },
    "a symbol": Symbol("s"),
    "a Date": new Date(0),
    "a Map": new Map(),
    bytes: Uint8Array.of(1),
    "a boxed text": new String("x"),
    "an instance of a class": new (class Act {
      readonly a = 1;
    })(),
    "a lone surrogate": "\ud800",
    "a lone surrogate in a name": { "\udc00": 1 },
    "a cycle": cycle,
  };
  for (const [name, value] of Object.entries(refused)) {
    it(`refuses ${name}`, () => {
      throwsWithCode(CoreError, "ERR_CORE_CANONICAL", () => canonicalize(value));
    });
  }
});
