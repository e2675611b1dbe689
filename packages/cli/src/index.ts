export { COMMANDS } from "./commands/table.ts";
export { CLI_ERRORS, CliError } from "./error.ts";
export { EXIT_CODES } from "./exit-code.ts";
export { createNodeTerminal } from "./node-terminal.ts";
export { runCli } from "./program.ts";

export type { CommandSpec } from "./command.ts";
export type { CliErrorCode } from "./error.ts";
export type { ExitCode } from "./exit-code.ts";
export type { Launched, LaunchOptions, Terminal } from "./terminal.ts";
