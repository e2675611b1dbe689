import { expect } from "chai";
import { COMMANDS, type CommandSpec } from "../src/index.ts";
import { run } from "./run.ts";

function pathsOf(spec: CommandSpec, before: readonly string[] = []): readonly (readonly string[])[] {
  const here = [...before, spec.name];
  return [here, ...(spec.children ?? []).flatMap((child) => pathsOf(child, here))];
}

const VERBS = [
  "demo", "validate", "convert", "verify", "init", "party", "key", "card", "bill", "issue", "order", "light", "gate", "certificate",
  "act", "show", "export", "import",
]; // prettier-ignore

describe("help", () => {
  it("lists every verb, the global options and the exit codes", async () => {
    const { code, stdout } = await run(["--help"]);
    expect(code).to.equal(0);
    for (const verb of VERBS) expect(stdout).to.match(new RegExp(`^  ${verb}\\b`, "m"));
    for (const option of ["--home", "--as", "--json", "--lang", "--no-input", "--no-color"])
      expect(stdout).to.include(option);
    expect(stdout).to.include("6 hold");
    expect(stdout).not.to.include("demo-gate");
  });

  it("has examples that begin with the command itself, in both languages", async () => {
    for (const path of COMMANDS.flatMap((spec) => pathsOf(spec))) {
      const en = await run([...path, "--help"]);
      const zh = await run([...path, "--help", "--lang", "zh"]);
      expect(en.code).to.equal(0);
      expect(en.stdout, path.join(" "))
        .to.include("Examples:")
        .and.include(`openlading ${path.join(" ")}`);
      expect(zh.stdout, path.join(" "))
        .to.include("示例：")
        .and.include(`openlading ${path.join(" ")}`);
      expect(zh.stdout).not.to.include("Usage:");
    }
  });

  it("shows nowhere an option that would take a secret", async () => {
    for (const path of COMMANDS.flatMap((spec) => pathsOf(spec)))
      expect((await run([...path, "--help"])).stdout).not.to.match(/--(passphrase|password|secret|private)\b/);
  });

  it("says that only `gate out` authorises opening", async () => {
    expect((await run(["gate", "check", "--help"])).stdout).to.match(/only `gate out` authorises\s+opening/);
  });

  it("takes the language from the environment", async () => {
    expect((await run(["--help"], { env: { LANG: "zh_CN.UTF-8" } })).stdout).to.include("用法：");
    expect((await run(["--help"], { env: { LANG: "zh_CN.UTF-8", LC_ALL: "C" } })).stdout).to.include("Usage:");
    expect((await run(["--help", "--lang", "en"], { env: { LANG: "zh_CN.UTF-8" } })).stdout).to.include("Usage:");
  });
});

describe("wrong usage", () => {
  const CASES: readonly (readonly [readonly string[], RegExp])[] = [
    [["valdate"], /did you mean validate/],
    [["bill", "ofer"], /did you mean offer/],
    [["validate", "--knd", "x", "y"], /did you mean --kind/],
    [["validate"], /file is missing/],
    [["bill", "issue", "x.json"], /--possessor <card> is missing/],
    [["gate", "check", "--right", "x", "--purpose", "FUN"], /DELIVERY, INSPECTION|not take|no option/],
    [["--lang", "fr", "validate", "x"], /en, zh/],
    [["show", "a", "b"], /more arguments/],
  ];
  for (const [argv, expected] of CASES)
    it(`answers 2 to \`${argv.join(" ")}\` and helps`, async () => {
      const { code, stdout, stderr } = await run(argv);
      expect(code).to.equal(2);
      expect(stdout).to.equal("");
      expect(stderr).to.match(expected);
    });

  it("is said in Chinese too", async () => {
    const { code, stderr } = await run(["valdate", "--lang", "zh"]);
    expect(code).to.equal(2);
    expect(stderr).to.include("没有命令 valdate").and.include("您是否想用 validate");
  });
});
