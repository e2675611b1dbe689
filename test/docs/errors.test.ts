import { globSync } from "node:fs";
import { expect } from "chai";
import ts from "typescript";
import { formatErrorsPage, readErrorsPage } from "../../scripts/errors-doc.ts";
import { listFiles, PACKAGES, parseFile, readText, ROOT, walk } from "../architecture/workspace.ts";

const CODE = /^ERR_[A-Z0-9]+(_[A-Z0-9]+)*$/;

/** Every code that the sources spell out as text; what the test kit makes up is its own. */
function codesInSources(): ReadonlySet<string> {
  const files = PACKAGES.filter(({ folder }) => folder !== "testkit").flatMap(({ folder }) => listFiles(folder, "src"));
  const literals = files.flatMap((file) => [...walk(parseFile(file))].filter(ts.isStringLiteralLike));
  return new Set(literals.map(({ text }) => text).filter((text) => CODE.test(text)));
}

/** Every code that a page of the specification names: error codes, and the codes of faults in a document. */
function codesInPages(): ReadonlySet<string> {
  const pages = globSync("docs/spec/*.md", { cwd: ROOT });
  return new Set(pages.flatMap((page) => readText(page).match(/ERR_[A-Z0-9_]*[A-Z0-9]/g) ?? []));
}

const headings = (page: string): string[] => [...page.matchAll(/^### (ERR_\w+)$/gm)].map(([, code = ""]) => code);

describe("docs/spec/errors.md", () => {
  it("says what the packages' tables say, no more and no less", async () => {
    const [wanted, found] = [await formatErrorsPage(), readErrorsPage()];
    expect(headings(found)).to.deep.equal(headings(wanted));
    expect(found === wanted, "the page is what `npm run docs` writes").to.equal(true);
  });

  it("has each code once", () => {
    const codes = headings(readErrorsPage());
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).to.deep.equal([]);
  });

  it("speaks Chinese where it says so: each entry has Han characters", async () => {
    const lines = (await formatErrorsPage()).split("\n").filter((line) => /^- \*\*(When|Next)/.test(line));
    expect(lines.filter((line) => !/ · .*\p{Script=Han}/u.test(line))).to.deep.equal([]);
  });

  it("leaves no code of the sources without a page in docs/spec", () => {
    const pages = codesInPages();
    expect([...codesInSources()].filter((code) => !pages.has(code))).to.deep.equal([]);
  });
});
