import process from "node:process";
import { createNodeTerminal } from "./node-terminal.ts";
import { runCli } from "./program.ts";

process.exitCode = await runCli(process.argv.slice(2), createNodeTerminal());
