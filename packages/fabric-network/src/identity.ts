import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A certificate and its key, as PEM text. */
export interface Credentials {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Reads a user's certificate and key from an MSP folder that cryptogen made. */
export async function readCredentials(mspFolder: string): Promise<Credentials> {
  const [certificate, privateKey] = await Promise.all([
    readOnly(join(mspFolder, "signcerts")),
    readOnly(join(mspFolder, "keystore")),
  ]);
  return { certificate, privateKey };
}

/** The text of a folder's one file: the names in an MSP folder are Fabric's. */
async function readOnly(folder: string): Promise<string> {
  const [name, ...others] = await readdir(folder);
  if (name === undefined || others.length > 0) throw new TypeError(`${folder} does not hold exactly one file`);
  return readFile(join(folder, name), "utf8");
}
