import { createNodeTerminal, type Terminal } from "../src/index.ts";

export interface TestTerminal extends Terminal {
  readonly stdout: () => string;
  readonly stderr: () => string;
}

interface TestTerminalOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly now?: () => number;
}

/** A terminal that remembers what was written to it. Its other processes are real ones. */
export function createTestTerminal(o: TestTerminalOptions = {}): TestTerminal {
  let out = "";
  let err = "";
  return {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    isTty: { in: false, out: false, err: false },
    env: o.env ?? {},
    cwd: o.cwd ?? process.cwd(),
    now: o.now ?? (() => Date.now()),
    readStdin: async () => new TextEncoder().encode(o.stdin ?? ""),
    promptHidden: async () => {
      throw new Error("nobody to ask");
    },
    launch: createNodeTerminal().launch,
    stdout: () => out,
    stderr: () => err,
  };
}
