import { expect } from "chai";
import fc from "fast-check";
import { CoreError } from "@openlading/core";
import { DocumentError } from "@openlading/documents";
import { convert, FormatError, parseInterchange, type Mode } from "../src/index.ts";
import { example } from "./examples.ts";

const FILES = ["gate-out.edi", "coreor.edi", "customs-release.edi", "transport-document.json"];
const mode = fc.constantFrom<Mode>("strict", "lenient");

/** Some bytes of a real file replaced, removed or doubled. */
const mutated = fc
  .tuple(
    fc.constantFrom(...FILES),
    fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.nat(255)), { minLength: 1, maxLength: 6 }),
  )
  .map(([name, edits]) => {
    const bytes = [...example(name)];
    for (const [at, act, byte] of edits) {
      const index = at % bytes.length;
      bytes.splice(index, act === 0 ? 1 : 0, ...(act === 2 ? bytes.slice(index, index + 40) : [byte]));
    }
    return Uint8Array.from(bytes);
  });

function isCoded(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch (error) {
    return error instanceof FormatError || error instanceof DocumentError || error instanceof CoreError;
  }
}

describe("hostile files", () => {
  it("are converted or refused with a code, never anything else", () => {
    fc.assert(
      fc.property(mutated, mode, (bytes, how) => {
        expect(isCoded(() => convert(bytes, { mode: how, zone: "+08:00" }))).to.equal(true);
      }),
      { numRuns: 500 },
    );
  });

  it("of random bytes are refused with a code", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), mode, (bytes, how) => {
        expect(isCoded(() => parseInterchange(bytes, { mode: how }))).to.equal(true);
      }),
      { numRuns: 300 },
    );
  });
});
