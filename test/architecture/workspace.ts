import { existsSync, globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import ts from "typescript";

/** The repository's root folder. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** A workspace package: its folder's name is its name in the design. */
export interface Package {
  readonly folder: string;
  readonly name: string;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  readonly references: readonly string[];
  /** What its `exports` offer to others, as specifiers. */
  readonly entries: readonly string[];
}

/** One import of one file. */
export interface Import {
  readonly file: string;
  readonly specifier: string;
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8")) as unknown;
}

function readPackage(folder: string): Package {
  const manifest = readJson(`packages/${folder}/package.json`) as Manifest;
  const { references = [] } = readJson(`packages/${folder}/tsconfig.json`) as { references?: { path: string }[] };
  return {
    folder,
    name: manifest.name,
    dependencies: Object.keys(manifest.dependencies ?? {}),
    devDependencies: Object.keys(manifest.devDependencies ?? {}),
    references: references.map(({ path }) => path.replace("../", "")),
    entries: Object.keys(manifest.exports ?? {}).map((entry) => `${manifest.name}${entry.slice(1)}`),
  };
}

/** Every package of the workspace. */
export const PACKAGES: readonly Package[] = globSync("packages/*/package.json", { cwd: ROOT })
  .map((path) => path.split(/[\\/]/)[1] ?? "")
  .sort()
  .map(readPackage);

/** What the root offers to every test. */
export const ROOT_TOOLS: readonly string[] = Object.keys((readJson("package.json") as Manifest).devDependencies ?? {});

/** The TypeScript files under `packages/<folder>/<part>`, as paths from the root. */
export function listFiles(folder: string, part: "src" | "test"): readonly string[] {
  return globSync(`packages/${folder}/${part}/**/*.ts`, { cwd: ROOT }).sort();
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

export function isThere(path: string): boolean {
  return existsSync(join(ROOT, path));
}

/** Every import, re-export and dynamic import of the given files. */
export function readImports(files: readonly string[]): readonly Import[] {
  return files.flatMap((file) =>
    ts.preProcessFile(readText(file), true, true).importedFiles.map(({ fileName }) => ({ file, specifier: fileName })),
  );
}

/** The imports of the given files that are still there when the types are stripped. */
export function readValueImports(files: readonly string[]): readonly Import[] {
  return files.flatMap((file) =>
    parseFile(file).statements.flatMap((statement) => {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
      const isTypeOnly = ts.isImportDeclaration(statement)
        ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
        : statement.isTypeOnly;
      const specifier = statement.moduleSpecifier;
      return isTypeOnly || specifier === undefined || !ts.isStringLiteral(specifier)
        ? []
        : [{ file, specifier: specifier.text }];
    }),
  );
}

/** The npm package that a specifier names: `@scope/name/deep` is `@scope/name`. */
export function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** The syntax tree of one file. */
export function parseFile(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readText(file), ts.ScriptTarget.Latest, true);
}

/** Every node of a tree, depth first. */
export function* walk(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) yield* walk(child);
}

/** `path:line` of a node. */
export function place(source: ts.SourceFile, node: ts.Node): string {
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
