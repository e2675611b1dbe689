import { spawn } from "node:child_process";
import process from "node:process";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { concatBytes } from "@openlading/core";
import { CliError } from "./error.ts";
import { ownCommand } from "./own-command.ts";
import type { Launched, LaunchOptions, Terminal } from "./terminal.ts";

/** The terminal of this process. */
export function createNodeTerminal(): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTty: { in: process.stdin.isTTY, out: process.stdout.isTTY, err: process.stderr.isTTY },
    env: process.env,
    cwd: process.cwd(),
    now: () => Date.now(),
    readStdin,
    promptHidden,
    launch,
  };
}

async function readStdin(maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw new CliError({ code: "ERR_CLI_FILE_SIZE", message: "standard input is too large" });
    chunks.push(chunk);
  }
  return concatBytes(...chunks);
}

async function promptHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await reader.question("");
  } finally {
    reader.close();
    process.stderr.write("\n");
  }
}

/** Runs what this process runs. */
function launch(args: readonly string[], options: LaunchOptions = {}): Promise<Launched> {
  const own = ownCommand();
  return new Promise((resolve, reject) => {
    const child = spawn(own.command, [...own.args, ...args], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ exitCode: code ?? 1, stdout, stderr }));
  });
}
