import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { isThere, readText, ROOT } from "../architecture/workspace.ts";

const PAGES = globSync(["*.md", "docs/**/*.md", "packages/*/README.md", "chaincode/*.md", "examples/**/*.md"], {
  cwd: ROOT,
});

/** Targets inside the repository that are not there. */
function brokenLinks(page: string): readonly string[] {
  const prose = readText(page).replaceAll(/^```[\s\S]*?^```$/gm, "");
  return [...prose.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target) && !isThere(join(dirname(page), target)));
}

describe("links between pages", () => {
  it("lead to files that are there", () => {
    const broken = PAGES.flatMap((page) => brokenLinks(page).map((target) => `${page} → ${target}`));
    expect(broken).to.deep.equal([]);
  });
});
