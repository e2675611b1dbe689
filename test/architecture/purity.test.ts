import { expect } from "chai";
import ts from "typescript";
import { PURE } from "./arrows.ts";
import { listFiles, parseFile, place, readImports, walk } from "./workspace.ts";

/** Modules that know the time, the machine, the network or the disk. `node:crypto` is judged by what is taken from it. */
const IMPURE_MODULE =
  /^(node:)?(fs|net|tls|dgram|dns|http|https|http2|os|process|child_process|worker_threads|cluster|timers|perf_hooks|sqlite|readline|repl|vm|v8|inspector)(\/|$)/;

const IMPURE_NAMES = new Set([
  "fetch",
  "WebSocket",
  "XMLHttpRequest",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "performance",
  "process",
  "randomBytes",
  "randomUUID",
  "randomInt",
  "randomFillSync",
  "randomFill",
  "getRandomValues",
  "generateKeyPair",
  "generateKeyPairSync",
  "generateKeySync",
  "toLocaleString",
  "toLocaleDateString",
  "toLocaleTimeString",
  "toLocaleUpperCase",
  "toLocaleLowerCase",
  "localeCompare",
]);

/** Members that are impure on their object only. */
const IMPURE_MEMBERS = new Set(["Date.now", "Math.random", "Temporal.Now"]);

function isWallClock(node: ts.Node): boolean {
  const isDate = (of: ts.Expression): boolean => ts.isIdentifier(of) && of.text === "Date";
  if (ts.isNewExpression(node)) return isDate(node.expression) && (node.arguments ?? []).length === 0;
  return ts.isCallExpression(node) && isDate(node.expression);
}

/** `Intl` without a language named reads the machine's. */
function isMachineLanguage(node: ts.Node): boolean {
  return (
    (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
    node.expression.getText().startsWith("Intl.") &&
    (node.arguments ?? []).length === 0
  );
}

/** An identifier that is used, not one that names a member or a property of our own. */
function isImpureName(node: ts.Node): boolean {
  if (!ts.isIdentifier(node) || !IMPURE_NAMES.has(node.text)) return false;
  const { parent } = node;
  const isOwnName =
    ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent);
  return !(isOwnName && parent.name === node);
}

function isImpureMember(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node) && IMPURE_MEMBERS.has(node.getText());
}

function isImpure(node: ts.Node): boolean {
  return isWallClock(node) || isMachineLanguage(node) || isImpureName(node) || isImpureMember(node);
}

function impurities(source: ts.SourceFile): readonly string[] {
  return [...walk(source)].filter(isImpure).map((node) => `${place(source, node)} ${node.getText().slice(0, 60)}`);
}

const fromText = (text: string): readonly string[] =>
  impurities(ts.createSourceFile("sample.ts", text, ts.ScriptTarget.Latest, true));

describe("what only computes", () => {
  for (const folder of PURE) {
    it(`${folder} has no clock, no randomness, no network, no disk and no machine's language`, () => {
      const files = listFiles(folder, "src");
      const modules = readImports(files).filter(({ specifier }) => IMPURE_MODULE.test(specifier));
      expect(modules).to.deep.equal([]);
      expect(files.flatMap((file) => impurities(parseFile(file)))).to.deep.equal([]);
    });
  }

  for (const text of [
    "const now = Date.now();",
    "const now = new Date();",
    "const now = Date();",
    "const r = Math.random();",
    'import { randomBytes } from "node:crypto";',
    "const answer = await fetch(address);",
    "globalThis.setTimeout(work, 1);",
    "const order = names.sort((a, b) => a.localeCompare(b));",
    "const shown = new Intl.NumberFormat().format(1);",
  ]) {
    it(`finds ${text}`, () => {
      expect(fromText(text)).to.have.length.greaterThan(0);
    });
  }

  it("leaves alone what takes its time as an argument", () => {
    expect(fromText("const shown = new Date(epochMs).toISOString(); const row = { process: 1 };")).to.deep.equal([]);
  });
});
