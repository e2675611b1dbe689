import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { FabricNetworkError } from "./error.ts";

const NAMES = ["peer", "orderer", "cryptogen", "configtxgen"] as const;

/** The environment variable that names the folder with Fabric's programs. */
export const FABRIC_BIN = "OPENLADING_FABRIC_BIN";

/** Absolute paths of the four programs of a Fabric release. */
export type FabricPrograms = Readonly<Record<(typeof NAMES)[number], string>>;

/** What was looked for and not found, and where. */
export interface MissingPrograms {
  readonly missing: readonly string[];
  /** One line for people: what is missing and how to get it. */
  readonly reason: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Looks for the four programs in the folder that `OPENLADING_FABRIC_BIN` names, else along PATH. Nothing is run and
 * nothing downloaded.
 */
export function findFabricPrograms(env: Environment): FabricPrograms | MissingPrograms {
  const folder = env[FABRIC_BIN] ?? "";
  const folders = folder === "" ? (env["PATH"] ?? "").split(delimiter).filter((part) => part !== "") : [folder];
  const found = NAMES.map((name) => [name, locate(name, folders)] as const);
  const missing = found.flatMap(([name, path]) => (path === null ? [name] : []));
  if (missing.length > 0) return { missing, reason: reasonOf(missing, folder) };
  return Object.fromEntries(found) as FabricPrograms; // every name is there: nothing is missing
}

/** As {@link findFabricPrograms}. @throws FabricNetworkError `ERR_FABRIC_NETWORK_PROGRAMS` */
export function requireFabricPrograms(env: Environment): FabricPrograms {
  const found = findFabricPrograms(env);
  if (!("missing" in found)) return found;
  throw new FabricNetworkError({
    code: "ERR_FABRIC_NETWORK_PROGRAMS",
    message: found.reason,
    details: { missing: found.missing },
  });
}

function reasonOf(missing: readonly string[], folder: string): string {
  const where = folder === "" ? "on PATH" : `in the folder ${FABRIC_BIN} names`;
  return (
    `no ${missing.join(", ")} ${where}: install the official Hyperledger Fabric release ` +
    `(https://hyperledger-fabric.readthedocs.io, "Install Fabric and Fabric Samples") and set ${FABRIC_BIN} to its bin folder`
  );
}

function locate(name: string, folders: readonly string[]): string | null {
  return folders.map((folder) => resolve(join(folder, name))).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
