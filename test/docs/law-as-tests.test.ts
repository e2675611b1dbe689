import { expect } from "chai";
import { isThere, readText } from "../architecture/workspace.ts";

const NAMED = [...readText("docs/design/law-as-tests.md").matchAll(/`([\w./-]+\.test\.ts)`: "([^"]+)"/g)];

describe("docs/design/law-as-tests.md", () => {
  it("names a test for each of the five things and each article", () => {
    expect(NAMED.length).to.be.greaterThan(25);
  });

  for (const [, path = "", title = ""] of NAMED) {
    it(`names ${path}: ${title}`, () => {
      expect(isThere(path)).to.equal(true);
      expect(readText(path)).to.include(title);
    });
  }
});
