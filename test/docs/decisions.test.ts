import { globSync } from "node:fs";
import { expect } from "chai";
import { PACKAGES, readJson, readText, ROOT } from "../architecture/workspace.ts";

const PATHS = globSync("docs/design/decisions/*.md", { cwd: ROOT }).sort();

describe("decision records", () => {
  it("are numbered without gaps, in the file's name and in its title", () => {
    for (const [index, path] of PATHS.entries()) {
      expect(path).to.match(new RegExp(`/${String(index + 1).padStart(4, "0")}-[a-z0-9-]+\\.md$`));
      expect(readText(path)).to.match(new RegExp(`^# ${index + 1}\\. `));
    }
  });

  for (const path of PATHS) {
    it(`${path} gives context, choice, cost and what would change our mind`, () => {
      for (const part of ["Context.", "Choice.", "Cost.", "What would change our mind."]) {
        expect(readText(path)).to.include(`**${part}**`);
      }
    });
  }

  it("name every runtime dependency that is not ours", () => {
    const chaincode = readJson("chaincode/openlading/package.json") as { readonly name: string };
    const ours = new Set([...PACKAGES.map(({ name }) => name), chaincode.name]);
    const theirs = PACKAGES.filter(({ folder }) => folder !== "testkit").flatMap(({ dependencies }) => dependencies);
    const record = PATHS.map(readText).join("\n");
    expect(theirs.filter((name) => !ours.has(name) && !record.includes(`\`${name}\``))).to.deep.equal([]);
  });
});
