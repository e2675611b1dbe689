import { utf8 } from "@openlading/core";
import { expect } from "chai";
import { duplicateOf, readDuplicate } from "../src/index.ts";

const ID = "0123456789abcdef".repeat(4);

describe("duplicateOf", () => {
  it("is read back by readDuplicate", () => expect(readDuplicate(duplicateOf(ID))).to.equal(ID));

  it("refuses what is not a transaction id", () => {
    expect(() => duplicateOf(ID.toUpperCase())).to.throw(TypeError);
    expect(() => duplicateOf("")).to.throw(TypeError);
  });
});

describe("readDuplicate", () => {
  for (const [what, bytes] of [
    ["an empty result", new Uint8Array()],
    ["other JSON", utf8(`{"duplicateOf":"${ID}" }`)],
    ["bytes of the marker's length", new Uint8Array(82).fill(0xff)],
    ["almost text", new Uint8Array(82).fill(0xff).fill(0x7b, 0, 1)],
  ] as const) {
    it(`takes ${what} for an ordinary result`, () => expect(readDuplicate(bytes)).to.equal(null));
  }
});
