import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import ts from "typescript";
import { isThere, listFiles, PACKAGES, parseFile, place, readText, ROOT, walk } from "./workspace.ts";

/** The command is a program, not a library: its surface is its verbs. */
const PROGRAMS: ReadonlySet<string> = new Set(["cli"]);

async function exportedNames(folder: string): Promise<readonly string[]> {
  const file = pathToFileURL(join(ROOT, "packages", folder, "src", "index.ts"));
  return Object.keys((await import(file.href)) as object);
}

function stringLiterals(file: string): ReadonlySet<string> {
  return new Set([...walk(parseFile(file))].filter(ts.isStringLiteralLike).map(({ text }) => text));
}

/** Re-exports that nobody wrote down by hand, and exports without a name. */
function isUnnamedExport(node: ts.Node): boolean {
  if (ts.isExportDeclaration(node)) return node.exportClause === undefined;
  if (ts.isExportAssignment(node)) return true;
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  );
}

describe("public names", () => {
  for (const { folder } of PACKAGES.filter((pkg) => !PROGRAMS.has(pkg.folder))) {
    it(`${folder}: each stands in the package's own export test`, async () => {
      const names = await exportedNames(folder);
      const test = `packages/${folder}/test/index.test.ts`;
      if (names.length === 0) return;
      expect(isThere(test), `${test} is there`).to.equal(true);
      const listed = stringLiterals(test);
      expect(names.filter((name) => !listed.has(name))).to.deep.equal([]);
    });

    it(`${folder}: each is exported by name`, () => {
      const unnamed = listFiles(folder, "src").flatMap((file) => {
        const source = parseFile(file);
        return [...walk(source)].filter(isUnnamedExport).map((node) => place(source, node));
      });
      expect(unnamed).to.deep.equal([]);
    });
  }
});

describe("a package", () => {
  for (const { folder } of PACKAGES) {
    it(`${folder} has a README of at most 150 lines`, () => {
      const path = `packages/${folder}/README.md`;
      expect(isThere(path), `${path} is there`).to.equal(true);
      expect(readText(path).split("\n").length).to.be.at.most(151);
    });
  }
});
