import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { concatBytes, documentChecksum, domainDigest, encodeHex, sha256, sha256Hex, utf8 } from "../src/index.ts";

const parts = fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 4 });

describe("sha256", () => {
  it("has the published value for abc", () => {
    expect(sha256Hex(utf8("abc"))).to.equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("is that of the parts joined, in bytes and in hex, short and long", () => {
    fc.assert(
      fc.property(parts, (some) => {
        const expected = createHash("sha256")
          .update(concatBytes(...some))
          .digest("hex");
        expect(encodeHex(sha256(...some))).to.equal(expected);
        expect(sha256Hex(...some)).to.equal(expected);
      }),
    );
  });
});

describe("domainDigest", () => {
  it("is SHA-256 over domain, zero, and each part behind its length", () => {
    const framed = "openlading/test/1\0\0\0\0\u0001a\0\0\0\0\0\0\0\u0002bc";
    expect(domainDigest("openlading/test/1", utf8("a"), utf8(""), utf8("bc"))).to.deep.equal(sha256(utf8(framed)));
  });

  it("changes with every boundary between parts", () => {
    const digests = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""]].map((some) =>
      encodeHex(domainDigest("d", ...some.map(utf8))),
    );
    expect(new Set(digests).size).to.equal(4);
  });

  it("takes no empty domain and none with a zero character", () => {
    expect(() => domainDigest("")).to.throw(TypeError);
    expect(() => domainDigest("a\0b")).to.throw(TypeError);
  });
});

describe("documentChecksum", () => {
  it("is SHA-256 of the canonical form", () => {
    expect(documentChecksum({ b: "é", a: [1] })).to.equal(sha256Hex(utf8('{"a":[1],"b":"é"}')));
  });
});
