import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCli } from "../src/index.ts";
import { createTestTerminal } from "./test-terminal.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Options = Parameters<typeof createTestTerminal>[0];

/** Runs one command line. */
export async function run(argv: readonly string[], options: Options = {}): Promise<Ran> {
  const terminal = createTestTerminal(options);
  const code = await runCli(argv, terminal);
  return { code, stdout: terminal.stdout(), stderr: terminal.stderr() };
}

/** A member deep inside JSON text; undefined where there is none. */
export function pick(text: string, ...path: readonly (string | number)[]): unknown {
  let value: unknown = JSON.parse(text);
  for (const name of path) value = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  return value;
}

/** An example's JSON, its top members changed. */
export function changedExample(name: string, changes: Readonly<Record<string, unknown>>): string {
  const data = JSON.parse(readFileSync(join(EXAMPLES, name), "utf8")) as Readonly<Record<string, unknown>>;
  return JSON.stringify({ ...data, ...changes });
}

export const EXAMPLES = fileURLToPath(new URL("../../../examples/import/", import.meta.url));
