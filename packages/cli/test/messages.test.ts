import { readdirSync } from "node:fs";
import { expect } from "chai";
import type { Text } from "@openlading/core";
import { CLI_ERRORS, COMMANDS, type CommandSpec } from "../src/index.ts";

const HAN = /\p{Script=Han}/u;
const places = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

const isText = (value: unknown): value is Text =>
  typeof value === "object" && value !== null && "en" in value && "zh" in value;

/** Every table of messages that a source file exports. */
async function readTables(): Promise<readonly (readonly [string, Text])[]> {
  const found: [string, Text][] = [];
  for (const folder of ["", "commands/", "demo/"]) {
    for (const file of readdirSync(new URL(`../src/${folder}`, import.meta.url)).filter(
      (name) => name.endsWith(".ts") && !name.endsWith("main.ts"),
    )) {
      const exported = (await import(`../src/${folder}${file}`)) as Readonly<Record<string, unknown>>;
      for (const [name, table] of Object.entries(exported)) {
        if (!name.endsWith("_TEXTS")) continue;
        for (const [key, text] of Object.entries(table as Readonly<Record<string, unknown>>)) {
          expect(isText(text), `${name}.${key}`).to.equal(true);
          if (isText(text)) found.push([`${name}.${key}`, text]);
        }
      }
    }
  }
  return found;
}

function textsOf(spec: CommandSpec, path: string): readonly (readonly [string, Text])[] {
  const here = `${path} ${spec.name}`;
  return [
    [here, spec.summary],
    ...(spec.more === undefined ? [] : [[`${here} more`, spec.more] as const]),
    ...(spec.args ?? []).map((arg) => [`${here} ${arg.name}`, arg.text] as const),
    ...(spec.options ?? []).map((option) => [`${here} ${option.flags}`, option.text] as const),
    ...(spec.children ?? []).flatMap((child) => textsOf(child, here)),
  ];
}

describe("what the command says", () => {
  it("is in both languages, the Chinese being Chinese, with the same places to fill", async () => {
    const tables = await readTables();
    expect(tables.length).to.be.greaterThan(60);
    const errors = Object.entries(CLI_ERRORS).flatMap(
      ([code, { when, next }]) =>
        [
          [code, when],
          [code, next],
        ] as const,
    );
    for (const [name, { en, zh }] of [...tables, ...errors, ...COMMANDS.flatMap((spec) => textsOf(spec, ""))]) {
      expect(zh, name).to.match(HAN);
      expect(en, name).not.to.match(HAN);
      expect(places(zh), name).to.deep.equal(places(en));
    }
  });
});
