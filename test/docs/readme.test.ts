import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execPath } from "node:process";
import { expect } from "chai";
import { isThere, PACKAGES, readJson, readText, ROOT } from "../architecture/workspace.ts";

interface Fence {
  readonly language: string;
  readonly text: string;
}

interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

function readFences(markdown: string): readonly Fence[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = "", text = ""]) => ({
    language,
    text,
  }));
}

function run(args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const flags = ["--conditions=@openlading/source", "--disable-warning=ExperimentalWarning"];
    const child = spawn(execPath, [...flags, ...args], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

const SNIPPETS = join(ROOT, ".tools", "snippets");

/** Runs a snippet as a module inside the repository, where it finds what a reader's own module would. */
async function runSnippet(name: string, text: string): Promise<Outcome> {
  const file = join(SNIPPETS, name);
  mkdirSync(SNIPPETS, { recursive: true });
  writeFileSync(file, text);
  try {
    return await run([file]);
  } finally {
    rmSync(file, { force: true });
  }
}

const ALL = [{ folder: ".", title: "README.md" }].concat(
  PACKAGES.map(({ folder }) => ({ folder: `packages/${folder}`, title: `packages/${folder}/README.md` })),
);

describe("the snippets of", () => {
  for (const { folder, title } of ALL.filter((readme) => isThere(readme.title))) {
    const snippets = readFences(readText(title)).filter(({ language }) => language === "ts");
    for (const [index, { text }] of snippets.entries()) {
      it(`${title}, number ${index + 1}, run`, async () => {
        const { code, output } = await runSnippet(`${folder.replace(/\W+/g, "-")}-${index}.ts`, text);
        expect(code, output).to.equal(0);
      });
    }
  }
});

describe("README.md and README.zh-CN.md", () => {
  const [english, chinese] = ["README.md", "README.zh-CN.md"].map(readText) as [string, string];
  const headings = (text: string): string[] => [...text.matchAll(/^(#+) /gm)].map(([, level = ""]) => level);

  it("are at most 150 lines each", () => {
    for (const text of [english, chinese]) expect(text.trimEnd().split("\n").length).to.be.at.most(150);
  });

  it("have the same sections in the same order", () => {
    expect(headings(chinese)).to.deep.equal(headings(english));
  });

  it("show the same commands and code", () => {
    const shown = (text: string): Fence[] => readFences(text).filter(({ language }) => language !== "text");
    expect(shown(chinese)).to.deep.equal(shown(english));
  });

  it("link to files that are there, the same ones", () => {
    const links = (text: string): string[] =>
      [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = ""]) => path).filter((path) => !path.startsWith("README"));
    expect(links(english).filter((path) => !isThere(path))).to.deep.equal([]);
    expect(links(chinese).sort()).to.deep.equal(links(english).sort());
  });
});

describe("the commands in README.md", () => {
  const lines = readFences(readText("README.md"))
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.split("\n"));

  it("are scripts of the repository", () => {
    const { scripts } = readJson("package.json") as { scripts: Record<string, string> };
    const named = lines.flatMap((line) => /^npm (?:run )?(\w+)/.exec(line)?.[1] ?? []);
    expect(named).to.include.members(["start", "test"]);
    expect(named.filter((name) => !(name in scripts))).to.deep.equal([]);
  });

  it("are verbs that the command knows", async () => {
    const verbs = lines.flatMap((line) => /^npx openlading (\w+)/.exec(line)?.[1] ?? []);
    const { code, output } = await run(["packages/cli/bin/openlading.mjs", "--help"]);
    expect(code, output).to.equal(0);
    expect(verbs.filter((verb) => !output.includes(`${verb} `))).to.deep.equal([]);
  });
});
