import { Command, CommanderError, Option } from "commander";
import { createGiven, type CommandSpec, type OptionSpec } from "./command.ts";
import { COMMANDS } from "./commands/table.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { PROGRAM_TEXTS } from "./messages.ts";
import { reportError } from "./report-error.ts";
import { createSession, type Session } from "./session.ts";
import type { Terminal } from "./terminal.ts";
import { chooseLang, fill, stripControls, type Lang } from "./text.ts";

export const VERSION = "0.1.0";

/** Runs one command line and answers its exit code. Never throws, never ends the process. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const lang = chooseLang(argv, terminal.env);
  let exitCode: ExitCode = EXIT_CODES.OK;
  const program = createProgram(terminal, lang, (code) => (exitCode = code));
  try {
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT_CODES.OK : EXIT_CODES.USAGE;
  }
}

/** The command tree, built from the table of commands in one language. */
export function createProgram(terminal: Terminal, lang: Lang, onExit: (code: ExitCode) => void): Command {
  const program = new Command("openlading");
  const t = PROGRAM_TEXTS;
  dress(program, terminal, lang)
    .description(t.summary[lang])
    .version(VERSION, "-V, --version", t.version[lang])
    .option("--home <dir>", t.home[lang])
    .option("--as <party>", t.as[lang])
    .option("--json", t.json[lang])
    .addOption(new Option("--lang <lang>", t.lang[lang]).choices(["en", "zh"]))
    .option("--no-input", t.noInput[lang])
    .option("--no-color", t.noColor[lang])
    .addHelpText("after", `\n${t.exitCodes[lang]}\n  ${t.exitCodeLines[lang]}\n`);
  const start = (options: Readonly<Record<string, unknown>>): Session => sessionOf(terminal, lang, options);
  addChildren(program, COMMANDS, { terminal, lang, onExit, start });
  return program;
}

interface Building {
  readonly terminal: Terminal;
  readonly lang: Lang;
  readonly onExit: (code: ExitCode) => void;
  readonly start: (options: Readonly<Record<string, unknown>>) => Session;
}

function build(spec: CommandSpec, building: Building): Command {
  const { terminal, lang } = building;
  const command = dress(new Command(spec.name), terminal, lang).summary(spec.summary[lang]);
  command.description(descriptionOf(spec, lang));
  for (const arg of spec.args ?? []) command.argument(arg.name, arg.text[lang]);
  for (const option of spec.options ?? []) command.addOption(createOption(option, lang));
  addChildren(command, spec.children ?? [], building);
  const examples = spec.examples.map((line) => `  openlading ${line}`).join("\n");
  command.addHelpText("after", `\n${PROGRAM_TEXTS.examples[lang]}\n${examples}\n`);
  if (spec.run !== undefined) command.action(actionOf(spec, building));
  return command;
}

function addChildren(command: Command, children: readonly CommandSpec[], building: Building): void {
  for (const child of children) command.addCommand(build(child, building), { hidden: child.isHidden ?? false });
}

function descriptionOf({ summary, more }: CommandSpec, lang: Lang): string {
  return more === undefined ? summary[lang] : `${summary[lang]}\n\n${unbroken(more[lang], lang)}`;
}

/** Help is wrapped where it is shown. */
function unbroken(text: string, lang: Lang): string {
  return text.replaceAll("\n", lang === "zh" ? "" : " ");
}

function actionOf({ run }: CommandSpec, { start, onExit }: Building) {
  return async (...received: readonly unknown[]): Promise<void> => {
    const command = received.at(-1);
    if (!(command instanceof Command) || run === undefined)
      throw new TypeError("commander hands the command over last");
    const session = start(command.optsWithGlobals());
    try {
      onExit(await run(session, createGiven(command.args, command.opts())));
    } catch (error) {
      onExit(reportError(session, error));
    } finally {
      await session.close();
    }
  };
}

function createOption({ flags, text, choices, isList, isRequired }: OptionSpec, lang: Lang): Option {
  const option = new Option(flags, text[lang]);
  if (choices !== undefined && isList === undefined) option.choices([...choices]);
  if (isList === true)
    option.argParser((value: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), value]);
  return option.makeOptionMandatory(isRequired ?? false);
}

function sessionOf(terminal: Terminal, lang: Lang, options: Readonly<Record<string, unknown>>): Session {
  const { home, as } = options;
  const isPlain = terminal.env["NO_COLOR"] !== undefined && terminal.env["NO_COLOR"] !== "";
  return createSession(terminal, {
    ...(typeof home === "string" ? { home } : {}),
    ...(typeof as === "string" ? { as } : {}),
    lang,
    isJson: options["json"] === true,
    isInteractive: options["input"] !== false,
    isColoured: terminal.isTty.out && !isPlain && options["color"] !== false && terminal.env["TERM"] !== "dumb",
  });
}

const TITLES: Readonly<Record<string, keyof typeof PROGRAM_TEXTS>> = {
  "Usage:": "usage",
  "Arguments:": "arguments",
  "Options:": "options",
  "Commands:": "commands",
  "Global Options:": "globalOptions",
};

/** Gives a command our streams, our exits and our words. */
function dress(command: Command, terminal: Terminal, lang: Lang): Command {
  return command
    .exitOverride()
    .helpOption("-h, --help", PROGRAM_TEXTS.help[lang])
    .helpCommand(false)
    .showSuggestionAfterError()
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => PROGRAM_TEXTS[TITLES[title] ?? "options"][lang],
    })
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
      outputError: (text, write) => write(`${usageError(stripControls(text), lang)}\n`),
    });
}

const USAGE: readonly (readonly [RegExp, keyof typeof PROGRAM_TEXTS])[] = [
  [/unknown command '([^']*)'/, "unknownCommand"],
  [/unknown option '([^']*)'/, "unknownOption"],
  [/missing required argument '([^']*)'/, "missingArgument"],
  [/required option '([^']*)' not specified/, "missingArgument"],
  [/option '([^']*)' argument missing/, "missingArgument"],
  [/too many arguments/, "tooMany"],
  [/argument '([^']*)' is invalid/, "badChoice"],
];

/** Commander's sentence in ours: it knows English only. */
function usageError(text: string, lang: Lang): string {
  for (const [pattern, name] of USAGE) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const meant = /Did you mean (?:one of )?([^?]+)\?/.exec(text)?.[1];
    const lines = [`ERR_CLI_USAGE: ${fill(PROGRAM_TEXTS[name][lang], { name: found[1] ?? "" })}`];
    if (meant !== undefined) lines.push(`  ${fill(PROGRAM_TEXTS.didYouMean[lang], { name: meant })}`);
    const allowed = /Allowed choices are ([^.]+)\./.exec(text)?.[1];
    if (allowed !== undefined) lines.push(`  ${allowed}`);
    return [...lines, `  ${fill(PROGRAM_TEXTS.seeHelp[lang], { command: "openlading" })}`].join("\n");
  }
  return text.trimEnd();
}
