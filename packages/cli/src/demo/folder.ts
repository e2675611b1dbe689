import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "../error.ts";
import { stripControls } from "../text.ts";

const MARKER = ".openlading-demo";

/** The folder of one demo, and what goes where in it. */
export interface DemoFolder {
  readonly root: string;
  readonly home: string;
  readonly inbox: string;
  readonly outbox: string;
  readonly tampered: string;
  /** Where the ledger's file goes when it has done its work. */
  readonly putAway: string;
  readonly passphraseFile: string;
}

/**
 * Makes the folder empty: replaces one an earlier demo made, refuses any other that holds something.
 * @throws CliError `ERR_CLI_DEMO_DIRECTORY`
 */
export async function prepareFolder(root: string): Promise<DemoFolder> {
  const names = await readdir(root).catch((error: unknown): string[] => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw new CliError({
      code: "ERR_CLI_DEMO_DIRECTORY",
      message: `${stripControls(root)}: cannot be read as a folder`,
      cause: error,
    });
  });
  if (names.length > 0 && !names.includes(MARKER))
    throw new CliError({ code: "ERR_CLI_DEMO_DIRECTORY", message: `${stripControls(root)}: holds what no demo made` });
  for (const name of names) await rm(join(root, name), { recursive: true, force: true });
  const folder: DemoFolder = {
    root,
    home: join(root, "home"),
    inbox: join(root, "inbox"),
    outbox: join(root, "outbox"),
    tampered: join(root, "tampered"),
    putAway: join(root, "ledger-put-away"),
    passphraseFile: join(root, "passphrase"),
  };
  await makeRoot(root);
  await writeFile(join(root, MARKER), "Made by `openlading demo`; the next run replaces everything in this folder.\n");
  for (const path of [folder.inbox, folder.outbox, folder.tampered, folder.putAway]) await mkdir(path);
  return folder;
}

/** The folder itself, in one that exists: making parents too can hang where nothing can be made. */
async function makeRoot(root: string): Promise<void> {
  try {
    await mkdir(root);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") return;
    throw new CliError({ code: "ERR_CLI_DEMO_DIRECTORY", message: `${stripControls(root)}: cannot be made`, cause });
  }
}
