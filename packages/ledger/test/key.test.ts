import { compareBytes, utf8 } from "@openlading/core";
import { expect } from "chai";
import fc from "fast-check";
import { decodeKey, encodeKey, keyRange, LedgerError, MAX_KEY_BYTES, type Key } from "../src/index.ts";

const part = fc
  .string({ unit: "binary", minLength: 1, maxLength: 12 })
  .filter((text) => text.isWellFormed() && !text.includes("\u0000") && !text.includes("\u{10FFFF}"));
const key: fc.Arbitrary<Key> = fc
  .tuple(part, fc.array(part, { maxLength: 4 }))
  .map(([first, rest]) => [first, ...rest]);

function compareParts(left: Key, right: Key): number {
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compareBytes(utf8(part), utf8(other));
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function refuses(act: () => unknown): void {
  expect(act).to.throw(LedgerError).with.property("code", "ERR_LEDGER_KEY");
}

describe("encodeKey", () => {
  it("writes Fabric's composite key", () => {
    expect(encodeKey(["record", "a"])).to.equal("\u0000record\u0000a\u0000");
  });

  it("is undone by decodeKey", () => {
    fc.assert(fc.property(key, (value) => void expect(decodeKey(encodeKey(value))).to.deep.equal(value)));
  });

  it("keeps the byte order of the parts", () => {
    fc.assert(
      fc.property(key, key, (left, right) => {
        const encoded = compareBytes(utf8(encodeKey(left)), utf8(encodeKey(right)));
        expect(Math.sign(encoded)).to.equal(Math.sign(compareParts(left, right)));
      }),
    );
  });

  for (const [what, bad] of [
    ["no part", []],
    ["an empty part", ["a", ""]],
    ["U+0000", ["a\u0000b"]],
    ["U+10FFFF", ["a\u{10FFFF}"]],
    ["half a surrogate pair", ["\ud800"]],
    ["more bytes than the limit", ["é".repeat(MAX_KEY_BYTES / 2)]],
    ["more units than the limit", ["a".repeat(MAX_KEY_BYTES)]],
  ] as const) {
    it(`refuses ${what}`, () => refuses(() => encodeKey(bad as unknown as Key)));
  }

  it("takes a key of exactly the limit", () => {
    expect(utf8(encodeKey(["a".repeat(MAX_KEY_BYTES - 2)]))).to.have.length(MAX_KEY_BYTES);
  });
});

describe("decodeKey", () => {
  for (const text of ["", "\u0000", "\u0000\u0000", "a", "\u0000a", "a\u0000", "\u0000a\u0000\u0000"]) {
    it(`refuses ${JSON.stringify(text)}`, () => refuses(() => decodeKey(text)));
  }
});

describe("keyRange", () => {
  it("holds the prefix and all below it, and nothing else", () => {
    fc.assert(
      fc.property(key, key, (prefix, other) => {
        const { from, to } = keyRange(prefix);
        const encoded = utf8(encodeKey(other));
        const isInside = compareBytes(encoded, utf8(from)) >= 0 && compareBytes(encoded, utf8(to)) < 0;
        expect(isInside).to.equal(prefix.every((part, index) => other[index] === part));
      }),
    );
  });

  it("does not take record/ab for a key under record/a", () => {
    const { to } = keyRange(["record", "a"]);
    expect(compareBytes(utf8(encodeKey(["record", "ab"])), utf8(to))).to.be.greaterThan(0);
  });
});
