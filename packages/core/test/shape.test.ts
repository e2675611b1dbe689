import { expect } from "chai";
import fc from "fast-check";
import { throwsWithCode } from "@openlading/testkit";
import {
  CoreError,
  encodeBase64url,
  parseShape,
  parseStrictJson,
  shape,
  type Fault,
  type Infer,
  type Shape,
} from "../src/index.ts";

/** `path CODE` of every fault `described` finds in `value`. */
function faultsIn(described: Shape<unknown>, value: unknown): string[] {
  const error = throwsWithCode(CoreError, "ERR_CORE_SHAPE", () => parseShape(described, value, "value"));
  const { faults } = error.details;
  if (!Array.isArray(faults)) throw error;
  return faults.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`);
}

const Card = shape.object({
  party: shape.text({ min: 3, max: 20, pattern: /^[a-z.]+$/ }),
  thumbprint: shape.base64url({ bytes: 32 }),
  role: shape.literal("possessor", "endorsee"),
  sequence: shape.integer({ min: 1, max: 9 }),
  until: shape.optional(shape.instant()),
  previous: shape.nullable(shape.hex(2)),
});
type Card = Infer<typeof Card>;

const card: Card = {
  party: "exl.example",
  thumbprint: encodeBase64url(new Uint8Array(32)),
  role: "endorsee",
  sequence: 1,
  previous: null,
};

describe("parseShape", () => {
  it("returns the value itself, typed, with or without what is optional", () => {
    expect(parseShape(Card, card, "card")).to.equal(card);
    const dated: Card = { ...card, until: "2026-05-01T08:00:00.000Z", previous: "00ff" };
    expect(parseShape(Card, parseStrictJson(JSON.stringify(dated)), "card").until).to.equal(dated.until);
  });

  it("names every fault by its path", () => {
    const wrong = { party: "EXL", thumbprint: "AA", role: "owner", sequence: 10, until: "2026-05-01", extra: 1 };
    expect(faultsIn(shape.object({ cards: shape.list(Card) }), { cards: [card, wrong] })).to.deep.equal([
      "$.cards[1].extra UNKNOWN",
      "$.cards[1].party PATTERN",
      "$.cards[1].thumbprint ENCODING",
      "$.cards[1].role LITERAL",
      "$.cards[1].sequence RANGE",
      "$.cards[1].until INSTANT",
      "$.cards[1].previous MISSING",
    ]);
  });

  it("says each fault in English and Chinese", () => {
    const error = throwsWithCode(CoreError, "ERR_CORE_SHAPE", () => parseShape(Card, {}, "card"));
    expect(error.details["what"]).to.equal("card");
    const { faults } = error.details;
    if (!Array.isArray(faults)) throw error;
    expect(faults).to.have.length(5);
    for (const { text } of faults as readonly Fault[]) expect(text.zh).to.match(/\p{Script=Han}/u);
  });

  it("keeps a hundred faults and counts the others", () => {
    const error = throwsWithCode(CoreError, "ERR_CORE_SHAPE", () =>
      parseShape(shape.list(shape.boolean()), new Array(300).fill(1), "flags"),
    );
    expect(error.details["faults"]).to.have.length(100);
    expect(error.details["count"]).to.equal(300);
  });

  it("does not take an inherited member for one of the object's own", () => {
    const inherits = shape.object({ toString: shape.optional(shape.text()), valueOf: shape.optional(shape.text()) });
    expect(parseShape(inherits, {}, "value")).to.deep.equal({});
    expect(faultsIn(shape.object({ constructor: shape.json({ maxBytes: 9 }) }), {})).to.deep.equal([
      "$.constructor MISSING",
    ]);
  });

  it("accepts a member that is optional only when it is absent or right", () => {
    const some = shape.object({ a: shape.optional(shape.boolean()) });
    expect(faultsIn(some, { a: null })).to.deep.equal(["$.a TYPE"]);
    expect(faultsIn(some, { a: undefined })).to.deep.equal(["$.a TYPE"]);
  });
});

const byteText = (length: number): string => encodeBase64url(new Uint8Array(length));

const CASES: readonly (readonly [
  title: string,
  described: Shape<unknown>,
  right: readonly unknown[],
  wrong: readonly unknown[],
])[] = [
  ["text", shape.text(), ["", "x"], [1, null, undefined, {}, ["x"], Object("x")]],
  ["text of 2 to 3", shape.text({ min: 2, max: 3 }), ["ab", "abc"], ["a", "abcd"]],
  ["hex of 2 bytes", shape.hex(2), ["00ff"], ["00FF", "00f", "00ff00", "", "zzzz"]],
  [
    "base64url of 32 bytes",
    shape.base64url({ bytes: 32 }),
    [byteText(32)],
    [byteText(31), byteText(33), `${byteText(32)}=`, ""],
  ],
  [
    "base64url of at most 4 bytes",
    shape.base64url({ maxBytes: 4 }),
    ["", byteText(1), byteText(4)],
    [byteText(5), "A", "AB", "A+"],
  ],
  ["integer", shape.integer({ min: 0, max: 5 }), [0, 5], [-1, 6, 1.5, -0, NaN, "1", 1n]],
  ["boolean", shape.boolean(), [true, false], [0, "true", null]],
  ["literal", shape.literal("A", "B"), ["A", "B"], ["a", "", null, ["A"]]],
  ["instant", shape.instant(), ["2026-05-01T08:00:00.000Z"], ["2026-05-01T08:00:00Z", "2026-02-30T08:00:00.000Z", 0]],
  [
    "list of 1 to 2",
    shape.list(shape.text(), { min: 1, max: 2 }),
    [["a"], ["a", "a"]],
    [[], ["a", "b", "c"], [1], {}, "a", { length: 1, 0: "a" }],
  ],
  [
    "unique list",
    shape.list(shape.json({ maxBytes: 50 }), { unique: true }),
    [[1, "1"]],
    [
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [1, 1],
    ],
  ],
  ["object", shape.object({}), [{}, Object.create(null)], [{ a: 1 }, [], null, new Date(), new Map()]],
  ["nullable", shape.nullable(shape.boolean()), [null, true], [undefined, 0]],
  [
    "map",
    shape.map(shape.boolean(), { max: 1, name: /^[a-z]$/ }),
    [{}, { a: true }],
    [{ a: 1 }, { a: true, b: true }, { A: true }, []],
  ],
  ["json", shape.json({ maxBytes: 5 }), [null, [1, 2], "€"], ["€€", [1, 2, 3], undefined, new Date(), 1n]],
];

for (const [title, described, right, wrong] of CASES) {
  describe(`shape ${title}`, () => {
    it("accepts what it describes", () => {
      for (const value of right) expect(parseShape(described, value, title)).to.equal(value);
    });
    it("refuses anything else", () => {
      for (const value of wrong) throwsWithCode(CoreError, "ERR_CORE_SHAPE", () => parseShape(described, value, title));
    });
  });
}

describe("shape", () => {
  it("refuses a pattern that keeps state between calls", () => {
    expect(() => shape.text({ pattern: /a/g })).to.throw(TypeError);
    expect(() => shape.text({ pattern: /a/y })).to.throw(TypeError);
    expect(() => shape.map(shape.text(), { max: 1, name: /a/g })).to.throw(TypeError);
  });

  it("never throws anything but its own refusal", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        try {
          parseShape(Card, value, "card");
        } catch (error) {
          expect(error).to.be.instanceOf(CoreError);
        }
      }),
    );
  });
});
