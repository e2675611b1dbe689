import { expect } from "chai";
import { assert, property, string, uint8Array } from "fast-check";
import { plainDecode, plainEncode, type Encoding } from "../src/plain-encoding.ts";

const ENCODINGS: readonly Encoding[] = ["hex", "base64url", "base64"];

describe("the encodings of a place without Buffer", () => {
  for (const encoding of ENCODINGS) {
    it(`${encoding}: spells bytes as Buffer does, and reads them back`, () => {
      assert(
        property(uint8Array({ maxLength: 70 }), (bytes) => {
          const text = plainEncode(bytes, encoding);
          expect(text).to.equal(Buffer.from(bytes).toString(encoding));
          expect(plainDecode(text, encoding)).to.deep.equal(bytes);
        }),
      );
    });

    it(`${encoding}: takes a text exactly when Buffer spells it back`, () => {
      const near = string({ maxLength: 12, unit: "binary-ascii" }).map((text) => text.replace(/[^\w+/=-]/g, "A"));
      assert(
        property(near, (text) => {
          const isCanonical = Buffer.from(text, encoding).toString(encoding) === text;
          expect(plainDecode(text, encoding) !== null).to.equal(isCanonical);
        }),
        { numRuns: 2000 },
      );
    });
  }

  it("refuses padding out of place, stray bits, upper case and white space", () => {
    const refused: readonly (readonly [string, Encoding])[] = [
      ["AA", "base64"],
      ["AA=", "base64"],
      ["AA===", "base64"],
      ["=", "base64"],
      ["AB==", "base64"],
      ["AB", "base64url"],
      ["AA==", "base64url"],
      ["A", "base64url"],
      ["A A", "base64url"],
      ["0A", "hex"],
      ["0", "hex"],
    ];
    for (const [text, encoding] of refused) expect(plainDecode(text, encoding), text).to.equal(null);
  });
});
