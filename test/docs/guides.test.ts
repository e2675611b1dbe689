import { globSync } from "node:fs";
import { expect } from "chai";
import { COMMANDS, type CommandSpec } from "openlading";
import { readText, ROOT } from "../architecture/workspace.ts";

const GUIDES = globSync(["docs/guides/*.md", "README.md", "packages/cli/README.md"], { cwd: ROOT }).sort();
/** Options that every command takes. */
const GLOBAL: ReadonlySet<string> = new Set([
  "--home",
  "--as",
  "--lang",
  "--json",
  "--no-input",
  "--no-color",
  "--help",
  "--version",
]);

interface Typed {
  readonly line: string;
  readonly words: readonly string[];
  readonly flags: readonly string[];
}

/** The lines of a guide that start the command; what is quoted is one word, what is piped or redirected is cut. */
function typedIn(guide: string): readonly Typed[] {
  return [...readText(guide).matchAll(/^ *npx openlading (.+)$/gm)].map(([, rest = ""]) => {
    const words = (rest.split(/ [>|#] /)[0] ?? "").match(/"[^"]*"|\S+/g) ?? [];
    return {
      line: rest,
      words,
      flags: words.filter((word) => word.startsWith("--")).map((word) => word.split("=")[0] ?? ""),
    };
  });
}

/** The command that the words name, as deep as they go. */
function commandOf(words: readonly string[], among: readonly CommandSpec[] = COMMANDS): CommandSpec | null {
  const [first, ...rest] = words;
  const found = among.find(({ name }) => name === first);
  if (found === undefined) return null;
  return found.children === undefined ? found : commandOf(rest, found.children);
}

function faultOf({ words, flags }: Typed): string | null {
  if (words[0]?.startsWith("--") === true) return null;
  const command = commandOf(words);
  if (command === null) return "no such command";
  const known = (command.options ?? []).flatMap((option) => option.flags.match(/--[a-z-]+/g) ?? []);
  const other = flags.find((flag) => !GLOBAL.has(flag) && !known.includes(flag));
  if (other !== undefined) return `no option ${other}`;
  const missing = (command.options ?? []).find(
    (o) => o.isRequired === true && !flags.some((flag) => o.flags.includes(flag)),
  );
  return missing === undefined ? null : `${missing.flags} is missing`;
}

describe("the commands shown in", () => {
  for (const guide of GUIDES)
    it(`${guide} are ones that there are, with options that they take`, () => {
      const wrong = typedIn(guide).flatMap((typed) => {
        const fault = faultOf(typed);
        return fault === null ? [] : [`${typed.line}: ${fault}`];
      });
      expect(wrong).to.deep.equal([]);
    });

  it("the guides are many", () => {
    expect(GUIDES.flatMap(typedIn).length).to.be.greaterThan(40);
  });
});
