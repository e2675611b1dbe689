import { isBuiltin } from "node:module";
import { join } from "node:path";
import { expect } from "chai";
import { ARROWS } from "./arrows.ts";
import { listFiles, PACKAGES, packageOf, readImports, readValueImports, ROOT_TOOLS } from "./workspace.ts";
import type { Import, Package } from "./workspace.ts";

const FOLDER_OF = new Map(PACKAGES.map(({ name, folder }) => [name, folder]));
const ENTRIES = new Set(PACKAGES.flatMap(({ entries }) => entries));
const isRelative = ({ specifier }: Import): boolean => specifier.startsWith(".");
const describeImport = ({ file, specifier }: Import): string => `${file} imports ${specifier}`;

/** Imports of other packages, npm's or ours. */
function outside(pkg: Package, part: "src" | "test"): readonly Import[] {
  return readImports(listFiles(pkg.folder, part)).filter((found) => !isRelative(found) && !isBuiltin(found.specifier));
}

function allowed(pkg: Package, part: "src" | "test"): ReadonlySet<string> {
  const declared = part === "src" ? pkg.dependencies : [...pkg.dependencies, ...pkg.devDependencies, ...ROOT_TOOLS];
  return new Set([...declared, ...(part === "test" ? [pkg.name] : [])]);
}

/** The packages reachable from `start` along declared dependencies, `start` itself only by a cycle. */
function reachable(start: string, edges: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...(edges.get(start) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(edges.get(next) ?? []));
  }
  return seen;
}

describe("imports between packages", () => {
  it("know every package in the design's arrows", () => {
    expect(PACKAGES.map(({ folder }) => folder).filter((folder) => !(folder in ARROWS))).to.deep.equal([]);
  });

  for (const pkg of PACKAGES) {
    const arrows = ARROWS[pkg.folder] ?? [];
    const ours = (names: readonly string[]): string[] => names.flatMap((name) => FOLDER_OF.get(name) ?? []);

    describe(pkg.folder, () => {
      it("imports only along the design's arrows", () => {
        const wrong = outside(pkg, "src").filter(({ specifier }) => {
          const folder = FOLDER_OF.get(packageOf(specifier));
          return folder !== undefined && !arrows.includes(folder);
        });
        expect(wrong.map(describeImport)).to.deep.equal([]);
      });

      it("declares only dependencies that the arrows allow, and references the same in tsconfig.json", () => {
        const declared = ours(pkg.dependencies);
        expect(declared.filter((folder) => !arrows.includes(folder))).to.deep.equal([]);
        expect([...pkg.references].sort()).to.deep.equal(declared.sort());
      });

      for (const part of ["src", "test"] as const) {
        it(`declares what its ${part} imports`, () => {
          const names = allowed(pkg, part);
          const missing = outside(pkg, part).filter(({ specifier }) => !names.has(packageOf(specifier)));
          expect(missing.map(describeImport)).to.deep.equal([]);
        });
      }

      it("reaches into no other package's files, and its sources not out of src", () => {
        const deep = outside(pkg, "src").filter(
          ({ specifier }) => FOLDER_OF.has(packageOf(specifier)) && !ENTRIES.has(specifier),
        );
        const home = join("packages", pkg.folder, "src");
        const out = readImports(listFiles(pkg.folder, "src"))
          .filter(isRelative)
          .filter(({ file, specifier }) => !join(file, "..", specifier).startsWith(home));
        expect([...deep, ...out].map(describeImport)).to.deep.equal([]);
      });
    });
  }

  it("make no cycle of packages", () => {
    const edges = new Map(
      PACKAGES.map(({ name, dependencies }) => [name, dependencies.filter((to) => FOLDER_OF.has(to))]),
    );
    expect(PACKAGES.filter(({ name }) => reachable(name, edges).has(name)).map(({ name }) => name)).to.deep.equal([]);
  });

  it("make no cycle of files inside a package, types aside", () => {
    const cycles = PACKAGES.flatMap(({ folder }) => {
      const files = listFiles(folder, "src");
      const edges = new Map<string, string[]>(files.map((file) => [file, []]));
      for (const { file, specifier } of readValueImports(files).filter(isRelative)) {
        edges.get(file)?.push(join(file, "..", specifier));
      }
      return files.filter((file) => reachable(file, edges).has(file));
    });
    expect(cycles).to.deep.equal([]);
  });
});
