import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { link, open, rename, rm, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { CliError } from "../error.ts";
import { stripControls } from "../text.ts";

const OWNER_ONLY = 0o600;

/** Whether a file may take the place of another. */
export interface Overwriting {
  readonly isForced?: boolean;
  /** For its owner only. */
  readonly isPrivate?: boolean;
}

/**
 * Writes a file that is there whole or not at all: under another name first, then at its place.
 * @throws CliError `ERR_CLI_EXISTS` when something is there and it is not forced, `ERR_CLI_FILE`
 */
export async function writeWhole(path: string, content: Uint8Array | string, o: Overwriting = {}): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.part`);
  try {
    if (o.isForced !== true) refuseExisting(path);
    await writeDraft(draft, content, o.isPrivate === true ? OWNER_ONLY : 0o644);
    await settle(draft, path, o.isForced === true);
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError({ code: "ERR_CLI_FILE", message: `${shown(path)}: cannot be written`, cause });
  } finally {
    await rm(draft, { force: true });
  }
}

/** @throws CliError `ERR_CLI_EXISTS` */
export function refuseExisting(path: string): void {
  if (!existsSync(path)) return;
  throw new CliError({ code: "ERR_CLI_EXISTS", message: `${shown(path)}: there is a file already` });
}

async function writeDraft(path: string, content: Uint8Array | string, mode: number): Promise<void> {
  const file: FileHandle = await open(path, "wx", mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Unforced, the place is taken only while nothing is there: a link, unlike a renaming, does not replace. */
async function settle(draft: string, path: string, isForced: boolean): Promise<void> {
  if (isForced) return rename(draft, path);
  try {
    await link(draft, path);
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause)) throw cause;
    if (cause.code === "EEXIST") refuseExisting(path);
    // A file system without links.
    await rename(draft, path);
  }
}

const shown = (path: string): string => stripControls(basename(path));

/** A place where nothing is, for what cannot be made twice: `name`, else `name-2`, `name-3` … */
export function freePlace(folder: string, name: string, ending: string, isForced = false): string {
  for (let count = 1; ; count++) {
    const path = join(folder, `${name}${count === 1 ? "" : `-${count}`}${ending}`);
    if (isForced || !existsSync(path)) return path;
  }
}
