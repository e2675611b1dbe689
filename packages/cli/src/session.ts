import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { styleText } from "node:util";
import type { Json, Text } from "@openlading/core";
import { findHome, type Network, type Party } from "@openlading/sdk";
import { readConfig } from "./config.ts";
import { CliError } from "./error.ts";
import { openHomeNetwork } from "./home-network.ts";
import { SESSION_TEXTS } from "./messages.ts";
import type { Terminal } from "./terminal.ts";
import { fill, formatJson, stripControls, type Lang, type Params } from "./text.ts";

const MAX_FILE_BYTES = 64 * 1024 * 1024;

export interface SessionOptions {
  readonly home?: string;
  readonly as?: string;
  readonly lang: Lang;
  readonly isJson: boolean;
  /** May ask. */
  readonly isInteractive: boolean;
  readonly isColoured: boolean;
}

type Colour = "red" | "green" | "yellow" | "cyan" | "dim" | "bold";

/** One run of the command: who asks, in what language, and the network once it is needed. */
export interface Session {
  readonly terminal: Terminal;
  readonly lang: Lang;
  readonly isJson: boolean;
  /** Somebody was named with `--as`. */
  readonly isNamed: boolean;
  say(text: Text, params?: Params): string;
  /** A line of talk on stderr. */
  talk(text: Text, params?: Params): void;
  talkLine(line: string): void;
  /** Data on stdout: the value with `--json`, else the lines. */
  print(value: Json, lines: readonly string[]): void;
  /** A file's text on stdout, as it is. */
  printRaw(text: string): void;
  /** How far long work is, on a terminal only. */
  progress(done: number, total: number): void;
  paint(colour: Colour, text: string): string;
  path(file: string): string;
  /** A file's bytes, or standard input for `-`. @throws CliError `ERR_CLI_FILE`, `ERR_CLI_FILE_SIZE` */
  read(file: string): Promise<Uint8Array>;
  readText(file: string): Promise<string>;
  /** @throws CliError `ERR_CLI_NO_HOME` */
  home(): string;
  findHome(): string | null;
  /** Where a new home goes: `--home`, OPENLADING_HOME, else .openlading here. */
  newHome(): string;
  /** @throws CliError `ERR_CLI_PASSPHRASE` */
  passphrase(home: string): Promise<string>;
  network(): Promise<Network>;
  /** The party that acts. @throws CliError `ERR_CLI_NO_PARTY` */
  party(): Promise<Party>;
  /** The party that acts, or null when nobody was named. */
  findParty(): Promise<Party | null>;
  close(): Promise<void>;
}

/** Starts a run; nothing is opened before it is asked for. */
export function createSession(terminal: Terminal, options: SessionOptions): Session {
  let opened: Promise<Network> | null = null;
  const passphrases = new Map<string, Promise<string>>();
  const say = (text: Text, params?: Params): string => fill(text[options.lang], params);
  const talkLine = (line: string): void => terminal.err(`${line}\n`);
  const find = (): string | null =>
    options.home === undefined ? findHome(terminal.cwd, terminal.env) : resolve(terminal.cwd, options.home);
  const home = (): string => {
    const found = find();
    if (found === null) throw new CliError({ code: "ERR_CLI_NO_HOME", message: "there is no home to work in" });
    return found;
  };
  const session: Session = {
    terminal, lang: options.lang, isJson: options.isJson, isNamed: options.as !== undefined, say, talkLine, home, findHome: find,
    newHome: () => resolve(terminal.cwd, options.home ?? (terminal.env["OPENLADING_HOME"] || ".openlading")),
    talk: (text, params) => talkLine(say(text, params)),
    print: (value, lines) => terminal.out(options.isJson ? `${formatJson(value)}\n` : lines.map((l) => `${l}\n`).join("")),
    printRaw: (text) => terminal.out(text.endsWith("\n") ? text : `${text}\n`),
    progress: (done, total) => {
      if (!terminal.isTty.err) return;
      terminal.err(done < total ? `\r${done}/${total}` : "\r\u001b[K");
    },
    paint: (colour, text) => (options.isColoured ? styleText(colour, text, { validateStream: false }) : text),
    path: (file) => resolve(terminal.cwd, file),
    read: (file) => readInput(terminal, file),
    readText: async (file) => new TextDecoder("utf-8", { fatal: true }).decode(await readInput(terminal, file)).trim(),
    passphrase: (of) => {
      const known = passphrases.get(of) ?? readPassphrase(terminal, options.isInteractive, say(SESSION_TEXTS.passphrase, { home: of }));
      passphrases.set(of, known);
      return known;
    },
    network: () => (opened ??= open(session)),
    party: async () => {
      const party = await session.findParty();
      if (party === null) throw new CliError({ code: "ERR_CLI_NO_PARTY", message: "no party is named" });
      return party;
    },
    findParty: async () => {
      const partyId = options.as ?? (await readConfig(home())).as;
      return partyId === null ? null : (await session.network()).party(partyId);
    },
    close: async () => {
      const network = await opened?.catch(() => null);
      await network?.close();
    },
  }; // prettier-ignore
  return session;
}

async function open(session: Session): Promise<Network> {
  const home = session.home();
  return openHomeNetwork({ home, passphrase: await session.passphrase(home), now: () => session.terminal.now() });
}

async function readInput(terminal: Terminal, file: string): Promise<Uint8Array> {
  if (file === "-") return terminal.readStdin(MAX_FILE_BYTES);
  const path = resolve(terminal.cwd, file);
  try {
    const { size } = await stat(path);
    if (size <= MAX_FILE_BYTES) return await readFile(path);
  } catch (cause) {
    throw new CliError({ code: "ERR_CLI_FILE", message: `${stripControls(file)}: cannot be read`, cause });
  }
  throw new CliError({ code: "ERR_CLI_FILE_SIZE", message: `${stripControls(file)}: larger than 64 MiB` });
}

async function readPassphrase(terminal: Terminal, isInteractive: boolean, question: string): Promise<string> {
  const file = terminal.env["OPENLADING_PASSPHRASE_FILE"];
  if (file !== undefined && file !== "") {
    const text = new TextDecoder().decode(await readInput(terminal, file)).replace(/\r?\n$/, "");
    if (text !== "") return text;
    throw new CliError({ code: "ERR_CLI_PASSPHRASE", message: "the passphrase file is empty" });
  }
  if (!isInteractive || !terminal.isTty.in)
    throw new CliError({ code: "ERR_CLI_PASSPHRASE", message: "there is no passphrase" });
  return terminal.promptHidden(question);
}
