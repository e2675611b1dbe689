import { expect } from "chai";
import fc from "fast-check";
import { throwsWithCode } from "@openlading/testkit";
import { CoreError, compareBytes, concatBytes, decodeUtf8, equalBytes, utf8 } from "../src/index.ts";

const bytes = fc.uint8Array({ maxLength: 40 });

describe("bytes", () => {
  it("decodes what it encodes", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => decodeUtf8(utf8(text)) === text));
  });

  it("keeps a byte order mark", () => {
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).to.equal("\ufeffA");
  });

  for (const [name, wrong] of Object.entries({
    "a lone continuation byte": [0x80],
    "an overlong form": [0xc0, 0xaf],
    "a surrogate": [0xed, 0xa0, 0x80],
    "a cut sequence": [0xe2, 0x82],
  })) {
    it(`refuses ${name}`, () => {
      throwsWithCode(CoreError, "ERR_CORE_ENCODING", () => decodeUtf8(Uint8Array.from(wrong)));
    });
  }

  it("joins in order", () => {
    fc.assert(
      fc.property(fc.array(bytes), (parts) => {
        expect([...concatBytes(...parts)]).to.deep.equal(parts.flatMap((part) => [...part]));
      }),
    );
  });

  it("finds bytes equal exactly when their order is zero", () => {
    fc.assert(fc.property(bytes, bytes, (a, b) => equalBytes(a, b) === (compareBytes(a, b) === 0)));
    fc.assert(fc.property(bytes, (a) => equalBytes(a, a.slice())));
  });

  it("orders unsigned, a prefix first", () => {
    expect(compareBytes(Uint8Array.of(0x7f), Uint8Array.of(0x80))).to.be.below(0);
    expect(compareBytes(Uint8Array.of(1), Uint8Array.of(1, 0))).to.be.below(0);
    expect(compareBytes(Uint8Array.of(2), Uint8Array.of(1, 9))).to.be.above(0);
  });
});
