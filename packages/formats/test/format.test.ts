import { expect } from "chai";
import fc from "fast-check";
import { throwsWithCode } from "@openlading/testkit";
import {
  formatInterchange,
  FormatError,
  parseInterchange,
  type Interchange,
  type Segment,
  type ServiceCharacters,
} from "../src/index.ts";
import { GATE_OUT, wrap } from "./samples.ts";

const MARKS: readonly (ServiceCharacters | null)[] = [
  null,
  { component: ":", element: "+", decimal: ".", release: "?", repetition: " ", terminator: "'" },
  { component: "|", element: "*", decimal: ",", release: "#", repetition: "^", terminator: "~" },
  { component: "\u001f", element: "\u001d", decimal: ".", release: "\\", repetition: " ", terminator: "\n" },
];

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom("?", "'", "+", ":", "*", "~", "#", "|", "\\", " ", "海", "𠮷"),
      fc.string({ unit: "grapheme-ascii", maxLength: 4 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));
const elements = fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { maxLength: 6 }).map(trim);
const tag = fc.constantFrom("BGM", "LOC", "FTX", "EQD", "NAD");
const body = fc.array(fc.record({ tag, elements }), { maxLength: 8 });

/** What ISO 9735 drops is not there in the first place. */
function trim(parts: readonly string[][]): string[][] {
  const trimmed = parts.map((components) => {
    const kept = [...components];
    while (kept.length > 1 && kept.at(-1) === "") kept.pop();
    return kept;
  });
  while (trimmed.length > 0 && trimmed.at(-1)?.join("") === "" && trimmed.at(-1)?.length === 1) trimmed.pop();
  return trimmed;
}

/** An interchange as the parser would give it. */
function build(una: ServiceCharacters | null, bodies: readonly { tag: string; elements: string[][] }[][]): Interchange {
  let position = 0;
  const place = (content: { tag: string; elements: readonly (readonly string[])[] }): Segment => ({
    tag: content.tag,
    elements: content.elements,
    position: (position += 1),
  });
  const syntax = ["UNOY", "4"];
  const unb = place({ tag: "UNB", elements: [syntax, ["A"], ["B"], ["20260524", "1110"], ["77"]] });
  const messages = bodies.map((segments, index) => {
    const reference = String(index + 1);
    const unh = place({ tag: "UNH", elements: [[reference], ["CODECO", "D", "95B", "UN", "ITG13"]] });
    const placed = segments.map(place);
    position += 1;
    return {
      unh,
      reference,
      interchangeReference: "77",
      type: "CODECO",
      version: "D.95B",
      association: "ITG13",
      segments: placed,
    };
  });
  const header = { segment: unb, syntax, sender: ["A"], recipient: ["B"], controlReference: "77", isTest: false };
  return { una, header, messages, notices: [] };
}

describe("formatInterchange", () => {
  it("writes what parseInterchange gives back, whatever the texts and service characters", () => {
    fc.assert(
      fc.property(fc.constantFrom(...MARKS), fc.array(body, { minLength: 1, maxLength: 3 }), (una, bodies) => {
        const interchange = build(una, bodies);
        expect(parseInterchange(formatInterchange(interchange))).to.deep.equal(interchange);
      }),
      { numRuns: 300 },
    );
  });

  it("repairs counts and references", () => {
    const dirty = wrap(GATE_OUT, { count: "0099", end: "UNZ+7+X" });
    const clean = formatInterchange(parseInterchange(dirty, { mode: "lenient" }));
    expect(clean).to.equal(wrap(GATE_OUT, { lineBreak: "" }));
  });

  it("refuses control characters", () => {
    const interchange = build(null, [[{ tag: "FTX", elements: [["A\nB"]] }]]);
    throwsWithCode(FormatError, "ERR_FORMAT_CHARACTER", () => formatInterchange(interchange));
  });

  it("refuses a separator in a text where UNA has no release character", () => {
    const una = { component: ":", element: "+", decimal: ".", release: " ", repetition: " ", terminator: "'" };
    throwsWithCode(FormatError, "ERR_FORMAT_CHARACTER", () =>
      formatInterchange(build(una, [[{ tag: "FTX", elements: [["A+B"]] }]])),
    );
    const plain = build(una, [[{ tag: "FTX", elements: [["A?B"]] }]]);
    expect(parseInterchange(formatInterchange(plain))).to.deep.equal(plain);
  });

  it("refuses a tag that is not three letters", () => {
    throwsWithCode(FormatError, "ERR_FORMAT_TAG", () =>
      formatInterchange(build(null, [[{ tag: "ftx", elements: [] }]])),
    );
  });
});
