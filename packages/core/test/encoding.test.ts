import fc from "fast-check";
import { throwsWithCode } from "@openlading/testkit";
import {
  CoreError,
  decodeBase64,
  decodeBase64url,
  decodeHex,
  encodeBase64,
  encodeBase64url,
  encodeHex,
  equalBytes,
} from "../src/index.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const codecs = {
  hex: { encode: encodeHex, decode: decodeHex, wrong: ["A0", "0", "0g", "00 ", " 00", "0x00", "00\n"] },
  base64url: {
    encode: encodeBase64url,
    decode: decodeBase64url,
    wrong: ["A", "AB", "AA==", "AAB", "A A", "AA\n", "+_-A", "//8", "AAAA\0", "ＡＡ"],
  },
  base64: {
    encode: encodeBase64,
    decode: decodeBase64,
    wrong: ["AA", "AB==", "AAB=", "AA=", "AA===", "A A=", "-_8=", "AAA=AAAA", "AA==\n"],
  },
};

for (const [name, { encode, decode, wrong }] of Object.entries(codecs)) {
  describe(name, () => {
    it("decodes what it encodes", () => {
      fc.assert(fc.property(fc.uint8Array(), (bytes) => equalBytes(decode(encode(bytes)), bytes)));
    });

    it("takes only the one spelling of some bytes", () => {
      fc.assert(
        fc.property(fc.string({ maxLength: 8 }), (text) => {
          try {
            return encode(decode(text)) === text;
          } catch (error) {
            return error instanceof CoreError;
          }
        }),
      );
    });

    for (const text of wrong) {
      it(`refuses ${JSON.stringify(text)}`, () => {
        throwsWithCode(CoreError, "ERR_CORE_ENCODING", () => decode(text));
      });
    }
  });
}

describe("base64url trailing bits", () => {
  it("are refused when not zero", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.integer({ min: 1, max: 3 }), (bytes, step) => {
        fc.pre(bytes.length % 3 !== 0);
        const text = encodeBase64url(bytes);
        const last = ALPHABET.indexOf(text.slice(-1));
        const twin = text.slice(0, -1) + ALPHABET.charAt(last + step);
        throwsWithCode(CoreError, "ERR_CORE_ENCODING", () => decodeBase64url(twin));
      }),
    );
  });
});
