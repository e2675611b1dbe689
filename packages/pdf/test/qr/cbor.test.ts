import { decodeHex, encodeHex } from "@openlading/core";
import { throwsWithCode } from "@openlading/testkit";
import { expect } from "chai";
import {
  array,
  assert,
  integer,
  letrec,
  maxSafeInteger,
  oneof,
  option,
  property,
  string,
  uint8Array,
} from "fast-check";
import { decodeCbor, encodeCbor, type Cbor } from "../../src/qr/cbor.ts";
import { PdfError } from "../../src/error.ts";

/** Appendix A of RFC 8949, the part taken here. */
const TAKEN: readonly (readonly [string, Cbor])[] = [
  ["00", 0],
  ["01", 1],
  ["0a", 10],
  ["17", 23],
  ["1818", 24],
  ["1819", 25],
  ["1864", 100],
  ["1903e8", 1000],
  ["1a000f4240", 1_000_000],
  ["1b000000e8d4a51000", 1_000_000_000_000],
  ["20", -1],
  ["29", -10],
  ["3863", -100],
  ["3903e7", -1000],
  ["40", new Uint8Array(0)],
  ["4401020304", Uint8Array.of(1, 2, 3, 4)],
  ["60", ""],
  ["6161", "a"],
  ["6449455446", "IETF"],
  ["62c3bc", "ü"],
  ["63e6b0b4", "水"],
  ["64f0908591", "\u{10151}"],
  ["80", []],
  ["83010203", [1, 2, 3]],
  ["8301820203820405", [1, [2, 3], [4, 5]]],
  ["a0", new Map()],
  ["a201020304", new Map([[1, 2], [3, 4]])], // prettier-ignore
  ["f6", null],
  ["c11a514b67b0", { tag: 1, value: 1_363_896_240 }],
];

const REFUSED: Readonly<Record<string, string>> = {
  "nothing at all": "",
  "a byte after the item": "0000",
  "23 in two bytes": "1817",
  "255 in three bytes": "1900ff",
  "65535 in five bytes": "1a0000ffff",
  "2^32-1 in nine bytes": "1b00000000ffffffff",
  "a length in its longer form": "580161",
  "an integer beyond 2^53": "1b0020000000000001",
  "2^64-1": "1bffffffffffffffff",
  "an indefinite byte string": "5f42010243030405ff",
  "an indefinite text": "7f657374726561646d696e67ff",
  "an indefinite list": "9f0102ff",
  "an indefinite map": "bf0102ff",
  "a reserved length": "1c",
  "a break alone": "ff",
  "a half float": "f93c00",
  "a double": "fb3ff199999999999a",
  false: "f4",
  undefined: "f7",
  "a simple value": "f0",
  "null in its longer form": "f816",
  "text that is not UTF-8": "61ff",
  "a key twice": "a201020103",
  "keys out of order": "a203040102",
  "a text as key": "a1616101",
  "a list that ends early": "8301",
  "a string that ends early": "44010203",
  "a string longer than all memory": "5b7fffffffffffffff00",
  "a list longer than all memory": "9affffffff",
  "seven lists in one another": "8181818181818100",
};

describe("CBOR of a code", () => {
  it(`reads and writes ${TAKEN.length.toString()} examples of RFC 8949`, () => {
    for (const [hex, value] of TAKEN) {
      expect(decodeCbor(decodeHex(hex)), hex).to.deep.equal(value);
      expect(encodeHex(encodeCbor(value))).to.equal(hex);
    }
  });

  for (const [what, hex] of Object.entries(REFUSED)) {
    it(`refuses ${what}`, () => {
      throwsWithCode(PdfError, "ERR_PDF_QR_CBOR", () => decodeCbor(decodeHex(hex)));
    });
  }

  it("refuses more than 256 items", () => {
    throwsWithCode(PdfError, "ERR_PDF_QR_CBOR", () => decodeCbor(encodeCbor(new Array<number>(256).fill(0))));
    expect(decodeCbor(encodeCbor(new Array<number>(255).fill(0)))).to.have.length(255);
  });

  it("refuses to write what it would not read", () => {
    for (const value of [1.5, -0, Number.NaN, 2 ** 53]) expect(() => encodeCbor(value)).to.throw(TypeError);
  });

  it("writes map keys in order, and reads back whatever it writes", () => {
    expect(encodeHex(encodeCbor(new Map([[100, 1], [-1, 2], [24, 3], [2, 4]])))).to.equal("a402041818031864012002"); // prettier-ignore
    const { value } = letrec<{ value: Cbor }>((tie) => ({
      value: oneof(
        { maxDepth: 4 },
        integer(),
        maxSafeInteger().map((n) => (Object.is(n, -0) || n === Number.MAX_SAFE_INTEGER ? 0 : n)),
        string({ unit: "binary", maxLength: 20 }).map((text) => text.toWellFormed()),
        uint8Array({ maxLength: 40 }),
        option(integer()),
        array(tie("value"), { maxLength: 4 }),
        array(tie("value"), { maxLength: 4 }).map((list) => new Map(list.map((item, at) => [at * 31 - 40, item]))),
      ),
    }));
    assert(
      property(value, (one) => {
        expect(decodeCbor(encodeCbor(one))).to.deep.equal(one);
      }),
    );
  });

  it("takes no two spellings of one value: what it reads, it writes the same", () => {
    let taken = 0;
    assert(
      property(uint8Array({ minLength: 1, maxLength: 12 }), (bytes) => {
        let read: Cbor;
        try {
          read = decodeCbor(bytes);
        } catch (error) {
          expect(error).to.be.instanceOf(PdfError);
          return;
        }
        taken += 1;
        expect(encodeCbor(read)).to.deep.equal(bytes);
      }),
      { numRuns: 5000 },
    );
    expect(taken).to.be.greaterThan(20);
  });
});
