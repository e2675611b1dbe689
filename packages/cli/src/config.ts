import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseShape, parseStrictJson, shape } from "@openlading/core";

const configShape = shape.object({ as: shape.nullable(shape.text({ min: 3, max: 64 })) });

/** What a home remembers for the command: who acts when nobody says. */
export interface Config {
  readonly as: string | null;
}

const fileOf = (home: string): string => join(home, "config.json");

/** The home's configuration; an absent file is an empty one. */
export async function readConfig(home: string): Promise<Config> {
  const bytes = await readFile(fileOf(home)).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  return bytes === null ? { as: null } : parseShape(configShape, parseStrictJson(bytes), "config");
}

export async function writeConfig(home: string, config: Config): Promise<void> {
  await writeFile(fileOf(home), `${JSON.stringify(config, null, 2)}\n`);
}
