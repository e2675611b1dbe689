import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A process of its own. */
export interface Child {
  readonly process: ChildProcess;
  /** What it has printed so far, in whole lines. */
  readonly lines: () => string[];
  readonly exited: Promise<unknown>;
}

/** Starts one of the programs beside this file. */
export function startChild(program: string, args: readonly string[]): Child {
  const file = fileURLToPath(new URL(program, import.meta.url));
  const options = ["--conditions=@openlading/source", "--disable-warning=ExperimentalWarning", file, ...args];
  const child = spawn(process.execPath, options, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  return { process: child, lines: () => text.split("\n").slice(0, -1), exited: once(child, "close") };
}
