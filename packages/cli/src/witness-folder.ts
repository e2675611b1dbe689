import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { encodeBase64url, parseShape, parseStrictJson, shape, type Infer } from "@openlading/core";
import { CliError } from "./error.ts";

const TOKEN_BYTES = 32;
const FILE = "witness.json";

const folderShape = shape.object({
  format: shape.literal("openlading-witness/1"),
  name: shape.text({ min: 1, max: 255 }),
  owner: shape.text({ min: 1, max: 255 }),
  port: shape.integer({ min: 1, max: 65_535 }),
  token: shape.text({ min: 1, max: 255 }),
  // A Fabric profile; a relative path is taken from the witness's folder.
  profile: shape.text({ min: 1, max: 4096 }),
});

/** Who a witness is, where it answers, and by which profile it follows its organisation's peer. */
export type WitnessFolder = Infer<typeof folderShape>;

/** Writes down who a witness is, in its folder. @throws CliError `ERR_CLI_WITNESS` when one is there */
export async function writeWitnessFolder(
  folder: string,
  witness: Pick<WitnessFolder, "name" | "owner" | "port" | "profile">,
): Promise<WitnessFolder> {
  const token = encodeBase64url(randomBytes(TOKEN_BYTES));
  const written = { format: "openlading-witness/1", ...witness, token } as const;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await writeFile(join(folder, FILE), `${JSON.stringify(written, null, 2)}\n`, { flag: "wx", mode: 0o600 });
  } catch (cause) {
    throw new CliError({ code: "ERR_CLI_WITNESS", message: "a witness is there already, or none can be made", cause });
  }
  return written;
}

/** Reads a witness's folder. @throws CliError `ERR_CLI_WITNESS` */
export async function readWitnessFolder(folder: string): Promise<WitnessFolder> {
  try {
    return parseShape(folderShape, parseStrictJson(await readFile(join(folder, FILE))), FILE);
  } catch (cause) {
    throw new CliError({ code: "ERR_CLI_WITNESS", message: "the folder holds no witness", cause });
  }
}

/** Where the witness of a folder answers. */
export const addressOf = ({ port, token }: WitnessFolder): { readonly url: string; readonly token: string } => ({
  url: `http://127.0.0.1:${port}`,
  token,
});

/** The profile a witness follows its peer by. */
export const profileOf = (folder: string, { profile }: WitnessFolder): string => resolve(folder, profile);
