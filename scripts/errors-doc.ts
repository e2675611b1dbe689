// Writes docs/spec/errors.md from every package's tables of errors; with `--check`, only says whether the page is in step.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ErrorEntry, ErrorTable } from "@openlading/core";

const ROOT = new URL("../", import.meta.url);
const PAGE = new URL("docs/spec/errors.md", ROOT);

const WHOSE: Readonly<Record<string, string>> = {
  caller: "the caller · 调用方",
  sender: "the sender · 发送方",
  issuer: "the issuer · 签发方",
  peer: "the other side · 对方",
  operator: "the operator · 运营方",
  ledger: "the ledger · 账本",
  environment: "the environment · 运行环境",
};

const HEAD = `# Errors

Every code that a package raises: when, whose fault it is, what to do next. A code is stable; a message is not, so test for
the code. A refusal by the law (\`ERR_LAW_…\`) is final for that act: sending the same bytes again cannot change it.

This page is written from the packages' own tables by \`npm run docs\`; do not edit it.
`;

function isErrorTable(name: string, value: unknown): value is ErrorTable {
  return name.endsWith("_ERRORS") && typeof value === "object" && value !== null;
}

/** The tables of errors that a package's src/error.ts exports, as one. */
async function readTable(name: string): Promise<ErrorTable> {
  const file = new URL(`packages/${name}/src/error.ts`, ROOT);
  if (!existsSync(file)) return {};
  const exported = (await import(pathToFileURL(fileURLToPath(file)).href)) as Readonly<Record<string, unknown>>;
  const tables = Object.entries(exported).flatMap(([key, value]) => (isErrorTable(key, value) ? [value] : []));
  return Object.assign({}, ...tables) as ErrorTable;
}

function formatEntry(code: string, { fault, when, next }: ErrorEntry): string {
  return [
    `### ${code}`,
    "",
    `- **When**: ${when.en} · ${when.zh}`,
    `- **Whose fault**: ${WHOSE[fault] ?? fault}`,
    `- **Next**: ${next.en} · ${next.zh}`,
    "",
  ].join("\n");
}

function formatSection(name: string, table: ErrorTable): string {
  const entries = Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1));
  return [`## ${name}`, "", ...entries.map(([code, entry]) => formatEntry(code, entry))].join("\n");
}

/** The whole page, as it should be. */
export async function formatErrorsPage(): Promise<string> {
  const names = readdirSync(new URL("packages/", ROOT)).sort();
  const tables = await Promise.all(names.map(async (name) => [name, await readTable(name)] as const));
  const sections = tables.filter(([, table]) => Object.keys(table).length > 0);
  return [HEAD, ...sections.map(([name, table]) => formatSection(name, table))].join("\n");
}

/** The page as it is; empty when there is none. */
export function readErrorsPage(): string {
  return existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "";
}

async function main(): Promise<void> {
  const page = await formatErrorsPage();
  if (page === readErrorsPage()) return;
  if (process.argv.includes("--check")) {
    process.stderr.write("docs/spec/errors.md is not in step with the packages' error tables: run `npm run docs`\n");
    process.exitCode = 1;
    return;
  }
  writeFileSync(PAGE, page);
}

if (import.meta.main) await main();
